"""PV306: a definition that stands twice in one scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patches.model import Exhibit
from ..introduced import comparable_before
from ..report import Severity
from ..validator import Code, Decided, NotRun, Outcome, validator
from ._added import AddedLine, added_to
from ._names import finding_at, sound_tree
from ._twins import Twins, defined_again, files_that_define

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.declarations import Declarations, Declared
    from ..change import Change
    from ..report import Finding

DUPLICATE_DEFINITION = Code(
    "PV306",
    "duplicate-definition",
    Severity.ERROR,
    """
What it finds: a function, method, class or type that the patch defines although the same scope
defines it already; in Go, in another file of the package too. Overloads, getters beside setters,
decorated and conditional redefinitions are none.

Why it matters: Python and JavaScript keep one of the two without a word, and the other is dead.
Go and Java do not compile.

Example: a second `def total(items):` further down, where the first was meant to be replaced.

Instead: delete the one that is to go, or give one of them another name.
""",
)


@validator(check="structure", codes=(DUPLICATE_DEFINITION,))
def duplicate_definition(change: Change) -> Iterable[Outcome]:
    """Looks for twins of what the added lines define."""
    rules = change.language.declarations() if change.language else None
    added = added_to(change)
    if rules is None or added is None or change.after is None:
        yield NotRun("nothing is defined here")
        return
    named = list(_named(change, rules, added.lines))
    if named:
        tree = sound_tree(change, change.after)
        if tree is None:
            yield NotRun("scopes can't be told in a file that does not parse")
            return
        yield from _findings(change, rules, tree, named)
    yield Decided("patchvet")


def _named(
    change: Change, rules: Declarations, added: Iterable[AddedLine]
) -> Iterator[tuple[int, bytes, bool]]:
    """What added lines may define: the offset of the name in the image after, the name, and
    whether another line of the file may define it too.

    Nothing that has no such line, in a language whose files share no scope.
    """
    assert change.after is not None
    starts = change.after.line_starts
    shared = rules.shared(change.after.data, change.after.path) is not None
    again: dict[bytes, bool] = {}
    for line in added:
        match = rules.line.match(line.content)
        if match is None:
            continue
        name = match["name"]
        if name not in again:
            again[name] = defined_again(rules, change.after, name)
        if shared or again[name]:
            yield starts[line.number - 1] + match.start("name"), name, again[name]


def _findings(
    change: Change, rules: Declarations, tree: SyntaxTree, named: list[tuple[int, bytes, bool]]
) -> Iterator[Finding]:
    twins = Twins(rules, tree)
    told: set[int] = set()
    for offset, name, again in named:
        found = twins.at(offset, len(name)) if again else None
        for first, second in twins.of(found) if found is not None else ():
            assert found is not None
            if second.name_node.start_byte not in told and not _stood_before(change, twins, found):
                told.update((first.name_node.start_byte, second.name_node.start_byte))
                yield _finding(change, twins, found, first if second == found else second)
    for file in files_that_define(change, rules, {name for _, name, _ in named}):
        for offset, name, _ in named:
            found = twins.at(offset, len(name)) if name in file.names else None
            if found is None or not twins.is_outermost(found):
                continue
            line = file.line_of(change, rules, found)
            if line and not _stood_before(change, twins, found):
                yield _finding_elsewhere(change, twins, found, file.path, line, file.text(line))


def _stood_before(change: Change, twins: Twins, one: Declared) -> bool:
    """Whether the file had as many of that name before: the patch rewrote one of them."""
    before = comparable_before(change)
    if before is None or one.name.encode() not in before.data:
        return False
    tree = sound_tree(change, before)
    return tree is None or Twins(twins.rules, tree).count(one) >= twins.count(one)


def _finding(change: Change, twins: Twins, one: Declared, other: Declared) -> Finding:
    assert change.after is not None
    return _told(
        change,
        twins.tree,
        twins.rules.consequence,
        one,
        f"line {other.line}",
        Exhibit(
            str(other.line),
            change.after.line_text(other.line),
            path=change.file.path,
            line=other.line,
            note="the other one",
        ),
    )


def _finding_elsewhere(
    change: Change, twins: Twins, one: Declared, path: str, line: int, text: str
) -> Finding:
    other = Exhibit(f"{path}:{line}", text, path=path, line=line, note="the other one")
    return _told(change, twins.tree, twins.rules.consequence, one, f"{path}:{line}", other)


def _told(
    change: Change, tree: SyntaxTree, consequence: str, one: Declared, place: str, other: Exhibit
) -> Finding:
    assert change.after is not None
    finding = finding_at(
        DUPLICATE_DEFINITION,
        change,
        tree,
        one.name_node,
        f"{one.kind} `{one.name}` is defined on {place} already: {consequence}",
        "take out the one that is to go, or rename one of them",
    )
    own = Exhibit(
        str(one.line),
        change.after.line_text(one.line),
        path=change.file.path,
        line=one.line,
        column=finding.column,
        end_column=finding.end_column,
    )
    return finding._replace(exhibits=(own, other))
