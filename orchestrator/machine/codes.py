"""Closures of strict records: all parts are evaluated from left to right, then combined.

Written out by the number of parts: a loop over them would double the time of every expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.runtime import Activation, Fault, NotModelled, Suspending, Unplaced

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ...languages.program import Node
    from ...languages.runtime import Code, PlainCode, Value


def settle(f: Activation, node: Node, problem: Unplaced) -> Exception:
    """What a problem of `node` becomes: the language's error, or the model's end with a place."""
    f.at = node
    if isinstance(problem, Fault):
        try:
            return f.context.runtime.fail(f.context, problem, node)
        except NotModelled as end:
            problem = end
    if isinstance(problem, NotModelled) and not problem.line:
        problem.path = f.code.path
        problem.line = node.place.line
    return problem


def strict(node: Node, parts: Sequence[Code], combine: Callable[..., Value]) -> Code:
    """See `languages.runtime.Compiler.strict`."""
    plain = [part for part in parts if not isinstance(part, Suspending)]
    if len(plain) < len(parts):
        return _suspending(node, parts, combine)
    return _BY_NUMBER.get(len(plain), _many)(node, plain, combine)


def plain(code: Code) -> PlainCode:
    """Code that is known not to wait."""
    assert not isinstance(code, Suspending)
    return code


def plain_or_none(code: Code | None) -> PlainCode | None:
    return None if code is None else plain(code)


def all_of(parts: Sequence[Code], f: Activation) -> Generator[Value, Value, list[Value]]:
    """The values of code of both kinds, from left to right."""
    values: list[Value] = []
    for part in parts:
        value = (yield from part.run(f)) if isinstance(part, Suspending) else part(f)
        values.append(value)
    return values


def waiting(
    node: Node, parts: Sequence[Code], combine: Callable[..., Generator[Value, Value, Value]]
) -> Code:
    """See `languages.runtime.Compiler.waiting`."""

    def run(f: Activation) -> Generator[Value, Value, Value]:
        values = yield from all_of(parts, f)
        f.at = node
        try:
            return (yield from combine(f, *values))
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return Suspending(run)


def _suspending(node: Node, parts: Sequence[Code], combine: Callable[..., Value]) -> Code:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        values = yield from all_of(parts, f)
        f.at = node
        try:
            return combine(f, *values)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return Suspending(run)


def _none(node: Node, parts: Sequence[PlainCode], combine: Callable[..., Value]) -> PlainCode:
    def run(f: Activation) -> Value:
        f.at = node
        try:
            return combine(f)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


def _one(node: Node, parts: Sequence[PlainCode], combine: Callable[..., Value]) -> PlainCode:
    (first,) = parts

    def run(f: Activation) -> Value:
        one = first(f)
        f.at = node
        try:
            return combine(f, one)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


def _two(node: Node, parts: Sequence[PlainCode], combine: Callable[..., Value]) -> PlainCode:
    first, second = parts

    def run(f: Activation) -> Value:
        one = first(f)
        two = second(f)
        f.at = node
        try:
            return combine(f, one, two)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


def _three(node: Node, parts: Sequence[PlainCode], combine: Callable[..., Value]) -> PlainCode:
    first, second, third = parts

    def run(f: Activation) -> Value:
        one = first(f)
        two = second(f)
        three = third(f)
        f.at = node
        try:
            return combine(f, one, two, three)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


def _many(node: Node, parts: Sequence[PlainCode], combine: Callable[..., Value]) -> PlainCode:
    def run(f: Activation) -> Value:
        values = [part(f) for part in parts]
        f.at = node
        try:
            return combine(f, *values)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


_BY_NUMBER = {0: _none, 1: _one, 2: _two, 3: _three}
