"""What tests and calls mean in JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..program import Binary, Call, Literal, Member, Name, Unary
from ..remedies import Facts, Meaning
from ..words import words

if TYPE_CHECKING:
    from ..program import Node


def meaning(node: Node) -> Meaning | None:
    """The meaning of a test or a call; None for what has none but its own."""
    if isinstance(node, Member):
        return Meaning("length", (node.object,)) if node.name in ("length", "size") else None
    if isinstance(node, Binary):
        return _comparison(node)
    if not isinstance(node, Call) or any(one.spread for one in node.arguments):
        return None
    args = tuple(one.value for one in node.arguments)
    if isinstance(node.function, Name):
        return _function(node, node.function.name, args)
    if isinstance(node.function, Member) and not node.function.optional:
        return _method(node.function, args)
    return None


def _comparison(node: Binary) -> Meaning | None:
    """`typeof x === "undefined"`, `key in object`, `x instanceof T`."""
    if node.operator == "in":
        return Meaning("has", (node.right, node.left))
    if node.operator == "instanceof" and isinstance(node.right, Name):
        return Meaning("is type", (node.left,), (node.right.name,))
    if node.operator not in ("===", "==", "!==", "!="):
        return None
    negated = "not " if node.operator[0] == "!" else ""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Unary) and one.operator == "typeof" and isinstance(other, Literal):
            return _type_of(one.operand, str(other.value), negated)
    return None


def _type_of(node: Node, name: str, negated: str) -> Meaning:
    if name == "undefined":
        return Meaning(f"{negated}is null", (node,))
    if name == "function":
        return Meaning(f"{negated}callable", (node,))
    return Meaning(f"{negated}is type", (node,), (name,))


def _function(node: Call, name: str, args: tuple[Node, ...]) -> Meaning | None:
    if name in ("Number", "parseFloat", "parseInt") and args and not node.new:
        return None  # they give NaN and never fail
    if name == "String" and len(args) == 1 and not node.new:
        return Meaning("text", args)
    if name == "BigInt" and len(args) == 1:
        return Meaning("same", args)
    if name in ("Map", "Set", "Array", "WeakMap") and node.new:
        return (
            Meaning("copy", args, ("mapping" if name.endswith("Map") else "list",))
            if (len(args) < 2 and name != "Array")
            else None
        )
    return None


_OF_CLASS = {
    ("Array", "isArray"): ("is type", ("Array",)),
    ("Array", "from"): ("copy", ("list",)),
    ("Object", "keys"): ("items", ("own keys",)),
    ("Object", "values"): ("items", ("values",)),
    ("Object", "entries"): ("items", ("items",)),
    ("Number", "isFinite"): ("numeric", ()),
    ("Number", "isInteger"): ("numeric", ()),
    ("JSON", "parse"): ("convert", ("json",)),
    ("structuredClone", ""): ("copy", ("mapping",)),
}
_WITH_FUNCTION = {
    "map": ("map", ("list",)),
    "flatMap": ("map", ("list",)),
    "forEach": ("map", ("null",)),
    "filter": ("filter", ()),
}


def _method(function: Member, args: tuple[Node, ...]) -> Meaning | None:
    owner, name, count = function.object, function.name, len(args)
    if isinstance(owner, Name):
        known = _OF_CLASS.get((owner.name, name))
        if known is not None and args:
            return Meaning(known[0], args[:1], known[1])
        if owner.name == "Math" and name in ("max", "min") and count == 2:
            return Meaning("greatest" if name == "max" else "least", args)
        if (owner.name, name) in (("Object", "hasOwn"), ("Reflect", "has")) and count == 2:
            return Meaning("has", args)
    if name in ("has", "hasOwnProperty") and count == 1:
        return Meaning("has", (owner, *args))
    if name == "get" and count == 1:
        return Meaning("get", (owner, *args))
    if name == "set" and count == 2:
        return Meaning("put", (owner, *args))
    if name in ("push", "add", "unshift") and count == 1:
        return Meaning("add", (owner, *args))
    if name in _WITH_FUNCTION and count >= 1:
        kind, types = _WITH_FUNCTION[name]
        return Meaning(kind, (owner, args[0]), types)
    if name == "trim" and not count:
        return Meaning("trimmed", (owner,))
    if name in ("toString", "toFixed") and count <= 1:
        return Meaning("text", (owner,))
    if name == "slice" and not count:
        return Meaning("copy", (owner,), ("list",))
    if name == "reduce" and count == 1:
        return Meaning("first", (owner,))
    if name == "reduce" and count == 2:
        return Meaning("first", (owner, args[1]))
    return None


def leaves(node: Call) -> str:
    """Whether a call ends the program."""
    function = node.function
    if (
        isinstance(function, Member)
        and function.name in ("exit", "abort")
        and isinstance(function.object, Name)
        and function.object.name == "process"
    ):
        value = node.arguments[0].value if node.arguments else None
        quiet = value is None or (isinstance(value, Literal) and value.value in (0, None))
        return "quiet exit" if quiet else "exit"
    return ""


_LEVELS = words("log info warn error debug trace verbose fatal notice table dir write emitWarning")


def logs(node: Node) -> bool:
    """Whether an expression only reports."""
    if isinstance(node, Literal):
        return True
    if not isinstance(node, Call) or not isinstance(node.function, Member):
        return False
    owner = node.function.object
    name = owner.name.lower() if isinstance(owner, Name | Member) else ""
    reports = name in ("console", "stderr", "stdout") or "log" in name
    return node.function.name in _LEVELS and reports


def catches(types: tuple[str, ...], error: str) -> bool:
    """A handler takes whatever is thrown."""
    return True


def broad(types: tuple[str, ...]) -> bool:
    """A handler cannot say what it takes."""
    return True


FACTS = Facts(
    meaning=meaning,
    falsy=frozenset(("null", "zero", "text")),
    null_fails=frozenset(("member", "index", "call", "iterate", "put", "unpack")),
    absent="null",
    own=frozenset(("this",)),
    block_scopes=True,
    leaves=leaves,
    logs=logs,
    catches=catches,
    broad=broad,
    programming=frozenset(("TypeError", "ReferenceError", "RangeError", "AssertionError")),
    changing=words("push pop shift unshift splice sort reverse set delete clear add fill assign"),
    impure=words("next pop shift read random now"),
    init=frozenset(("constructor",)),
    untyped=True,
)
