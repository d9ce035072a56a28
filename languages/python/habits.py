"""What is a bad sign in Python code that parses."""

from __future__ import annotations

import re

from ...patterns import lazy_compile
from ..habits import Habits
from .flow import UNREACHABLE
from .stubs import STUB
from .swallowing import SWALLOWING
from .testing import TESTING

HABITS = Habits(
    swallowing=SWALLOWING,
    unreachable=UNREACHABLE,
    stub=STUB,
    debug=lazy_compile(
        rb"^\s*(?:import\s+i?pdb\s*;\s*)?"
        rb"(?P<what>breakpoint\(\)|i?pdb\.set_trace\(\)"
        rb"|pp?rint\(\s*[frFR]?[\"'](?:\W*(?:DEBUG|XXX+|xxx+|HERE|here|got here)\b|[>=#!*]{3}))"
    ),
    command=lazy_compile(rb"^#!|^if __name__\s*==", re.MULTILINE),
    mutes=lazy_compile(
        rb"^\s*\#\s*(?:flake8[:=]\s*noqa\s*$|ruff:\s*noqa\s*$|mypy:\s*ignore-errors"
        rb"|pylint:\s*(?:disable=all|skip-file)|type:\s*ignore\s*$|pyright:\s*(?:basic|off))"
    ),
    testing=TESTING,
    bodiless=(".pyi",),
)
