"""Which code a record becomes, if its language says nothing else."""

from __future__ import annotations

from typing import Any

from ...languages import program as p
from . import expressions, loops, names, statements, targets

FORMS: dict[type, Any] = {
    p.Name: names.name,
    p.Literal: expressions.literal,
    p.Binary: expressions.binary,
    p.Unary: expressions.unary,
    p.Logical: expressions.logical,
    p.Conditional: expressions.conditional,
    p.Collection: expressions.sequence,
    p.Function: expressions.function,
    p.Member: expressions.member,
    p.Index: expressions.index,
    p.Call: expressions.call,
    p.Group: expressions.group,
    p.Opaque: expressions.opaque,
    p.Assign: targets.assign,
    p.Block: statements.block,
    p.Expression: statements.expression,
    p.If: statements.if_,
    p.Return: statements.return_,
    p.Raise: statements.raise_,
    p.Try: statements.try_,
    p.Switch: statements.switch,
    p.Jump: statements.jump,
    p.Labeled: statements.labeled,
    p.While: loops.while_,
    p.For: loops.for_,
    p.ForEach: loops.foreach,
}

# Records whose code gives a signal, not a value. A Switch is one of them unless it is a value.
STATEMENTS = frozenset(
    (p.Block, p.Expression, p.If, p.Return, p.Raise, p.Try, p.Switch, p.Jump, p.Labeled, p.While,
     p.For, p.ForEach, p.With, p.Deferred, p.Send, p.Assert)
)  # fmt: skip
