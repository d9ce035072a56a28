"""What is a bad sign in Go code that parses."""

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
    # fmt.Println is how a command talks; that is told by the package.
    debug=lazy_compile(
        rb"^\s*(?P<what>fmt\.Print(?:ln|f)?\(|print(?:ln)?\(|spew\.Dump\(|runtime\.Breakpoint\()"
    ),
    command=lazy_compile(rb"^package\s+main\b", re.MULTILINE),
    mutes=lazy_compile(rb"^\s*//\s*nolint\s*$|^//lint:file-ignore\b"),
    testing=TESTING,
)
