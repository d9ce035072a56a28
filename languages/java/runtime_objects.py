"""What every object of Java's has, and those of the program: enums, records, exceptions."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Fault, NotModelled
from .runtime_classes import Cls, initialise
from .runtime_operators import wrap
from .runtime_text import equals, hash_of, text
from .runtime_values import METHODS, Lambda, Obj, Throwable, apply, binary_name, invoke

if TYPE_CHECKING:
    from ..runtime import Context, Value


class ClassOf(Obj):
    """What `getClass()` gives: its names only."""

    JAVA = "java.lang.Class"
    __slots__ = ("of",)

    def __init__(self, of: Value) -> None:
        super().__init__()
        self.of = of

    def j_getSimpleName(self, context: Context) -> str:
        if self.of.__class__ is not str and isinstance(self.of, Obj) and self.of.cls is not None:
            return self.of.cls.simple
        return binary_name(self.of).rpartition(".")[2].rpartition("$")[2]

    def j_getName(self, context: Context) -> str:
        return binary_name(self.of)

    def j_toString(self, context: Context) -> str:
        return f"class {binary_name(self.of)}"

    def j_equals(self, context: Context, other: Value) -> bool:
        return isinstance(other, ClassOf) and binary_name(other.of) == binary_name(self.of)


class Objects:
    """Methods that every object has, and those of the program's enums and records."""

    @staticmethod
    def j_equals(this: Value, context: Context, other: Value) -> bool:
        if isinstance(this, Obj) and this.cls is not None and this.cls.kind == "record":
            names = record_fields(this.cls)
            return (
                isinstance(other, Obj)
                and other.cls is this.cls
                and all(equals(context, this.fields[n], other.fields[n]) for n in names)
            )
        return this is other

    @staticmethod
    def j_hashCode(this: Value, context: Context) -> int:
        if isinstance(this, Obj) and this.cls is not None and this.cls.kind == "record":
            found = 0
            for name in record_fields(this.cls):
                found = wrap(found * 31 + hash_of(context, this.fields[name]))
            return found
        raise NotModelled("a hash code that is made of an address")

    @staticmethod
    def j_toString(this: Value, context: Context) -> str:
        if isinstance(this, Obj) and this.cls is not None:
            if "$name" in this.fields:
                return str(this.fields["$name"])
            if this.cls.kind == "record":
                parts = [f"{n}={text(context, this.fields[n])}" for n in record_fields(this.cls)]
                return f"{this.cls.simple}[{', '.join(parts)}]"
        raise NotModelled("the text of an object that says its address")

    @staticmethod
    def j_getClass(this: Value, context: Context) -> Value:
        return ClassOf(this)

    @staticmethod
    def j_name(this: Value, context: Context) -> Value:
        return _of_enum(this, "$name")

    @staticmethod
    def j_ordinal(this: Value, context: Context) -> Value:
        return _of_enum(this, "$ordinal")

    @staticmethod
    def j_compareTo(this: Value, context: Context, other: Value) -> Value:
        return _of_enum(this, "$ordinal") - _of_enum(other, "$ordinal")

    @staticmethod
    def j_forEach(this: Value, context: Context, action: Value) -> None:
        from .runtime_iteration import iterate

        for one in iterate(context, this):
            apply(context, action, one)


def _of_enum(this: Value, name: str) -> Value:
    if not isinstance(this, Obj) or name not in this.fields:
        raise NotModelled(f"`{name[1:]}` of what is no enum's constant")
    return this.fields[name]


METHODS[Obj] = Objects


def record_fields(cls: Cls) -> list[str]:
    return [one.name for one in cls.fields.values() if not one.is_static]


def enum_constant(context: Context, cls: Cls, name: Value) -> Value:
    """`Color.valueOf(name)`."""
    statics = initialise(context, cls)
    if name is None:
        raise Fault("java.lang.NullPointerException", "Name is null",
                    frames=("java.lang.Enum.valueOf(Enum.java:271)",))  # fmt: skip
    if name not in cls.constants:
        raise Fault(
            "java.lang.IllegalArgumentException",
            f"No enum constant {cls.name}.{name}",
            frames=("java.lang.Enum.valueOf(Enum.java:273)",),
        )
    return statics[name]


class Throwables:
    """The methods of exceptions."""

    @staticmethod
    def j_getMessage(this: Throwable, context: Context) -> Value:
        return this.message

    @staticmethod
    def j_getLocalizedMessage(this: Throwable, context: Context) -> Value:
        return invoke(context, this, "getMessage")

    @staticmethod
    def j_getCause(this: Throwable, context: Context) -> Value:
        return this.cause

    @staticmethod
    def j_initCause(this: Throwable, context: Context, cause: Value) -> Value:
        this.cause = cause
        return this

    @staticmethod
    def j_addSuppressed(this: Throwable, context: Context, other: Value) -> None:
        this.suppressed.append(other)

    @staticmethod
    def j_getSuppressed(this: Throwable, context: Context) -> Value:
        from .runtime_values import Array

        return Array("java.lang.Throwable", list(this.suppressed))

    @staticmethod
    def j_toString(this: Throwable, context: Context) -> str:
        message = invoke(context, this, "getLocalizedMessage")
        name = binary_name(this)
        return name if message is None else f"{name}: {text(context, message)}"

    @staticmethod
    def j_printStackTrace(this: Throwable, context: Context) -> None:
        from .runtime_errors import stack_text

        context.host.print(stack_text(context, this), "stderr")

    @staticmethod
    def j_fillInStackTrace(this: Throwable, context: Context) -> Value:
        return this


for _name in dir(Throwables):
    if _name.startswith("j_"):
        setattr(Throwable, _name, getattr(Throwables, _name))


class Functions:
    """The methods that functional interfaces have besides their one."""

    @staticmethod
    def j_andThen(this: Lambda, context: Context, after: Value) -> Value:
        if "Consumer" in this.iface:

            def both(context: Context, arguments: Value) -> None:
                this.run(context, arguments)
                apply(context, after, *arguments)

            return Lambda(both, this.iface)
        return Lambda(lambda context, a: apply(context, after, this.run(context, a)), this.iface)

    @staticmethod
    def j_compose(this: Lambda, context: Context, before: Value) -> Value:
        return Lambda(
            lambda context, a: this.run(context, (apply(context, before, *a),)), this.iface
        )

    @staticmethod
    def j_negate(this: Lambda, context: Context) -> Value:
        return Lambda(lambda context, a: not this.run(context, a), this.iface)

    @staticmethod
    def j_and(this: Lambda, context: Context, other: Value) -> Value:
        return Lambda(
            lambda context, a: this.run(context, a) and apply(context, other, *a), this.iface
        )

    @staticmethod
    def j_or(this: Lambda, context: Context, other: Value) -> Value:
        return Lambda(
            lambda context, a: this.run(context, a) or apply(context, other, *a), this.iface
        )

    @staticmethod
    def j_reversed(this: Lambda, context: Context) -> Value:
        return Lambda(lambda context, a: this.run(context, (a[1], a[0])), this.iface)

    @staticmethod
    def j_thenComparing(this: Lambda, context: Context, other: Value, by: Value = None) -> Value:
        from .runtime_comparators import compare_by

        second = other if by is None else compare_by(other, by)

        def run(context: Context, a: Value) -> Value:
            found = this.run(context, a)
            if found:
                return found
            if isinstance(second, Lambda) and second.iface != "java.util.Comparator":
                one, two = (apply(context, second, x) for x in a)
                from .runtime_text import compare

                return compare(context, one, two)
            return apply(context, second, *a)

        return Lambda(run, this.iface)

    j_thenComparingInt = j_thenComparing
    j_thenComparingLong = j_thenComparing
    j_thenComparingDouble = j_thenComparing


METHODS[Lambda] = Functions
