"""Expressions that mean the same everywhere, but for their operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.program import Call, Collection, Conditional, Group, Index, Member, Name
from ...languages.runtime import Suspending, Unplaced
from .codes import plain, settle
from .targets import Place

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...languages.program import Binary, Function, Literal, Logical, Node, Opaque, Unary
    from ...languages.runtime import Activation, Code, Value
    from .compiler import Compiler


class _Short:
    """What an optional chain gives from where it ends early."""


SHORT = _Short()


def literal(c: Compiler, node: Literal) -> Code:
    """A constant."""
    value = c.runtime.literal(node)
    return lambda f: value


def binary(c: Compiler, node: Binary) -> Code:
    """`left operator right`, both evaluated."""
    operate = c.runtime.binary.get(node.operator)
    if operate is None:
        return c.unmodelled(node, f"the operator `{node.operator}`")
    parts = [c.expression(node.left), c.expression(node.right)]
    return c.strict(node, parts, lambda f, left, right: operate(left, right))


def unary(c: Compiler, node: Unary) -> Code:
    """`-x`, `!x`, `x++`."""
    operator = node.operator
    if operator in ("++x", "--x", "x++", "x--"):
        return _step(c, node)
    operate = c.runtime.unary.get(operator)
    if operate is None:
        return c.unmodelled(node, f"the operator `{operator}`")
    return c.strict(node, [c.expression(node.operand)], lambda f, value: operate(value))


def _step(c: Compiler, node: Unary) -> Code:
    """`++x` and its like: reads, steps, writes; behind the target, the value is the old one."""
    is_behind = node.operator.startswith("x")
    operate = c.runtime.unary["++" if "+" in node.operator else "--"]
    place = Place(c, node.operand)

    def run(f: Activation) -> Value:
        parts = place.parts(f)
        old = place.read(f, parts)
        try:
            new = operate(old)
        except Unplaced as problem:
            raise settle(f, node, problem) from None
        place.write(f, parts, new)
        return old if is_behind else new

    return run


def logical(c: Compiler, node: Logical) -> Code:
    """`and`, `or`, `??`: the right side only where the left one doesn't settle it."""
    left, right = c.expression(node.left), c.expression(node.right)
    truth, is_nullish = c.runtime.truth or bool, c.runtime.is_nullish
    operator = node.operator

    def is_enough(value: Value) -> bool:
        if operator == "??":
            return not is_nullish(value)
        return truth(value) == (operator == "or")

    if isinstance(left, Suspending) or isinstance(right, Suspending):

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            value = (yield from left.run(f)) if isinstance(left, Suspending) else left(f)
            if is_enough(value):
                return value
            return (yield from right.run(f)) if isinstance(right, Suspending) else right(f)

        return Suspending(wait)

    def run(f: Activation) -> Value:
        value = left(f)
        return value if is_enough(value) else right(f)

    return run


def conditional(c: Compiler, node: Conditional) -> Code:
    """`test ? then : other`."""
    test, then, other = (c.expression(one) for one in (node.test, node.then, node.other))
    truth = c.runtime.truth or bool
    if any(isinstance(one, Suspending) for one in (test, then, other)):

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            value = (yield from test.run(f)) if isinstance(test, Suspending) else test(f)
            chosen = then if truth(value) else other
            return (yield from chosen.run(f)) if isinstance(chosen, Suspending) else chosen(f)

        return Suspending(wait)
    checks, one, two = plain(test), plain(then), plain(other)
    return lambda f: one(f) if truth(checks(f)) else two(f)


def function(c: Compiler, node: Function) -> Code:
    """A function as a value; one with a name is in scope within itself."""
    return c.closure(node)


def opaque(c: Compiler, node: Opaque) -> Code:
    """What the common form doesn't know, the machine can't run."""
    return c.unmodelled(node, f"`{node.kind}`")


def sequence(c: Compiler, node: Collection) -> Code:
    """`a, b`: all are evaluated, the last is the value. Other collections are the language's."""
    if node.kind != "sequence":
        return c.unmodelled(node, f"a collection of kind `{node.kind}`")
    parts = [c.expression(one) for one in node.items]
    return c.strict(node, parts, lambda f, *values: values[-1])


# --- Members, indices and calls, which make chains


def member(c: Compiler, node: Member) -> Code:
    """`object.name`."""
    return _whole_chain(c, node, _member(c, node))


def index(c: Compiler, node: Index) -> Code:
    """`object[key]`."""
    return _whole_chain(c, node, _index(c, node))


def call(c: Compiler, node: Call) -> Code:
    """`function(arguments)`, `object.method(arguments)`, `new Class(arguments)`."""
    return _whole_chain(c, node, _call(c, node))


def group(c: Compiler, node: Group) -> Code:
    """An optional chain ends here."""
    return c.expression(node.value)


def _has_optional(node: Node) -> bool:
    while isinstance(node, (Member, Index, Call)):
        if node.optional:
            return True
        node = node.function if isinstance(node, Call) else node.object
    return False


def _whole_chain(c: Compiler, node: Node, code: Code) -> Code:
    if not _has_optional(node):
        return code
    nothing = c.runtime.nothing
    if isinstance(code, Suspending):
        inner = code.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            value = yield from inner(f)
            return nothing if value is SHORT else value

        return Suspending(wait)

    def run(f: Activation) -> Value:
        value = code(f)
        return nothing if value is SHORT else value

    return run


def _link(c: Compiler, node: Node) -> Code:
    """A part of a chain: may give SHORT where the chain is optional."""
    if _has_optional(node):
        if isinstance(node, Member):
            return _member(c, node)
        if isinstance(node, Index):
            return _index(c, node)
        if isinstance(node, Call):
            return _call(c, node)
    return c.expression(node)


def _member(c: Compiler, node: Member) -> Code:
    name, get, is_nullish = node.name, c.runtime.member, c.runtime.is_nullish
    thing = _link(c, node.object)
    if not _has_optional(node):
        return c.strict(node, [thing], lambda f, value: get(f.context, value, name))
    optional = node.optional

    def read(f: Activation, value: Value) -> Value:
        if value is SHORT or (optional and is_nullish(value)):
            return SHORT
        return get(f.context, value, name)

    return c.strict(node, [thing], read)


def _index(c: Compiler, node: Index) -> Code:
    get, is_nullish = c.runtime.index, c.runtime.is_nullish
    thing, key = _link(c, node.object), c.expression(node.key)
    if not _has_optional(node):
        return c.strict(node, [thing, key], lambda f, value, k: get(f.context, value, k))
    optional = node.optional

    def read(f: Activation, value: Value, k: Value) -> Value:
        if value is SHORT or (optional and is_nullish(value)):
            return SHORT
        return get(f.context, value, k)

    return c.strict(node, [thing, key], read)


def _call(c: Compiler, node: Call) -> Code:
    """A member is looked up before the arguments are evaluated, and called with its object."""
    give = c.arguments(node)
    runtime = c.runtime
    if node.new:
        made = [c.expression(node.function), give]
        return c.strict(node, made, lambda f, what, args: runtime.construct(f.context, what, args))
    function = node.function.value if isinstance(node.function, Group) else node.function
    if isinstance(function, (Member, Index)):
        found = _method(c, function, node)
    else:
        plain = _link(c, function)
        found = c.strict(function, [plain], lambda f, value: (runtime.nothing, value))
    if _has_optional(node):
        return _optional_call(c, node, found, give)

    def run(f: Activation, target: tuple[Value, Value], args: list[Value]) -> Value:
        return runtime.call(f.context, target[1], target[0], args)

    return c.strict(node, [found, give], run)


def _optional_call(c: Compiler, node: Call, found: Code, give: Code) -> Code:
    """Where the chain ended early, or the function is missing and may be, no argument is
    evaluated.
    """
    if isinstance(found, Suspending) or isinstance(give, Suspending):
        return c.unmodelled(node, "an optional call that waits")
    runtime, optional = c.runtime, node.optional

    def run(f: Activation) -> Value:
        this, value = found(f)
        if value is SHORT or (optional and runtime.is_nullish(value)):
            return SHORT
        args = give(f)
        return invoke(f, this, value, args)

    def invoke(f: Activation, this: Value, value: Value, args: list[Value]) -> Value:
        f.at = node
        try:
            return runtime.call(f.context, value, this, args)
        except Unplaced as problem:
            raise settle(f, node, problem) from None

    return run


def _method(c: Compiler, function: Member | Index, node: Call) -> Code:
    """Code that gives (object, member)."""
    runtime = c.runtime
    is_super = isinstance(function.object, Name) and function.object.name == "super"
    thing = _link(c, function.object)
    optional = function.optional

    def found(f: Activation, value: Value, *key: Value) -> tuple[Value, Value]:
        if value is SHORT or (optional and runtime.is_nullish(value)):
            return value, SHORT
        if isinstance(function, Member):
            got = runtime.member(f.context, value, function.name)
        else:
            got = runtime.index(f.context, value, key[0])
        return (f.this if is_super else value), got

    parts = [thing] if isinstance(function, Member) else [thing, c.expression(function.key)]
    return c.strict(function, parts, found)
