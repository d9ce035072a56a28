"""How tests are written in Go: the package testing, testify and their like."""

from __future__ import annotations

import os

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    tests=folder_query(os.path.dirname(__file__), "tests.scm"),
    calls=folder_query(os.path.dirname(__file__), "test_calls.scm"),
    begins=lazy_compile(rb"func\s+(?:Test|Fuzz|Example)"),
    # By testing.T, by a package for it, or by a helper that is given the T.
    asserts=lazy_compile(
        rb"(?:t|tb|c|s)\.(?:Errorf?|Fatalf?|Fail|FailNow|Assert|Check|Equal)\("
        rb"|(?:assert|require|is|qt|must)\.\w+\(|[\w.]+\(\s*(?:t|tb)\b"
    ),
    skips=lazy_compile(rb"(?:t|tb|b|f)\.Skip(?:f|Now)?\("),
    only=None,
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
