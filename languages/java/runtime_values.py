"""Java's values as Python objects, and how a method of any of them is called.

| Java | Python |
| --- | --- |
| boolean, int, byte, short, double, String | bool, int, int, int, float, str (of UTF-16 units) |
| long, char, float | Long, Char, Float: a box of each is the same object |
| null | None |
| an object of the program or the library | Obj and its subclasses |
| an array | Array |
| a lambda, a method reference | Lambda |

A class of the library's has its methods as Python methods `j_name(self, context, *arguments)`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..runtime import Activation, Fault, FunctionCode, NotModelled
from .runtime_types import ancestors, binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..runtime import Context, Value
    from .runtime_classes import Cls

NPE = "java.lang.NullPointerException"


class Long(int):
    __slots__ = ()


class Char(int):
    __slots__ = ()


class Float(float):
    __slots__ = ()


class Obj:
    """An object. `cls` is its class if that is the program's, `env` the closures of its methods if
    the class is declared in a method, `outer` the object that it belongs to.
    """

    JAVA = "java.lang.Object"
    IS = ""  # the public type, where the class itself is one that the library hides
    __slots__ = ("cls", "env", "fields", "outer")

    def __init__(self) -> None:
        self.cls: Cls | None = None
        self.fields: dict[str, Value] = {}
        self.outer: Obj | None = None
        self.env: dict[FunctionCode, Any] | None = None


class Array(Obj):
    """`kind` is the element type's name."""

    __slots__ = ("items", "kind")

    def __init__(self, kind: str, items: list[Value]) -> None:
        super().__init__()
        self.kind = kind
        self.items = items


class Throwable(Obj):
    """`kind` is the name of the library's class that it is or extends, `trail` the frames of the
    time when it was made, outermost first: pairs of code and line, or of None and a library's.
    """

    __slots__ = ("cause", "kind", "message", "suppressed", "trail")

    def __init__(self, kind: str, message: str | None = None, cause: Value = None) -> None:
        super().__init__()
        self.kind = kind
        self.message = message
        self.cause = cause
        self.suppressed: list[Throwable] = []
        self.trail: tuple[tuple[FunctionCode | None, Any], ...] = ()


class Lambda(Obj):
    """A function: `iface` is the interface that it stands for, "" if that isn't known."""

    __slots__ = ("iface", "run")

    def __init__(self, run: Callable[[Context, Sequence[Value]], Value], iface: str = "") -> None:
        super().__init__()
        self.run = run
        self.iface = iface


# The classes of methods of values that are no Obj.
METHODS: dict[type, Any] = {}

NAMES = {
    str: "java.lang.String", int: "java.lang.Integer", Long: "java.lang.Long",
    float: "java.lang.Double", bool: "java.lang.Boolean", Char: "java.lang.Character",
    Float: "java.lang.Float",
}  # fmt: skip


def type_name(value: Value) -> str:
    """The qualified name of a value's class."""
    known = NAMES.get(type(value))
    if known is not None:
        return known
    if isinstance(value, Obj):
        if value.cls is not None:
            return value.cls.name
        if isinstance(value, Throwable):
            return value.kind
        if isinstance(value, Array):
            return f"{value.kind}[]"
        if isinstance(value, Lambda):
            return value.iface or "java.lang.Object"
    return value.JAVA  # type: ignore[no-any-return]


def binary_name(value: Value) -> str:
    """What `getClass().getName()` says."""
    if isinstance(value, Obj) and value.cls is not None:
        return value.cls.binary
    return binary(type_name(value))


def is_instance(value: Value, name: str) -> bool:
    """Whether a value that isn't null is one of the type of that name."""
    if name == "java.lang.Object":
        return True
    if isinstance(value, Obj):
        if value.cls is not None:
            return name in value.cls.ancestors
        if isinstance(value, Lambda) and not value.iface:
            raise NotModelled("the type of a lambda that nobody says")
        if isinstance(value, Array):
            return name in (f"{value.kind}[]", "java.lang.Object[]", "java.io.Serializable")
        if value.IS:
            return name in ancestors(value.IS)
    return name in ancestors(type_name(value))


@lru_cache(maxsize=4096)
def library_method(holder: Any, name: str, count: int) -> Callable[..., Value] | None:
    """The library's method of that name that takes `count` arguments."""
    found = getattr(holder, f"j_{name}", None)
    if found is None:
        return None
    code = found.__code__
    if code.co_flags & 4:  # *arguments
        return found  # type: ignore[no-any-return]
    most = code.co_argcount - 2
    fewest = most - len(found.__defaults__ or ())
    return found if fewest <= count <= most else None


def invoke(context: Context, this: Value, name: str, *arguments: Value) -> Value:
    """Calls a method of a value by its name, as the library does."""
    if isinstance(this, Obj):
        if this.cls is not None:
            method = this.cls.implementation(name, arguments)
            if method is not None:
                return method.run(context, this, arguments)
        elif isinstance(this, Lambda):
            return invoke_lambda(context, this, name, arguments)
    if this is None:
        raise Fault(NPE)
    holder: Any = METHODS.get(type(this)) or type(this)
    found = library_method(holder, name, len(arguments))
    if found is None:
        found = library_method(METHODS[Obj], name, len(arguments))
    if found is None and isinstance(this, Obj) and this.cls is not None:
        found = library_method(METHODS[Lambda], name, len(arguments))
        this = _as_function(this)
    if found is None:
        raise NotModelled(f"`{type_name(this)}.{name}` with {len(arguments)} arguments")
    return found(this, context, *arguments)


def _as_function(this: Obj) -> Lambda:
    """An object of the program that implements one of the library's interfaces."""
    assert this.cls is not None  # asked by the caller
    iface = next((one for one in sorted(this.cls.ancestors) if one.startswith("java.util.")), "")
    return Lambda(lambda context, arguments: apply(context, this, *arguments), iface)


def invoke_lambda(context: Context, this: Lambda, name: str, arguments: Sequence[Value]) -> Value:
    """The function itself, or what its interface says otherwise of `name`."""
    if this.iface in context.state["world"].classes:
        cls = context.state["world"].classes[this.iface]
        method = cls.implementation(name, arguments)
        if method is not None:
            return method.run(context, this, arguments)
        return this.run(context, arguments)
    found = library_method(METHODS[Lambda], name, len(arguments))
    if found is None:
        return this.run(context, arguments)
    return found(this, context, *arguments)


def apply(context: Context, function: Value, *arguments: Value) -> Value:
    """Calls a functional object of the library's interfaces."""
    if isinstance(function, Lambda):
        return function.run(context, arguments)
    if function is None:
        raise Fault(NPE)
    holder: Any = type(function)
    for name in _FUNCTIONS:
        if isinstance(function, Obj) and function.cls is not None:
            method = function.cls.implementation(name, arguments)
            if method is not None:
                return method.run(context, function, arguments)
        elif library_method(holder, name, len(arguments)):
            return invoke(context, function, name, *arguments)
    raise NotModelled("a function of this kind")


_FUNCTIONS = (
    "apply", "accept", "test", "get", "compare", "run", "call", "applyAsInt", "applyAsLong",
    "applyAsDouble", "getAsInt", "getAsDouble", "getAsLong", "getAsBoolean",
)  # fmt: skip

_FRAME = FunctionCode(None, "", b"")


@contextmanager
def through(context: Context, *frames: str) -> Iterator[None]:
    """Frames of the library between the program's calls, outermost first: what they call finds them
    in its trail.
    """
    activation = Activation(context, _FRAME, [], None, ())
    activation.at = frames
    context.stack.append(activation)
    try:
        yield
    finally:
        if context.stack and context.stack[-1] is activation:
            context.stack.pop()
