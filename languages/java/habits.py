"""What is a bad sign in Java code that parses."""

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
    debug=lazy_compile(
        rb"^\s*(?P<what>System\.(?:out|err)\.print(?:ln|f)?\(|\w+\.printStackTrace\(\))"
    ),
    command=lazy_compile(rb"\bstatic\s+void\s+main\s*\("),
    mutes=lazy_compile(rb"^\s*(?:@SuppressWarnings\(\s*\"all\"\s*\)|//\s*CHECKSTYLE:?\s*OFF\s*$)"),
    testing=TESTING,
)
