"""Where a program failed, as builders of patches see it: `Failure`, and its `Site`s in the source.

A site is a frame of the trace, found in the tree: the file, the byte where that is known (V8 tells
the column, Go and Java only the line), the function, and the trail of nodes down to the place.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .fix_tools import read_source
from .locating import Locator
from .program import Function, Module, children, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..patches.trees import SourceTree
    from . import Language
    from .fix_tools import Source
    from .program import Node
    from .traces import Frame, Trace

_MOST_FILES = 200


class Site(NamedTuple):
    """A frame in the source. `offset` is the byte that the frame's column names, None without one.

    `trail` runs from the Module to the innermost node: at `offset`, else the innermost function.
    """

    source: Source
    frame: Frame
    line: int
    offset: int | None
    trail: tuple[Node, ...]

    @property
    def function(self) -> Function | None:
        """The innermost function with a name of its own (a lambda belongs to what it is in)."""
        found = [one for one in self.trail if isinstance(one, Function)]
        return next((one for one in reversed(found) if one.qualified), found[0] if found else None)

    @property
    def scope(self) -> Node:
        """The function, or the file."""
        return self.function or self.trail[0]

    def on_line(self) -> Iterator[Node]:
        """The nodes of the function that stand, at least partly, on the line; outermost first."""
        for node in walk(self.scope):
            if node.place.line <= self.line <= node.place.end_line:
                yield node


class Failure:
    """One error with its sites, innermost first, and the files around them.

    `message` and `error_type` are those of the error that all began with.
    """

    def __init__(self, language: Language, trace: Trace, tree: SourceTree) -> None:
        self.language, self.trace, self.tree = language, trace, tree
        self.causing = trace.causing
        self.message, self.error_type = self.causing.message, self.causing.error_type
        self._sources: dict[str, Source | None] = {}
        self._locator = Locator(tree)

    @classmethod
    def of(cls, language: Language, trace: Trace, tree: SourceTree) -> Failure | None:
        """None where no frame leads into the tree."""
        failure = cls(language, trace, tree)
        return failure if failure.sites else None

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        frames = [*reversed(self.causing.frames)]
        if self.trace is not self.causing:
            known = {(one.path, one.line) for one in frames}
            outer = reversed(self.trace.frames)
            frames += [one for one in outer if (one.path, one.line) not in known]
        found = (self._site(frame) for frame in frames if frame.is_application)
        return tuple(site for site in found if site is not None)

    @property
    def site(self) -> Site:
        """The innermost one."""
        return self.sites[0]

    def open(self, path: str) -> Source | None:
        """The file at `path`, parsed once."""
        if path not in self._sources:
            self._sources[path] = read_source(self.language, path, self.tree.read(path))
        return self._sources[path]

    def neighbours(self, path: str) -> Iterator[Source]:
        """The language's other files in the folder of `path`, in the order of their names."""
        folder = path.rpartition("/")[0]
        count = 0
        for other in self.tree.paths():
            if other == path or other.rpartition("/")[0] != folder or count == _MOST_FILES:
                continue
            if other.endswith(self.language.suffixes):
                count += 1
                if (source := self.open(other)) is not None:
                    yield source

    def _site(self, frame: Frame) -> Site | None:
        path = self._locator.locate(frame).path if frame.path and frame.line else None
        source = self.open(path) if path is not None else None
        if source is None or frame.line is None:
            return None
        if frame.column is None:
            return Site(source, frame, frame.line, None, _to_line(source.module, frame.line))
        offset = source.offset(frame.line, frame.column)
        return Site(source, frame, frame.line, offset, trail(source.module, offset))


def trail(node: Node, offset: int) -> tuple[Node, ...]:
    """The nodes that hold the byte at `offset`, outermost first."""
    found: list[Node] = [node]
    inner: Node | None = node
    while inner is not None:
        parts = children(inner)
        inner = next((one for one in parts if one.place.start <= offset < one.place.end), None)
        if inner is not None:
            found.append(inner)
    return tuple(found)


def trail_to(root: Node, target: Node) -> tuple[Node, ...]:
    """The nodes from `root` down to `target` itself; () where it is not in there."""
    waiting: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while waiting:
        node, above = waiting.pop()
        if node is target:
            return (*above, node)
        place, wanted = node.place, target.place
        if isinstance(node, Module) or (place.start <= wanted.start and wanted.end <= place.end):
            waiting.extend((one, (*above, node)) for one in children(node))
    return ()


def _to_line(module: Module, line: int) -> tuple[Node, ...]:
    """The trail to the innermost function with a name that the line is in."""
    found: list[Node] = [module]
    inner: Node | None = module
    while inner is not None:
        inner = next(
            (one for one in children(inner) if one.place.line <= line <= one.place.end_line), None
        )
        if inner is not None:
            found.append(inner)
    functions = [at for at, one in enumerate(found) if isinstance(one, Function) and one.qualified]
    return tuple(found[: functions[-1] + 1]) if functions else (module,)
