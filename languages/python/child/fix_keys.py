"""A key that is not there (KeyError)."""

from __future__ import annotations

import ast
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import guards, no_such, noun, shown
from .fix_rewrite import Edit
from .fix_source import is_pure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case, Mend, Mends
    from .fix_source import Source

_EMPTY = {"append": "[]", "extend": "[]", "insert": "[]", "add": "set()", "update": "{}"}


def missing_key(case: Case) -> Mends:
    """The default that the program itself uses, if it does; a refusal; the field's other name."""
    for node in case.find(ast.Subscript):
        if isinstance(node.slice, ast.Slice) or not is_pure(node.slice):
            continue
        if isinstance(node.slice, ast.Constant) and repr(node.slice.value) != case.message:
            continue
        yield from _misspelt(case, node)
        yield from _collected(case, node)
        defaults = _defaults(case, node)
        # A field that is left out of one request by right may be needed in another.
        is_field = isinstance(node.slice, ast.Constant)
        if defaults and not is_field:
            yield from _with_default(case, node, *defaults[0])
        yield from _guarded(case, node)
        if defaults and is_field:
            yield from _with_default(case, node, *defaults[0])
        if not defaults:
            yield from _counted(case, node)
            yield from _default_elsewhere(case, node)
        yield from _renamed_field(case, node)
        return


def _guarded(case: Case, node: ast.Subscript) -> Mends:
    here = case.here
    if not is_pure(node.value):
        return
    mapping, key = here.code(node.value), here.code(node.slice)
    subject = shown(here, node.slice)
    if isinstance(node.slice, ast.Constant):
        text = f"no {subject or 'such key'} in {mapping}" if '"' not in mapping else f"no {subject}"
    else:
        text = no_such(noun(mapping), subject)
    names = _keys_of_guards(case, mapping, key)
    about = f"`{key}` may be missing in `{mapping}` (line {node.lineno} of {here.path})"
    yield from guards(
        case, node, f"{key} not in {mapping}", text, about, name="guard-missing-key", names=names
    )


def _misspelt(case: Case, node: ast.Subscript) -> Mends:
    """A key that nothing else has, and one that differs from it by a letter or two."""
    key = node.slice
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
        return
    keys = {
        one.value: one.lineno
        for one in _constant_keys(case.here, node)
        if isinstance(one.value, str)
    }
    if key.value in keys:
        return
    for other in get_close_matches(key.value, sorted(keys), 1, 0.8):
        quote = case.here.code(key)[:1]
        reason = (
            f"nothing else has the key `{key.value}` of line {node.lineno} of {case.here.path};"
            f" line {keys[other]} has `{other}`"
        )
        edits = [Edit(key, f"{quote}{other}{quote}")]
        yield mend("key-corrected", reason, case.here, edits)


def _constant_keys(here: Source, besides: ast.Subscript) -> Iterator[ast.Constant]:
    for one in here.nodes:
        match one:
            case ast.Dict(keys):
                yield from (key for key in keys if isinstance(key, ast.Constant))
            case ast.Subscript(_, ast.Constant() as key) if one is not besides:
                yield key
            case ast.Call(ast.Attribute(_, "get" | "setdefault"), [ast.Constant() as key, *_]):
                yield key


def _keys_of_guards(case: Case, mapping: str, key: str) -> dict[str, str]:
    """What guards of other functions call the key of the same mapping."""
    for one in case.here.nodes:
        match one:
            case ast.Compare(ast.Name(name), [ast.NotIn()], [where]) if (
                case.here.code(where) == mapping and name != key and key.isidentifier()
            ):
                return {name: key}
    return {}


def _defaults(case: Case, node: ast.Subscript) -> list[tuple[str, int]]:
    """Defaults with which the same mapping is read elsewhere in the file, with their lines."""
    mapping = case.here.code(node.value)
    found = []
    for one in case.here.nodes:
        match one:
            case ast.Call(ast.Attribute(where, "get"), [key, ast.Constant() as default]) if (
                case.here.code(where) == mapping
            ):
                is_other_field = isinstance(key, ast.Constant) or isinstance(
                    node.slice, ast.Constant
                )
                if not is_other_field or case.here.code(key) == case.here.code(node.slice):
                    found.append((case.here.code(default), one.lineno))
    return found


def _default_elsewhere(case: Case, node: ast.Subscript) -> Mends:
    """The default with which another file reads a mapping of that name."""
    name = case.here.code(node.value).rpartition(".")[2]
    if isinstance(node.slice, ast.Constant) or not isinstance(node.value, ast.Name | ast.Attribute):
        return
    for file in case.sources:
        for one in file.nodes if file is not case.here else ():
            match one:
                case ast.Call(ast.Attribute(where, "get"), [_, ast.Constant() as default]) if (
                    file.code(where).rpartition(".")[2] == name
                ):
                    yield from _with_default(case, node, file.code(default), one.lineno, file.path)
                    return


def _with_default(
    case: Case, node: ast.Subscript, default: str, line: int, path: str = ""
) -> Mends:
    here = case.here
    mapping, key = here.code(node.value), here.code(node.slice)
    reason = (
        f"`{mapping}` is read with the default `{default}` in line {line} of {path or here.path}"
    )
    read = f"{mapping}.get({key}, {default})"
    above = here.parent(node)
    if isinstance(above, ast.AugAssign) and above.target is node:
        yield _set_from(case, above, read, reason)
    elif isinstance(node.ctx, ast.Load) and is_pure(node.value):
        yield mend("default-of-mapping", reason, here, [Edit(node, read)])


def _counted(case: Case, node: ast.Subscript) -> Mends:
    """`counts[key] += 1`: what was never counted was counted 0 times."""
    here = case.here
    above = here.parent(node)
    if not isinstance(above, ast.AugAssign) or above.target is not node:
        return
    is_count = isinstance(above.op, ast.Add | ast.Sub) and _is_number(case, above.value)
    if is_count and is_pure(node.value):
        mapping, key = here.code(node.value), here.code(node.slice)
        reason = (
            f"`{mapping}[{key}]` counts up in line {node.lineno} of {here.path}: it begins at 0"
        )
        yield _set_from(case, above, f"{mapping}.get({key}, 0)", reason)


def _set_from(case: Case, statement: ast.AugAssign, read: str, reason: str) -> Mend:
    operator = {ast.Add: "+", ast.Sub: "-"}.get(type(statement.op), "+")
    target, value = case.here.code(statement.target), case.here.code(statement.value)
    code = f"{target} = {read} {operator} {value}\n"
    return mend("counter-from-default", reason, case.here, [Edit(statement, code)])


def _is_number(case: Case, value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return type(value.value) in (int, float)
    function = case.function
    if isinstance(value, ast.Name) and function is not None:
        for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs):
            if one.arg == value.id and isinstance(one.annotation, ast.Name):
                return one.annotation.id in ("int", "float")
    return False


def _collected(case: Case, node: ast.Subscript) -> Mends:
    """`groups[key].append(x)`: the first of a group finds no list yet."""
    here = case.here
    method = here.parent(node)
    call = here.parent(method) if method is not None else None
    if not isinstance(method, ast.Attribute) or method.attr not in _EMPTY:
        return
    if isinstance(call, ast.Call) and call.func is method and is_pure(node.value):
        mapping, key = here.code(node.value), here.code(node.slice)
        empty = _EMPTY[method.attr]
        reason = (
            f"line {node.lineno} of {here.path} fills `{mapping}[{key}]`: it begins as `{empty}`"
        )
        edit = Edit(node, f"{mapping}.setdefault({key}, {empty})")
        yield mend("collection-begun", reason, here, [edit])


def _renamed_field(case: Case, node: ast.Subscript) -> Mends:
    """A field of an answer that came from elsewhere: what the callers call this value."""
    here = case.here
    key = node.slice
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
        return
    if not isinstance(node.ctx, ast.Load) or not isinstance(node.value, ast.Name):
        return
    function = case.function
    if function is None or node.value.id not in {
        name.id for one in ast.walk(function) if isinstance(one, ast.Assign)
        for name in one.targets if isinstance(name, ast.Name)
    }:  # fmt: skip
        return
    for place in reversed(case.places[:-1]):
        file, statement = case.source(place.path), case.statement_at(place)
        caller = file.function(statement) if file is not None and statement is not None else None
        if caller is None or statement is None or caller.name == function.name:
            continue
        texts = [one.value for one in ast.walk(statement) if isinstance(one, ast.Constant)]
        words = {word for one in texts if isinstance(one, str) for word in one.split()}
        if caller.name in words and caller.name != key.value:
            reason = (
                f"`{key.value}` is not among the fields; `{caller.name}` in line {caller.lineno}"
                f" of {place.path} gives this value the name `{caller.name}`"
            )
            quote = here.code(key)[:1]
            edit = Edit(node, f"{here.code(node.value)}[{quote}{caller.name}{quote}]")
            yield mend("field-renamed", reason, here, [edit])
            return
