"""PV1xx: the patch does not fit the file. Found while it was applied in memory; told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import as_finding
from .report import Severity
from .validator import Code, Decided, Outcome, Unchecked, validator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .change import Change

FILE_MISSING = Code(
    "PV101",
    "file-missing",
    Severity.ERROR,
    """
What it finds: a patch for a file that the tree does not have.

Why it matters: the patch was written for another tree, another folder or another `-p`.

Example: `--- a/cart.py` where the tree has `src/cart.py`.

Instead: name the file as the tree does (the finding shows the nearest path), or run from the right
root with `--root`.
""",
)
CONTEXT_MISMATCH = Code(
    "PV102",
    "context-mismatch",
    Severity.ERROR,
    """
What it finds: a hunk whose context or removed lines stand nowhere in the file.

Why it matters: the file changed after the patch was written, or its lines were never in it. Tools
that apply it all the same ("fuzz") put code in the wrong place.

Example: the patch expects `return sum(i.price for i in items)`, the file has
`return sum(i.price * i.qty for i in items)`.

Instead: write the hunk again from the lines that the finding names.
""",
)
AMBIGUOUS_PLACE = Code(
    "PV103",
    "ambiguous-place",
    Severity.ERROR,
    """
What it finds: a hunk that does not match at its stated line and matches at more than one other.

Why it matters: git takes the nearest place, which is a guess.

Example: a hunk of `    }` and `}` in a file of thirty functions, stated ten lines off.

Instead: give the hunk more context (`git diff -U8`), or the right line number.
""",
)
ALREADY_APPLIED = Code(
    "PV104",
    "already-applied",
    Severity.ERROR,
    """
What it finds: a patch whose result is what the tree already has.

Why it matters: there is nothing left to judge; and `patch --batch` would take it back out.

Example: a check of `git diff` output against the work tree it was made from.

Instead: judge it against the tree before the change: `--rev HEAD`.
""",
)
REVERSED = Code(
    "PV105",
    "reversed",
    Severity.ERROR,
    """
What it finds: a patch that fits only backwards: its added lines are in the file, its removed ones
not.

Why it matters: old and new were swapped when it was made.

Example: `diff new.py old.py`.

Instead: make it the other way round, or reverse it with `git apply -R`.
""",
)
TARGET_EXISTS = Code(
    "PV106",
    "target-exists",
    Severity.ERROR,
    """
What it finds: a file to be added, or a rename's or copy's target, that the tree has already.

Why it matters: applied, it would overwrite what is there.

Example: `new file mode 100644` for a path that is in the tree.

Instead: patch the existing file, or choose another name.
""",
)
WRONG_SYMBOL = Code(
    "PV107",
    "wrong-symbol",
    Severity.WARNING,
    """
What it finds: a hunk that sits at another line than it states, under another function or class than
its `@@` heading names. It is an error where another place under the named heading matches as well.

Why it matters: `@@ … @@ def h1` that lands in `h2` applies cleanly and changes the wrong function.

Example: two functions with the same body; the stale line number points nearer to the other one.

Instead: write the hunk again from the file as it is now.
""",
)
DUPLICATE_HUNK = Code(
    "PV108",
    "duplicate-hunk",
    Severity.ERROR,
    """
What it finds: the same hunk twice in the patch of one file.

Why it matters: where the context allows it, the second one is applied again somewhere else and
exits 0.

Example: a model repeats a hunk at the end of its answer.

Instead: leave the second one out.
""",
)
OFFSET = Code(
    "PV109",
    "offset",
    Severity.NOTE,
    """
What it finds: a hunk that matches at exactly one place, which is not the line it states.

Why it matters: it applies; the file has grown or shrunk above since the patch was written.

Example: hunk 2 states line 40 and sits at line 52, offset +12.

Instead: nothing needs to be done.
""",
)
NO_CONTEXT = Code(
    "PV110",
    "no-context",
    Severity.ERROR,
    """
What it finds: a hunk without a line of context (`git diff -U0`) that is not at the file's start or
end.

Why it matters: git refuses such a change, and puts a pure insertion at the end of the file, exit 0.

Example: `@@ -10,0 +11,2 @@` and two added lines.

Instead: make the patch with context (`git diff` without `-U0`).
""",
)
ORDER_CONFLICT = Code(
    "PV111",
    "order-conflict",
    Severity.ERROR,
    """
What it finds: a patch that writes a file and later deletes or renames it.

Why it matters: git removes everything first and writes everything then. The deleted file stays, or
the first change is lost; and the exit status is 0.

Example: two patches in one input, one of them changes `a.py`, the next renames it.

Instead: make one patch from the tree before to the tree after, or judge them with `--stack`.
""",
)
WRONG_TYPE = Code(
    "PV112",
    "wrong-type",
    Severity.ERROR,
    """
What it finds: a patch for a symlink or a submodule where the tree has a regular file, or the
reverse; or one that makes a symlink to nothing.

Why it matters: git refuses it; a link's target and a program's text are not the same thing.

Example: `index 1269488..fc5bb9a 120000` for a path that is a regular file.

Instead: delete the file and add the other; a change of type is two file patches.
""",
)

CODES = (
    FILE_MISSING,
    CONTEXT_MISMATCH,
    AMBIGUOUS_PLACE,
    ALREADY_APPLIED,
    REVERSED,
    TARGET_EXISTS,
    WRONG_SYMBOL,
    DUPLICATE_HUNK,
    OFFSET,
    NO_CONTEXT,
    ORDER_CONFLICT,
    WRONG_TYPE,
)


@validator(name="applies", check="applies", codes=CODES)
def check_applies(change: Change) -> Iterable[Outcome]:
    """Says how the patch fits the file."""
    applied = change.applied
    if applied is None:
        yield Unchecked("the file was left out while the patch was applied")
        return
    for problem in applied.problems:
        # A problem keeps the file from being written, whatever its code's usual severity (PV107).
        yield as_finding(problem, CODES, path=change.file.path, severity=Severity.ERROR)
    for note in applied.notes:
        yield as_finding(note, CODES, path=change.file.path)
    if applied.unchecked:
        yield Unchecked(applied.unchecked)
    yield Decided("patchvet, strict")
