"""An await too many, and one too few."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .fix_case import Mend, mend
from .fix_rewrite import IT, Edit
from .fix_source import FUNCTIONS

if TYPE_CHECKING:
    from .fix_case import Case, Mends
    from .fix_source import Function, Source


def await_of_plain_value(case: Case) -> Mends:
    """Where other classes have the method as a coroutine, the odd one becomes one; else the await
    goes.
    """
    here = case.here
    for node in case.find(ast.Await):
        call = node.value
        called = here.code(call.func).rpartition(".")[2] if isinstance(call, ast.Call) else ""
        defined = _definitions(case, called)
        plain = [one for one in defined if isinstance(one[1], ast.FunctionDef)]
        removed = mend(
            "await-removed",
            f"`{here.code(call)}` is no coroutine (line {node.lineno} of {here.path})"
            + (f": line {plain[0][1].lineno} of {plain[0][0].path}" if plain else ""),
            here,
            [Edit(node, here.code(call))],
        )
        if plain and len(plain) < len(defined):
            yield _made_async(called, plain)
        yield removed
        return


def _definitions(case: Case, name: str) -> list[tuple[Source, Function]]:
    return [
        (file, node)
        for file in case.sources
        for node in file.nodes
        if isinstance(node, FUNCTIONS) and node.name == name
    ]


def _made_async(name: str, plain: list[tuple[Source, Function]]) -> Mend:
    file, function = plain[0]
    reason = (
        f"`{name}` is a coroutine everywhere but in line {function.lineno} of {file.path}, and is"
        " awaited"
    )
    edits = [Edit(one, how="async") for other, one in plain if other is file]
    return mend("function-made-async", reason, file, edits)


def missing_await(case: Case) -> Mends:
    """`'coroutine' object …`: the call that gave it is awaited; its function becomes async where
    it is not, with what called it.
    """
    here, function = case.here, case.function
    if function is None:
        return
    for node in _suspects(case):
        call = _call_of(case, function, node)
        if call is None:
            continue
        above = here.parent(call)
        binds = isinstance(above, ast.Attribute | ast.Subscript | ast.Call | ast.Await)
        is_receiver = binds and call is not getattr(above, "args", None)
        code = f"(await {IT})" if is_receiver and not _is_argument(above, call) else f"await {IT}"
        edits = {here: [Edit(call, code)]}
        reason = f"`{here.code(call)}` gives a coroutine (line {call.lineno} of {here.path})"
        if not _made_async_upwards(case, edits):
            return
        changes = tuple((file, tuple(own), ()) for file, own in edits.items())
        yield Mend("await-added", f"{reason}: it must be awaited", changes)
        return


def _suspects(case: Case) -> list[ast.expr]:
    found: list[ast.expr] = [one.value for one in case.find(ast.Subscript, ast.Attribute)]
    if isinstance(case.statement, ast.For):
        found.append(case.statement.iter)
    for operation in case.find(ast.BinOp):
        found += [operation.left, operation.right]
    for compared in case.find(ast.Compare):
        found += [compared.left, *compared.comparators]
    for call in case.find(ast.Call):
        found += call.args
    return found


def _is_argument(above: ast.AST | None, call: ast.expr) -> bool:
    return isinstance(above, ast.Call) and call in above.args


def _call_of(case: Case, function: Function, node: ast.expr) -> ast.Call | None:
    """The call that made the coroutine: of a function that some file defines as async."""
    here = case.here
    if isinstance(node, ast.Name):
        made = [one for one in here.assignments(function, node.id) if one.lineno < node.lineno]
        node = made[-1].value if made and made[-1].value is not None else node
    if not isinstance(node, ast.Call):
        return None
    called = here.code(node.func).rpartition(".")[2]
    is_async = any(isinstance(one[1], ast.AsyncFunctionDef) for one in _definitions(case, called))
    return node if is_async or re.match(r"asyncio\.\w+$", here.code(node.func)) else None


def _made_async_upwards(case: Case, edits: dict[Source, list[Edit]]) -> bool:
    """Makes the failing function async and awaits it in its callers, up to one that is async. False
    where no caller in the trace is.
    """
    for below, above in pairwise(reversed(case.places)):
        file, statement = case.source(below.path), case.statement_at(below)
        function = file.function(statement) if file is not None and statement is not None else None
        if function is None or file is None or isinstance(function, ast.AsyncFunctionDef):
            return function is not None
        caller, call_at = case.source(above.path), case.statement_at(above)
        if caller is None or call_at is None:
            return False
        calls = [
            one
            for one in ast.walk(call_at)
            if isinstance(one, ast.Call)
            and caller.code(one.func).rpartition(".")[2] == function.name
        ]
        if len(calls) != 1:
            return False
        edits.setdefault(file, []).append(Edit(function, how="async"))
        edits.setdefault(caller, []).append(Edit(calls[0], f"(await {IT})"))
    return False
