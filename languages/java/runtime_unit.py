"""What is known while a file of Java is compiled: what names mean, and at which line the virtual
machine is told to be.

Lines: javac writes a line for the start of each statement and for the parenthesis of each call;
whatever else fails is at the last of them (com.sun.tools.javac.jvm.Gen of JDK 17, tried).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..program import Place
from .base_types import packages_of
from .runtime_operators import CONVERT
from .runtime_types import OBJECT, Type, Written, known, parse

if TYPE_CHECKING:
    from ..program import Module, Node
    from ..runtime import Value
    from .runtime_classes import Cls, World


class Spot(NamedTuple):
    """Where the virtual machine is said to be."""

    place: Place


class Typed:
    """The type of a variable, written as `text` or resolved; what it does to a value."""

    __slots__ = ("_type", "convert", "text")

    def __init__(self, text: str, type_: Type | None = None) -> None:
        self.text = text
        self._type = type_
        name = type_.name if type_ else text
        self.convert = _KEPT.get(name)

    def __call__(self, value: Value) -> Value:
        return value if self.convert is None else self.convert(value)

    def type(self, unit: Unit) -> Type | None:
        if self._type is None and self.text:
            self._type = unit.resolve(parse(self.text))
        return self._type


_KEPT = {name: CONVERT[name] for name in ("long", "double", "char", "float")}


def typed(c: Any, text: str) -> Typed:
    """The contract's `coerce`."""
    return Typed(text)


def spell(type_: Type) -> str:
    """A type as text that `parse` reads."""
    if type_.name == "[]":
        return f"{spell(type_.args[0])}[]"
    if not type_.args:
        return type_.name
    return f"{type_.name}<{','.join(spell(one) for one in type_.args)}>"


class Unit:
    """One file: imports, the class and method that are being compiled."""

    def __init__(self, world: World, path: str, module: Module) -> None:
        self.world = world
        self.path = path
        self.package = module.package
        self.imports: dict[str, str] = {}
        self.static_imports: dict[str, str] = {}
        self.packages = ["java.lang"]
        self.static_packages: list[str] = []
        self.cls: Cls | None = None
        self.is_static = True
        self.result: Type | None = None
        self.returned: list[Type | None] | None = None
        self.variables: dict[str, Type] = {}
        self.line = 1
        self.method = ""
        self.calls: dict[int, str] = {}  # the signature of each compiled call, by its identity
        self.local: dict[str, Cls] = {}  # classes that are declared in methods

    def spot(self) -> Spot:
        return Spot(Place(0, 0, self.line, self.line))

    def mark(self, line: int) -> None:
        self.line = line

    def resolve(self, written: Written) -> Type:
        """A written type with the names that it means."""
        args = tuple(self.resolve(one) for one in written.args)
        return Type(self.type_named(written.name) or written.name, args)

    def read(self, text: str) -> Type | None:
        """The type of a declaration; None for `var` and for what isn't written."""
        if text in ("", "var"):
            return None
        return self.resolve(parse(text))

    def type_named(self, name: str) -> str:
        """The qualified name of a type, "" if none is called so."""
        if name in _PLAIN or name in self.variables or name in self.world.classes:
            return name
        first, _, rest = name.partition(".")
        found = self._simple(first)
        if found and rest:
            return f"{found}.{rest}"
        if found:
            return found
        return name if known(name) is not None else ""

    def _simple(self, name: str) -> str:
        if name in self.local:
            return self.local[name].name
        cls = self.cls
        while cls is not None:
            if cls.simple == name:
                return cls.name
            for one in cls.chain():
                if name in one.nested:
                    return one.nested[name].name
            cls = cls.outer
        if name in self.imports:
            return self.imports[name]
        own = f"{self.package}.{name}" if self.package else name
        if own in self.world.classes:
            return own
        for package in self.packages:
            if package in packages_of(name):
                return f"{package}.{name}"
        return next((f"{one}.{name}" for one in self.packages
                     if f"{one}.{name}" in self.world.classes), "")  # fmt: skip

    def erased(self, type_: Type | None) -> Type | None:
        """A type variable as its bound."""
        seen = 0
        while type_ is not None and type_.name in self.variables and seen < 10:
            type_ = self.variables[type_.name]
            seen += 1
        return type_

    def this_type(self) -> Type:
        cls = self.cls
        assert cls is not None  # asked in a class only
        return Type(cls.name, tuple(Type(name) for name, _ in cls.types))


_PLAIN = frozenset(
    ("int", "long", "double", "boolean", "char", "float", "byte", "short", "void", "[]", "null")
)


def unit_of(c: Any) -> Unit:
    found: Unit = c.notes["unit"]
    return found


def local_type(c: Any, name: str) -> Type | None:
    """The static type of a variable in scope."""
    variable = c.scopes.find(name)
    if variable is None or variable.coerce is None:
        return None
    found: Type | None = variable.coerce.type(unit_of(c))
    return found


def slots(c: Any) -> int:
    """The number of the next local variable in the virtual machine's frame."""
    unit = unit_of(c)
    scope = c.scopes
    count = 0 if unit.is_static else 1
    if scope.code.form is not None and scope.code.form.kind == "lambda":
        count = len(scope.code.captures)
    for block in scope.blocks:
        for variable in block.values():
            type_ = None if variable.coerce is None else variable.coerce.type(unit)
            count += 2 if type_ is not None and type_.name in ("long", "double") else 1
    return count


def type_bounds(unit: Unit, written: tuple[str, ...]) -> tuple[tuple[str, Type], ...]:
    """Type parameters with their bounds: `T extends Shape`."""
    found = []
    for one in written:
        name, _, bound = one.partition(" extends ")
        first = bound.partition("&")[0]
        found.append((name.strip(), unit.resolve(parse(first)) if bound else OBJECT))
    return tuple(found)


def line_of(c: Any, node: Node) -> int:
    """Where javac says that an expression is: a call at its parenthesis."""
    from ..program import Call

    if isinstance(node, Call) and not node.new:
        return node.function.place.end_line
    return node.place.line
