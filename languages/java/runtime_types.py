"""Java's static types: written, resolved, and what is known of the types of its library."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import NamedTuple


class Type(NamedTuple):
    """`name` is qualified ("java.util.Map", "Prices.Tier"), "int", "null", "T" (a type variable) or
    "[]" (an array of its one argument).
    """

    name: str
    args: tuple[Type, ...] = ()


INT, LONG, DOUBLE, BOOLEAN, CHAR, FLOAT = (
    Type("int"), Type("long"), Type("double"), Type("boolean"), Type("char"), Type("float"),
)  # fmt: skip
BYTE, SHORT, VOID, NULL = Type("byte"), Type("short"), Type("void"), Type("null")
STRING, OBJECT = Type("java.lang.String"), Type("java.lang.Object")
BOXES = {
    "int": "java.lang.Integer", "long": "java.lang.Long", "double": "java.lang.Double",
    "boolean": "java.lang.Boolean", "char": "java.lang.Character", "float": "java.lang.Float",
    "byte": "java.lang.Byte", "short": "java.lang.Short",
}  # fmt: skip
UNBOXED = {box: name for name, box in BOXES.items()}
RANKS = {"byte": 0, "short": 1, "char": 1, "int": 2, "long": 3, "float": 4, "double": 5}


def is_primitive(type_: Type | None) -> bool:
    return type_ is not None and type_.name in BOXES


def unboxed(type_: Type | None) -> Type | None:
    """The primitive type of a box; a primitive type itself; else None."""
    if type_ is None:
        return None
    if type_.name in BOXES:
        return type_
    name = UNBOXED.get(type_.name)
    return None if name is None else Type(name)


def boxed(type_: Type | None) -> Type | None:
    if type_ is None or type_.name not in BOXES:
        return type_
    return Type(BOXES[type_.name])


class Written(NamedTuple):
    """A type as written: `name` is not resolved yet."""

    name: str
    args: tuple[Written, ...] = ()


@lru_cache(maxsize=4096)
def parse(text: str) -> Written:
    """`Map<String, ? extends List<int[]>>...`: wildcards are their bounds."""
    text = text.strip()
    while text.startswith("@"):
        text = text.partition(" ")[2].strip()
    if text.startswith("?"):
        bound = text[1:].strip()
        for word in ("extends ", "super "):
            if bound.startswith(word):
                return parse(bound[len(word) :])
        return Written("Object")
    if text.endswith("..."):
        return Written("[]", (parse(text[:-3]),))
    if text.endswith("]"):
        return Written("[]", (parse(text[: text.rindex("[")]),))
    if text.startswith("final "):
        return parse(text[6:])
    before, bracket, inside = text.partition("<")
    if not bracket:
        return Written(text)
    end = _closing(inside, 1)
    rest = inside[end + 1 :].strip()
    args = tuple(parse(one) for one in split(inside[:end]))
    return Written(before.strip() + rest, args)


def _closing(text: str, depth: int) -> int:
    """Where the bracket ends that is open, or that the text begins with."""
    for number, one in enumerate(text):
        depth += (one == "<") - (one == ">")
        if not depth:
            return number
    return len(text)


def split(text: str) -> list[str]:
    """At the commas that are in no brackets."""
    found: list[str] = []
    depth = start = 0
    for number, one in enumerate(text):
        if one == "<":
            depth += 1
        elif one == ">":
            depth -= 1
        elif one == "," and not depth:
            found.append(text[start:number])
            start = number + 1
    if text[start:].strip():
        found.append(text[start:])
    return [one.strip() for one in found]


class Signature(NamedTuple):
    """A method of the library. `types` are its own type parameters with their bounds."""

    owner: str
    name: str
    parameters: tuple[Type, ...]
    result: Type
    is_static: bool
    types: tuple[tuple[str, Type], ...]
    is_variadic: bool


class Known(NamedTuple):
    """A type of the library."""

    name: str
    kind: str
    types: tuple[tuple[str, Type], ...]
    supers: tuple[Type, ...]
    methods: dict[str, list[str]]
    fields: dict[str, Type]


@cache
def _blocks() -> dict[str, tuple[str, list[str]]]:
    path = os.path.join(os.path.dirname(__file__), "signatures.txt")
    blocks: dict[str, tuple[str, list[str]]] = {}
    with open(path, encoding="ascii") as file:
        for line in file.read().splitlines():
            if line[0] != " ":
                rest = line.partition(" ")[2]
                name = rest.partition("<")[0].partition(" ")[0]
                lines: list[str] = []
                blocks[name if "." in name else f"java.lang.{name}"] = (line, lines)
            else:
                lines.append(line)
    return blocks


@cache
def known(name: str) -> Known | None:
    """What is known of the type of that qualified name."""
    block = _blocks().get(name)
    if block is None:
        return None
    header, lines = block
    kind, _, rest = header.partition(" ")
    own, supers = _cut(rest)
    types = _bounds(own.partition("<")[2][:-1])
    names = frozenset(one[0] for one in types)
    methods: dict[str, list[str]] = {}
    fields: dict[str, Type] = {}
    for line in lines:
        before, bracket, _ = line.partition("(")
        if not bracket:
            field, _, written = line.strip().partition(":")
            fields[field] = library_type(parse(written), names)
        else:
            methods.setdefault(before.rpartition(">")[2].rpartition(" ")[2], []).append(line)
    above = [library_type(parse(one), names) for one in split(supers)]
    if kind == "class" and name != "java.lang.Object" and not _has_class(above):
        above.append(OBJECT)
    return Known(name, kind, types, tuple(above), methods, fields)


def _has_class(above: list[Type]) -> bool:
    return any(
        (block := _blocks().get(one.name)) is not None and block[0].startswith("class")
        for one in above
    )


def _cut(text: str) -> tuple[str, str]:
    depth = 0
    for number, one in enumerate(text):
        depth += (one == "<") - (one == ">")
        if one == " " and not depth and not text[:number].endswith(","):
            return text[:number], text[number + 1 :]
    return text, ""


def _bounds(text: str) -> tuple[tuple[str, Type], ...]:
    found = []
    for one in split(text):
        name, _, bound = one.partition(" extends ")
        found.append((name, library_type(parse(bound.partition("&")[0])) if bound else OBJECT))
    return tuple(found)


def library_type(written: Written, names: frozenset[str] = frozenset()) -> Type:
    """Names without a package are type variables or of java.lang."""
    name = written.name
    args = tuple(library_type(one, names) for one in written.args)
    if "." in name or name in BOXES or name in ("void", "[]") or name in names:
        return Type(name, args)
    if f"java.lang.{name}" in _blocks() or len(name) > 2:
        return Type(f"java.lang.{name}", args)
    return Type(name, args)


@cache
def methods_of(owner: str, name: str) -> tuple[Signature, ...]:
    """The methods of that name that the library's type declares itself."""
    type_ = known(owner)
    if type_ is None:
        return ()
    return tuple(_signature(type_, line) for line in type_.methods.get(name, ()))


def _signature(owner: Known, line: str) -> Signature:
    text = line.strip()
    is_static = text.startswith("static ")
    text = text.removeprefix("static ")
    types: tuple[tuple[str, Type], ...] = ()
    if text.startswith("<"):
        end = _closing(text, 0)
        types = _bounds(text[1:end])
        text = text[end + 1 :].strip()
    name, _, rest = text.partition("(")
    inside, _, result = rest.rpartition(")")
    names = frozenset((*(one[0] for one in types), *(one[0] for one in owner.types)))
    parameters = tuple(library_type(parse(one), names) for one in split(inside))
    return Signature(
        owner.name, name, parameters, library_type(parse(result), names), is_static, types,
        inside.endswith("..."),
    )  # fmt: skip


@cache
def ancestors(name: str) -> frozenset[str]:
    """The library's type and all that it is a subtype of."""
    found = {name}
    type_ = known(name)
    for one in type_.supers if type_ else ():
        found |= ancestors(one.name)
    found.add("java.lang.Object")
    return frozenset(found)


def external(type_: Type, bounds: dict[str, Type] | None = None) -> str:
    """An erased type as the virtual machine's messages have it: `java.util.List`, `String`."""
    if type_.name == "[]":
        return external(type_.args[0], bounds) + "[]"
    if bounds and type_.name in bounds:
        return external(bounds[type_.name])
    if type_.name in ("java.lang.Object", "java.lang.String"):
        return type_.name[10:]
    return binary(type_.name)


def binary(name: str) -> str:
    """`java.util.Map.Entry` as `java.util.Map$Entry`."""
    words = name.split(".")
    for number, word in enumerate(words):
        if word[:1].isupper():
            return ".".join(words[: number + 1]) + "".join(f"${one}" for one in words[number + 1 :])
    return name


def substitute(type_: Type | None, bound: dict[str, Type | None]) -> Type | None:
    """With what type variables stand for; None where that isn't known."""
    if type_ is None:
        return None
    if type_.name in bound and not type_.args:
        return bound[type_.name]
    if not type_.args:
        return type_
    args = [substitute(one, bound) for one in type_.args]
    if type_.name == "[]" and args[0] is None:
        return Type("[]", (OBJECT,))
    return Type(type_.name, () if any(one is None for one in args) else tuple(args))  # type: ignore[arg-type]
