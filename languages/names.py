"""Names: where a name is used, and which of the file's own lines bring it in.

Only names that a patch wrote are looked up, so nothing builds a table of the whole file: the text
is searched for the name, and the tree tells what each place that has it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from ..grammars import GrammarQuery, Node, SyntaxTree
    from ..patches.trees import SourceTree


class Binding(NamedTuple):
    """A name is bound here (declared, imported, received) for the bytes `start` to `end`.

    `by_import` tells an import from the rest. `owner` is the container whose inner functions do not
    see the name (a Python class), if the language has such. `at` is where the name stands.
    """

    at: int
    start: int
    end: int
    by_import: bool = False
    owner: Node | None = None


class Use(NamedTuple):
    """A place (bytes) where `name` is used, with the nodes around it, innermost first."""

    name: bytes
    node: Node
    chain: list[Node]
    tree: SyntaxTree

    @property
    def start(self) -> int:
        return self.node.start_byte


class Names(NamedTuple):
    """How a language's names are read.

    `query` captures as `@use` what may use a name. `is_use` decides it, of a node that `bind` calls
    no binding. `bind` gives the binding that a node makes, if any; both get the node's ancestors,
    innermost first. `known` are the names that need no import: builtins and the like. `unknowable`
    says why nothing can be known about a file ("" if it can). `sees` is asked about a binding with
    an `owner`. `imports` matches a line that may be part of an import, `elsewhere` tells whether a
    name that the file itself does not bring in comes from somewhere else, or may. `implicit` gives
    bindings of names that do not stand where they are bound (`fmt` of `import "fmt"`). `nearby` is
    a quick look at what mostly brings a name in that the file does not.
    """

    query: str
    is_use: Callable[[Node, list[Node], SyntaxTree], bool]
    bind: Callable[[Node, list[Node]], Binding | None]
    known: Callable[[], frozenset[bytes]]
    imports: re.Pattern[bytes]
    unknowable: Callable[[SyntaxTree, str], str]
    elsewhere: Callable[[Use, SourceTree, str, bool], bool]
    sees: Callable[[Use, Node], bool] = lambda use, owner: True
    suggestion: Callable[[bytes], str] = lambda name: ""
    implicit: Callable[[SyntaxTree], dict[bytes, list[Binding]]] = lambda tree: {}
    nearby: Callable[[bytes, SourceTree, str], bool] = lambda name, tree, path: False


# Wall time for the lookups of one check: 50 ms is what the largest files that people write take.
LOOKUP_SECONDS = 2.0


class LookupStopped(Exception):  # noqa: N818 - not a fault: a limit was reached
    """Looking names up was given up at its deadline; its text says why."""


class NameTable:
    """The bindings of one file, looked up by name and kept. Not for use by two threads at once.

    Every lookup raises LookupStopped once `seconds` of wall time have gone by since `restart`:
    names that nothing binds, in an expression of 20,000 terms, would take minutes.
    """

    def __init__(self, tree: SyntaxTree, names: Names, seconds: float = inf) -> None:
        self.tree = tree
        self._names = names
        self._places: dict[bytes, list[int]] = {}
        self._bindings: dict[int, Binding | None] = {}
        self._implicit = names.implicit(tree)
        # What bound each name last, which mostly serves the next use as well.
        self._latest: dict[bytes, Binding] = {}
        # All bindings of the names that were looked for everywhere.
        self._all: dict[bytes, list[Binding]] = {}
        # A descent from the root passes all its children: thousands in a long file.
        self._tops = tree.root.children
        self._top_starts = [top.start_byte for top in self._tops]
        self.restart(seconds)

    def restart(self, seconds: float = LOOKUP_SECONDS) -> None:
        """Gives the lookups from now on `seconds`."""
        self._seconds = seconds
        self._deadline = monotonic() + seconds

    def chain(self, node: Node) -> list[Node]:
        """The nodes around `node`, innermost first, the root last."""
        self._check_deadline()
        found = [self.tree.root]
        current = self._top_at(node.start_byte)
        while current is not None and current.id != node.id:
            found.append(current)
            current = current.child_with_descendant(node)
        found.reverse()
        return found

    def _top_at(self, at: int) -> Node | None:
        """The root's child that byte `at` stands in or behind."""
        index = bisect_right(self._top_starts, at) - 1
        return self._tops[index] if index >= 0 else None

    def _check_deadline(self) -> None:
        if monotonic() > self._deadline:
            raise LookupStopped(f"looking its names up took longer than {self._seconds:g} s")

    def candidates(
        self, query: GrammarQuery, spans: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[bytes, Node]]:
        """What may use a name within `spans` (bytes, ascending), each node once."""
        source = self.tree.source
        for start, end in spans:
            # A node may be captured twice, and not in the order of the file.
            nodes = {
                node.start_byte: node
                for node in query.captures(self.tree, within=(start, end)).get("use", ())
            }
            for at in sorted(nodes):
                if start <= at < end:
                    yield source[at : nodes[at].end_byte], nodes[at]

    def occurrences(self, name: bytes, start: int = 0) -> Iterator[Node]:
        """The nodes from byte `start` on that are `name`, in the order of the file; none in
        comments or strings.
        """
        places = self._all_places(name)
        for at in places[bisect_left(places, start) :]:
            node = self._node(name, at)
            if node is not None:
                yield node

    def use(self, name: bytes, node: Node) -> Use | None:
        """The use of `name` at `node`; None if it binds the name or is no use of it."""
        chain = self.chain(node)
        if self._names.bind(node, chain) or not self._names.is_use(node, chain, self.tree):
            return None
        return Use(name, node, chain, self.tree)

    def is_bound(self, name: bytes, node: Node) -> bool:
        """Whether a binding of `name` reaches `node`."""
        if self.is_reached(name, node):
            return True
        known = self._all.get(name)
        for binding in self._nearest(name, node.start_byte) if known is None else known:
            if self._reaches(binding, name, node):
                self._latest[name] = binding
                return True
        if known is None:
            self._all[name] = self.bindings(name)
        return False

    def is_reached(self, name: bytes, node: Node) -> bool:
        """Whether the binding that was found last for `name` reaches `node` as well."""
        self._check_deadline()
        latest = self._latest.get(name)
        return latest is not None and self._reaches(latest, name, node)

    def _nearest(self, name: bytes, at: int) -> Iterator[Binding]:
        """What binds `name`: first what stands above byte `at`, from there up, as most does."""
        yield from self._implicit.get(name, ())
        places = self._all_places(name)
        middle = bisect_left(places, at)
        for index in (*range(middle - 1, -1, -1), *range(middle, len(places))):
            binding = self._binding(name, places[index])
            if binding is not None:
                yield binding

    def bindings(self, name: bytes) -> list[Binding]:
        """All that bind `name`, in the order of the file; first what stands elsewhere."""
        made = (self._binding(name, place) for place in self._all_places(name))
        stated = [binding for binding in made if binding is not None]
        return [*self._implicit.get(name, ()), *stated]

    def _reaches(self, binding: Binding, name: bytes, node: Node) -> bool:
        if not binding.start <= node.start_byte < binding.end:
            return False
        if binding.owner is None:
            return True
        use = Use(name, node, self.chain(node), self.tree)
        return self._names.sees(use, binding.owner)

    def _binding(self, name: bytes, place: int) -> Binding | None:
        if place not in self._bindings:
            cannot_bind = _is_plain_use(self.tree.source, place, place + len(name))
            node = None if cannot_bind else self._node(name, place)
            binding = None if node is None else self._names.bind(node, self.chain(node))
            self._bindings[place] = binding
        return self._bindings[place]

    def _all_places(self, name: bytes) -> list[int]:
        if name not in self._places:
            self._places[name] = list(_places(self.tree.source, name))
        return self._places[name]

    def _node(self, name: bytes, at: int) -> Node | None:
        end = at + len(name)
        top = self._top_at(at)
        node = None if top is None else top.descendant_for_byte_range(at, end)
        if node is None or (node.start_byte, node.end_byte) != (at, end):
            return None
        # A name alone in a string or comment is text; a name node has no children.
        return node if node.is_named and "identifier" in node.type else None


def _is_plain_use(source: bytes, at: int, end: int) -> bool:
    """Whether what stands from `at` to `end` can only be used there, told without the tree: before
    a dot, except in an import, or called without a word (`def`, `func`, `return`) in front.
    """
    behind = source[end : end + 1]
    if behind == b".":
        return b"import" not in source[source.rfind(b"\n", 0, at) + 1 : at]
    if behind not in (b"(", b"["):
        return False
    before = source[max(at - 2, 0) : at].rstrip(b" ")[-1:]
    return before in _NO_WORDS


_NO_WORDS = frozenset(bytes([byte]) for byte in b"()[]{},;:=+-/%<>!&|^~\n\t")
_IN_NAMES = frozenset(
    (*b"$_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", *range(0x80, 0x100))
)
_DOT = ord(".")


def _places(source: bytes, name: bytes) -> Iterator[int]:
    """Where `name` stands as a word of its own, and not behind one dot, as attributes do.

    A regular expression for it takes longer to compile than the search.
    """
    padded = b"\n" + source + b"\n"
    size = len(name)
    at = padded.find(name, 1)
    while at >= 0:
        before = padded[at - 1]
        if (
            before not in _IN_NAMES
            and padded[at + size] not in _IN_NAMES
            and (before != _DOT or padded[at - 3 : at] == b"...")
        ):
            yield at - 1
        at = padded.find(name, at + 1)


def read_names(file: str) -> frozenset[bytes]:
    """The names in a data file: separated by white space; a line that starts with `#` is a remark.

    Raises OSError if it cannot be read.
    """
    with open(file, "rb") as lines:
        return frozenset(
            name for line in lines if not line.startswith(b"#") for name in line.split()
        )
