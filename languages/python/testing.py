"""How tests are written in Python: pytest and unittest."""

from __future__ import annotations

import os
import re

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    tests=folder_query(os.path.dirname(__file__), "tests.scm"),
    calls=folder_query(os.path.dirname(__file__), "test_calls.scm"),
    begins=lazy_compile(rb"(?:async\s+)?def\s+test"),
    asserts=lazy_compile(
        rb"assert\b|_?(?:assert|check|expect|verify)\w*\(|(?:pytest\.)?(?:fail|raises|warns)\("
        rb"|(?:pytest\.)?deprecated_call\("
    ),
    # Without a condition: `skipif` and `skipUnless` name one, and so may `xfail`.
    skips=lazy_compile(
        rb"@(?:pytest\.)?mark\.skip(?!\w)|@(?:unittest\.)?(?:skip\(|expectedFailure(?!\w))"
        rb"|@(?:pytest\.)?mark\.xfail(?:\s*$|\(\s*(?:\)|(?:reason|strict|raises)\s*=))"
        rb"|@[\w.]*(?:skipif|skipIf|xfail)\(\s*(?:True|1|[\"'](?:True|1)[\"'])\s*[,)]"
        rb"|pytest\.(?:skip|xfail)\(|self\.skipTest\("
        rb"|pytestmark\s*=\s*\[?\s*(?:pytest\.)?mark\.(?:skip|xfail)(?:\s*$|\()"
    ),
    only=None,
    counts=lazy_compile(rb"\bassert|\.assert|\braises\(|\bwarns\(|\bfail\(|\bdef\s+test"),
    turns_off=lazy_compile(
        rb"skip|xfail|expectedFailure|\bassert\s+(?:True|1|not\s)|assert\w+\(\s*(?:True|False|\w+\s*,)"
    ),
    conditional=frozenset(
        ("if_statement", "elif_clause", "else_clause", "except_clause", "match_statement")
    ),
    constant=lazy_compile(
        rb"assert\s*(?:True|1|not\s*False)\s*(?:,.*)?$"
        rb"|self\.assert(?:True\(\s*True|False\(\s*False|Equal\(\s*(\w+)\s*,\s*\1)\s*\)$",
        re.DOTALL,
    ),
    parametrized=lazy_compile(rb"parametrize|subTest|ddt|@given|parameterized"),
)
