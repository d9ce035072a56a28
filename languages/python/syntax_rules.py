"""What tree-sitter-python lets through and CPython forbids."""

from __future__ import annotations

from .rules import (
    calls,
    context,
    declarations,
    layout,
    lines,
    literals,
    patterns,
    statements,
    targets,
    walrus,
)

RULES = (
    *layout.RULES,
    *lines.RULES,
    *context.RULES,
    *calls.RULES,
    *targets.RULES,
    *walrus.RULES,
    *statements.RULES,
    *literals.RULES,
    *patterns.RULES,
    *declarations.RULES,
)
