"""What a patch takes from the tests: compares them before and after, over all files of the patch.

A refactoring moves assertions, merges tests, makes them a table; and code that goes takes its tests
with it. So a loss is told only where nothing came instead and what was tested is still there.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile
from ..introduced import new_ranges
from ._sightings import is_readable
from ._test_cases import TestFile, bare, read_tests
from ._test_paths import is_test, touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import Node
    from ...languages.habits import Testing
    from ..change import Change, PatchChange
    from ._test_cases import TestCase

# Files that may be read to find a test again.
MOST_READ = 200

_WORD = lazy_compile(rb"[A-Za-z_$][\w$]{2,}")
# The code itself would have told: the call alone asserts as much.
_SAYS_NOTHING = lazy_compile(rb"does_?not_?(?:throw|raise)|not(?:\.to)?(?:\.be)?\.?_?throw", re.I)


class Loss(NamedTuple):
    """One thing that the tests lost. `at` is a byte of the image after; where that holds nothing of
    it any more, `patch_line` is a line of the patch.
    """

    change: Change
    message: str
    hint: str
    at: int | None = None
    patch_line: int | None = None


class _Pair(NamedTuple):
    change: Change
    testing: Testing
    before: TestFile
    after: TestFile


def losses(patch: PatchChange) -> Iterator[Loss]:
    """What the tests of the patch's files lost."""
    pairs = [pair for change in patch.changes if (pair := _pair(change)) is not None]
    if not pairs:
        return
    world = _World(patch, pairs)
    for pair in pairs:
        yield from _turned_off(pair)
        yield from _made_constant(pair)
        yield from _fewer_assertions(pair, world)
        yield from _deleted(pair, world)


def _pair(change: Change) -> _Pair | None:
    """Both images of a test file whose changed lines are worth a look."""
    habits = change.language.habits() if change.language and touches_test(change) else None
    if habits is None or change.applied is None or change.file.is_binary:
        return None
    if any(s is not None and not is_readable(change, s) for s in (change.before, change.after)):
        return None
    testing = habits.testing
    added, removed = (b"".join(_changed(change, origin)) for origin in "+-")
    lost = len(testing.counts.findall(removed)) - len(testing.counts.findall(added))
    if lost <= 0 and not testing.turns_off.search(added):
        return None
    before, after = read_tests(change.before, change.after, testing, _spans(change))
    return _Pair(change, testing, before, after)


def _spans(change: Change) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What the change takes from the image before, and what is new in the image after; in bytes."""
    starts = change.before.line_starts if change.before is not None else []
    removed = [(starts[line - 1], starts[line]) for line in change.lines.removed]
    return removed, new_ranges(change) or []


class _World:
    """What else the patch does: what it adds to tests, and which words the code lost."""

    def __init__(self, patch: PatchChange, pairs: list[_Pair]) -> None:
        tests: list[bytes] = []
        came: set[bytes] = set()
        went: dict[str, set[bytes]] = {}
        for change in patch.changes:
            added, removed = _changed(change, "+"), _changed(change, "-")
            if touches_test(change):
                tests += added
            else:
                came.update(_WORD.findall(b"\n".join(added)))
            # What helps the tests is code to them as well, where all of its file goes.
            if not touches_test(change) or change.file.new_path is None:
                went[change.file.path] = set(_WORD.findall(b"\n".join(removed)))
        self.added = bare(b"\n".join(tests))
        self._gone = {path: words - came for path, words in went.items()}
        before = sum((pair.before.names for pair in pairs), Counter[str]())
        after = sum((pair.after.names for pair in pairs), Counter[str]())
        self.has_new = bool(after - before)

    def has(self, case: TestCase) -> bool:
        """Whether a test of this name comes with the patch, in whatever form."""
        return bare(case.name.encode()) in self.added

    def went_with_its_code(self, change: Change, code: Iterable[bytes]) -> bool:
        """Whether these lines of the tests in `change` use a word that the patch took elsewhere."""
        used = {word for line in code for word in _WORD.findall(line)}
        own = change.file.path
        return any(used & gone for path, gone in self._gone.items() if path != own)


def _turned_off(pair: _Pair) -> Iterator[Loss]:
    for name, case in pair.after.cases.items():
        old = pair.before.cases.get(name)
        if case.skip is not None and old is not None and old.skip is None:
            yield _loss(pair, case.skip, f"test `{case.name}` is turned off: `{_shown(case.skip)}`")
    if not pair.before.cases:
        return
    for mark, node in pair.after.wide_skips.items():
        if mark not in pair.before.wide_skips and _is_added(pair.change, node):
            yield _loss(pair, node, f"tests are turned off: `{_shown(node)}`")
    for mark, node in pair.after.only.items():
        if mark not in pair.before.only and _is_added(pair.change, node):
            yield _loss(pair, node, f"all other tests are turned off: `{_shown(node)}`")


def _made_constant(pair: _Pair) -> Iterator[Loss]:
    for name, case in pair.after.cases.items():
        old = pair.before.cases.get(name)
        if old is None:
            continue
        for assertion in case.assertions - old.assertions:
            if pair.testing.constant.match(assertion) and old.assertions - case.assertions:
                shown = case.wording[assertion]
                message = f"test `{case.name}` now asserts what always holds: `{shown}`"
                yield Loss(pair.change, message, "assert what the code does", case.at)


def _fewer_assertions(pair: _Pair, world: _World) -> Iterator[Loss]:
    for name, case in pair.after.cases.items():
        old = pair.before.cases.get(name)
        if old is None or not old.assertions or case.assertions - old.assertions:
            continue
        if pair.before.names[name] != pair.after.names[name]:
            continue  # one of several tests of that name is gone, or came: they can't be paired
        lost = old.assertions - case.assertions
        gone = [one for one in lost if one not in case.assertions and one not in world.added]
        gone = [one for one in gone if not _SAYS_NOTHING.search(one)]
        if not gone or world.went_with_its_code(pair.change, gone) or _is_table(pair, case, old):
            continue
        if _calls_more(case, old):
            continue
        count = sum(lost[one] for one in gone)
        shown = old.wording[gone[0]]
        message = f"test `{case.name}` asserts less: {count} of {sum(old.assertions.values())} gone"
        hint = f"put `{shown[:60]}` back, or say why it no longer holds"
        yield Loss(pair.change, message, hint, case.at)


def _deleted(pair: _Pair, world: _World) -> Iterator[Loss]:
    """Tests whose names are gone, where none came."""
    if world.has_new:
        return
    kept = {bare(_body(case)) for case in pair.after.cases.values()}
    for case in pair.before.cases.values():
        if case.name in pair.after.cases or world.has(case) or not case.assertions:
            continue
        moved = all(one in world.added for one in case.assertions)
        if moved or bare(_body(case)) in kept:
            continue
        if world.went_with_its_code(pair.change, (case.code,)) or _stands_beside(pair, case):
            continue
        message = f"test `{case.name}` is deleted, and what it tests is still there"
        hint = "keep the test, or say what makes it obsolete"
        where = _removed_line(pair.change, case.name.encode())
        yield Loss(pair.change, message, hint, patch_line=where)


def _stands_beside(pair: _Pair, case: TestCase) -> bool:
    """Whether a test file of the same folder, or below it, holds a test of that name: it was copied
    there before.
    """
    change = pair.change
    folder = change.file.path.rpartition("/")[0]
    near = (path for path in change.result.paths() if path.startswith(folder))
    tests = (path for path in near if is_test(change.language, path))
    whole = lazy_compile(rb"(?<!\w)" + re.escape(case.name.encode()) + rb"(?!\w)")
    return any(whole.search(change.result.read(path) or b"") for path in islice(tests, MOST_READ))


def _removed_line(change: Change, name: bytes) -> int | None:
    """The first line of the patch that takes `name` out of the file."""
    rows = (line for hunk in change.file.hunks for line in hunk.lines)
    return next((row.patch_line for row in rows if row.origin == "-" and name in row.content), None)


def _is_table(pair: _Pair, case: TestCase, old: TestCase) -> bool:
    found = pair.testing.parametrized
    return len(found.findall(case.code)) > len(found.findall(old.code))


def _calls_more(case: TestCase, old: TestCase) -> bool:
    """Whether the test has words that it did not have: something came instead."""
    return not set(_WORD.findall(case.code)) <= set(_WORD.findall(old.code))


def _body(case: TestCase) -> bytes:
    """The test without its own name, by which copies of it differ."""
    return case.code.replace(case.name.encode(), b"")


def _changed(change: Change, origin: str) -> list[bytes]:
    """The lines that the patch adds ("+") or removes ("-")."""
    hunks = change.file.hunks
    return [line.content for hunk in hunks for line in hunk.lines if line.origin == origin]


def _is_added(change: Change, node: Node) -> bool:
    return change.lines.before(node.start_point.row + 1) is None


def _loss(pair: _Pair, node: Node, message: str) -> Loss:
    return Loss(pair.change, message, "repair what the test found", node.start_byte)


def _shown(node: Node) -> str:
    from ...languages.habits import text

    return text(node).split(b"\n")[0].decode("utf-8", "replace")[:60]
