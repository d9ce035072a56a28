"""Loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.program import Assign, Name
from ...languages.runtime import BREAK, CONTINUE, Suspending, Unplaced
from .blocks import bound_names
from .codes import plain, plain_or_none, settle
from .statements import ran

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from ...languages.program import For, ForEach, Node, While
    from ...languages.runtime import Activation, Code, PlainCode, Signal, StoreCode, Value
    from .compiler import Compiler


def leaves(signal: Signal, label: str) -> bool:
    """Whether a body's signal ends this loop (by whatever): not the next turn's."""
    if signal is CONTINUE:
        return False
    return not (signal.kind == "continue" and signal.label and signal.label == label)


def passed_on(signal: Signal | None, label: str) -> Signal | None:
    """What is left of a signal outside the loop that it ended."""
    if signal is None or signal is BREAK:
        return None
    return None if signal.kind == "break" and signal.label == label else signal


def while_(c: Compiler, node: While) -> Code:
    """While and do-while."""
    if node.otherwise is not None:
        return c.unmodelled(node, "a loop with an else")
    test = None if node.test is None else c.expression(node.test)
    body = c.block(node.body.statements)
    return _loop(c, None, test, None, body, node.label, checks_first=node.checks_first)


def for_(c: Compiler, node: For) -> Code:
    """`for (first; test; after)`: each turn has its own copy of what `first` declares."""
    with c.scope():
        first = None if node.first is None else _first(c, node.first)
        test = None if node.test is None else c.expression(node.test)
        after = None if node.after is None else c.expression(node.after)
        renewed = _own_cells(c, node.first)
        body = c.block(node.body.statements)
    if after is not None and renewed:
        after = _renewing(after, renewed)
    return _loop(c, first, test, after, body, node.label)


def _first(c: Compiler, node: Node) -> Code:
    from ...languages.program import Block
    from .blocks import discarding, enter_scope, in_a_row

    statements = node.statements if isinstance(node, Block) else (node,)
    entry = enter_scope(c, statements) if c.runtime.hoists else None
    made = [discarding(c.expression(one)) for one in statements]
    return in_a_row(made if entry is None else [entry, *made])


def _own_cells(c: Compiler, first: Node | None) -> list[int]:
    """The cells of variables of the loop that closures may keep: `var` is none of them."""
    from ...languages.program import Block

    statements = first.statements if isinstance(first, Block) else (first,)
    names = [
        name
        for one in statements
        if isinstance(one, Assign) and one.declares and one.declares != "var"
        for name in bound_names(one.target)
    ]
    found = [c.scopes.blocks[-1].get(name) for name in names]
    return [one.number for one in found if one is not None and one.scope is not None]


def _renewing(after: Code, cells: list[int]) -> Code:
    """A new cell with the old value for each turn, before the step."""
    if isinstance(after, Suspending):
        return after

    def run(f: Activation) -> Value:
        for cell in cells:
            f.cells[cell] = [f.cells[cell][0]]
        return after(f)

    return run


def _loop(
    c: Compiler,
    first: Code | None,
    test: Code | None,
    after: Code | None,
    body: Code,
    label: str,
    *,
    checks_first: bool = True,
) -> Code:
    truth = c.runtime.truth or bool
    if any(isinstance(one, Suspending) for one in (first, test, after, body)):
        return _waiting_loop(truth, first, test, after, body, label, checks_first=checks_first)
    begin, check, step = plain_or_none(first), plain_or_none(test), plain_or_none(after)
    turn = plain(body)

    def run(f: Activation) -> Value:
        if begin is not None:
            begin(f)
        spend = f.context.spend
        is_checked = checks_first
        while True:
            if is_checked and check is not None and not truth(check(f)):
                return None
            is_checked = True
            spend(1)
            signal = turn(f)
            if signal is not None and leaves(signal, label):
                return passed_on(signal, label)
            if step is not None:
                step(f)

    return run


def _waiting_loop(
    truth: Callable[[Value], bool],
    first: Code | None,
    test: Code | None,
    after: Code | None,
    body: Code,
    label: str,
    *,
    checks_first: bool,
) -> Code:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        if first is not None:
            yield from ran(first, f)
        is_checked = checks_first
        while True:
            if is_checked and test is not None and not truth((yield from ran(test, f))):
                return None
            is_checked = True
            f.context.spend(1)
            signal = yield from ran(body, f)
            if signal is not None and leaves(signal, label):
                return passed_on(signal, label)
            if after is not None:
                yield from ran(after, f)

    return Suspending(run)


def foreach(c: Compiler, node: ForEach) -> Code:
    """Over the items of a value; each turn has its own variable."""
    if node.otherwise is not None or node.is_async:
        return c.unmodelled(node, "this kind of loop")
    iterable = c.expression(node.iterable)
    with c.scope():
        put = _turn(c, node)
        body = c.block(node.body.statements)
    items, kind, label = c.runtime.items, node.kind, node.label

    def begin(f: Activation, value: Value) -> Iterator[Value]:
        f.at = node.iterable
        try:
            return iter(items(f.context, value, kind))
        except Unplaced as problem:
            raise settle(f, node.iterable, problem) from None

    if isinstance(iterable, Suspending) or isinstance(body, Suspending):

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            value = yield from ran(iterable, f)
            for item in begin(f, value):
                f.context.spend(1)
                put(f, item)
                signal = yield from ran(body, f)
                if signal is not None and leaves(signal, label):
                    return passed_on(signal, label)
            return None

        return Suspending(wait)
    return _plain_foreach(node, plain(iterable), begin, put, plain(body))


def _plain_foreach(
    node: ForEach,
    iterable: PlainCode,
    begin: Callable[[Activation, Value], Iterator[Value]],
    put: StoreCode,
    body: PlainCode,
) -> Code:
    label = node.label

    def run(f: Activation) -> Value:
        spend = f.context.spend
        iterator = begin(f, iterable(f))
        while True:
            try:
                item = next(iterator)
            except StopIteration:
                return None
            except Unplaced as problem:
                raise settle(f, node.iterable, problem) from None
            spend(1)
            put(f, item)
            signal = body(f)
            if signal is not None and leaves(signal, label):
                return passed_on(signal, label)

    return run


def _turn(c: Compiler, node: ForEach) -> StoreCode:
    """Binds the loop's target: its names are new ones in each turn if the loop declares them."""
    if node.target is None:
        return lambda f, value: None
    if not node.declares or node.declares == "var":
        return c.store(node.target)
    if not c.runtime.hoists:
        return c.store(node.target, node.declares, node.type)
    names = list(bound_names(node.target))
    cells = [c.variable(name, constant=node.declares == "const").number for name in names]
    if isinstance(node.target, Name):
        cell = cells[0]

        def bind(f: Activation, value: Value) -> None:
            f.cells[cell] = [value]

        return bind
    put = c.store(node.target, "let")

    def unpack(f: Activation, value: Value) -> None:
        for cell in cells:
            f.cells[cell] = [None]
        put(f, value)

    return unpack


def turn(c: Compiler, node: ForEach) -> Callable[..., Generator[Value, Value, tuple[bool, Value]]]:
    """One turn of a loop whose items come from elsewhere: `turn(activation, item)` is a generator
    that gives (whether the loop ends, the signal to pass on).
    """
    with c.scope():
        put = _turn(c, node)
        body = c.block(node.body.statements)
    label = node.label

    def run(f: Activation, item: Value) -> Generator[Value, Value, tuple[bool, Value]]:
        put(f, item)
        signal = yield from ran(body, f)
        if signal is not None and leaves(signal, label):
            return True, passed_on(signal, label)
        return False, None

    return run
