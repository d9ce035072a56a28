"""How a Go function is left for later."""

from __future__ import annotations

import re

from ...patterns import lazy_compile
from ..stubs import stubs

STUB = stubs(
    "function_declaration",
    "method_declaration",
    gives_up=lazy_compile(rb"panic\(|return\b.*\b(?:errors\.New|fmt\.Errorf)\(", re.DOTALL),
)
