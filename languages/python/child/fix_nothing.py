"""What a function gives where it has nothing to give, as far as the program shows it: by its own
returns, by what its caller asks of the result, by what functions of its kind do.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_source import FUNCTIONS, own_nodes, parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case
    from .fix_source import Function, Source

_EMPTY = {
    ast.List: "[]", ast.ListComp: "[]", ast.Dict: "{}", ast.DictComp: "{}", ast.Set: "set()",
    ast.SetComp: "set()", ast.Tuple: "()", ast.JoinedStr: '""',
}  # fmt: skip
_EMPTY_OF_TYPE = {"list": "[]", "dict": "{}", "set": "set()", "tuple": "()", "str": '""'}


def nothing_of(case: Case, function: Function) -> Iterator[tuple[str, str]]:
    """The `return` statements for nothing, the surest first, each with how it is known."""
    yield from _of_its_own(case, function)
    yield from _of_its_caller(case, function)
    yield from _of_its_kind(case.here, function)


def _of_its_own(case: Case, function: Function) -> Iterator[tuple[str, str]]:
    annotation = function.returns
    if isinstance(annotation, ast.Constant):
        return  # `-> None`: to return early would only be silent
    if annotation is not None and re.search(r"\bNone\b|\bOptional\b", case.here.code(annotation)):
        yield "return None", f"`{function.name}` may return None by its type"
        return
    for one in own_nodes(function):
        match one:
            case ast.Return(ast.Constant(None)):
                yield "return None", f"as `{function.name}` does in line {one.lineno}"
                return


def _of_its_caller(case: Case, function: Function) -> Iterator[tuple[str, str]]:
    """The caller tests the result: `found = lines(date)`, then `… if found else …`."""
    if len(case.places) < 2 or isinstance(function, ast.AsyncFunctionDef):
        return
    place = case.places[-2]
    file, statement = case.source(place.path), case.statement_at(place)
    if file is None or statement is None:
        return
    for call in ast.walk(statement):
        if not isinstance(call, ast.Call) or _last(file, call.func) != function.name:
            continue
        test = _test_of(file, statement, call)
        if test is None:
            return
        value = "None" if _is_none_test(test) else _empty(case.here, function)
        if value:
            why = f"line {test.lineno} of {file.path} expects that there may be nothing"
            yield f"return {value}", why
        return


def _last(file: Source, node: ast.expr) -> str:
    return file.code(node).rpartition(".")[2]


def _test_of(file: Source, statement: ast.stmt, call: ast.Call) -> ast.expr | None:
    """Where the value of the call is tested: in its own statement, or by its name in later ones."""
    function = file.function(statement)
    above = file.parent(call)
    if isinstance(above, ast.BoolOp) and above.values[0] is call:
        return above
    match statement:
        case ast.Assign([ast.Name(name)], value) if value is call and function is not None:
            pass
        case _:
            return None
    for node in own_nodes(function):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            test = node.test
            if test.lineno > statement.lineno and _asks(test, name):
                return test
    return None


def _asks(test: ast.expr, name: str) -> bool:
    match test:
        case ast.Name(asked) | ast.UnaryOp(ast.Not(), ast.Name(asked)):
            return asked == name
        case ast.Compare(ast.Name(asked), [ast.Is() | ast.IsNot()], [ast.Constant(None)]):
            return asked == name
    return False


def _is_none_test(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare)


def _empty(here: Source, function: Function) -> str:
    """The empty value of what the function returns; "" where that is not told."""
    if function.returns is not None:
        named = re.match(r"\w+", here.code(function.returns))
        return _EMPTY_OF_TYPE.get(named[0], "") if named is not None else ""
    returned = [one.value for one in own_nodes(function) if isinstance(one, ast.Return)]
    kinds = {_EMPTY.get(type(one), "") for one in returned if one is not None}
    return kinds.pop() if len(kinds) == 1 else ""


def _of_its_kind(here: Source, function: Function) -> Iterator[tuple[str, str]]:
    """Functions with the same parameters in the same table give this constant otherwise."""
    for table in here.nodes:
        if not isinstance(table, ast.Dict | ast.List | ast.Tuple):
            continue
        entries = table.values if isinstance(table, ast.Dict) else table.elts
        names = [one.id for one in entries if isinstance(one, ast.Name)]
        if function.name not in names:
            continue
        for other in names:
            sibling = here.module_names.get(other)
            if not isinstance(sibling, FUNCTIONS) or sibling is function:
                continue
            if [p.arg for p in parameters(sibling)] != [p.arg for p in parameters(function)]:
                continue
            found = _constant_return(sibling)
            if found is not None:
                line = f"line {found.lineno}"
                yield f"return {here.code(found)}", f"as `{other}` does beside it in {line}"
                return


def _constant_return(function: Function) -> ast.Constant | None:
    for one in own_nodes(function):
        if isinstance(one, ast.Return):
            value = one.value.orelse if isinstance(one.value, ast.IfExp) else one.value
            if isinstance(value, ast.Constant):
                return value
    return None
