"""How tests are written in Go: the package testing, testify and their like."""

from __future__ import annotations

import os

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    query=folder_query(os.path.dirname(__file__), "tests.scm"),
    counts=lazy_compile(
        rb"\b(?:t|tb)\.(?:Error|Fatal|Fail)|\b(?:assert|require|is)\.|\(t\b|^func\s+(?:Test|Fuzz)"
    ),
    turns_off=lazy_compile(rb"Skip|(?:assert|require)\.(?:True|False|Equal)\("),
    conditional=frozenset(
        ("if_statement", "expression_case", "default_case", "type_case", "communication_case")
    ),
    constant=lazy_compile(
        rb"(?:assert|require)\.(?:True\(\s*t\s*,\s*true|False\(\s*t\s*,\s*false"
        rb"|Equal\(\s*t\s*,\s*(\w+)\s*,\s*\1)\s*(?:,[^()]*)?\)$"
    ),
    # A table of cases, run one by one.
    parametrized=lazy_compile(rb"\brange\b"),
)
