"""What tree-sitter-go lets through and Go's parser forbids."""

from __future__ import annotations

from .rules import functions, layout, literals, operators, source_file, statements, types

RULES = (
    *source_file.RULES,
    *layout.RULES,
    *functions.RULES,
    *statements.RULES,
    *operators.RULES,
    *types.RULES,
    *literals.RULES,
)
