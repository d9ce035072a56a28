"""Too little there: an index past the end, the greatest of nothing, a division by zero."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import guards, no_such, noun, origin, shown
from .fix_refusals import raising
from .fix_rewrite import Edit
from .fix_source import is_pure, names_in, parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case, Mends
    from .fix_source import Source


def index_past_end(case: Case) -> Mends:
    """The neighbour of the last element is left out; else a guard on the length."""
    here = case.here
    if "pop from" in case.message:
        yield from _popped(case)
        return
    for node in case.find(ast.Subscript):
        if isinstance(node.slice, ast.Slice):
            continue
        yield from _neighbour(case, node)
        if not is_pure(node.value) or not is_pure(node.slice):
            continue
        value, index = here.code(node.value), here.code(node.slice)
        match node.slice:
            case ast.Constant(0) | ast.UnaryOp(ast.USub(), ast.Constant(1)):
                test = f"not {value}"
            case ast.Constant(int(number)):
                test = f"len({value}) < {number + 1}"
            case ast.UnaryOp(ast.USub(), ast.Constant(int(number))):
                test = f"len({value}) < {number}"
            case _:
                test = f"{index} >= len({value})"
        about = f"`{value}` may be shorter (line {node.lineno} of {here.path})"
        yield from _guarded(case, node, node.value, test, about, "guard-length")
        return


def _popped(case: Case) -> Mends:
    """`queue.pop()` of an empty queue."""
    here = case.here
    for node in case.find(ast.Call):
        match node.func:
            case ast.Attribute(value, "pop" | "popleft") if is_pure(value):
                code = here.code(value)
                about = f"`{code}` may be empty (line {node.lineno} of {here.path})"
                yield from _guarded(case, node, value, f"not {code}", about, "guard-empty")
                return


def _guarded(
    case: Case, node: ast.expr, value: ast.expr, test: str, about: str, name: str
) -> Mends:
    here = case.here
    code = here.code(value)
    thing, subject = _what_is_missing(case, value)
    tests = {f"not {code}", f"len({code}) == 0"} if test.startswith("not ") else {test}
    text = no_such(thing, subject)
    yield from guards(case, node, test, text, about, name=name, tests=tests)


def _what_is_missing(case: Case, value: ast.expr) -> tuple[str, str]:
    """`names = [item.name for … if item.category == category]`: no name for {category}."""
    here = case.here
    came = origin(case, value)
    function = case.function
    if came is not None and function is not None:
        names = {one.arg for one in parameters(function)} - {"self", "cls"}
        for one in ast.walk(came[1]):
            match one:
                case ast.Compare(_, [ast.Eq()], [ast.Name(name)]) if name in names:
                    return noun(here.code(value)), f"{{{name}}}"
    made = came[1] if came is not None else None
    subject = made.args[0] if isinstance(made, ast.Call) and made.args else None
    return noun(here.code(value)), shown(here, subject) if subject is not None else ""


def _neighbour(case: Case, node: ast.Subscript) -> Mends:
    """`for at, x in enumerate(xs): xs[at + 1]`: the last has no neighbour."""
    here = case.here
    match node.slice:
        case ast.BinOp(ast.Name(name), ast.Add(), ast.Constant(int(ahead))) if ahead > 0:
            value = here.code(node.value)
        case _:
            return
    for loop in _loops(here, node):
        edit = None
        match loop.iter:
            case ast.Call(ast.Name("enumerate"), [over, *_]) if here.code(over) == value:
                edit = Edit(over, f"{value}[:-{ahead}]")
            case ast.Call(ast.Name("range"), [*_, ast.Call(ast.Name("len"), [over]) as length]) if (
                here.code(over) == value
            ):
                edit = Edit(length, f"len({value}) - {ahead}")
        if edit is not None and name in names_in(loop.target):
            reason = (
                f"`{value}[{here.code(node.slice)}]` looks {ahead} ahead (line {node.lineno} of"
                f" {here.path}): the loop ends {ahead} earlier"
            )
            yield mend("loop-ends-earlier", reason, here, [edit])
            return


def _loops(here: Source, node: ast.AST) -> Iterator[ast.For | ast.comprehension]:
    """The loops around a node, the innermost first."""
    for above in here.ancestors(node):
        if isinstance(above, ast.For):
            yield above
        else:
            yield from reversed(getattr(above, "generators", ()))


def empty_sequence(case: Case) -> Mends:
    """`max()` or `min()` of nothing."""
    here = case.here
    matched = re.match(r"(max|min)\(\)", case.message)
    found = _calls(case, matched[1]) if matched else []
    for node in found:
        value = node.args[0]
        if not is_pure(value):
            continue
        code = here.code(value)
        about = f"`{code}` may be empty (line {node.lineno} of {here.path})"
        yield from _guarded(case, node, value, f"not {code}", about, "guard-empty")
        yield from _expected_none(case, value)
        return


def _calls(case: Case, name: str) -> list[ast.Call]:
    """`case.find`, and what the marked expression holds: a call in the key of a subscript."""
    return [
        one
        for one in case.find(ast.Call)
        if isinstance(one.func, ast.Name) and one.func.id == name and len(one.args) == 1
    ]


def _expected_none(case: Case, value: ast.expr) -> Mends:
    """A test says what the function gives for nothing: `assertIsNone(longest(…))`."""
    function = case.function
    if function is None:
        return
    for place in case.places[:-1]:
        file, statement = case.source(place.path), case.statement_at(place)
        for one in ast.walk(statement) if statement is not None and file is not None else ():
            match one:
                case ast.Call(ast.Attribute(_, "assertIsNone"), [ast.Call(called), *_]) if (
                    file is not None and file.code(called).rpartition(".")[2] == function.name
                ):
                    code = f"if not {case.here.code(value)}:\n    return None\n"
                    reason = f"line {place.line} of {place.path} wants None of `{function.name}`"
                    edits = [Edit(case.here.statement(value), code, "before")]
                    yield mend("guard-empty-expected-none", reason, case.here, edits)
                    return


def zero_division(case: Case) -> Mends:
    """A guard on the divisor; the share of nothing is nothing where it is shown as a number."""
    here = case.here
    for node in case.find(ast.BinOp, ast.AugAssign):
        if not isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod):
            continue
        divisor = node.right if isinstance(node, ast.BinOp) else node.value
        if not is_pure(divisor) and not _is_len(divisor):
            continue
        code = here.code(divisor)
        value = divisor.args[0] if isinstance(divisor, ast.Call) else None
        test = f"not {here.code(value)}" if value is not None else f"{code} == 0"
        thing = f"{noun(here.code(value))}s" if value is not None else noun(code)
        about = f"`{code}` may be 0 (line {node.lineno} of {here.path})"
        tests = {test, f"{code} == 0", f"not {code}"}
        yield from guards(
            case, node, test, f"no {thing}", about, name="guard-zero-division", tests=tests
        )
        yield from _share_of_nothing(case, node, test, about)
        return


def _is_len(node: ast.expr) -> bool:
    match node:
        case ast.Call(ast.Name("len"), [value]):
            return is_pure(value)
    return False


def _share_of_nothing(case: Case, node: ast.BinOp | ast.AugAssign, test: str, about: str) -> Mends:
    """Only a whole `return part / whole`, and only as the last choice: 0 is quiet."""
    here, statement = case.here, case.statement
    if not isinstance(statement, ast.Return) or statement.value is not node:
        return
    if raising(case, "x") is not None:
        return
    if isinstance(node.op, ast.Mod):
        return
    zero = "0" if isinstance(node.op, ast.FloorDiv) else "0.0"
    code = f"if {test}:\n    return {zero}\n"
    reason = f"{about}: a share of nothing counts as {zero}"
    yield mend("share-of-nothing", reason, here, [Edit(statement, code, "before")])
