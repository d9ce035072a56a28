"""PV301 and PV347: a comment, string or template that has eaten a definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patches.model import Exhibit
from ..introduced import comparable_before, place_in_patch
from ..report import Finding, Severity
from ..validator import Code, Decided, NotRun, Outcome, validator
from ._suspects import Image, Suspect, suspects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...languages.regions import Lexis
    from ...languages.symbols import Symbol
    from ..change import Change

SWALLOWED_DEFINITION = Code(
    "PV301",
    "swallowed-definition",
    Severity.ERROR,
    """
What it finds: a function, method, class or constant that the patch left as it was, and that is no
longer code: a comment, string or template that lost its end, or gained a beginning, runs over it.

Why it matters: one dropped `*/` is enough in JavaScript, Go and Java. The function is gone and
every parser says OK. Where a parser complains, it does so far away, at the file's end.

Example: `/* The total. */` above a function becomes `/* The total.`; the next comment's `*/`
closes it.

Instead: close the delimiter on the line that the finding names.
""",
    supersedes=("PV201",),
)
COMMENTED_OUT = Code(
    "PV347",
    "commented-out",
    Severity.NOTE,
    """
What it finds: a definition that the patch takes out of the code by writing a comment or string
around it, both ends of it.

Why it matters: it never changes the verdict; a reader may want to know that it was done on purpose.

Example: a `/*` line before a function and a `*/` line after it.

Instead: nothing needs to be done; code that is not needed can be deleted.
""",
)

# Names in one message; the rest is counted.
MOST_NAMED = 3


@validator(check="structure", codes=(SWALLOWED_DEFINITION, COMMENTED_OUT))
def swallowed_definition(change: Change) -> Iterable[Outcome]:
    """Compares which unchanged lines stand in a comment or string before and after."""
    lexis = change.language.lexis() if change.language else None
    before = comparable_before(change)
    if lexis is None or before is None or change.after is None or change.file.is_binary:
        yield NotRun("nothing that a comment or string could swallow")
        return
    if not _may_swallow(change, lexis):
        yield Decided("patchvet")
        return
    old, new = Image(before, lexis), Image(change.after, lexis)
    yield from _findings(change, old, new, suspects(change, old, new))
    yield Decided("patchvet")


def _may_swallow(change: Change, lexis: Lexis) -> bool:
    """Whether it is worth comparing the images; for most changes it is not.

    What is swallowed follows right behind changed lines that hold a delimiter. So where the image
    after parses, its tree is asked about the first unchanged line behind each such place.
    """
    assert change.after is not None
    behind = [line for line in _behind_delimiters(change, lexis) if line <= len(change.after.lines)]
    if not behind or change.after.tree.has_error:
        return bool(behind)
    root, starts = change.after.tree.root, change.after.line_starts
    for line in behind:
        node = root.descendant_for_byte_range(starts[line - 1], starts[line - 1])
        if node is not None and node.type in lexis.kinds:
            return True
    return False


def _behind_delimiters(change: Change, lexis: Lexis) -> Iterator[int]:
    """The unchanged lines (after) right behind changed ones that hold a delimiter."""
    assert change.applied is not None
    for placement in change.applied.placements:
        number, has_delimiter = placement.new_line, False
        for line in change.file.hunks[placement.hunk - 1].lines:
            if line.origin != " ":
                has_delimiter = has_delimiter or bool(lexis.multiline.search(line.content))
            elif has_delimiter:
                yield number
                has_delimiter = False
            number += line.origin != "-"
        if has_delimiter:
            yield number


def _findings(
    change: Change, before: Image, after: Image, found: list[Suspect]
) -> Iterator[Finding]:
    if not found:
        return
    culprit = found[0]
    eaten: dict[int, list[Symbol]] = {}
    culprits: dict[int, Suspect] = {}
    inside = list(_unchanged_definitions(change, before))
    for suspect in found:
        if not suspect.follows:
            culprit = suspect
        culprits[culprit.region.start] = culprit
        region = suspect.region
        eaten.setdefault(culprit.region.start, []).extend(
            symbol
            for symbol, line in inside
            if region.start <= after.starts[line - 1] + _column(before, symbol) < region.end
        )
    for start, symbols in eaten.items():
        if symbols:
            yield _finding(change, after, culprits[start], _outermost(symbols))


def _unchanged_definitions(change: Change, before: Image) -> Iterator[tuple[Symbol, int]]:
    """Definitions whose line the patch kept, with that line after; none from inside a string."""
    from ...languages.symbols import symbols_of  # a query over the whole file: rarely needed

    assert change.language is not None
    for symbol in symbols_of(before.source.tree, change.language, before.source.path):
        line = change.lines.after(symbol.line)
        if line is not None and before.index.at(symbol.name_start) is None:
            yield symbol, line


def _column(before: Image, symbol: Symbol) -> int:
    """Bytes from the start of its line to the definition's name."""
    return symbol.name_start - before.starts[symbol.line - 1]


def _outermost(symbols: list[Symbol]) -> list[Symbol]:
    """Without the definitions inside another one that was eaten as well."""
    names = {symbol.qualified for symbol in symbols}
    return [symbol for symbol in symbols if symbol.owner not in names]


def _finding(change: Change, after: Image, suspect: Suspect, eaten: list[Symbol]) -> Finding:
    region = suspect.region
    opened = after.line_of(region.start)
    ends = after.last_line_of(region)
    symbol = eaten[0]
    line = change.lines.after(symbol.line)
    text = after.source.data[after.starts[opened - 1] : region.start]
    column = len(text.decode("utf-8", "replace")) + 1
    patch_line, hunk = place_in_patch(change, opened)
    names = _names(eaten)
    if suspect.meant:
        return COMMENTED_OUT.finding(
            f"the patch takes {names} out of the code, in a {region.kind} of its own",
            path=change.file.path,
            line=opened,
            column=column,
            patch_line=patch_line,
            hunk=hunk,
        )
    if suspect.closed_on is None:
        cause = f"the patch opens this {region.kind}"
        hint = f"close the {region.kind} that opens on line {opened}, or take its opening away"
    else:
        cause = f"this {region.kind} is no longer closed on line {suspect.closed_on}"
        hint = f"close the {region.kind} on line {suspect.closed_on}"
    until = f"it runs to line {ends}" if region.closed else "nothing closes it any more"
    note = f"{cause}; {until} and swallows {names}"
    return SWALLOWED_DEFINITION.finding(
        f"{_named(symbol)} disappears"
        + (f", and {len(eaten) - 1} more" if len(eaten) > 1 else "")
        + f": the {region.kind} on line {opened} swallows it",
        hint=hint,
        path=change.file.path,
        line=opened,
        column=column,
        end_line=ends,
        patch_line=patch_line,
        hunk=hunk,
        exhibits=(
            Exhibit(
                str(opened),
                after.source.line_text(opened),
                path=change.file.path,
                line=opened,
                column=column,
                end_column=column + len(region.opener),
                note=note,
            ),
            Exhibit(
                str(line),
                after.source.line_text(line or 0),
                path=change.file.path,
                line=line,
                note=f"{_named(symbol)}, no longer code",
            ),
        ),
    )


def _named(symbol: Symbol) -> str:
    return f"{symbol.kind} `{symbol.qualified}`"


def _names(symbols: list[Symbol]) -> str:
    shown = ", ".join(f"`{symbol.qualified}`" for symbol in symbols[:MOST_NAMED])
    more = len(symbols) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
