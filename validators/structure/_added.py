"""The lines that a patch adds to one file, and what stands at an offset of them.

Every check of lines shares one `Added` for a change: kept for as long as its image after lives.
What a line is part of (code, comment, string) costs a pass over the file, so it is worked out when
a check has found something, not before.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from ...languages.regions import RegionIndex, regions_of
from ...patches.model import Exhibit
from ..report import Severity
from ..validator import Decided, NotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...grammars import SyntaxTree
    from ...languages import Language
    from ..change import Change, Source
    from ..report import Finding
    from ..validator import Code, Outcome

# Words in the names of nodes that hold text, over all grammars: string_content, template_string,
# line_comment, heredoc_body, jsx_text, block_scalar, html_character_reference …
_TEXT = frozenset(
    ("string", "comment", "heredoc", "text", "scalar", "regex", "char", "character", "docstring")
)
# Code again, inside of a string.
_CODE = frozenset(("interpolation", "template_substitution"))


# A line that is no code makes a guess of all that a tree says from there on: the syntax error, and
# what looks declared twice, unknown, unused, unreachable, lost, emptied or commented out.
FOLLOW_ONS = tuple(
    f"PV{number}" for number in (201, *range(306, 311), 320, 321, 322, 326, 327, 340, 341, 342, 347)
)


# A patch that was escaped or numbered as a whole has it on every line: the first few tell.
MOST_SHOWN = 3


class AddedLine(NamedTuple):
    """One added line: its 1-based number in the image after, its bytes (`content` with its end,
    `text` without), and where it stands in the patch.
    """

    number: int
    content: bytes
    patch_line: int
    hunk: int

    @property
    def text(self) -> bytes:
        return self.content.rstrip(b"\r\n")

    @property
    def indent(self) -> int:
        """Bytes of whitespace that it starts with."""
        return len(self.content) - len(self.content.lstrip())


class Spot(NamedTuple):
    """What stands around an offset: `kind` is "code", "comment" or "text" (a string, a template, a
    regular expression, JSX text …), `start` where it begins.
    """

    kind: str
    start: int


_kept: WeakKeyDictionary[Source, Added] = WeakKeyDictionary()


def added_to(change: Change) -> Added | None:
    """The lines that `change` adds; None where it adds none that could be read.

    Kept by the image after, which every validator of a change sees; the `Added` holds nothing that
    would keep that image alive in turn.
    """
    if change.after is None or change.applied is None or change.file.is_binary:
        return None
    found = _kept.get(change.after)
    if found is None:
        found = _kept[change.after] = Added(change, change.after)
    return found if found.data else None


def examined(
    change: Change, find: Callable[[Change, Added], Iterable[Finding]]
) -> Iterator[Outcome]:
    """What a check of lines yields: the findings of `find`, and that it ran to its end."""
    added = added_to(change)
    if added is None:
        yield NotRun("the patch adds no line here")
        return
    found = list(find(change, added))
    yield from found[:MOST_SHOWN]
    if len(found) > MOST_SHOWN:
        yield _more(found[MOST_SHOWN], len(found) - MOST_SHOWN)
    yield Decided("patchvet")


def _more(one: Finding, count: int) -> Finding:
    """A note that there are more findings like `one`, which is the first that is not told."""
    return one._replace(
        severity=Severity.NOTE,
        message=f"{count} more such places in this file",
        hint="",
        line=None,
        column=None,
        end_line=None,
        end_column=None,
        patch_line=None,
        hunk=None,
        exhibits=(),
    )


class Added:
    """The added lines of one file, in order. `data` is all of them joined, for a quick look."""

    def __init__(self, change: Change, after: Source) -> None:
        self.path = change.file.path
        self.language: Language | None = change.language
        assert change.applied is not None, "only what was applied has added lines"
        self._placed = tuple(
            (change.file.hunks[place.hunk - 1], place) for place in change.applied.placements
        )
        self.data = b"".join(
            row.content for hunk, _ in self._placed for row in hunk.lines if row.origin == "+"
        )
        self._lines = after.lines
        self._whole = after.data
        self._parsed: tuple[SyntaxTree | None] | None = None

    @cached_property
    def lines(self) -> tuple[AddedLine, ...]:
        """The added lines, in order. Most checks see by `data` that they need none."""
        found = []
        for hunk, place in self._placed:
            number = place.new_line
            for row in hunk.lines:
                if row.origin == "+":
                    found.append(AddedLine(number, row.content, row.patch_line, place.hunk))
                number += row.origin != "-"
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self._lines), initial=0))

    @cached_property
    def _index(self) -> RegionIndex | None:
        lexis = self.language.lexis() if self.language else None
        return None if lexis is None else RegionIndex(regions_of(self._whole, lexis))

    @property
    def is_measured(self) -> bool:
        """Whether its language's delimiters are known: elsewhere a guess is a warning at most."""
        return self.language is not None and self.language.lexis() is not None

    @cached_property
    def is_ascii(self) -> bool:
        """Whether the added lines hold no other letters: most do not."""
        return self.data.isascii()

    @cached_property
    def is_utf8(self) -> bool:
        """Whether the image after is UTF-8: only there do bytes tell characters."""
        try:
            self._whole.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def offset(self, line: AddedLine, column: int = 0) -> int:
        """The offset in the image after of byte `column` (from 0) of an added line."""
        return self._starts[line.number - 1] + column

    def line_at(self, offset: int) -> int:
        """The 1-based line of an offset in the image after."""
        return bisect_right(self._starts, offset)

    def spot(self, change: Change, line: AddedLine, column: int = 0) -> Spot:
        """What byte `column` (from 0) of an added line is part of.

        By the language's delimiters; where they are not known by its tree, and without a tree
        (no grammar, deadline) all is text: nothing may be said of it.
        """
        at = self.offset(line, column)
        if self._index is None:
            return self.spot_in_tree(change, at)
        region = self._index.at(at)
        if region is None:
            return Spot("code", at)
        return Spot("comment" if region.kind == "comment" else "text", region.start)

    def spot_in_tree(self, change: Change, offset: int) -> Spot:
        """As `spot`, by the tree's word alone: it knows JSX text and strings within f-strings."""
        tree = self._tree(change)
        if tree is None:
            return Spot("text", 0)
        node = tree.root.descendant_for_byte_range(offset, offset + 1)
        found = Spot("code", offset)
        for _ in range(MOST_ANCESTORS):
            if node is None or node.type in _CODE:
                break
            if not _TEXT.isdisjoint(node.type.split("_")):
                found = Spot("comment" if "comment" in node.type else "text", node.start_byte)
            node = node.parent
        return found

    def began_before(self, change: Change, line: AddedLine) -> bool:
        """Whether a comment or text that began further up still runs where the line's own text
        begins.
        """
        column = min(line.indent, len(line.content) - 1)
        return self.spot(change, line, column).start < self.offset(line)

    def _tree(self, change: Change) -> SyntaxTree | None:
        """The tree of the image after; None where there is none to be had."""
        if self._parsed is None:
            self._parsed = (_tree_of(change),)
        return self._parsed[0]

    def has_error(self, change: Change) -> bool:
        """Whether the image after has a syntax error, by the grammar's word."""
        tree = self._tree(change)
        return tree is not None and tree.has_error

    def begins_statement(self, offset: int) -> bool:
        """Whether what stands at `offset` is first on its line and no operand of the line above."""
        start = self._whole.rfind(b"\n", 0, offset) + 1
        if self._whole[start:offset].strip():
            return False
        return not self._whole[:start].rstrip().endswith((b"(", b"[", b"{", b",", b"=", b"\\"))

    def is_code(self, change: Change, line: AddedLine, column: int) -> bool:
        """Whether byte `column` is code, by the delimiters and by the tree, if there are both.

        Two witnesses, since each is wrong in places of its own: a regular expression behind a `)`
        is a division to the delimiters, and a tree behind an error is a guess.
        """
        # The tree is there anyway; the delimiters cost a pass over the file.
        if self.spot_in_tree(change, self.offset(line, column)).kind != "code":
            return False
        return self.spot(change, line, column).kind == "code"

    def finding(
        self,
        code: Code,
        line: AddedLine,
        message: str,
        *,
        hint: str = "",
        start: int = 0,
        end: int | None = None,
        severity: Severity | None = None,
        others: Sequence[AddedLine] = (),
    ) -> Finding:
        """A finding at bytes `start` to `end` (from 0) of an added line; `others` are shown too."""
        column, end_column = character(line, start), character(line, end)
        shown = [_exhibit(self.path, line, column, end_column)]
        shown += [_exhibit(self.path, other) for other in others]
        return code.finding(
            message,
            hint=hint,
            severity=severity,
            path=self.path,
            line=line.number,
            column=column,
            end_line=line.number,
            end_column=end_column,
            patch_line=line.patch_line,
            hunk=line.hunk,
            exhibits=shown,
        )


# A leaf inside of a string or comment is a few steps below it; `Node.parent` costs its depth.
MOST_ANCESTORS = 12


def character(line: AddedLine, offset: int | None) -> int:
    """The 1-based character column of a byte offset in a line; None is its end."""
    return len(line.text[:offset].decode("utf-8", "replace")) + 1


def shown(line: AddedLine, most: int = 60) -> str:
    """The line's text for a message, without its indentation."""
    text = line.text.decode("utf-8", "replace").strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _exhibit(
    path: str, line: AddedLine, column: int | None = None, end: int | None = None
) -> Exhibit:
    text = line.text.decode("utf-8", "replace")
    return Exhibit(str(line.number), text, path, line.number, column, end)


def _tree_of(change: Change) -> SyntaxTree | None:
    from ...grammars import GrammarMissing, ParseStopped  # loads tree_sitter, rarely needed

    after = change.after
    limits = change.options.limits
    if after is None or change.language is None or len(after.data) > limits.file_bytes:
        return None
    if max(map(len, after.lines), default=0) > limits.line_bytes:
        return None
    try:
        return after.tree
    except (ParseStopped, GrammarMissing):
        return None
