"""State that goroutines change at once: a mutex around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_budget import bounded
from ..fix_failure import trail_to
from ..fix_places import fresh
from ..fix_tools import Edit, Mend
from ..program import (
    Assign,
    Call,
    Deferred,
    Expression,
    For,
    ForEach,
    Function,
    Index,
    Member,
    Name,
    Unary,
    walk,
)
from .fix_errors import classes, imports, spot_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..program import Class

_MUTEXES = ("sync.Mutex", "sync.RWMutex")
_LOCKING = frozenset(("Lock", "Unlock", "RLock", "RUnlock"))


def build(failure: Failure) -> Iterator[Mend]:
    """For writes that the runtime caught, and for sums that did not add up."""
    site = failure.site
    if failure.message.startswith("concurrent map"):
        yield from _locked(failure, site.source, site.function, failure.message)
        yield from _locked_locally(site)
    elif failure.error_type == "panic" and _panics(site):
        yield from bounded(failure, lambda items: f"{items} = {items}[1:]")
        for source, function in _started(failure, site):
            yield from _locked(failure, source, function, "goroutines change it at once")


def _panics(site: Site) -> bool:
    return any(
        isinstance(one, Call) and isinstance(one.function, Name) and one.function.name == "panic"
        for one in site.on_line()
    )


def _started(failure: Failure, site: Site) -> Iterator[tuple[Source, Function]]:
    """The methods that the function's goroutines call, and that write to state."""
    for one in walk(site.scope):
        if not isinstance(one, Deferred) or one.kind != "go":
            continue
        for call in walk(one.call):
            if not isinstance(call, Call) or not isinstance(call.function, Member):
                continue
            for source in (site.source, *failure.neighbours(site.source.path)):
                for function in source.module.body:
                    if (
                        isinstance(function, Function)
                        and function.name == call.function.name
                        and function.receiver is not None
                        and _writes(function)
                    ):
                        yield source, function


def _writes(function: Function) -> bool:
    for one in walk(function):
        target = one.target if isinstance(one, Assign) else None
        if isinstance(one, Unary) and one.operator.strip("x") in ("++", "--"):
            target = one.operand
        if isinstance(target, Member | Index):
            return True
    return False


def _locked(
    failure: Failure, source: Source, function: Function | None, why: str
) -> Iterator[Mend]:
    """The whole method under its struct's mutex, which is added where there is none."""
    if function is None or function.receiver is None or function.body is None:
        return
    receiver = function.receiver
    kind = receiver.type.lstrip("*").partition("[")[0]
    if not receiver.type.startswith("*") or not isinstance(receiver.target, Name):
        return
    found = _mutex(failure, source, kind)
    if found is None or not function.body.statements:
        return
    name, edits = found
    lock = f"{receiver.target.name}.{name}"
    own = [*edits]
    for one in walk(function.body):
        if isinstance(one, Expression | Deferred) and _locks(source, one, lock):
            start = source.line_start(one.place.start)
            own.append(Edit(source.path, start, source.line_end(one.place.end - 1), ""))
    first = function.body.statements[0].place.start
    own.append(source.before(first, [f"{lock}.Lock()", f"defer {lock}.Unlock()"]))
    reason = f"`{function.qualified}` runs in several goroutines and changes what they share: {why}"
    yield Mend("mutex-held", reason, tuple(own))


def _locks(source: Source, node: Expression | Deferred, lock: str) -> bool:
    call = node.value if isinstance(node, Expression) else node.call
    if not isinstance(call, Call) or not isinstance(call.function, Member):
        return False
    return call.function.name in _LOCKING and source.text(call.function.object) == lock


def _mutex(failure: Failure, source: Source, kind: str) -> tuple[str, tuple[Edit, ...]] | None:
    """The name of the struct's mutex, and what adds one."""
    struct = next((one for one in classes(failure, source) if one.name == kind), None)
    if struct is None or struct.kind != "struct":
        return None
    fields = [one for one in struct.body if isinstance(one, Assign)]
    for one in fields:
        if one.type in _MUTEXES and isinstance(one.target, Name):
            return one.target.name, ()
    taken = {one.target.name for one in fields if isinstance(one.target, Name)}
    name = "lock" if "lock" not in taken else "mutex"
    for where in (source, *failure.neighbours(source.path)):
        if struct in where.module.body:
            return name, (*_with_field(where, struct, name), *imports(where, "sync"))
    return None


def _with_field(where: Source, struct: Class, name: str) -> tuple[Edit, ...]:
    end = where.line_start(struct.place.end - 1)
    rows = ["", f"\t{name} sync.Mutex"] if struct.body else [f"\t{name} sync.Mutex"]
    return (Edit(where.path, end, end, where.lines("", rows)),)


def _locked_locally(site: Site) -> Iterator[Mend]:
    """A write in a function literal that `go` starts: a mutex beside what it writes to."""
    source = site.source
    for write in site.on_line():
        if not isinstance(write, Assign | Unary) or write.place.line != site.line:
            continue
        target = write.target if isinstance(write, Assign) else write.operand
        if not isinstance(target, Index):
            continue
        above = trail_to(source.module, write)
        start = next((one for one in above if isinstance(one, Deferred) and one.kind == "go"), None)
        inner = spot_in(source, write)
        if start is None or inner is None:
            continue
        outer = above[: above.index(start)]
        loop = next((one for one in outer if isinstance(one, For | ForEach)), start)
        name = fresh(site.scope, "lock", "mutex")
        statement = inner.statement.place
        edits = (
            source.before(loop.place.start, [f"var {name} sync.Mutex"]),
            source.before(statement.start, [f"{name}.Lock()"]),
            source.after(statement.end - 1, [f"{name}.Unlock()"]),
            *imports(source, "sync"),
        )
        reason = f"several goroutines write `{source.text(target.object)}` on line {site.line}"
        yield Mend("mutex-held", reason, edits)
        return
