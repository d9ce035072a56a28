"""What people read as a bad sign in code that parses: errors that vanish, code that is never
reached, definitions that are promised only, tests that no longer test.

How such a thing is written is the language's; whether a patch *introduced* it, and what to say
about it, is the same for all of them (validators/structure). Each language's `habits.py` holds
one `Habits`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy_compile

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from ..grammars import Node, SyntaxTree


class Sighting(NamedTuple):
    """One place where a habit is seen: bytes `start` to `end` of the image.

    `at` is the byte to point at. `message` says what is wrong there. `name` is the definition that
    it is about, if it is about one. `only_after`, if given, must match a line that the patch
    removed: what looks the same in code that never knew better is no sign of anything.
    """

    start: int
    end: int
    at: int
    message: str
    name: str = ""
    only_after: re.Pattern[bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A form of code that is a bad sign where a patch brings it in.

    `words` must match somewhere in the changed lines or beside them for it to be worth a look.
    `see` is shown each node of `kinds` (names as the grammar writes them) that the patch touched.
    """

    words: re.Pattern[bytes]
    kinds: tuple[str, ...]
    see: Callable[[Node, SyntaxTree], Iterator[Sighting]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Testing:
    """How tests are written.

    `tests` (the text of `tests.scm`) captures what may be a test as `@test` with its `@name`;
    `calls` (`test_calls.scm`) what may assert something or turn tests off as `@call`, with the last
    name of what is called as `@what`. What they are is read from their first bytes, since a
    predicate in a query costs 40 µs a node: `begins` matches up to a test's name, `asserts` at a
    call or its `@what`, `skips` at a call that turns tests off, `only` at one that turns all others
    off. `conditional` are the kinds of nodes under which a skip is a condition, not a decision.
    `constant` matches an assertion, without its layout, that holds whatever the code does;
    `parametrized` what runs a test for many values. A change is worth a look if its removed lines
    hold more of `counts` (what asserts, what begins a test) than its added ones, or its added ones
    hold one of `turns_off`.
    """

    tests: str
    calls: str
    begins: re.Pattern[bytes]
    asserts: re.Pattern[bytes]
    skips: re.Pattern[bytes]
    only: re.Pattern[bytes] | None
    counts: re.Pattern[bytes]
    turns_off: re.Pattern[bytes]
    conditional: frozenset[str]
    constant: re.Pattern[bytes]
    parametrized: re.Pattern[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """All that is known of one language.

    `debug` matches an added line that prints for its writer's eyes; its group `what` is the call.
    `command` matches in a file that is one: it prints for its users. `mutes` matches a line that
    turns a linter or type checker off for a whole file. Files that end in `bodiless` hold
    declarations alone.
    """

    swallowing: Habit
    unreachable: Habit
    stub: Habit
    debug: re.Pattern[bytes]
    command: re.Pattern[bytes]
    mutes: re.Pattern[bytes]
    testing: Testing
    bodiless: tuple[str, ...] = ()


def words(*some: str) -> re.Pattern[bytes]:
    """A pattern for any of `some`, which are regular expressions, as whole words."""
    return lazy_compile(rb"(?<!\w)(?:" + "|".join(some).encode() + rb")(?!\w)")


def children(node: Node) -> list[Node]:
    """The named children of `node` without comments."""
    return [child for child in node.named_children if not child.is_extra]


def text(node: Node | None) -> bytes:
    """The source text of `node`; empty for none."""
    return (node.text or b"") if node is not None else b""


def folder_query(folder: str, name: str) -> str:
    """The text of the query `name` beside a language's record."""
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()
