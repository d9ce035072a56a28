"""None where a value is needed: as receiver, operand, argument, or to iterate over."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import guards, no_such, noun, origin, shown
from .fix_rewrite import Edit
from .fix_source import is_pure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case, Mends

_LOOKUPS = {"match": "found", "search": "found", "fullmatch": "found", "fetchone": "row"}


def none_value(case: Case) -> Mends:
    """A default that the program itself uses, where it does; else a guard."""
    for node in _suspects(case):
        yield from _default_of_lookup(case, node)
        yield from _guarded(case, node)
        yield from _or_nothing(case, node)
        return


def _suspects(case: Case) -> Iterator[ast.expr]:
    """The expressions that may have been None, by what the message says."""
    message = case.message
    if attribute := re.search(r"'NoneType' object has no attribute '(\w+)'", message):
        for one in case.find(ast.Attribute):
            if one.attr == attribute[1]:
                yield one.value
    elif "'NoneType' object is not subscriptable" in message or "item assignment" in message:
        yield from (one.value for one in case.find(ast.Subscript))
    elif "not iterable" in message or "cannot unpack non-iterable NoneType" in message:
        yield from _iterated(case)
    elif "'NoneType' object is not callable" in message:
        yield from (one.func for one in case.find(ast.Call))
    elif "'NoneType' has no len()" in message or "not 'NoneType'" in message:
        yield from (one.args[0] for one in case.find(ast.Call) if one.args)
    elif "'NoneType'" in message or '"NoneType"' in message:
        yield from _operands(case)


def _iterated(case: Case) -> Iterator[ast.expr]:
    statement = case.statement
    if isinstance(statement, ast.For | ast.AsyncFor):
        yield statement.iter
    for one in case.find(ast.comprehension):
        yield one.iter
    for compared in case.find(ast.Compare):
        if isinstance(compared.ops[-1], ast.In | ast.NotIn):
            yield compared.comparators[-1]
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
        yield statement.value


def _operands(case: Case) -> Iterator[ast.expr]:
    """`'<' … between instances of 'NoneType' and 'int'`: the left one was None."""
    is_right = re.search(r"and 'NoneType'|\(not \"NoneType\"\)", case.message) is not None
    for one in case.find(ast.BinOp, ast.Compare, ast.AugAssign):
        if isinstance(one, ast.BinOp):
            yield one.right if is_right else one.left
        elif isinstance(one, ast.Compare):
            yield one.comparators[0] if is_right else one.left
    if isinstance(case.statement, ast.AugAssign):
        yield case.statement.value if is_right else case.statement.target


def _default_of_lookup(case: Case, node: ast.expr) -> Mends:
    """`left = levels.get(sku)`, where `levels.get(…, 0)` stands elsewhere."""
    here = case.here
    came = origin(case, node)
    call = came[1] if came is not None else node
    match call:
        case ast.Call(ast.Attribute(where, "get"), [_]) if not call.keywords:
            mapping = here.code(where)
        case _:
            return
    for one in here.nodes:
        match one:
            case ast.Call(ast.Attribute(other, "get"), [_, ast.Constant() as default]) if (
                here.code(other) == mapping and default.value is not None
            ):
                text = here.code(default)
                reason = (
                    f"`{mapping}.get` in line {call.lineno} of {here.path} has no default;"
                    f" line {one.lineno} reads it with `{text}`"
                )
                edit = Edit(call, f"{mapping}.get({here.code(call.args[0])}, {text})")
                yield mend("default-of-mapping", reason, here, [edit])
                return


def _guarded(case: Case, node: ast.expr) -> Mends:
    here = case.here
    if isinstance(node, ast.Await | ast.Constant):
        return
    if not is_pure(node):
        yield from _hoisted(case, node)
        return
    value = here.code(node)
    came = origin(case, node)
    made = came[1] if came is not None else None
    if isinstance(made, ast.Await):
        made = made.value
    text = _missing_text(case, node, made)
    tests, names = _like_tests(case, value, made)
    about = f"`{value}` may be None (line {node.lineno} of {here.path})"
    yield from guards(
        case, node, f"{value} is None", text, about, name="guard-none", tests=tests, names=names,
        after=came[0] if came is not None else None,
    )  # fmt: skip


def _hoisted(case: Case, node: ast.expr) -> Mends:
    """`rows.fetchone()[0]`: the value gets a name, and the name a guard."""
    here = case.here
    function = case.function
    if not isinstance(node, ast.Call) or function is None or here.is_conditional(node):
        return
    called = here.code(node.func).rpartition(".")[2]
    taken = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
    name = _LOOKUPS.get(called, "found")
    while name in taken:
        name = f"{name}_"
    code = here.code(node)
    tests, names = _like_tests(case, name, node)
    about = f"`{code}` may give None (line {node.lineno} of {here.path})"
    yield from guards(
        case, node, f"{name} is None", _missing_text(case, node, node), about, name="guard-none",
        tests=tests, names=names, more=(Edit(node, name),), first=f"{name} = {code}\n",
    )  # fmt: skip


def _missing_text(case: Case, node: ast.expr, made: ast.expr | None) -> str:
    """`no offer for {code}`: after the name, and what it was looked up by."""
    here = case.here
    subject = ""
    if isinstance(made, ast.Call) and made.args:
        subject = shown(here, made.args[0])
    elif isinstance(made, ast.Subscript):
        subject = shown(here, made.slice)
    if isinstance(node, ast.Name | ast.Attribute):
        thing = noun(here.code(node))
    else:
        called = here.code(node.func) if isinstance(node, ast.Call) else ""
        thing = _LOOKUPS.get(called.rpartition(".")[2], "value")
        thing = "match" if thing == "found" else thing
    return no_such(thing, subject)


def _like_tests(case: Case, value: str, made: ast.expr | None) -> tuple[set[str], dict[str, str]]:
    """Tests of other guards for the same: of the same expression, of the mapping it was looked up
    in, of another name for what the same call gives; and what their names are called here.
    """
    here = case.here
    tests = {f"{value} is None", f"not {value}"}
    names: dict[str, str] = {}
    if isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute):
        if made.func.attr == "get" and made.args:
            key, mapping = here.code(made.args[0]), here.code(made.func.value)
            tests.add(f"{key} not in {mapping}")
        for one in here.nodes:
            match one:
                case ast.Assign([ast.Name(other)], ast.Call(func)) if here.code(func) == here.code(
                    made.func
                ):
                    if other != value:
                        tests |= {f"{other} is None", f"not {other}"}
                        names[other] = value
    return tests, names


def _or_nothing(case: Case, node: ast.expr) -> Mends:
    """`for link in links or ()`, where the file has that idiom already."""
    here = case.here
    if not any(node is one for one in _iterated(case)) or "iterable" not in case.message:
        return
    for one in here.nodes:
        match one:
            case ast.BoolOp(ast.Or(), [_, ast.Tuple([]) | ast.List([]) as empty]):
                text = here.code(empty)
                reason = (
                    f"`{here.code(node)}` may be None (line {node.lineno} of {here.path});"
                    f" line {one.lineno} takes None for nothing with `or {text}`"
                )
                edit = Edit(node, f"{here.code(node)} or {text}")
                yield mend("nothing-for-none", reason, here, [edit])
                return
