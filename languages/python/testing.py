"""How tests are written in Python: pytest and unittest."""

from __future__ import annotations

import os
import re

from ..habits import Testing, folder_query

TESTING = Testing(
    words=re.compile(rb"assert|test|skip|xfail|raises|warns|fail|check|expect|verify"),
    query=folder_query(os.path.dirname(__file__), "tests.scm"),
    conditional=frozenset(
        ("if_statement", "elif_clause", "else_clause", "except_clause", "match_statement")
    ),
    constant=re.compile(
        rb"assert\s+(?:True|1|not\s+False)\s*(?:,.*)?$"
        rb"|self\.assert(?:True\(\s*True|False\(\s*False|Equal\(\s*(\w+)\s*,\s*\1)\s*\)$",
        re.DOTALL,
    ),
    parametrized=re.compile(rb"parametrize|subTest|ddt|@given|parameterized"),
)
