"""Which of several methods a call means (JLS 15.12.2), as far as static types are known, and what
its type is (18), by taking type variables from the arguments one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import program as p
from ..runtime import Suspending
from .runtime_types import NULL, RANKS, Signature, Type, boxed, is_primitive, substitute, unboxed
from .runtime_unit import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..program import Node
    from ..runtime import PlainCode
    from .runtime_unit import Unit

_WIDENS = {
    "char": ("int", "long", "float", "double"), "byte": ("short", "int", "long", "float", "double"),
    "short": ("int", "long", "float", "double"), "int": ("long", "float", "double"),
    "long": ("float", "double"), "float": ("double",),
}  # fmt: skip


class Chosen(NamedTuple):
    """`method` has parameters, result, owner, name …; `bound` is what type variables stand for.
    `is_unsure`: an argument's type isn't known, and there are others that might be meant.
    """

    method: Any
    bound: dict[str, Type | None]
    is_spread: bool
    is_unsure: bool = False


def is_function(node: Node) -> bool:
    """Whether an argument takes its type from the parameter."""
    if isinstance(node, p.Conditional):
        return is_function(node.then)
    return isinstance(node, p.Function) or (
        isinstance(node, p.Member) and node.name.startswith("::")
    )


def choose(
    unit: Unit,
    found: Sequence[tuple[Any, dict[str, Type | None]]],
    nodes: Sequence[Node],
    types: Sequence[Type | None],
) -> Chosen | None:
    """The method that takes these arguments; None where none does, or that can't be said."""
    for phase in (0, 1, 2):
        fitting = [
            (method, bound)
            for method, bound in found
            if _takes(unit, method, bound, nodes, types, phase)
        ]
        if len(fitting) > 1 and any(
            type_ is None and not is_function(node)
            for type_, node in zip(types, nodes, strict=True)
        ):
            return _unsure(fitting, phase)
        if fitting:
            best = _most_specific(unit, fitting, phase)
            if best is None:
                return None
            return Chosen(best[0], best[1], phase == 2)
    return None


def _unsure(fitting: list[tuple[Any, dict[str, Type | None]]], phase: int) -> Chosen | None:
    """Where the library says by the value what it does; an element is no position, though."""
    if fitting[0][0].name == "remove" or not isinstance(fitting[0][0], Signature):
        return None
    widest = [
        one for one in fitting if any(x.name == "java.lang.Object" for x in one[0].parameters)
    ]
    best = (widest or fitting)[0]
    return Chosen(best[0], best[1], phase == 2, is_unsure=True)


def _parameters(method: Any, count: int, phase: int) -> list[Type] | None:
    parameters = list(method.parameters)
    if phase < 2:
        return parameters if len(parameters) == count else None
    if not method.is_variadic or count < len(parameters) - 1:
        return None
    last = parameters[-1]
    of = last.args[0] if last.name == "[]" else last
    return parameters[:-1] + [of] * (count - len(parameters) + 1)


def _takes(
    unit: Unit,
    method: Any,
    bound: dict[str, Type | None],
    nodes: Sequence[Node],
    types: Sequence[Type | None],
    phase: int,
) -> bool:
    parameters = _parameters(method, len(nodes), phase)
    if parameters is None:
        return False
    own = dict(method.types)
    for parameter, node, type_ in zip(parameters, nodes, types, strict=True):
        wanted: Type | None = own.get(parameter.name, parameter)
        if parameter.name in bound:
            wanted = bound[parameter.name]
        if is_function(node):
            if not _takes_function(unit, wanted, node):
                return False
        elif not _fits(unit, wanted, type_, phase):
            return False
    return True


def _takes_function(unit: Unit, wanted: Type | None, node: Node) -> bool:
    if wanted is None:
        return True
    function = unit.world.function_of(wanted)
    if function is None:
        return False
    if isinstance(node, p.Conditional):
        node = node.then
    if isinstance(node, p.Member):
        return len(function[0].parameters) in _arities(unit, node)
    if not isinstance(node, p.Function):
        return True
    if len(node.parameters) != len(function[0].parameters):
        return False
    gives = _gives(node)
    is_void = function[0].result.name == "void"
    return gives is None or gives != is_void


def _arities(unit: Unit, node: p.Member) -> Sequence[int]:
    """With how many arguments a method reference can be called."""
    first = node.object.name.partition("<")[0] if isinstance(node.object, p.Name) else ""
    owner = unit.type_named(first) if first[:1].isupper() else ""
    if not owner or node.name == "::new":
        return range(9)
    found = unit.world.methods(Type(owner), node.name[2:])
    return [len(one.parameters) + (not one.is_static) for one, _ in found]


def _gives(node: p.Function) -> bool | None:
    """Whether a function's body gives a value; None for an expression, which may be both."""
    body = node.body
    if body is None:
        return None
    if len(body.statements) == 1 and isinstance(body.statements[0], p.Return):
        only = body.statements[0]
        if only.place == body.place:
            return None if isinstance(only.value, (p.Call, p.Assign, p.Unary)) else True
    for one in p.walk(body):
        if isinstance(one, p.Return) and one.value is not None:
            return True
    last = body.statements[-1] if body.statements else None
    return None if isinstance(last, p.Raise) else False


def _fits(unit: Unit, wanted: Type | None, type_: Type | None, phase: int) -> bool:
    if wanted is None or type_ is None:
        return True
    if type_.name == wanted.name:
        return True
    type_, wanted = unit.erased(type_), unit.erased(wanted)
    assert type_ is not None  # a bound is one
    assert wanted is not None
    if is_primitive(type_):
        if wanted.name == type_.name or wanted.name in _WIDENS.get(type_.name, ()):
            return True
        box = boxed(type_)
        return phase > 0 and box is not None and _is_subtype(unit, box, wanted)
    if is_primitive(wanted):
        own = unboxed(type_)
        return (
            phase > 0
            and own is not None
            and (own.name == wanted.name or wanted.name in _WIDENS.get(own.name, ()))
        )
    return type_ == NULL or _is_subtype(unit, type_, wanted)


def _is_subtype(unit: Unit, type_: Type, wanted: Type) -> bool:
    if wanted.name == "java.lang.Object":
        return True
    if "[]" in (type_.name, wanted.name):
        return type_.name == wanted.name and (
            type_.args[0].name == wanted.args[0].name or wanted.args[0].name not in RANKS
        )
    return unit.world.is_subtype(type_.name, wanted.name)


def _most_specific(
    unit: Unit, fitting: list[tuple[Any, dict[str, Type | None]]], phase: int
) -> tuple[Any, dict[str, Type | None]] | None:
    if len(fitting) == 1:
        return fitting[0]
    for one in fitting:
        if all(_is_as_specific(unit, one, other) for other in fitting):
            return one
    return None


def _is_as_specific(unit: Unit, one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    mine, theirs = one[0].parameters, other[0].parameters
    own, their_own = dict(one[0].types), dict(other[0].types)
    for a, b in zip(mine, theirs, strict=False):
        a, b = own.get(a.name, a), their_own.get(b.name, b)
        if a.name == b.name or b.name in other[1] or (b.name in RANKS and a.name in RANKS and (
            b.name in _WIDENS.get(a.name, ())
        )):  # fmt: skip
            continue
        if a.name in RANKS or b.name in RANKS:
            if a.name in RANKS and b.name not in RANKS:
                continue
            return False
        if unit.world.function_of(a) and unit.world.function_of(b):
            continue
        if not _is_subtype(unit, a, b):
            return False
    return True


def unify(unit: Unit, parameter: Type, type_: Type | None, bound: dict[str, Type | None]) -> None:
    """Learns from an argument what type variables stand for."""
    if type_ is None or type_ == NULL:
        return
    if parameter.name in bound and not parameter.args:
        if bound[parameter.name] is None:
            bound[parameter.name] = boxed(type_)
        return
    if not parameter.args:
        return
    seen = unit.world.as_super(type_, parameter.name) if type_.name != "[]" else type_
    if seen is None or len(seen.args) != len(parameter.args) or seen.name != parameter.name:
        return
    for one, other in zip(parameter.args, seen.args, strict=True):
        unify(unit, one, other, bound)


def compiled_arguments(
    c: Any, nodes: Sequence[Node]
) -> tuple[list[PlainCode | None], list[Type | None]]:
    """The arguments whose types don't depend on the method; None for the functions among them."""
    from .runtime_expressions import value_of

    codes: list[PlainCode | None] = []
    types: list[Type | None] = []
    for one in nodes:
        if is_function(one):
            codes.append(None)
            types.append(None)
        else:
            code, type_ = value_of(c, one)
            codes.append(code)
            types.append(type_)
    return codes, types


def settled_arguments(
    c: Any,
    chosen: Chosen,
    nodes: Sequence[Node],
    codes: list[PlainCode | None],
    types: list[Type | None],
    want: Type | None,
) -> tuple[list[PlainCode], Type | None]:
    """The arguments as the method takes them, and the type of the call."""
    from .runtime_convert import convert
    from .runtime_functions import function_value

    unit = unit_of(c)
    method = chosen.method
    bound = dict(chosen.bound)
    for name, _ in method.types:
        bound[name] = None
    parameters = _parameters(method, len(nodes), 2 if chosen.is_spread else 0) or []
    for parameter, type_ in zip(parameters, types, strict=True):
        unify(unit, parameter, type_, bound)
    if want is not None and not is_primitive(want):
        _unify_result(unit, method.result, want, bound)
    made: list[PlainCode] = []
    for parameter, node, code, type_ in zip(parameters, nodes, codes, types, strict=True):
        if code is None:
            code = function_value(c, node, parameter, bound)
        elif not (chosen.is_unsure and type_ is None):
            code = convert(c, code, type_, substitute(parameter, bound), node)
        assert not isinstance(code, Suspending)  # nothing in Java waits
        made.append(code)
    result = substitute(method.result, bound)
    return made, None if chosen.is_unsure and is_primitive(result) else result


def _unify_result(unit: Unit, result: Type, want: Type, bound: dict[str, Type | None]) -> None:
    if result.name == want.name and len(result.args) == len(want.args):
        for one, other in zip(result.args, want.args, strict=True):
            if one.name in bound and bound[one.name] is None and other.name != "java.lang.Object":
                bound[one.name] = other
