"""The classes of a program: what is known of them before it runs, and their objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..runtime import Closure, Fault, NotModelled
from .runtime_types import BOXES, OBJECT, Signature, Type, ancestors, binary, known, methods_of
from .runtime_values import Obj, Throwable, is_instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..program import Class, Function
    from ..runtime import Context, FunctionCode, Value


class Field(NamedTuple):
    name: str
    type: Type
    is_static: bool
    default: Value


class Method:
    """A method or constructor of the program, which has all that a `Signature` has."""

    def __init__(
        self,
        owner: Cls,
        form: Function,
        parameters: tuple[Type, ...],
        result: Type,
        types: tuple[tuple[str, Type], ...],
        *,
        is_static: bool,
    ) -> None:
        self.cls = owner
        self.owner = owner.name
        self.form = form
        self.name = form.name
        self.parameters = parameters
        self.result = result
        self.types = types
        self.is_static = is_static
        self.is_variadic = bool(form.parameters and form.parameters[-1].spread)
        self.is_abstract = form.body is None
        self.code: FunctionCode | None = None
        self.closure: Closure | None = None

    def run(self, context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        """Calls this very method."""
        env = this.env if isinstance(this, Obj) else None
        closure = None if env is None else env.get(self.code)  # type: ignore[arg-type]
        if closure is None:
            closure = self.closure
        if closure is None:
            if self.code is None:
                raise NotModelled(f"`{self.owner}.{self.name}`, which has no body")
            closure = self.closure = Closure(context, self.code, [None] * self.code.slots)
        return context.invoke(closure, this, arguments)


class Cls:
    """A class, interface, enum or record of the program. `base` is what it extends, `above` that
    and the interfaces.
    """

    def __init__(self, form: Class, name: str, path: str, outer: Cls | None) -> None:
        self.form = form
        self.name = name
        self.simple = form.name
        self.binary = binary(name)
        self.path = path
        self.outer = outer
        self.kind = form.kind
        self.is_static = True
        self.is_local = False
        self.types: tuple[tuple[str, Type], ...] = ()
        self.base: Type = OBJECT
        self.above: list[Type] = []
        self.fields: dict[str, Field] = {}
        self.methods: dict[str, list[Method]] = {}
        self.constructors: list[Method] = []
        self.nested: dict[str, Cls] = {}
        self.constants: list[str] = []
        self.initializer: FunctionCode | None = None
        self.static_initializer: FunctionCode | None = None
        self.world: World | None = None
        self.lambdas = 0
        self.anonymous = 0
        self._ancestors: frozenset[str] | None = None
        self._found: dict[Method, Method] = {}
        self._fitting: dict[tuple[str, int], list[Method]] = {}

    @property
    def ancestors(self) -> frozenset[str]:
        """The names of all types that its objects are of."""
        if self._ancestors is None:
            found = {self.name, "java.lang.Object"}
            for one in self.above:
                found |= self.world.ancestors(one.name)  # type: ignore[union-attr]
            self._ancestors = frozenset(found)
        return self._ancestors

    def chain(self) -> Iterator[Cls]:
        """This class and those of the program that it extends."""
        cls: Cls | None = self
        while cls is not None:
            yield cls
            cls = self.world.classes.get(cls.base.name)  # type: ignore[union-attr]

    def library_base(self) -> str:
        """The class of the library that it extends in the end."""
        *_, last = self.chain()
        return last.base.name

    def all_methods(self, name: str) -> Iterator[Method]:
        """Classes first, the nearest first; then what the interfaces say."""
        for cls in self.chain():
            yield from cls.methods.get(name, ())
        seen: set[str] = set()
        waiting = [one for cls in self.chain() for one in cls.above]
        while waiting:
            one = self.world.classes.get(waiting.pop(0).name)  # type: ignore[union-attr]
            if one is not None and one.name not in seen and one.kind == "interface":
                seen.add(one.name)
                yield from one.methods.get(name, ())
                waiting += one.above

    def implementation(self, name: str, arguments: Sequence[Value]) -> Method | None:
        """The method with a body that a call by name reaches."""
        key = (name, len(arguments))
        fitting = self._fitting.get(key)
        if fitting is None:
            fitting = self._fitting[key] = [
                one
                for one in self.all_methods(name)
                if not one.is_abstract
                and not one.is_static
                and len(one.parameters) == len(arguments)
            ]
        if len(fitting) > 1 and fitting[1].cls is fitting[0].cls:
            return _by_values(fitting, arguments)
        return fitting[0] if fitting else None

    def override(self, method: Method) -> Method:
        """What a virtual call of `method` runs on objects of this class."""
        found = self._found.get(method)
        if found is None:
            fitting = [
                one
                for one in self.all_methods(method.name)
                if not one.is_abstract and len(one.parameters) == len(method.parameters)
            ]
            alike = [one for one in fitting if one.parameters == method.parameters]
            found = alike[0] if alike else fitting[0] if fitting else method
            if not alike and method in fitting:
                found = method
            self._found[method] = found
        return found


class World:
    """All classes of a program by their qualified names."""

    def __init__(self) -> None:
        self.classes: dict[str, Cls] = {}
        self._ancestors: dict[str, frozenset[str]] = {}

    def ancestors(self, name: str) -> frozenset[str]:
        cls = self.classes.get(name)
        return ancestors(name) if cls is None else cls.ancestors

    def is_subtype(self, name: str, of: str) -> bool:
        return of == "java.lang.Object" or name == of or of in self.ancestors(name)

    def supers(self, type_: Type) -> list[Type]:
        """What a type directly extends and implements, with its arguments."""
        from .runtime_types import substitute  # a small thing in a big file

        cls = self.classes.get(type_.name)
        library = known(type_.name) if cls is None else None
        if cls is None and library is None:
            return [] if type_.name == "java.lang.Object" else [OBJECT]
        types = cls.types if cls else library.types  # type: ignore[union-attr]
        bound = binding(types, type_.args)
        above = cls.above if cls else library.supers  # type: ignore[union-attr]
        found = [substitute(one, bound) for one in above]
        return [one for one in found if one is not None] or [OBJECT]

    def as_super(self, type_: Type, name: str) -> Type | None:
        """A type seen as its supertype of that name."""
        if type_.name == name:
            return type_
        for one in self.supers(type_):
            if one.name != type_.name and (found := self.as_super(one, name)) is not None:
                return found
        return None

    def methods(self, type_: Type, name: str) -> list[tuple[Any, dict[str, Type | None]]]:
        """The methods of that name that a value of a type has, nearest first, each with what the
        type variables of its owner stand for.
        """
        found: list[tuple[Any, dict[str, Type | None]]] = []
        self._collect(type_, name, found, set())
        if not any(one.name == name for one, _ in found) or name in ("equals", "toString"):
            self._collect(OBJECT, name, found, set())
        return found

    def _collect(
        self,
        type_: Type,
        name: str,
        found: list[tuple[Any, dict[str, Type | None]]],
        seen: set[str],
    ) -> None:
        if type_.name in seen:
            return
        seen.add(type_.name)
        cls = self.classes.get(type_.name)
        own: Sequence[Signature | Method]
        if cls is not None:
            own, types = cls.methods.get(name, []), cls.types
        else:
            library = known(type_.name)
            own, types = methods_of(type_.name, name), library.types if library else ()
        bound = binding(types, type_.args)
        shapes = {(len(one.parameters), tuple(map(str, one.parameters))) for one, _ in found}
        found += [
            (one, bound)
            for one in own
            if (len(one.parameters), tuple(map(str, one.parameters))) not in shapes
        ]
        for above in self.supers(type_):
            self._collect(above, name, found, seen)

    def function_of(self, type_: Type) -> tuple[Any, dict[str, Type | None]] | None:
        """The one abstract method of a functional interface."""
        cls = self.classes.get(type_.name)
        if cls is not None:
            if cls.kind != "interface":
                return None
            bound = binding(cls.types, type_.args)
            for methods in cls.methods.values():
                for one in methods:
                    if one.is_abstract and not one.is_static:
                        return one, bound
        else:
            library = known(type_.name)
            if library is None or library.kind != "interface":
                return None
            bound = binding(library.types, type_.args)
            for name in library.methods:
                for signature in methods_of(type_.name, name):
                    if not signature.is_static:
                        return signature, bound
        for above in self.supers(type_):
            if (found := self.function_of(above)) is not None:
                return found
        return None


def _by_values(fitting: list[Method], arguments: Sequence[Value]) -> Method:
    """The first overload that takes these values."""
    for one in fitting:
        types = dict(one.types)
        if all(
            value is None
            or is_instance(value, BOXES.get(parameter.name, parameter.name))
            or parameter.name in types
            for value, parameter in zip(arguments, one.parameters, strict=True)
        ):
            return one
    raise NotModelled(f"which `{fitting[0].name}` of several is called")


def binding(types: Sequence[tuple[str, Type]], args: Sequence[Type]) -> dict[str, Type | None]:
    """What type variables stand for; None for each of a raw type."""
    if len(types) != len(args):
        return {name: None for name, _ in types}
    return {name: arg for (name, _), arg in zip(types, args, strict=True)}


# --- Objects of the program's classes


def initialise(context: Context, cls: Cls) -> dict[str, Value]:
    """The static fields of a class, which is initialised when it is first needed (JLS 12.4)."""
    statics: dict[str, dict[str, Value]] = context.state["statics"]
    own = statics.get(cls.name)
    if own is None:
        own = statics[cls.name] = {
            one.name: one.default for one in cls.fields.values() if one.is_static
        }
        parent = cls.world.classes.get(cls.base.name)  # type: ignore[union-attr]
        if parent is not None:
            initialise(context, parent)
        if cls.static_initializer is not None:
            _run_static(context, cls, cls.static_initializer)
    return own


def _run_static(context: Context, cls: Cls, code: FunctionCode) -> None:
    from ..runtime import Thrown

    try:
        context.run_code(code, None, ())
    except Thrown as thrown:
        value = thrown.value
        if "java.lang.Error" in context.state["world"].ancestors(
            value.cls.name if value.cls else value.kind
        ):
            raise
        raise Fault("java.lang.ExceptionInInitializerError", cause=value) from None


def new_object(context: Context, cls: Cls) -> Obj:
    """An object whose fields have their defaults."""
    initialise(context, cls)
    base = cls.library_base()
    if "java.lang.Throwable" in cls.ancestors:
        made: Obj = Throwable(base)
    elif base in ("java.lang.Object", "java.lang.Enum", "java.lang.Record"):
        made = Obj()
    else:
        factory: Callable[..., Obj] | None = context.state["constructors"].get(base)
        if factory is None:
            raise NotModelled(f"a class that extends `{base}`")
        made = factory(context)
    made.cls = cls
    for one in cls.chain():
        for field in one.fields.values():
            if not field.is_static:
                made.fields[field.name] = field.default
    return made
