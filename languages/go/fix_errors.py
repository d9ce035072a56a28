"""How a Go function says no: it returns an error, with the zero values of its other results.

One that has no error among its results gets one, if every call of it can pass that on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_failure import trail_to
from ..fix_places import Spot, fresh, names_in, spot
from ..fix_tools import Edit
from ..fix_words import words
from ..program import (
    Assign,
    Call,
    Class,
    Expression,
    Function,
    If,
    Import,
    Literal,
    Member,
    Name,
    Return,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..fix_words import Part
    from ..program import Node

_ZEROS = {"string": '""', "bool": "false", "error": "nil", "any": "nil", "rune": "0", "byte": "0"}
_NUMBERS = ("int", "uint", "float", "complex")
_NIL = ("*", "[]", "map[", "chan ", "<-chan", "func(", "interface{")


def owner(at: Spot) -> Function | None:
    """The function, with a name or without, that returns at that statement."""
    return next((one for one in reversed(at.above) if isinstance(one, Function)), None)


def refused(
    failure: Failure, site: Site, at: Spot, message: Sequence[Part]
) -> tuple[list[str], tuple[Edit, ...]] | None:
    """The rows that refuse, and the edits that they need; None where the function can't."""
    function = owner(at)
    if function is None:
        return None
    error, edits = written_error(site, function, message)
    return returning(failure, site, function, error, edits)


def returning(
    failure: Failure, site: Site, function: Function, error: str, edits: tuple[Edit, ...] = ()
) -> tuple[list[str], tuple[Edit, ...]] | None:
    """The rows that return `error` from the function."""
    source = site.source
    if function.results and function.results[-1] == "error":
        zeros = _zeros(failure, source, function.results[:-1])
        return None if zeros is None else ([f"return {', '.join([*zeros, error])}"], edits)
    if function.name in ("main", "init") and function.kind == "function":
        rows = [f"fmt.Fprintln(os.Stderr, {error})", "os.Exit(1)"]
        return rows, (*edits, *imports(source, "fmt", "os"))
    if list(function.results) == ["string"] and _says_error(function):
        return [f'return "error " + {error}.Error()'], edits
    more = with_error(failure, source, function)
    if more is None:
        return None
    zeros = _zeros(failure, source, function.results)
    return None if zeros is None else ([f"return {', '.join([*zeros, error])}"], (*edits, *more))


def written_error(
    site: Site, function: Function, message: Sequence[Part]
) -> tuple[str, tuple[Edit, ...]]:
    """`fmt.Errorf("unknown sku %s", sku)`, or `errors.New` where nothing is formatted."""
    source = site.source
    text = "".join(p if isinstance(p, str) else _verb(function, p) for p in message)
    values = [source.text(part) for part in message if not isinstance(part, str)]
    if not values and not _imports(source, "fmt"):
        return f'errors.New("{text}")', imports(source, "errors")
    listed = "".join(f", {value}" for value in values)
    return f'fmt.Errorf("{text}"{listed})', imports(source, "fmt")


def _verb(function: Function, node: Node) -> str:
    if isinstance(node, Name):
        for parameter in function.parameters:
            if isinstance(parameter.target, Name) and parameter.target.name == node.name:
                return {"string": "%s", "int": "%d"}.get(parameter.type, "%v")
    return "%v"


def _says_error(function: Function) -> bool:
    return any(
        isinstance(one, Literal) and isinstance(one.value, str) and one.value.startswith("error ")
        for one in walk(function)
    )


def _zeros(failure: Failure, source: Source, types: Sequence[str]) -> list[str] | None:
    found = [_zero(failure, source, one) for one in types]
    return None if None in found else [one for one in found if one is not None]


def _zero(failure: Failure, source: Source, name: str) -> str | None:
    """The zero value of a type as it is written; None where that can't be seen."""
    if name in _ZEROS:
        return _ZEROS[name]
    if name.startswith(_NUMBERS):
        return "0"
    if name.startswith(_NIL):
        return "nil"
    if name == "time.Duration":
        return "0"
    if name == "time.Time":
        return "time.Time{}"
    if name.startswith("["):
        return f"{name}{{}}"
    for one in classes(failure, source):
        if one.name == name.partition("[")[0]:
            if one.kind == "struct":
                return f"{name}{{}}"
            underlying = one.bases[0] if one.bases else ""
            return "nil" if one.kind == "interface" else _zero(failure, source, underlying)
    return None


def classes(failure: Failure, source: Source) -> Iterator[Class]:
    """The types that the package declares."""
    for one in (source, *failure.neighbours(source.path)):
        for statement in one.module.body:
            if isinstance(statement, Class):
                yield statement


def field(failure: Failure, source: Source, name: str) -> Assign | None:
    """The one field of the package's structs with that name; None where several have it."""
    found = [
        one
        for holder in classes(failure, source)
        for one in holder.body
        if isinstance(one, Assign) and isinstance(one.target, Name) and one.target.name == name
    ]
    return found[0] if len({one.type for one in found}) == 1 else None


def _imports(source: Source, module: str) -> bool:
    return any(isinstance(one, Import) and one.module == module for one in source.module.body)


def imports(source: Source, *modules: str) -> tuple[Edit, ...]:
    """What brings the packages in that the file does not import yet, in the order of names."""
    known = [one for one in source.module.body if isinstance(one, Import)]
    edits = []
    for module in modules:
        if _imports(source, module):
            continue
        if not known:
            end = source.line_end(source.data.index(b"package "))
            edits.append(Edit(source.path, end, end, f'\nimport "{module}"\n'))
            continue
        below = next((one for one in known if one.module > module), None)
        row = source.slice(
            source.line_start(known[0].place.start), source.line_end(known[0].place.start)
        )
        if row.lstrip().startswith("import"):
            edits.append(source.before(known[0].place.start, [f'import "{module}"']))
        elif below is not None:
            edits.append(source.before(below.place.start, [f'"{module}"']))
        else:
            edits.append(source.after(known[-1].place.start, [f'"{module}"']))
    return tuple(edits)


def with_error(failure: Failure, source: Source, function: Function) -> tuple[Edit, ...] | None:
    """`function` with an error as its last result, and its callers passing that on; None where a
    caller can't, or where the function is used as a value.
    """
    if function.body is None or not function.name or len(function.results) > 1:
        return None
    edits = _own(source, function)
    uses = 0
    for one in (source, *failure.neighbours(source.path)):
        for node in walk(one.module):
            if isinstance(node, Name | Member) and node.name == function.name:
                uses += 1
            if isinstance(node, Call) and _calls(node, function):
                more = _passed_on(failure, one, node, function)
                if more is None:
                    return None
                edits += more
                uses -= 1
    return tuple(edits) if uses == 0 else None


def _calls(call: Call, function: Function) -> bool:
    called = call.function
    if function.receiver is not None:
        return isinstance(called, Member) and called.name == function.name
    return isinstance(called, Name) and called.name == function.name


def _own(source: Source, function: Function) -> list[Edit]:
    assert function.body is not None
    start = function.body.place.start
    if function.results:
        kind = function.results[0]
        at = source.data.rindex(kind.encode(), function.place.start, start)
        edits = [Edit(source.path, at, at + len(kind.encode()), f"({kind}, error)")]
    else:
        at = len(source.data[:start].rstrip())
        edits = [Edit(source.path, at, at, " error")]
    for one in _returns(function):
        end = one.place.end
        edits.append(Edit(source.path, end, end, ", nil" if one.value is not None else " nil"))
    if not function.results:
        end = source.line_start(function.body.place.end - 1)
        edits.append(Edit(source.path, end, end, f"{source.unit}return nil{source.newline}"))
    return edits


def _returns(function: Function) -> Iterator[Return]:
    """The returns of the function itself, not those of functions in it."""
    from ..program import children

    waiting: list[Node] = [function.body] if function.body is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, Return):
            yield one
        if not isinstance(one, Function):
            waiting.extend(children(one))


def _passed_on(
    failure: Failure, source: Source, call: Call, function: Function
) -> list[Edit] | None:
    """The call with a check of its error behind it."""
    above = trail_to(source.module, call)
    caller = next((one for one in reversed(above) if isinstance(one, Function)), None)
    if caller is None or not caller.results or caller.results[-1] != "error":
        return None
    zeros = _zeros(failure, source, caller.results[:-1])
    at = spot_in(source, call)
    if zeros is None or at is None:
        return None
    check = ["if err != nil {", f"\treturn {', '.join([*zeros, 'err'])}", "}"]
    statement = at.statement
    if isinstance(statement, Expression) and statement.value is call:
        start = call.place.start
        rows = [f"\treturn {', '.join([*zeros, 'err'])}", "}"]
        return [
            Edit(source.path, start, start, "if err := "),
            Edit(source.path, call.place.end, call.place.end, "; err != nil {"),
            source.after(call.place.end, rows),
        ]
    if isinstance(statement, Assign) and statement.value is call and statement.declares == ":=":
        end = statement.target.place.end
        return [Edit(source.path, end, end, ", err"), source.after(statement.place.end, check)]
    name = fresh(caller, words(function.name).split(" ")[-1], "value")
    name = "value" if name == function.name else name
    row = f"{name}, err := {source.text(call)}"
    return [source.before(statement.place.start, [row, *check]), source.replace(call, name)]


def spot_in(source: Source, node: Node) -> Spot | None:
    """`spot` for a place that no frame of the trace is at."""
    from ..fix_failure import Site
    from ..traces import Frame

    return spot(
        Site(source, Frame(path=source.path), node.place.line, None, (source.module,)), node
    )


def guard_spot(site: Site, node: Node) -> Spot | None:
    """Where a guard on `node` goes; None where a name in it is declared in the statement itself."""
    at = spot(site, node)
    if at is None:
        return None
    statement = at.statement
    if (
        isinstance(statement, If)
        and statement.before is not None
        and declared(statement.before) & names_in(node)
    ):
        return None
    return at


def declared(node: Node) -> set[str]:
    """The names that a statement declares."""
    found: set[str] = set()
    for one in walk(node):
        if isinstance(one, Assign) and one.declares:
            found |= names_in(one.target)
    return found
