"""PV304: line numbers that a listing put in front of the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import FOLLOW_ONS, examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added, AddedLine

LINE_NUMBER_PREFIX = Code(
    "PV304",
    "line-number-prefix",
    Severity.ERROR,
    """
What it finds: three or more added lines, one below the other, that begin with numbers which count
on by one, and a bar, an arrow, a colon or a tab behind them. Where the language could have meant it
(the keys `1:`, `2:`, `3:` of a mapping), only if the file does not parse.
Outside Python, JavaScript, TypeScript, Go and Java it is a warning.

Why it matters: an editor or a tool that shows files numbers the lines; the numbers are no code.
`12| total()` even parses, as arithmetic.

Example: `12| def total(items):`, `13|     return sum(items)`.

Instead: take the numbers away, and what stands between them and the code.
""",
    supersedes=FOLLOW_ONS,
)

# A number, what separates it, the line itself. At most six digits: no file here has more lines.
# A bar, a box-drawing bar or an arrow is never meant as code; a colon or a tab may be.
_NUMBERED = lazy_compile(
    rb"^[ \t]*(?P<n>\d{1,6})"
    rb"(?:(?P<bar>[ \t]*(?:\||\xe2\x94\x82|\xe2\x86\x92))|(?P<soft>:|\t))(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
# Fewer could be chance.
FEWEST = 3


@validator(check="structure", codes=(LINE_NUMBER_PREFIX,))
def line_number_prefix(change: Change) -> Iterable[Outcome]:
    """Looks for runs of added lines that are numbered."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if change.language is None or len(_NUMBERED.findall(added.data)) < FEWEST:
        return
    for run in _runs(added):
        if not _is_listing(change, added, run):
            continue
        first, match = run[0]
        yield added.finding(
            LINE_NUMBER_PREFIX,
            first,
            f"{len(run)} lines begin with the numbers {int(match['n'])} to {int(run[-1][1]['n'])}",
            hint="take the line numbers away; they came from a listing",
            start=match.start("n"),
            end=match.start("rest"),
            severity=None if added.is_measured else Severity.WARNING,
            others=[line for line, _ in run[1:3]],
        )


def _runs(added: Added) -> Iterator[list[tuple[AddedLine, re.Match[bytes]]]]:
    """Runs of numbered lines, each at least as long as it takes."""
    run: list[tuple[AddedLine, re.Match[bytes]]] = []
    for line in added.lines:
        match = _NUMBERED.match(line.content)
        if run and not (match and _follows(run[-1], (line, match))):
            if len(run) >= FEWEST:
                yield run
            run = []
        if match:
            run.append((line, match))
    if len(run) >= FEWEST:
        yield run


def _follows(
    one: tuple[AddedLine, re.Match[bytes]], other: tuple[AddedLine, re.Match[bytes]]
) -> bool:
    return (
        other[0].number == one[0].number + 1
        and int(other[1]["n"]) == int(one[1]["n"]) + 1
        and _separator(one[1]) == _separator(other[1])
    )


def _separator(match: re.Match[bytes]) -> bytes:
    return (match["bar"] or match["soft"]).strip(b" ")


def _is_listing(change: Change, added: Added, run: list[tuple[AddedLine, re.Match[bytes]]]) -> bool:
    """Whether the run is none of what a program may hold: a text, a mapping, a table."""
    if all(added.began_before(change, line) for line, _ in run):
        return False
    if run[0][1]["bar"]:
        return True
    # `1: "one",` is an entry; and whatever it is, if it parses it was meant.
    entries = all(match["rest"].rstrip().endswith(b",") for _, match in run[:-1])
    return not entries and added.has_error(change)
