"""What is a bad sign in JavaScript code that parses."""

from __future__ import annotations

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
    debug=lazy_compile(rb"^\s*(?P<what>debugger\b;?|console\.(?:log|debug|dir|trace)\()"),
    command=lazy_compile(rb"\A#!"),
    mutes=lazy_compile(rb"^\s*(?:/\*\s*eslint-disable\s*\*/|//\s*@ts-nocheck\b)"),
    testing=TESTING,
)
