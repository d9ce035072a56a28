"""The tests of a file: their names, what they assert, whether they run."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...grammars.compare import merge
from ...patterns import lazy_compile
from ._sightings import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...grammars import Node
    from ...grammars.compare import Span
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
    """The tests of one image, by name, and what turns off more than one of them. `names` counts the
    tests of each name.
    """

    cases: dict[str, TestCase]
    wide_skips: dict[bytes, Node]
    only: dict[bytes, Node]
    names: Counter[str] = field(default_factory=Counter)


def read_tests(
    before: Source | None,
    after: Source | None,
    testing: Testing,
    changed: tuple[Sequence[Span], Sequence[Span]],
) -> tuple[TestFile, TestFile]:
    """The tests of both images; what they assert is read for those that `changed` touches in
    either of them, since a test that nobody touched asserts what it did.

    None where there is no image or no tree to be had.
    """
    files = (_names(before, testing), _names(after, testing))
    touched = {
        case.name
        for file, spans in zip(files, changed, strict=True)
        for case in file.cases.values()
        if any(case.at <= end and start <= case.end for start, end in spans)
    }
    for source, file, spans in zip((before, after), files, changed, strict=True):
        if source is not None:
            tests = [(c.at, c.end) for c in file.cases.values() if c.name in touched]
            _read_calls(source, file, testing, (*tests, *spans))
    return files


def _names(source: Source | None, testing: Testing) -> TestFile:
    file = TestFile({}, {}, {})
    if source is not None:
        for captures in _matches(source, testing.tests, None):
            node, name = captures["test"][0], captures["name"][0]
            if testing.begins.match(source.data, node.start_byte, name.end_byte):
                _add_test(file, node, name, source.data)
    return file


def _read_calls(source: Source, file: TestFile, testing: Testing, spans: Sequence[Span]) -> None:
    marks: dict[tuple[str, int], Node] = {}
    for start, end in merge(spans):
        for captures in _matches(source, testing.calls, (start, max(end, start + 1))):
            call, what = captures["call"][0], captures.get("what", (None,))[0]
            for kind in _kinds(testing, source.data, call, what):
                _keep_longest(marks, kind, call)
    _give_out(file, marks, testing, source.data)


def _matches(
    source: Source, query: str, within: tuple[int, int] | None
) -> Iterator[dict[str, list[Node]]]:
    from ...grammars import load_grammar  # a patch that touches no test never pays for it

    tree = tree_of(source)
    if tree is not None and source.language is not None:
        grammar = load_grammar(source.language.grammar_for(source.path))
        for _, captures in grammar.query(query).matches(tree, within=within):
            yield captures


def _kinds(testing: Testing, data: bytes, call: Node, what: Node | None) -> Iterator[str]:
    start, end = call.start_byte, call.end_byte
    if testing.asserts.match(data, start, end) or (
        what is not None and testing.asserts.match(data, what.start_byte, end)
    ):
        yield "assertion"
    if testing.skips.match(data, start, end):
        yield "skip"
    if testing.only is not None and testing.only.match(data, start, end):
        yield "only"


def _keep_longest(marks: dict[tuple[str, int], Node], kind: str, node: Node) -> None:
    """The parts of a chain (`expect(a).to.be.true`) begin together: they are one."""
    key = (kind, node.start_byte)
    if key not in marks or marks[key].end_byte < node.end_byte:
        marks[key] = node


def _add_test(file: TestFile, node: Node, name: Node, data: bytes) -> None:
    called = data[name.start_byte : name.end_byte].decode("utf-8", "replace").strip("'\"`")
    start = _with_decorators(node)
    code = data[start : node.end_byte]
    known = file.cases.get(called)
    file.names[called] += known is None or known.at != start
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


def _give_out(
    file: TestFile, marks: dict[tuple[str, int], Node], testing: Testing, data: bytes
) -> None:
    """Gives each assertion and skip to the innermost test around it."""
    places = sorted(file.cases.values(), key=lambda case: case.at)
    starts = [case.at for case in places]
    for (kind, start), node in sorted(marks.items(), key=lambda item: item[0]):
        case = _around(places, starts, node)
        if kind == "assertion":
            if case is not None:
                _count(file.cases[case.name], data[start : node.end_byte])
        elif kind == "only":
            file.only.setdefault(_mark(node, data), node)
        elif not _is_conditional(node, case, testing):
            if case is None:
                file.wide_skips.setdefault(_mark(node, data), node)
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


def _mark(node: Node, data: bytes) -> bytes:
    """The mark with what it names: `describe.skip('cart'`."""
    arguments = node.child_by_field_name("arguments")
    named = arguments.named_children if arguments is not None else []
    return bare(data[node.start_byte : named[0].end_byte if named else node.end_byte])


def bare(code: bytes) -> bytes:
    """Code without its layout."""
    return _LAYOUT.sub(b"", code)
