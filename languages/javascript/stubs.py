"""How a JavaScript function is left for later."""

from __future__ import annotations

from ...patterns import lazy_compile
from ..stubs import stubs

STUB = stubs(
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    gives_up=lazy_compile(rb"throw\s+(?:new\s+)?\w*Error\b|return\s+Promise\.reject\("),
)
