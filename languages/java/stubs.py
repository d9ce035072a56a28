"""How a Java method is left for later. Abstract ones and an interface's have no body."""

from __future__ import annotations

import re

from ..stubs import stubs

# UnsupportedOperationException alone is how a collection says that it can't be changed.
STUB = stubs(
    "method_declaration",
    "constructor_declaration",
    gives_up=re.compile(rb"throw\s+new\s"),
)
