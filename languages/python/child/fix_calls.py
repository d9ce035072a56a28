"""Calls that don't fit what they call."""

from __future__ import annotations

import ast
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_rewrite import Edit
from .fix_source import FUNCTIONS, parameters

if TYPE_CHECKING:
    from .fix_case import Case, Mends
    from .fix_source import Function, Source


def unfitting_call(case: Case) -> Mends:
    """The keyword that the function has; the parameter that its siblings have."""
    message = case.message
    if matched := re.match(
        r"(?:[\w.]*\.)?(\w+)\(\) got an unexpected keyword argument '(\w+)'", message
    ):
        yield from _keyword(case, matched[1], matched[2])
    elif matched := re.match(
        r"(?:[\w.]*\.)?(\w+)\(\) takes (\d+) positional arguments? but (\d+) w(?:as|ere) given",
        message,
    ):
        yield from _parameter(case, matched[1], int(matched[2]), int(matched[3]))
    elif matched := re.match(
        r"(?:[\w.]*\.)?(\w+)\(\) missing 1 required positional argument: '(\w+)'", message
    ):
        yield from _argument(case, matched[1], matched[2])


def _definitions(case: Case, name: str) -> list[tuple[Source, Function]]:
    return [
        (file, node)
        for file in case.sources
        for node in file.nodes
        if isinstance(node, FUNCTIONS) and node.name == name
    ]


def _keyword(case: Case, name: str, keyword: str) -> Mends:
    defined = _definitions(case, name)
    if len(defined) != 1:
        return
    file, function = defined[0]
    names = [one.arg for one in parameters(function) if one.arg not in ("self", "cls")]
    where = f"`{name}` in line {function.lineno} of {file.path}"
    for call in case.find(ast.Call):
        for given in call.keywords:
            if given.arg == keyword:
                others = {one.arg for one in call.keywords}
                for other in _meant(keyword, [one for one in names if one not in others]):
                    code = f"{case.here.code(call.func)}({_arguments(case, call, keyword, other)})"
                    reason = f"{where} has no `{keyword}`; it has `{other}`"
                    yield mend("keyword-corrected", reason, case.here, [Edit(call, code)])
                return
    yield from _key_of_options(case, function, keyword, where)


def _arguments(case: Case, call: ast.Call, old: str, new: str) -> str:
    parts = [case.here.code(one) for one in call.args]
    for one in call.keywords:
        name = new if one.arg == old else one.arg
        value = case.here.code(one.value)
        parts.append(f"{name}={value}" if name else f"**{value}")
    return ", ".join(parts)


def _meant(wrong: str, names: list[str]) -> list[str]:
    return get_close_matches(wrong, names, 1, 0.6) or (names if len(names) == 1 else [])


def _key_of_options(case: Case, function: Function, keyword: str, where: str) -> Mends:
    """The keyword stands as a key in a table of options: `{"fill": "=", "spacing": 1}`."""
    optional = [one.arg for one in function.args.kwonlyargs]
    defaults = len(function.args.defaults)
    optional += [one.arg for one in function.args.args[-defaults:]] if defaults else []
    for file in case.sources:
        for node in file.nodes:
            if not isinstance(node, ast.Dict):
                continue
            keys = [one.value for one in node.keys if isinstance(one, ast.Constant)]
            if keyword not in keys or len(keys) != len(node.keys):
                continue
            left = [one for one in optional if one not in keys]
            for other in _meant(keyword, left):
                key = node.keys[keys.index(keyword)]
                assert key is not None, "all keys are constants"
                quote = file.code(key)[:1]
                reason = f"{where} has no `{keyword}`; of its options `{other}` is not given here"
                edit = Edit(key, f"{quote}{other}{quote}")
                yield mend("option-corrected", reason, file, [edit])
            return


def _parameter(case: Case, name: str, takes: int, given: int) -> Mends:
    """A function that lacks `self`, or the parameter that others of its kind begin with."""
    defined = _definitions(case, name)
    if len(defined) != 1 or given != takes + 1:
        return
    file, function = defined[0]
    where = f"line {function.lineno} of {file.path}"
    names = [one.arg for one in parameters(function)]
    owner = file.class_of(function)
    if owner is not None and file.parent(function) is owner and "self" not in names:
        if not function.decorator_list:
            reason = f"`{name}` in {where} is a method and has no `self`"
            yield mend("self-added", reason, file, [Edit(function, "self", "parameter")])
        return
    for other in _siblings(file, function):
        theirs = [one.arg for one in other.args.args]
        if len(theirs) == given and theirs[0] not in names:
            reason = (
                f"`{name}` in {where} lacks the `{theirs[0]}` that `{other.name}` in line"
                f" {other.lineno} has, and is called with it"
            )
            yield mend("parameter-added", reason, file, [Edit(function, theirs[0], "parameter")])
            return


def _siblings(file: Source, function: Function) -> list[Function]:
    """Functions of the same class or level that are registered by the same decorator."""
    own = {_decorator(file, one) for one in function.decorator_list}
    return [
        one
        for one in file.nodes
        if isinstance(one, FUNCTIONS)
        and one is not function
        and file.parent(one) is file.parent(function)
        and own & {_decorator(file, other) for other in one.decorator_list}
    ]


def _decorator(file: Source, node: ast.expr) -> str:
    return file.code(node.func if isinstance(node, ast.Call) else node)


def _argument(case: Case, name: str, wanted: str) -> Mends:
    """A variable of the very name stands ready where the call is."""
    here = case.here
    for call in case.find(ast.Call):
        if here.code(call.func).rpartition(".")[2] != name:
            continue
        if wanted in here.names_before(call) and wanted not in here.module_names:
            parts = [here.code(one) for one in [*call.args, *call.keywords]]
            code = f"{here.code(call.func)}({', '.join([*parts, f'{wanted}={wanted}'])})"
            reason = f"`{name}` in line {call.lineno} of {here.path} wants `{wanted}`"
            yield mend("argument-added", reason, here, [Edit(call, code)])
        return
