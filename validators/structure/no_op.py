"""PV340: a change of comments and whitespace alone."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from ...languages.regions import regions_of
from ...patterns import lazy_compile
from ..introduced import comparable_before
from ..report import Severity
from ..validator import Code, Decided, NotRun, Outcome, validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...languages.regions import Lexis
    from ..change import Change

NO_OP = Code(
    "PV340",
    "no-op",
    Severity.NOTE,
    """
What it finds: a file in which only comments, empty lines and whitespace change that mean nothing.
The indentation of Python's lines and all strings, docstrings too, count as code.

Why it matters: it never changes the verdict. A patch that was to repair something and changes no
code repairs nothing.

Example: a `# fixed` behind the line that fails.

Instead: nothing needs to be done if the comment was the point.
""",
)

# A line that a comment begins, or where one goes on; and where a comment may begin in another.
_COMMENT_LINE = lazy_compile(rb"[ \t]*(?:\#|//|/\*|\*)")
_COMMENT = lazy_compile(rb"\#|//|/\*")
# Whitespace that holds two words, or two operators, apart.
_SPACE = lazy_compile(rb"(?<=\w)\s+(?=\w)|(?<=[-+*/%&|^<>=!.~?:])\s+(?=[-+*/%&|^<>=!.~?:])")
_BETWEEN = b"\0"
# A string's own whitespace is none of the layout.
_KEPT = bytes.maketrans(b"\n\t \r\f", b"\1\2\3\4\5")


@validator(
    check="structure",
    codes=(NO_OP,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def no_op(change: Change) -> Iterable[Outcome]:
    """Compares what both images say to the language, where the changed lines give reason to."""
    before, after = comparable_before(change), change.after
    lexis = change.language.lexis() if change.language else None
    if before is None or after is None or lexis is None or not change.file.hunks:
        yield NotRun("no code to compare")
        return
    if _may_be_empty(change) and _code(before.data, lexis) == _code(after.data, lexis):
        yield NO_OP.finding(
            "only comments and whitespace change: the code does what it did before",
            path=change.file.path,
            patch_line=change.file.hunks[0].patch_line,
        )
    yield Decided("patchvet")


def _may_be_empty(change: Change) -> bool:
    """A quick look at the changed lines alone: is what goes, comments aside, what comes?"""
    # Byte by byte, so that most patches end at the first: what comes is seldom what goes.
    goes, comes = (chain.from_iterable(_bare(change, origin)) for origin in "-+")
    return all(old == new for old, new in zip_longest(goes, comes))


def _bare(change: Change, origin: str) -> Iterator[bytes]:
    """The removed or the added lines, without whitespace and what may be a comment."""
    for hunk in change.file.hunks:
        for line in hunk.lines:
            if line.origin == origin and not _COMMENT_LINE.match(line.content):
                yield b"".join(_COMMENT.split(line.content, maxsplit=1)[0].split())


def _code(data: bytes, lexis: Lexis) -> list[bytes]:
    """The lines of code: without comments, layout and empty lines."""
    return [
        (line[: len(line) - len(line.lstrip())] if lexis.indents else b"") + _squeezed(line)
        for line in b"".join(_pieces(data, lexis)).split(b"\n")
        if line.strip()
    ]


def _pieces(data: bytes, lexis: Lexis) -> Iterator[bytes]:
    at = 0
    for region in regions_of(data, lexis):
        yield data[at : region.start]
        text = data[region.start : region.end]
        if region.kind != "comment":
            yield text.translate(_KEPT)
        else:
            # One over several lines ends a statement where a line's end does (ECMA-262 12.4).
            yield b"\n" if b"\n" in text else b" "
        at = region.end
    yield data[at:]


def _squeezed(line: bytes) -> bytes:
    return b"".join(_SPACE.sub(_BETWEEN, line).split())
