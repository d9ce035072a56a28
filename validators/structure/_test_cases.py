"""The tests of a file: their names, what they assert, whether they run."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...languages.habits import text
from ...patterns import lazy_compile
from ._sightings import tree_of

if TYPE_CHECKING:
    from ...grammars import Node
    from ...languages.habits import Testing
    from ..change import Source

_LAYOUT = lazy_compile(rb"[\s;]+|,(?=\s*[)\]}])")


@dataclass(slots=True)
class TestCase:
    """One test, or all of that name in the file. `at` is the byte where it begins.

    `assertions` are without layout, `wording` is how they were written. `skip` turns it off,
    whatever happens.
    """

    name: str
    at: int
    end: int
    code: bytes
    assertions: Counter[bytes] = field(default_factory=Counter)
    wording: dict[bytes, str] = field(default_factory=dict)
    skip: Node | None = None


@dataclass(slots=True)
class TestFile:
    """The tests of one image, by name, and what turns off more than one of them."""

    cases: dict[str, TestCase]
    wide_skips: dict[bytes, Node]
    only: dict[bytes, Node]

    def count(self, name: str) -> int:
        """How many tests have this name."""
        return sum(case.name == name for case in self.cases.values())


def read_tests(source: Source | None, testing: Testing) -> TestFile:
    """The tests of an image; none where there is no image or no tree to be had."""
    from ...grammars import load_grammar  # a patch that touches no test never pays for it

    file = TestFile({}, {}, {})
    tree = tree_of(source) if source is not None else None
    if source is None or source.language is None or tree is None:
        return file
    query = load_grammar(source.language.grammar_for(source.path)).query(testing.query)
    marks: list[tuple[str, Node]] = []
    for _, captures in query.matches(tree):
        if "test" in captures:
            _add_test(file, captures["test"][0], captures["name"][0], source.data)
        marks += [
            (kind, node)
            for kind in ("assertion", "skip", "only")
            for node in captures.get(kind, ())
        ]
    _give_out(file, marks, testing)
    return file


def _add_test(file: TestFile, node: Node, name: Node, data: bytes) -> None:
    called = text(name).decode("utf-8", "replace").strip("'\"`")
    start = _with_decorators(node)
    code = data[start : node.end_byte]
    known = file.cases.get(called)
    if known is None:
        file.cases[called] = TestCase(called, start, node.end_byte, code)
    elif known.at != start:
        # A second test of that name: both count as one.
        known.code += code
        file.cases[f"{called}\0{start}"] = TestCase(called, start, node.end_byte, code)


def _with_decorators(node: Node) -> int:
    parent = node.parent
    if parent is not None and parent.type == "decorated_definition":
        return parent.start_byte
    return node.start_byte


def _give_out(file: TestFile, marks: list[tuple[str, Node]], testing: Testing) -> None:
    """Gives each assertion and skip to the innermost test around it."""
    places = sorted(file.cases.values(), key=lambda case: case.at)
    starts = [case.at for case in places]
    seen: set[tuple[str, int]] = set()
    for kind, node in sorted(marks, key=lambda mark: (mark[1].start_byte, -mark[1].end_byte)):
        case = _around(places, starts, node)
        if kind == "assertion" and case is not None:
            # The parts of a chain (`expect(a).to.be.true`) begin together: one assertion.
            if (kind, node.start_byte) not in seen:
                _count(file.cases[case.name], text(node))
            seen.add((kind, node.start_byte))
        elif kind == "only":
            file.only.setdefault(_mark(node), node)
        elif kind == "skip" and not _is_conditional(node, case, testing):
            if case is None:
                file.wide_skips.setdefault(_mark(node), node)
            else:
                file.cases[case.name].skip = node


def _count(case: TestCase, assertion: bytes) -> None:
    key = bare(assertion)
    case.assertions[key] += 1
    case.wording.setdefault(key, " ".join(assertion.decode("utf-8", "replace").split()))


def _around(places: list[TestCase], starts: list[int], node: Node) -> TestCase | None:
    at = bisect_right(starts, node.start_byte) - 1
    while at >= 0:
        if node.end_byte <= places[at].end:
            return places[at]
        at -= 1
    return None


def _is_conditional(node: Node, case: TestCase | None, testing: Testing) -> bool:
    parent, limit = node.parent, case.at if case is not None else 0
    while parent is not None and parent.start_byte >= limit:
        if parent.type in testing.conditional:
            return True
        parent = parent.parent
    return False


def _mark(node: Node) -> bytes:
    """The mark with what it names: `describe.skip('cart'`."""
    arguments = node.child_by_field_name("arguments")
    if arguments is None or not arguments.named_children:
        return bare(text(node))[:200]
    return bare(text(node.child_by_field_name("function")) + text(arguments.named_children[0]))


def bare(code: bytes) -> bytes:
    """Code without its layout."""
    return _LAYOUT.sub(b"", code)
