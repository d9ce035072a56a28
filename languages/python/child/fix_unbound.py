"""A local name that is read before anything binds it (UnboundLocalError)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_refusals import raising
from .fix_rewrite import Edit
from .fix_source import own_nodes, parameters

if TYPE_CHECKING:
    from .fix_case import Case, Mends
    from .fix_source import Function, Source


def unbound_local(case: Case) -> Mends:
    """A global that is assigned to; else a branch that binds the name or refuses."""
    matched = re.search(r"local variable '(\w+)'", case.message)
    function, here = case.function, case.here
    if matched is None or function is None:
        return
    name = matched[1]
    if name in here.module_names and _stores(function.body, name):
        reason = f"`{function.name}` assigns to `{name}` of the module (line {function.lineno})"
        first = _first_statement(function)
        yield mend("global-declared", reason, here, [Edit(first, f"global {name}\n", "before")])
    choice = _binding_choice(here, function, name, case.place.line)
    if choice is None:
        return
    last, is_loop = choice
    line = f"line {last.lineno} of {here.path}"
    about = f"nothing binds `{name}` where no branch does ({line})"
    if not is_loop and (word := _documented_word(here, function, name)):
        text, told = word
        edits = [_before_choice(here, last, f"{name} = {text}\n")]
        yield mend("bound-before", f"{about}: the docstring says `{told}`", here, edits)
    subject = _subject(case, function)
    refused = raising(case, f"no {name.replace('_', ' ')}{subject}")
    if refused is not None:
        edits = [_with_else(here, last, refused.code)]
        reason = f"{about}: {refused.why}"
        yield mend("branch-domain-error", reason, here, edits, refused.imports)


def _first_statement(function: Function) -> ast.stmt:
    has_docstring = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if has_docstring else 0]


def _binding_choice(
    here: Source, function: Function, name: str, line: int
) -> tuple[ast.stmt, bool] | None:
    """The last `if` of the chain, or the loop, that binds the name in some of its branches only."""
    for node in own_nodes(function):
        if isinstance(node, ast.For) and not node.orelse and (node.end_lineno or 0) < line:
            breaks = any(isinstance(one, ast.Break) for one in ast.walk(node))
            if breaks and _stores(node.body, name):
                return node, True
        elif isinstance(node, ast.If) and not node.orelse and (node.end_lineno or 0) < line:
            if not _stores(node.body, name):
                continue
            return node, False
    return None


def _stores(body: list[ast.stmt], name: str) -> bool:
    return any(
        isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Store)
        for statement in body
        for one in ast.walk(statement)
    )


def _with_else(here: Source, last: ast.stmt, code: str) -> Edit:
    """An `else` for the whole chain that `last` ends, or for the loop."""
    return Edit(last, f"{code}\n", "else")


def _before_choice(here: Source, last: ast.stmt, code: str) -> Edit:
    top = last
    while isinstance(above := here.parent(top), ast.If) and top in above.orelse:
        top = above
    return Edit(top, code, "before")


def _documented_word(here: Source, function: Function, name: str) -> tuple[str, str] | None:
    """The one value that the docstring lists (`up, down or level`) and no branch assigns."""
    told = ast.get_docstring(function) or ""
    assigned = [
        one.value.value
        for one in here.assignments(function, name)
        if isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    ]
    for listed in re.finditer(
        r"((?:[`'\"]?\w+[`'\"]?, )*[`'\"]?\w+[`'\"]?),? or [`'\"]?(\w+)", told
    ):
        words = [*re.findall(r"\w+", listed[1]), listed[2]]
        left = [word for word in words if word not in assigned]
        if len(assigned) >= 2 and set(assigned) <= set(words) and len(left) == 1:
            return f'"{left[0]}"', listed[0]
    return None


def _subject(case: Case, function: Function) -> str:
    names = [one.arg for one in parameters(function) if one.arg not in ("self", "cls")]
    return f" for {{{names[0]}}}" if names else ""
