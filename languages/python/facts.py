"""What tests and calls mean in Python."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ..program import Binary, Call, Collection, Literal, Member, Name
from ..remedies import Facts, Meaning
from ..words import words

if TYPE_CHECKING:
    from ..program import Node


def meaning(node: Node) -> Meaning | None:
    """The meaning of a test or a call; None for what has none but its own."""
    if isinstance(node, Binary):
        if node.operator == "in":
            return _contained(node, "has")
        if node.operator == "not in":
            return _contained(node, "not has")
        return None
    if not isinstance(node, Call):
        return None
    args = tuple(one.value for one in node.arguments if not one.spread and not one.name)
    if any(one.spread for one in node.arguments):
        return None
    if isinstance(node.function, Name):
        return _function(node, node.function.name, args)
    if isinstance(node.function, Member):
        return _method(node, node.function, args)
    return None


def _contained(node: Binary, kind: str) -> Meaning | None:
    owner = node.right
    if (
        isinstance(owner, Call)
        and isinstance(owner.function, Member)
        and owner.function.name == "keys"
        and not owner.arguments
    ):
        owner = owner.function.object
    if isinstance(owner, Collection | Literal):
        return None
    return Meaning(kind, (owner, node.left))


def _function(node: Call, name: str, args: tuple[Node, ...]) -> Meaning | None:
    count = len(args)
    if name == "isinstance" and count == 2:
        return Meaning("is type", (args[0],), _types(args[1]))
    if name == "range" and 1 <= count <= 2:
        return Meaning("range", (None, args[0]) if count == 1 else args)
    if name == "hasattr" and count == 2:
        return None
    if name in _PLAIN and (count == 1 or (count == 0 and name in _CONTAINERS)):
        kind, types = _PLAIN[name]
        return Meaning(kind, args, types)
    if name in _NUMBERS and count:
        return Meaning("fresh", args, ("number",))
    if name == "next" and count in (1, 2):
        return Meaning("first", args)
    if name in ("max", "min") and count == 2 and len(node.arguments) == 2:
        return Meaning("greatest" if name == "max" else "least", args)
    if name in ("max", "min") and count == 1:
        named = [one for one in node.arguments if one.name == "default"]
        return Meaning("first", (*args, *(one.value for one in named)))
    if name == "int" and count == 2:
        return Meaning("convert", args[:1], ("int",))
    if name == "map" and count == 2:
        return Meaning("map", (args[1], args[0]), ("iterator",))
    if name == "filter" and count == 2:
        return Meaning("filter", (args[1], args[0]))
    if name == "defaultdict" and count:
        return Meaning("total", args, ("mapping",))
    if name == "Counter":
        return Meaning("total", args, ("mapping",))
    return None


_CONTAINERS = frozenset(("list", "tuple", "set", "dict", "sorted"))
_PLAIN = {
    "len": ("length", ()),
    "callable": ("callable", ()),
    "int": ("convert", ("int",)),
    "float": ("convert", ("float",)),
    "Decimal": ("convert", ("float",)),
    "str": ("text", ()),
    "repr": ("text", ()),
    "list": ("copy", ("list",)),
    "tuple": ("copy", ("list",)),
    "set": ("copy", ("list",)),
    "sorted": ("copy", ("list",)),
    "frozenset": ("copy", ("list",)),
    "dict": ("copy", ("mapping",)),
    "deepcopy": ("copy", ("mapping",)),
    "iter": ("same", ()),
    "reversed": ("same", ()),
}


def _types(node: Node) -> tuple[str, ...]:
    if isinstance(node, Collection):
        return tuple(name for item in node.items for name in _types(item))
    if isinstance(node, Binary) and node.operator == "|":
        return (*_types(node.left), *_types(node.right))
    if isinstance(node, Member):
        return (node.name,)
    if isinstance(node, Literal) and node.kind == "null":
        return ("null",)
    return (node.name,) if isinstance(node, Name) else ()


def _method(node: Call, function: Member, args: tuple[Node, ...]) -> Meaning | None:
    name, owner, count = function.name, function.object, len(args)
    if isinstance(owner, Name) and owner.name in _MODULES:
        return _of_module(owner.name, name, args, node)
    if name == "get" and count in (1, 2):
        return Meaning("get", (owner, *args))
    if name == "setdefault" and count in (1, 2):
        return Meaning("set default", (owner, *args))
    if name == "pop" and count == 2:
        return Meaning("get", (owner, *args))
    if name == "strip" and not count:
        return Meaning("trimmed", (owner,))
    if name in ("items", "values", "keys") and not count:
        return Meaning("items", (owner,), (name,))
    if name == "copy" and not count:
        return Meaning("copy", (owner,), ("mapping",))
    if name in ("isdigit", "isdecimal", "isnumeric") and not count:
        return Meaning("numeric", (_without_sign(owner),))
    if name in ("append", "add") and count == 1:
        return Meaning("add", (owner, *args))
    if name in ("exists", "is_file", "is_dir") and not count:
        return Meaning("exists", (owner,))
    if name == "exists" and count == 1:
        return Meaning("exists", args)
    if name == "isfile" and count == 1:
        return Meaning("exists", args)
    return None


# What these functions give is never None.
_NUMBERS = words("round abs sum pow ord hash")


def _without_sign(node: Node) -> Node:
    """`text` of `text.lstrip("-")`, whose digits are asked for."""
    if (
        isinstance(node, Call)
        and isinstance(node.function, Member)
        and node.function.name in ("lstrip", "removeprefix", "strip")
    ):
        return _without_sign(node.function.object)
    return node


_MODULES = frozenset(("json", "math", "copy", "collections", "os", "shutil"))


def _of_module(module: str, name: str, args: tuple[Node, ...], node: Call) -> Meaning | None:
    if (module, name) == ("json", "loads") and len(args) == 1:
        return Meaning("convert", args, ("json",))
    if module == "copy" and len(args) == 1:
        return Meaning("copy", args, ("mapping",))
    if module == "collections" and name in ("defaultdict", "Counter"):
        return _function(node, name, args)
    return None


def leaves(node: Call) -> str:
    """Whether a call ends the program."""
    function = node.function
    if isinstance(function, Name) and function.name in ("exit", "quit"):
        return _exit(node)
    if (
        isinstance(function, Member)
        and isinstance(function.object, Name)
        and (function.object.name, function.name) in (("sys", "exit"), ("os", "_exit"))
    ):
        return _exit(node)
    return ""


def _exit(node: Call) -> str:
    if not node.arguments:
        return "quiet exit"
    value = node.arguments[0].value
    quiet = isinstance(value, Literal) and value.value in (0, None, False)
    return "quiet exit" if quiet else "exit"


def logs(node: Node) -> bool:
    """Whether an expression only reports."""
    if isinstance(node, Literal):
        return True
    if not isinstance(node, Call):
        return False
    function = node.function
    if isinstance(function, Name):
        return function.name in ("print", "pprint", "warn", "debug", "log")
    return isinstance(function, Member) and (
        function.name in _LEVELS
        and isinstance(function.object, Name | Member | Call)
        and _logger(function.object)
    )


_LEVELS = words("debug info warning warn error exception critical fatal log print_exc write print")


def _logger(node: Node) -> bool:
    name = node.name if isinstance(node, Name | Member) else ""
    if isinstance(node, Call):
        return _logger(node.function) or (
            isinstance(node.function, Member) and node.function.name == "getLogger"
        )
    low = name.lower()
    return "log" in low or low in ("traceback", "warnings", "stderr", "stdout", "console")


# Errors of the standard library that aren't builtins, with what they derive from.
_DERIVED = {
    "JSONDecodeError": "ValueError",
    "OperationalError": "DatabaseError",
    "IntegrityError": "DatabaseError",
    "DatabaseError": "Error",
    "Error": "Exception",
    "InvalidOperation": "ArithmeticError",
    "gaierror": "OSError",
    "timeout": "TimeoutError",
    "URLError": "OSError",
    "HTTPError": "URLError",
    "StatisticsError": "ValueError",
    "BrokenBarrierError": "RuntimeError",
    "CancelledError": "BaseException",
    "Empty": "Exception",
    "Full": "Exception",
}
_ALIASES = {"IOError": "OSError", "EnvironmentError": "OSError", "socket.timeout": "TimeoutError"}


def ancestors(name: str) -> list[str]:
    """The error and all that it derives from, as far as they are known."""
    name = _ALIASES.get(name, name).rpartition(".")[2]
    found = [name]
    while name in _DERIVED:
        name = _DERIVED[name]
        found.append(name)
    known = getattr(builtins, name, None)
    if isinstance(known, type) and issubclass(known, BaseException):
        found += [one.__name__ for one in known.__mro__[1:]]
    else:
        found += ["Exception", "BaseException"]
    return found


def catches(types: tuple[str, ...], error: str) -> bool:
    """Whether `except types` takes the error; () takes all."""
    if not types:
        return True
    names = ancestors(error)
    return any(_ALIASES.get(one, one).rpartition(".")[2] in names for one in types)


def broad(types: tuple[str, ...]) -> bool:
    """Whether `except types` takes nearly everything."""
    return not types or any(one in ("Exception", "BaseException") for one in types)


FACTS = Facts(
    meaning=meaning,
    falsy=frozenset(("null", "zero", "text", "empty")),
    null_fails=frozenset(
        ("member", "index", "call", "iterate", "arithmetic", "put", "unpack", "length", "compare")
    ),
    absent="raise",
    own=frozenset(("self",)),
    block_scopes=False,
    leaves=leaves,
    logs=logs,
    catches=catches,
    broad=broad,
    programming=frozenset(
        (
            "AttributeError",
            "TypeError",
            "NameError",
            "UnboundLocalError",
            "ImportError",
            "RecursionError",
            "AssertionError",
            "RuntimeError",
        )
    ),
    changing=words(
        "append extend insert remove pop popitem clear update add discard sort reverse "
        "appendleft popleft setdefault push"
    ),
    impure=words(
        "next pop popleft popitem read readline recv random randint choice time now input "
        "get_nowait"
    ),
    init=frozenset(("__init__",)),
)
