"""Lambdas and method references (JLS 15.27, 15.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Fault, NotModelled
from .runtime_classes import initialise
from .runtime_convert import because, null_fault
from .runtime_types import Type, substitute
from .runtime_unit import spell, unit_of
from .runtime_values import NPE, Array, Lambda, invoke

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..program import Node
    from ..runtime import Activation, Context, PlainCode, Value

    Made = tuple[PlainCode, Type | None]


def function_value(c: Any, node: Node, parameter: Type, bound: dict[str, Type | None]) -> PlainCode:
    """A function as an argument: it takes what is known of the parameter's type variables, and
    tells what its result is.
    """
    from .runtime_expressions import value_of
    from .runtime_overloads import unify

    unit = unit_of(c)
    if isinstance(node, p.Conditional):
        code, _ = value_of(c, node, substitute(parameter, bound))
        return code
    found = unit.world.function_of(parameter)
    if found is None:
        code, _ = value_of(c, node, substitute(parameter, bound))
        return code
    method, own = found
    takes = [_through(one, own, bound) for one in method.parameters]
    result = _through(method.result, own, bound)
    if isinstance(node, p.Function):
        code, given = lambda_code(c, node, parameter.name, takes, result)
    else:
        assert isinstance(node, p.Member)  # the only other kind
        code, given = reference_code(c, node, parameter.name, takes, result)
    inner = own.get(method.result.name, method.result)
    if inner is not None:
        unify(unit, inner, given, bound)
    return code


def _through(
    type_: Type, own: dict[str, Type | None], bound: dict[str, Type | None]
) -> Type | None:
    """A type of the interface's method: its own variables first, then the call's."""
    seen = substitute(type_, own)
    return None if seen is None else substitute(seen, bound)


def function(c: Any, node: p.Function, want: Type | None) -> Made:
    """A lambda where the type of its place is known or not."""
    found = unit_of(c).world.function_of(want) if want is not None else None
    if found is None or want is None:
        takes: list[Type | None] = [None] * len(node.parameters)
        return lambda_code(c, node, "", takes, None)[0], want
    method, own = found
    takes = [substitute(one, own) for one in method.parameters]
    return lambda_code(c, node, want.name, takes, substitute(method.result, own))[0], want


def lambda_code(
    c: Any, node: p.Function, iface: str, takes: Sequence[Type | None], result: Type | None
) -> Made:
    """The code of a lambda and the type of what it gives."""
    unit = unit_of(c)
    parameters = [
        one
        if (one.type and one.type != "var") or known is None
        else one._replace(type=spell(known))
        for one, known in zip(node.parameters, takes, strict=False)
    ]
    form = node._replace(parameters=tuple(
        one._replace(type="" if one.type == "var" else one.type) for one in parameters
    ))  # fmt: skip
    kept = unit.line, unit.result, unit.returned
    unit.result, unit.returned = result, []
    unit.line = node.body.place.line if node.body else node.place.line
    code = c.function(form)
    given = unit.returned
    unit.line, unit.result, unit.returned = kept
    cls = unit.cls
    assert cls is not None  # all code of Java is in a class
    code.details["frame"] = (cls.binary, f"lambda${unit.method}${cls.lambdas}", unit.path)
    cls.lambdas += 1
    path = unit.path

    def make(f: Activation) -> Lambda:
        closure = c.close(code, f)

        def run(context: Context, arguments: Sequence[Value]) -> Value:
            if len(arguments) != len(form.parameters):
                raise NotModelled("a lambda with other arguments", path, node.place.line)
            return context.invoke(closure, None, arguments)

        return Lambda(run, iface)

    return make, next((one for one in given if one is not None), None)


def reference(c: Any, node: p.Member, want: Type | None) -> Made:
    """A method reference where the type of its place is known or not."""
    found = unit_of(c).world.function_of(want) if want is not None else None
    if found is None or want is None:
        return reference_code(c, node, "", None, None)[0], want
    method, own = found
    takes = [substitute(one, own) for one in method.parameters]
    return reference_code(c, node, want.name, takes, substitute(method.result, own))[0], want


def reference_code(
    c: Any,
    node: p.Member,
    iface: str,
    takes: Sequence[Type | None] | None,
    result: Type | None,
) -> Made:
    """`Type::method`, `value::method`, `Type::new`, `int[]::new`."""
    from .runtime_expressions import value_of
    from .runtime_places import type_in

    unit = unit_of(c)
    name = node.name[2:]
    owner = _owner(c, node) if isinstance(node.object, p.Name) else type_in(c, node.object)
    if name == "new":
        return _constructor(c, node, owner, iface)
    if owner:
        return _of_type(c, node, owner, name, iface, takes)
    code, type_ = value_of(c, node.object)
    spot = unit.spot()
    is_super = isinstance(node.object, p.Name) and node.object.name == "super"
    told = because(c, node.object)
    if is_super:
        return c.unmodelled(node, "a method reference of `super`"), None

    def make(f: Activation, value: Value) -> Lambda:
        if value is None:
            raise (
                null_fault('Cannot invoke "Object.getClass()"', told)
                if told
                else NotModelled("a method reference of null")
            )
        return Lambda(lambda context, arguments: invoke(context, value, name, *arguments), iface)

    erased = unit.erased(type_)
    found = unit.world.methods(erased, name) if erased is not None else []
    gives = substitute(found[0][0].result, found[0][1]) if found else None
    return c.strict(spot, [code], make), gives


def _owner(c: Any, node: p.Member) -> str:
    from .runtime_places import type_in

    assert isinstance(node.object, p.Name)  # asked by the caller
    if node.object.name.endswith("]"):
        return node.object.name
    text = node.object.name.partition("<")[0]
    return type_in(c, node.object._replace(name=text))


def _constructor(c: Any, node: p.Member, owner: str, iface: str) -> Made:
    from .runtime_calls import construct

    if owner.endswith("]"):
        of = owner[: owner.rindex("[")]
        resolved = unit_of(c).type_named(of) or of
        return lambda f: Lambda(
            lambda context, arguments: Array(resolved, [None] * arguments[0]), iface
        ), None
    spot = unit_of(c).spot()
    cls = unit_of(c).world.classes.get(owner)
    if cls is not None and (cls.is_local or not cls.is_static):
        return c.unmodelled(node, "a reference to an inner class's constructor"), None
    return (
        lambda f: Lambda(
            lambda context, arguments: construct(context, owner, arguments, spot), iface
        ),
        Type(owner),
    )


def _of_type(
    c: Any, node: p.Member, owner: str, name: str, iface: str, takes: Sequence[Type | None] | None
) -> Made:
    """A static method, or one of the first argument."""
    from .runtime_library import static_method

    unit = unit_of(c)
    found = unit.world.methods(Type(owner), name)
    count = None if takes is None else len(takes)
    statics = [
        (one, bound)
        for one, bound in found
        if one.is_static and (count is None or len(one.parameters) == count)
    ]
    others = [one for one, _ in found if not one.is_static]
    if takes is not None and others and statics:
        others = [one for one in others if len(one.parameters) == len(takes) - 1]
    if statics and others:
        exact = [one for one, _ in statics if takes and one.parameters[0] == takes[0]]
        if not exact and owner in ("java.lang.Integer", "java.lang.Long", "java.lang.Double",
                                   "java.lang.Character", "java.lang.Boolean"):  # fmt: skip
            others = [] if takes and len(takes) == 2 else others
    cls = unit.world.classes.get(owner)
    gives = found[0][0].result if found else None
    if gives is not None and gives.name in dict(found[0][1]):
        gives = None
    if statics and (not others or others[0] not in [one for one, _ in found[:1]]):
        method = _best(unit, statics, takes)
        gives = method.result
        if cls is None:
            call = static_method(owner, name)

            def run_library(context: Context, arguments: Sequence[Value]) -> Value:
                return call(context, *arguments)

            return lambda f: Lambda(run_library, iface), _plain(gives)

        def run_static(context: Context, arguments: Sequence[Value]) -> Value:
            initialise(context, cls)
            return method.run(context, None, arguments)

        return lambda f: Lambda(run_static, iface), _plain(gives)

    def run_first(context: Context, arguments: Sequence[Value]) -> Value:
        first, *rest = arguments
        if first is None:
            raise Fault(NPE)
        return invoke(context, first, name, *rest)

    return lambda f: Lambda(run_first, iface), _plain(gives)


def _plain(type_: Type | None) -> Type | None:
    """A result whose type has no variables in it, as far as that can be seen."""
    return type_ if type_ is not None and (len(type_.name) > 2 and not type_.args) else None


def _best(
    unit: Any, statics: Sequence[tuple[Any, Any]], takes: Sequence[Type | None] | None
) -> Any:
    from .runtime_overloads import choose

    if takes is None or len(statics) == 1:
        return statics[0][0]
    dummy = p.Literal(p.Place(0, 0, 0, 0), "null", None)
    chosen = choose(unit, statics, [dummy] * len(takes), takes)
    return statics[0][0] if chosen is None else chosen.method
