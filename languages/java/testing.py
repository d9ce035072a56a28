"""How tests are written in Java: JUnit 3 to 5 and TestNG, with AssertJ, Hamcrest, Mockito."""

from __future__ import annotations

import os

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    tests=folder_query(os.path.dirname(__file__), "tests.scm"),
    calls=folder_query(os.path.dirname(__file__), "test_calls.scm"),
    begins=lazy_compile(
        rb"(?s:.*)@(?:\w+\.)*(?:\w*Test|TestFactory|TestTemplate)\b|(?s:.*)\bvoid\s+test[A-Z0-9_]"
    ),
    # `@Test(expected = X.class)` asserts that it throws.
    asserts=lazy_compile(
        rb"(?:assert|fail|verify|expect|check|should|then|contains)\w*\b|(?:isEqualTo|hasSize)\b"
        rb"|@(?:\w+\.)*Test\s*\([^)]*\bexpected"
    ),
    skips=lazy_compile(
        rb"@(?:\w+\.)*(?:Disabled|Ignore)(?!\w)|@(?:\w+\.)*Test\s*\([^)]*\benabled\s*=\s*false"
    ),
    only=None,
    counts=lazy_compile(rb"\bassert|\bfail\(|\bverify|\bexpect|@(?:\w+\.)*\w*Test\b|\bvoid\s+test"),
    turns_off=lazy_compile(rb"Disabled|Ignore|enabled|\bassert\s*true|assert\w+\("),
    conditional=frozenset(("if_statement", "catch_clause")),
    constant=lazy_compile(
        rb"(?:\w+\.)?assert(?:True\((?:[^,()]*,)?\s*true\s*|False\((?:[^,()]*,)?\s*false\s*"
        rb"|Equals\(\s*(\w+)\s*,\s*\1\s*)(?:,[^()]*)?\)$|assert\s*true\s*(?::.*)?;?$"
    ),
    parametrized=lazy_compile(rb"ParameterizedTest|\bDataProvider\b|RepeatedTest|\bfor\s*\("),
)
