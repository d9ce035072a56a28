"""State: what changes while it is looped over, what grows without bound, what others change during
an await.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_imports import Import
from .fix_rewrite import IT, Edit
from .fix_source import FUNCTIONS, is_pure, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case, Mends
    from .fix_source import Source


def changed_while_iterated(case: Case) -> Mends:
    """The loop goes over a copy."""
    here, statement = case.here, case.statement
    if "during iteration" not in case.message:
        return
    iterated = [statement.iter] if isinstance(statement, ast.For) else []
    iterated += [one.iter for one in case.find(ast.comprehension)] if not iterated else []
    if statement is not None and not iterated:
        iterated = [one.iter for one in ast.walk(statement) if isinstance(one, ast.comprehension)]
    for node in iterated[:1]:
        code = here.code(node)
        reason = (
            f"`{code}` changes in the loop of line {node.lineno} of {here.path}: loop over a copy"
        )
        yield mend("loop-over-copy", reason, here, [Edit(node, f"list({IT})")])


def over_budget(case: Case) -> Mends:
    """What grows is bounded by the program's own budget, the oldest goes; else a list that is only
    looped over becomes a stream.
    """
    here, statement = case.here, case.statement
    guard = here.parent(statement) if statement is not None else None
    if isinstance(statement, ast.Raise) and isinstance(guard, ast.If):
        yield from _bounded(case, guard)
    yield from _streamed(case)


def _bounded(case: Case, guard: ast.If) -> Mends:
    here, function = case.here, case.function
    match guard.test:
        case ast.Compare(ast.Call(ast.Name("len"), [held]), [ast.Gt() | ast.GtE() as op], [limit]):
            value, most = here.code(held), here.code(limit)
        case _:
            return
    if function is None or not is_pure(limit):
        return
    where = f"line {guard.lineno} of {here.path}"
    for node in own_nodes(function):
        match node:
            case ast.Expr(ast.Call(ast.Attribute(target, "append"))) if here.code(target) == value:
                # `>` lets the budget itself be held, `>=` one less.
                room = most if isinstance(op, ast.Gt) else f"{most} - 1"
                code = f"if len({value}) >= {room}:\n    del {value}[: len({value}) - {room} + 1]\n"
                if room != most:
                    code = code.replace(f"- {room} +", f"- ({room}) +")
                reason = f"`{value}` grows without bound; {where} allows {most}: the oldest go"
                yield mend("history-bounded", reason, here, [Edit(node, code, "before")])
                return
            case ast.Assign([ast.Subscript(target, key)]) if here.code(target) == value:
                code = (
                    f"if {here.code(key)} not in {value} and len({value}) >= {most}:\n"
                    f"    del {value}[next(iter({value}))]\n"
                )
                reason = f"`{value}` grows without bound; {where} allows {most}: the oldest goes"
                yield mend("history-bounded", reason, here, [Edit(node, code, "before")])
                return


def _streamed(case: Case) -> Mends:
    here, function = case.here, case.function
    if function is None:
        return
    for node in own_nodes(function):
        match node:
            case ast.Assign([ast.Name(name)], ast.ListComp() as made):
                code = f"({here.code(made)[1:-1].strip()})"
            case ast.Assign(
                [ast.Name(name)], ast.Call(ast.Attribute(file, "readlines"), []) as made
            ):
                code = here.code(file)
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("list"), [inner]) as made):
                code = f"iter({here.code(inner)})"
            case _:
                continue
        uses = [one for one in own_nodes(function) if _reads(one, name)]
        if len(uses) == 1 and _only_iterates(here, uses[0]):
            reason = f"`{name}` is only looped over (line {node.lineno} of {here.path}): streamed"
            yield mend("streamed", reason, here, [Edit(made, code)])
            return


def _reads(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _only_iterates(here: Source, node: ast.AST) -> bool:
    above = here.parent(node)
    if isinstance(above, ast.For | ast.comprehension) and above.iter is node:
        loops = [one for one in here.ancestors(above) if isinstance(one, ast.For | ast.While)]
        return not loops
    called = above.func if isinstance(above, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("sum", "any", "all", "max", "min", "set")


def lost_update(case: Case) -> Mends:
    """A field that is read before an await and written after it: others wrote in between. Looked
    for where an invariant of the program's own was found broken below a coroutine.
    """
    if not case.place.code.startswith(("raise ", "assert ")) or not _below_coroutine(case):
        return
    seen: set[str] = set()
    for place in reversed(case.places):
        file = case.source(place.path)
        if file is None or file.path in seen:
            continue
        seen.add(file.path)
        for found in _raced(file):
            yield from _locked(file, *found)
            yield from _read_anew(file, *found)
            return
    for file in case.sources:
        if file.path not in seen and any("await" in line for line in file.lines):
            for found in _raced(file):
                yield from _locked(file, *found)
                yield from _read_anew(file, *found)
                return


def _below_coroutine(case: Case) -> bool:
    for place in case.places:
        file, statement = case.source(place.path), case.statement_at(place)
        function = file.function(statement) if file is not None and statement is not None else None
        if isinstance(function, ast.AsyncFunctionDef):
            return True
    return False


def _raced(
    file: Source,
) -> Iterator[tuple[ast.AsyncFunctionDef, ast.Assign, ast.Await, ast.Assign]]:
    """`last = self.last`, then an await, then `self.last = … last …`, in one coroutine."""
    for function in file.nodes:
        if not isinstance(function, ast.AsyncFunctionDef) or _has_lock(file, function):
            continue
        awaits = [one for one in own_nodes(function) if isinstance(one, ast.Await)]
        for read in function.body:
            match read:
                case ast.Assign([ast.Name(name)], ast.Attribute() as field):
                    code = file.code(field)
                case _:
                    continue
            for write in function.body:
                if not isinstance(write, ast.Assign) or file.code(write.targets[0]) != code:
                    continue
                uses = any(_reads(one, name) for one in ast.walk(write.value))
                between = [one for one in awaits if read.lineno < one.lineno <= write.lineno]
                if uses and between:
                    yield function, read, between[0], write


def _has_lock(file: Source, function: ast.AsyncFunctionDef) -> bool:
    return any(isinstance(one, ast.AsyncWith) for one in own_nodes(function))


def _locked(
    file: Source, function: ast.AsyncFunctionDef, read: ast.Assign, wait: ast.Await,
    write: ast.Assign,
) -> Mends:  # fmt: skip
    owner = file.class_of(function)
    made = next(
        (one for one in (owner.body if owner else ()) if isinstance(one, FUNCTIONS)
         and one.name == "__init__"), None,
    )  # fmt: skip
    if made is None or not file.code(read.value).startswith("self."):
        return
    first, last = function.body.index(read), len(function.body)
    block = function.body[first:last]
    text = file.block(block[0], block[-1], "    ")
    if not text:
        return
    edits = [
        Edit(made.body[-1], "self._lock = asyncio.Lock()\n", "after"),
        Edit(block[0], f"async with self._lock:\n{text.rstrip()}\n"),
        *(Edit(one, "", "remove") for one in block[1:]),
    ]
    reason = (
        f"`{file.code(read.value)}` is read in line {read.lineno} of {file.path}, written in line"
        f" {write.lineno}, and `await` in line {wait.lineno} lets others in: a lock keeps them out"
    )
    yield mend("lock-around-update", reason, file, edits, (Import("asyncio"),))


def _read_anew(
    file: Source, function: ast.AsyncFunctionDef, read: ast.Assign, wait: ast.Await,
    write: ast.Assign,
) -> Mends:  # fmt: skip
    field, name = file.code(read.value), file.code(read.targets[0])
    uses = [one for one in ast.walk(write.value) if _reads(one, name)]
    elsewhere = [
        one for one in own_nodes(function) if _reads(one, name) and not any(one is u for u in uses)
    ]  # fmt: skip
    if elsewhere or re.search(r"\bawait\b", file.code(write.value)):
        return
    edits = [Edit(one, field) for one in uses]
    reason = (
        f"`{name}` of line {read.lineno} of {file.path} is old after the `await` in line"
        f" {wait.lineno}: `{field}` is read anew where it is written"
    )
    yield mend("read-after-await", reason, file, [*edits, Edit(read, "", "remove")])
