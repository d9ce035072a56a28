"""How tests are written in JavaScript: mocha, jest, vitest, node:test, jasmine, ava, tape."""

from __future__ import annotations

import os
import re

from ..habits import Testing, folder_query

TESTING = Testing(
    words=re.compile(rb"assert|expect|should|test|\bx?f?it\b|describe|skip|only|\bt\."),
    query=folder_query(os.path.dirname(__file__), "tests.scm"),
    conditional=frozenset(("if_statement", "else_clause", "catch_clause", "ternary_expression")),
    constant=re.compile(
        rb"expect\(\s*(true|false|\d+)\s*\)\.(?:to(?:Be|Equal|StrictEqual)\(\s*\1\s*\)"
        rb"|to(?:Be|\.be\.)\w+(?:\(\))?)$"
        rb"|assert(?:\.ok|\.isTrue)?\(\s*(?:true|1)\s*(?:,[^()]*)?\)$"
        rb"|assert\.(?:strictE|deepE|e)qual\(\s*(\w+)\s*,\s*\2\s*\)$"
    ),
    parametrized=re.compile(rb"\.each\b|forEach|\bfor\b"),
)
