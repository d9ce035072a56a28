"""The program before and after a patch, lowered as far as somebody asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ...languages.program import (
    Assign,
    Block,
    Class,
    Collection,
    Expression,
    Function,
    Import,
    Name,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.lowering import Lowering
    from ...languages.program import Module, Node

# Files up to this size (bytes) are lowered whole: less than looking twice.
SMALL = 6_000


class File:
    """One file of one image. `lines` are those that matter: functions around them have bodies."""

    def __init__(
        self, path: str, tree: SyntaxTree, lowering: Lowering, lines: frozenset[int]
    ) -> None:
        self.path = path
        self.tree = tree
        self._lowering = lowering
        self._lines = lines
        self._bodies: dict[int, Function] = {}

    @cached_property
    def module(self) -> Module:
        if len(self.tree.source) <= SMALL:
            return self._lowering.program(self.tree, None)
        return self._lowering.program(self.tree, self._holds)

    def _holds(self, first: int, last: int) -> bool:
        return any(first <= line <= last for line in self._lines)

    @cached_property
    def declarations(self) -> tuple[Function | Class | Import, ...]:
        """The functions, classes and imports of the file, in others too: one walk for all."""
        return tuple(
            node for node in walk(self.module) if isinstance(node, Function | Class | Import)
        )

    @cached_property
    def functions(self) -> dict[str, list[Function]]:
        """The functions by their last name, those in others too."""
        found: dict[str, list[Function]] = {}
        for node in self.declarations:
            if isinstance(node, Function) and node.name:
                found.setdefault(node.name, []).append(node)
        return found

    @cached_property
    def classes(self) -> dict[str, Class]:
        return {node.name: node for node in self.declarations if isinstance(node, Class)}

    @cached_property
    def variables(self) -> dict[str, list[Assign]]:
        """What is assigned at the top level, by name."""
        found: dict[str, list[Assign]] = {}
        for node in _top_level(self.module.body):
            if isinstance(node, Assign):
                for name in target_names(node.target):
                    found.setdefault(name, []).append(node)
        return found

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        """The names that imports bind, with the module and the name there."""
        return {
            binding.name: (node.module, binding.imported)
            for node in self.declarations
            if isinstance(node, Import)
            for binding in node.bindings
        }

    def with_body(self, function: Function) -> Function:
        """The function with its body, where the first lowering left it out."""
        if function.body is not None:
            return function
        at = function.place
        if at.start not in self._bodies:

            def around(first: int, last: int) -> bool:
                return first <= at.line and last >= at.end_line

            for node in walk(self._lowering.program(self.tree, around)):
                if isinstance(node, Function) and node.body is not None:
                    self._bodies[node.place.start] = node
        return self._bodies.get(at.start, function)

    def whole(self) -> File:
        """The file with all bodies: itself, where none was left out."""
        if len(self.tree.source) <= SMALL:
            return self
        last = self.tree.source.count(b"\n") + 1
        return File(self.path, self.tree, self._lowering, frozenset(range(1, last + 1)))

    def function_at(self, line: int) -> Function:
        """The innermost function around a line; the module itself as one, if there is none."""
        found: Function | None = None
        for node in self.declarations:
            if isinstance(node, Function) and node.place.line <= line <= node.place.end_line:
                found = node
        return self.as_function if found is None else self.with_body(found)

    @cached_property
    def as_function(self) -> Function:
        """The file's top level, as a function that is called once."""
        module = self.module
        return Function(module.place, "", "", "module", (), Block(module.place, tuple(module.body)))


def target_names(target: Node) -> Iterator[str]:
    """The plain names that a target binds."""
    if isinstance(target, Name):
        yield target.name
    elif isinstance(target, Collection):
        for item in target.items:
            yield from target_names(item)


def _top_level(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Expression):
            yield from _top_level((node.value,))


class Image:
    """All files of one side. `load` gives a file's tree, how it is lowered and the lines that
    matter, or None. `known` are the paths that the patch and the trace name."""

    def __init__(
        self,
        load: Callable[[str], tuple[SyntaxTree, Lowering, frozenset[int]] | None],
        known: tuple[str, ...],
    ) -> None:
        self._load = load
        self._files: dict[str, File | None] = {}
        self.known = known

    def file(self, path: str) -> File | None:
        if path not in self._files:
            loaded = self._load(path)
            self._files[path] = loaded and File(path, *loaded)
        return self._files[path]

    def files(self, first: str) -> Iterator[File]:
        """The file `first`, then the others that are known."""
        for path in dict.fromkeys((first, *self.known)):
            file = self.file(path)
            if file is not None:
                yield file

    def functions(self, name: str, path: str) -> list[tuple[File, Function]]:
        """The functions of that name: those of the file, or those of the others."""
        for group in (self.files_of(path), self.files(path)):
            found = [(file, one) for file in group for one in file.functions.get(name, ())]
            if found:
                return found
        return []

    def files_of(self, path: str) -> list[File]:
        file = self.file(path)
        return [] if file is None else [file]

    def type_named(self, name: str, path: str) -> tuple[File, Class] | None:
        """The class of that name."""
        for file in self.files(path):
            found = file.classes.get(name.rpartition(".")[2])
            if found is not None:
                return file, found
        return None
