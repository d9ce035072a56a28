"""How tests are written in Java: JUnit 3 to 5 and TestNG, with AssertJ, Hamcrest, Mockito."""

from __future__ import annotations

import os
import re

from ..habits import Testing, folder_query

TESTING = Testing(
    words=re.compile(rb"[tT]est|assert|fail|verify|expect|check|Disabled|Ignore|should|enabled"),
    query=folder_query(os.path.dirname(__file__), "tests.scm"),
    conditional=frozenset(("if_statement", "catch_clause")),
    constant=re.compile(
        rb"(?:\w+\.)?assert(?:True\((?:[^,()]*,)?\s*true\s*|False\((?:[^,()]*,)?\s*false\s*"
        rb"|Equals\(\s*(\w+)\s*,\s*\1\s*)(?:,[^()]*)?\)$|assert\s+true\s*;?$"
    ),
    parametrized=re.compile(rb"ParameterizedTest|\bDataProvider\b|RepeatedTest|\bfor\s*\("),
)
