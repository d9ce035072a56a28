"""How tests are written in Python: pytest and unittest."""

from __future__ import annotations

import os
import re

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    query=folder_query(os.path.dirname(__file__), "tests.scm"),
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
