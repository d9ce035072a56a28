"""PV309: a variable that nothing uses, where the compiler refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Finding, Severity
from ..validator import Code, NotRun, Outcome, validator
from ._names import asked_about, finding_at, sound_tree, table_of, within_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.unused import Unused, Wanted
    from ..change import Change

UNUSED_VARIABLE = Code(
    "PV309",
    "unused-variable",
    Severity.ERROR,
    """
What it finds: in Go, a variable of a function that the patch declares and nothing uses, or whose
last use the patch takes away. To assign it is no use.

Why it matters: it does not compile: `declared and not used: total`.

Example: `total := sum(items)` is added, and the next line returns `sum(items)`.

Instead: use the variable, leave it out, or write `_` in its place.
""",
)


@validator(check="structure", codes=(UNUSED_VARIABLE,), languages=("go",))
def unused_variable(change: Change) -> Iterable[Outcome]:
    """Looks at the variables that the patch declares, and at those that removed lines may use."""
    wanted = asked_about(change)
    if wanted is None:
        yield NotRun("nothing whose variables could be told")
        return
    tree = sound_tree(change, change.after)
    if tree is None:
        yield NotRun("names can't be told in a file that does not parse")
        return
    yield from within_time(_findings(change, tree, wanted))


def _findings(change: Change, tree: SyntaxTree, wanted: Wanted) -> Iterator[Finding]:
    assert change.language is not None
    assert change.after is not None
    unused, names = change.language.unused(), change.language.names()
    if unused is None or names is None:
        return
    table = table_of(change.after, tree, names)
    for one in unused.variables(table, wanted, change.result, change.file.path):
        yield _finding(change, tree, wanted, one)


def _finding(change: Change, tree: SyntaxTree, wanted: Wanted, one: Unused) -> Finding:
    if wanted.holds(one.node):
        message, hint = f"`{one.name}` is declared and never used", "use it, or leave it out"
    else:
        message = f"the patch takes away the last use of `{one.name}`"
        hint = f"remove `{one.name}` as well, or write `_` in its place"
    return finding_at(UNUSED_VARIABLE, change, tree, one.node, message, hint)
