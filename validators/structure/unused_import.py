"""PV308: an import that nothing uses, where the compiler refuses it."""

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

UNUSED_IMPORT = Code(
    "PV308",
    "unused-import",
    Severity.ERROR,
    """
What it finds: in Go, an import that the patch adds and nothing in the file uses, or whose last use
the patch takes away. `_` and `.` imports are meant as they are.

Why it matters: it does not compile: `"os" imported and not used`.

Example: `fmt.Println(total)` is removed, and `import "fmt"` stays.

Instead: remove the import, or use it.
""",
)


@validator(check="structure", codes=(UNUSED_IMPORT,), languages=("go",))
def unused_import(change: Change) -> Iterable[Outcome]:
    """Looks at the imports that the patch adds, and at those that its removed lines may use."""
    wanted = asked_about(change)
    if wanted is None:
        yield NotRun("nothing whose imports could be told")
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
    for one in unused.imports(table, wanted, change.result, change.file.path):
        yield _finding(change, tree, wanted, one)


def _finding(change: Change, tree: SyntaxTree, wanted: Wanted, one: Unused) -> Finding:
    if wanted.holds(one.node):
        message, hint = f"nothing uses the import `{one.name}`", "leave it out, or use it"
    else:
        message = f"the patch takes away the last use of the import `{one.name}`"
        hint = "remove the import as well"
    return finding_at(UNUSED_IMPORT, change, tree, one.node, message, hint)
