"""How a JavaScript function is left for later."""

from __future__ import annotations

import re

from ..stubs import stubs

STUB = stubs(
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    gives_up=re.compile(rb"throw\s+(?:new\s+)?\w*Error\b|return\s+Promise\.reject\("),
)
