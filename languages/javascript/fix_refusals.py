"""How a JavaScript program says no: the error that its callers already catch, thrown by a guard."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..fix_tools import Edit
from ..program import (
    Assign,
    Binary,
    Call,
    Class,
    Entry,
    Function,
    Import,
    Literal,
    Mapping,
    Member,
    Name,
    Raise,
    Try,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..fix_words import Part
    from ..program import Node

_BUILT_IN = frozenset(("Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError"))


class Refusal(NamedTuple):
    """The error's class as the file can write it, and what the file must import for that."""

    error: str
    edits: tuple[Edit, ...] = ()

    @property
    def is_domain(self) -> bool:
        """Whether it is the program's own: a built-in error ends the program all the same."""
        return self.error not in _BUILT_IN


def refusal(failure: Failure, site: Site) -> Refusal:
    """What is thrown at `site`: what a caller catches and knows, else what the file throws."""
    for name in caught(failure, site):
        if name not in _BUILT_IN and (found := _reached(failure, site, name)) is not None:
            return found
    thrown = _thrown(site.source.module)
    return Refusal(thrown if thrown is not None else "Error")


def caught(failure: Failure, site: Site) -> Iterator[str]:
    """The classes that a handler around a call of the trace asks for, from the inside outwards."""
    for outer in failure.sites[failure.sites.index(site) :]:
        for node in reversed(outer.trail):
            if isinstance(node, Try) and node.body in outer.trail:
                for handler in node.handlers:
                    for one in walk(handler.body):
                        if isinstance(one, Binary) and one.operator == "instanceof":
                            yield _last(one.right)


def throw(refused: Refusal, message: Sequence[Part], source: Source) -> str:
    """The statement that throws."""
    return f"throw new {refused.error}({template(message, source)});"


def guard(test: str, refused: Refusal, message: Sequence[Part], source: Source) -> list[str]:
    """The rows of a guard."""
    return [f"if ({test}) {{", "\t" + throw(refused, message, source), "}"]


def template(message: Sequence[Part], source: Source) -> str:
    """The message as a string or a template, in the file's own quotes."""
    if all(isinstance(part, str) for part in message):
        quote = '"' if source.data.count(b'"') > source.data.count(b"'") else "'"
        return quote + "".join(str(part) for part in message) + quote
    inner = (part if isinstance(part, str) else f"${{{source.text(part)}}}" for part in message)
    return "`" + "".join(inner) + "`"


def _thrown(module: Node) -> str | None:
    """The class of its own that the file throws most."""
    names: Counter[str] = Counter()
    for one in walk(module):
        if isinstance(one, Raise) and isinstance(one.value, Call) and one.value.new:
            name = _written(one.value.function)
            if name and name not in _BUILT_IN:
                names[name] += 1
    return names.most_common(1)[0][0] if names else None


def _written(node: Node) -> str:
    if isinstance(node, Member):
        inner = _written(node.object)
        return f"{inner}.{node.name}" if inner else ""
    return node.name if isinstance(node, Name) else ""


def _last(node: Node) -> str:
    return node.name if isinstance(node, Name | Member) else ""


def _reached(failure: Failure, site: Site, name: str) -> Refusal | None:
    """How the class `name` is written in the file of `site`: declared, imported, or to be so."""
    source = site.source
    for one in walk(source.module):
        if isinstance(one, Class) and one.name == name:
            return Refusal(name)
        if isinstance(one, Import) and any(binding.name == name for binding in one.bindings):
            return Refusal(name)
        if isinstance(one, Assign) and name in bound_by_require(one):
            return Refusal(name)
        if isinstance(one, Member) and one.name == name and isinstance(one.object, Name):
            return Refusal(f"{one.object.name}.{name}")
    for other in failure.neighbours(source.path):
        is_home = any(isinstance(one, Class) and one.name == name for one in other.module.body)
        if is_home and not _requires(other, source):
            return Refusal(name, (required(source, name, other),))
    return None


def bound_by_require(node: Assign) -> dict[str, str]:
    """Of `const {a, b: c} = require(…)`: the names here to the names there."""
    if required_module(node.value) is None or not isinstance(node.target, Mapping):
        return {}
    found = {}
    for entry in node.target.entries:
        if (
            isinstance(entry, Entry)
            and isinstance(entry.key, Literal)
            and isinstance(entry.value, Name)
        ):
            found[entry.value.name] = str(entry.key.value)
    return found


def required_module(node: Node | None) -> str | None:
    """The module of `require('…')`."""
    if isinstance(node, Call) and isinstance(node.function, Name) and len(node.arguments) == 1:
        value = node.arguments[0].value
        if node.function.name == "require" and isinstance(value, Literal):
            return str(value.value)
    return None


def module_file(failure: Failure, source: Source, module: str) -> Source | None:
    """The file of the tree that a relative module name leads to."""
    if not module.startswith("."):
        return None
    from posixpath import join, normpath

    path = normpath(join(source.path.rpartition("/")[0], module))
    for one in (path, f"{path}.js", f"{path}.mjs", f"{path}.cjs", f"{path}/index.js"):
        if failure.tree.read(one) is not None:
            return failure.open(one)
    return None


def requires_of(source: Source) -> Iterator[tuple[Assign, str]]:
    """The file's top-level `… = require('module')`."""
    for one in source.module.body:
        if isinstance(one, Assign) and (module := required_module(one.value)) is not None:
            yield one, module


def _requires(source: Source, other: Source) -> bool:
    name = other.path.rpartition("/")[2].rpartition(".")[0]
    return any(module.rpartition("/")[2].removesuffix(".js") == name
               for _, module in requires_of(source))  # fmt: skip


def required(source: Source, name: str, other: Source) -> Edit:
    """The line that brings `name` of the file `other` in, behind the last such line."""
    for one, known in requires_of(source):
        if known.removesuffix(".js") == _module(other) and bound_by_require(one):
            end = len(source.data[: one.target.place.end - 1].rstrip())
            return Edit(source.path, end, end, f", {name}")
    module = _module(other)
    last: Node | None = None
    for statement in source.module.body:
        if isinstance(statement, Import) or (
            isinstance(statement, Assign) and required_module(statement.value) is not None
        ):
            last = statement
    if isinstance(last, Import):
        file = other.path.rpartition("/")[2]
        return source.after(last.place.end - 1, [f"import {{ {name} }} from './{file}';"])
    row = [f"const {{ {name} }} = require('{module}');"]
    if last is not None:
        return source.after(last.place.end, row)
    return source.before(_first(source).place.start, [*row, ""])


def _module(other: Source) -> str:
    return "./" + other.path.rpartition("/")[2].removesuffix(".js")


def _first(source: Source) -> Node:
    """The first statement that is no directive."""
    body = source.module.body
    is_directive = bool(body) and source.text(body[0]).strip("\"';") == "use strict"
    return body[1 if is_directive and len(body) > 1 else 0]


def exported(source: Source) -> dict[str, Node]:
    """What the file gives away, by name: functions and classes where they are in the file."""
    inside: dict[str, Node] = {
        one.name: one
        for one in source.module.body
        if isinstance(one, Function | Class) and one.name
    }
    for one in source.module.body:
        if isinstance(one, Assign) and isinstance(one.target, Name) and one.value is not None:
            inside.setdefault(one.target.name, one.value)
    found: dict[str, Node] = {}
    for outer, inner in source.module.exports:
        found[outer] = inside.get(inner, source.module)
    for one in walk(source.module):
        if isinstance(one, Assign) and one.value is not None:
            target = source.text(one.target)
            if target == "module.exports" and isinstance(one.value, Mapping):
                for entry in one.value.entries:
                    if isinstance(entry.key, Literal):
                        name = str(entry.key.value)
                        value = entry.value
                        inner = value.name if isinstance(value, Name) else ""
                        found[name] = inside.get(inner, value)
            elif target.startswith(("module.exports.", "exports.")):
                found[target.rpartition(".")[2]] = one.value
    return found
