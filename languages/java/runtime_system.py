"""System, Thread, Locale, the streams that programs print to."""

# The names of methods are Java's.
# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Ended, NotModelled
from .runtime_format import format_text
from .runtime_literals import joined
from .runtime_operators import CONVERT
from .runtime_text import text
from .runtime_utilities import given_items
from .runtime_values import Array, Obj

if TYPE_CHECKING:
    from ..runtime import Context, Value


class Printer(Obj):
    JAVA = "java.io.PrintStream"
    __slots__ = ("stream",)

    def __init__(self, stream: str) -> None:
        super().__init__()
        self.stream = stream

    def _print(self, context: Context, told: str) -> None:
        context.host.print(joined(told), self.stream)

    def j_println(self, context: Context, *value: Value) -> None:
        self._print(context, (_printed(context, value[0]) if value else "") + "\n")

    def j_print(self, context: Context, value: Value) -> None:
        self._print(context, _printed(context, value))

    def j_printf(self, context: Context, pattern: Value, *arguments: Value) -> Value:
        if not isinstance(pattern, str):
            pattern, *rest = arguments
            arguments = tuple(rest)
        self._print(context, format_text(context, pattern, tuple(given_items(arguments))))
        return self

    j_format = j_printf

    def j_flush(self, context: Context) -> None:
        return


def _printed(context: Context, value: Value) -> str:
    if isinstance(value, Array) and value.kind == "char":
        return "".join(chr(one) for one in value.items)
    return text(context, value)


class StaticSystem:
    @staticmethod
    def s_getenv(context: Context, name: Value = None) -> Value:
        if name is None:
            raise NotModelled("all variables of the environment")
        return context.environment().get(name)

    @staticmethod
    def s_lineSeparator(context: Context) -> str:
        return "\n"

    @staticmethod
    def s_exit(context: Context, status: int) -> None:
        raise Ended(status)

    @staticmethod
    def s_arraycopy(context: Context, a: Value, at: int, b: Value, to: int, count: int) -> None:
        if at < 0 or to < 0 or count < 0 or at + count > len(a.items) or to + count > len(b.items):
            raise NotModelled("an arraycopy beyond an array's end")
        b.items[to : to + count] = a.items[at : at + count]


class Thread(Obj):
    JAVA = "java.lang.Thread"
    __slots__ = ()

    def j_interrupt(self, context: Context) -> None:
        return

    def j_getName(self, context: Context) -> str:
        return "main"

    def j_isInterrupted(self, context: Context) -> bool:
        return False


class StaticThread:
    @staticmethod
    def s_sleep(context: Context, milliseconds: Value, *nanoseconds: Value) -> None:
        context.host.pause(CONVERT["long"](milliseconds) / 1000)

    @staticmethod
    def s_currentThread(context: Context) -> Value:
        return Thread()


class Locale(Obj):
    JAVA = "java.util.Locale"
    __slots__ = ()


def _locale(context: Context) -> Value:
    return Locale()


STATICS: dict[str, type] = {"java.lang.System": StaticSystem, "java.lang.Thread": StaticThread}
CONSTRUCTORS: dict[str, Any] = {"java.lang.Object": lambda context: Obj()}
FIELDS = {
    ("java.lang.System", "out"): lambda context: Printer("stdout"),
    ("java.lang.System", "err"): lambda context: Printer("stderr"),
    **{("java.util.Locale", one): _locale for one in ("ROOT", "US", "ENGLISH", "UK")},
}
