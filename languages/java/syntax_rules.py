"""What tree-sitter-java lets through and javac's parser forbids."""

from __future__ import annotations

from .rules import (
    classes,
    literals,
    modifiers,
    names,
    source_file,
    statements,
    strings,
    switches,
    types,
    variables,
)

RULES = (
    *source_file.RULES,
    *names.RULES,
    *modifiers.RULES,
    *classes.RULES,
    *statements.RULES,
    *switches.RULES,
    *variables.RULES,
    *types.RULES,
    *literals.RULES,
    *strings.RULES,
)
