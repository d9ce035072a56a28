"""What is a bad sign in JavaScript code that parses."""

from __future__ import annotations

import re

from ..habits import Habits
from .flow import UNREACHABLE
from .stubs import STUB
from .swallowing import SWALLOWING
from .testing import TESTING

HABITS = Habits(
    swallowing=SWALLOWING,
    unreachable=UNREACHABLE,
    stub=STUB,
    debug=re.compile(rb"^\s*(?P<what>debugger\b;?|console\.(?:log|debug|dir|trace)\()"),
    command=re.compile(rb"\A#!"),
    mutes=re.compile(rb"^\s*(?:/\*\s*eslint-disable\s*\*/|//\s*@ts-nocheck\b)"),
    testing=TESTING,
)
