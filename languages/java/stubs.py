"""How a Java method is left for later. Abstract ones and an interface's have no body."""

from __future__ import annotations

from ...patterns import lazy_compile
from ..stubs import stubs

# UnsupportedOperationException alone is how a collection says that it can't be changed.
STUB = stubs(
    "method_declaration",
    "constructor_declaration",
    gives_up=lazy_compile(rb"throw\s+new\s"),
)
