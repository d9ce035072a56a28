"""Too few, or another number than wanted: an iterator that is used up, a tuple to unpack."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import handlers, noun, shown, tried
from .fix_refusals import raising
from .fix_rewrite import Edit
from .fix_source import is_pure

if TYPE_CHECKING:
    from .fix_case import Case, Mends
    from .fix_source import Source


def used_up(case: Case) -> Mends:
    """`next(…)` where nothing follows."""
    here, statement = case.here, case.statement
    found = [one for one in case.find(ast.Call) if _is_next(one)]
    if statement is None or not found:
        return
    node = found[0]
    about = f"nothing may be left for `next` (line {node.lineno} of {here.path})"
    values = shown(here, node.args[0])
    thing = noun(values.strip("{}")) if values else "value"
    yield from handlers(case, "StopIteration", f"no {thing} left", about, name="exhausted")
    yield from _loop_ended(case, about)


def _is_next(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "next" and len(node.args) == 1


def _loop_ended(case: Case, about: str) -> Mends:
    """The loop of a caller that takes one after the other ends where nothing is left."""
    for place in case.places[-2:-1]:
        file, statement = case.source(place.path), case.statement_at(place)
        if file is None or not isinstance(statement, ast.Assign | ast.Expr):
            return
        loop = file.parent(statement)
        if isinstance(loop, ast.While | ast.For):
            reason = f"{about}: the loop in line {loop.lineno} of {file.path} has come to its end"
            edits = [Edit(statement, tried("StopIteration", "break"))]
            yield mend("exhausted-loop-ends", reason, file, edits)


def wrong_length(case: Case) -> Mends:
    """`a, b = text.split(",")`: split at most so often, or refuse another length."""
    here, statement = case.here, case.statement
    if not isinstance(statement, ast.Assign):
        return
    target, value = statement.targets[0], statement.value
    if not isinstance(target, ast.Tuple | ast.List):
        return
    if any(isinstance(one, ast.Starred) for one in target.elts):
        return
    wanted = len(target.elts)
    where = f"line {statement.lineno} of {here.path}"
    match value:
        case ast.Call(ast.Attribute(_, "split" | "rsplit"), [_]) if (
            case.message.startswith("too many") and not value.keywords
        ):
            code = here.code(value)[:-1] + f", {wanted - 1})"
            reason = f"{where} takes {wanted} parts: the last one keeps further separators"
            yield mend("split-bounded", reason, here, [Edit(value, code)])
    yield from _length_checked(case, statement, wanted)


def _length_checked(case: Case, statement: ast.Assign, wanted: int) -> Mends:
    here, value = case.here, statement.value
    subject = ""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        subject = shown(here, value.func.value)
    told = f"{subject or here.code(statement.targets[0])} has not {wanted} parts"
    refused = raising(case, told if '"' not in told else f"not {wanted} parts")
    if refused is None:
        return
    about = f"line {statement.lineno} of {here.path} wants {wanted} parts: {refused.why}"
    if is_pure(value):
        code = f"if len({here.code(value)}) != {wanted}:\n    {refused.code}\n"
        edits = [Edit(statement, code, "before")]
    else:
        name = _free_name(here, statement, "parts")
        code = f"{name} = {here.code(value)}\nif len({name}) != {wanted}:\n    {refused.code}\n"
        edits = [Edit(statement, code, "before"), Edit(value, name)]
    yield mend("guard-length-domain-error", about, here, edits, refused.imports)


def _free_name(here: Source, node: ast.AST, name: str) -> str:
    function = here.function(node)
    taken = {one.id for one in ast.walk(function or here.tree) if isinstance(one, ast.Name)}
    while name in taken:
        name = f"{name}_"
    return name
