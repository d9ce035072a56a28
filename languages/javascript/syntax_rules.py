"""What tree-sitter-javascript lets through and ECMAScript forbids.

A file's goal is not known: it is a module if it imports or exports, and is otherwise judged as the
function body that CommonJS makes of it, sloppy unless it says `"use strict"`.
"""

from __future__ import annotations

from ..rules import SyntaxRule
from .rules import (
    classes,
    control,
    declarations,
    functions,
    identifiers,
    lists,
    literals,
    modules,
    operands,
    scopes,
    strict,
    targets,
)

_FILES = (
    lists,
    operands,
    targets,
    identifiers,
    literals,
    declarations,
    scopes,
    functions,
    classes,
    control,
    modules,
    strict,
)

RULES: tuple[SyntaxRule, ...] = tuple(
    value for file in _FILES for value in vars(file).values() if isinstance(value, SyntaxRule)
)
