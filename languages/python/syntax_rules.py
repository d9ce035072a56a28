"""What tree-sitter-python lets through and CPython forbids."""

from __future__ import annotations

from .rules import calls, context, declarations, layout, lines, literals, statements, targets

RULES = (
    *layout.RULES,
    *lines.RULES,
    *context.RULES,
    *calls.RULES,
    *targets.RULES,
    *statements.RULES,
    *literals.RULES,
    *declarations.RULES,
)
