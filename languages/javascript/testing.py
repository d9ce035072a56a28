"""How tests are written in JavaScript: mocha, jest, vitest, node:test, jasmine, ava, tape."""

from __future__ import annotations

import os

from ...patterns import lazy_compile
from ..habits import Testing, folder_query

TESTING = Testing(
    tests=folder_query(os.path.dirname(__file__), "tests.scm"),
    calls=folder_query(os.path.dirname(__file__), "test_calls.scm"),
    begins=lazy_compile(rb"[xf]?(?:it|test|specify)(?:\.\w+)*\s*[(`]"),
    asserts=lazy_compile(
        rb"(?:assert|expect|should)\b|[\w.$]+\.should\b"
        rb"|(?:t|tc)\.(?:is|not|deepEqual|equal|same|throws|true|false|truthy|falsy|ok|assert)\b"
    ),
    # A todo names a test that is still to be written: nothing is turned off.
    skips=lazy_compile(
        rb"(?:x(?:it|test|specify|describe|context)"
        rb"|(?:it|test|specify|describe|context|suite)\.skip)(?:\.\w+)*\(\s*['\"`]"
        rb"|(?:this|t|ctx)\.skip\("
    ),
    only=lazy_compile(
        rb"(?:f(?:it|describe)"
        rb"|(?:it|test|specify|describe|context|suite)\.only)(?:\.\w+)*\(\s*['\"`]"
    ),
    counts=lazy_compile(
        rb"\bassert\b|\bexpect\b|\bshould\b|\bt\.\w+\(|\b(?:it|test|specify)\s*(?:\.\w+\s*)?\("
    ),
    turns_off=lazy_compile(
        rb"skip|only|\b[xf](?:it|test|describe|specify|context)\b|(?:assert|expect)[.\w]*\(\s*(?:true|false|1|\w+\s*,)"
    ),
    conditional=frozenset(("if_statement", "else_clause", "catch_clause", "ternary_expression")),
    constant=lazy_compile(
        rb"expect\(\s*(true|false|\d+)\s*\)\.(?:to(?:Be|Equal|StrictEqual)\(\s*\1\s*\)"
        rb"|to(?:Be|\.be\.)\w+(?:\(\))?)$"
        rb"|assert(?:\.ok|\.isTrue)?\(\s*(?:true|1)\s*(?:,[^()]*)?\)$"
        rb"|assert\.(?:strictE|deepE|e)qual\(\s*(\w+)\s*,\s*\2\s*\)$"
    ),
    parametrized=lazy_compile(rb"\.each\b|forEach|\bfor\b"),
)
