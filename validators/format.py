"""PV0xx: the patch is malformed. Found while it was read; told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import as_finding
from .report import Severity
from .validator import Code, Outcome, validator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .change import PatchChange

MISCOUNTED_HUNK = Code(
    "PV001",
    "miscounted-hunk",
    Severity.ERROR,
    """
What it finds: a hunk whose header states other line counts than its body has.

Why it matters: `git apply` and GNU patch trust the header. Where it counts too few lines they drop
the rest of the hunk and exit 0; where it counts too many they swallow what follows.

Example: `@@ -1,3 +1,4 @@` above a body of three context lines and two added ones.

Instead: state what the body holds (context and removed lines before, context and added lines
after).
""",
)
BARE_HUNK_HEADER = Code(
    "PV002",
    "bare-hunk-header",
    Severity.ERROR,
    """
What it finds: a hunk header without line numbers: `@@`, `@@ @@`, `@@ ... @@`, `@@ def f():`.

Why it matters: it says neither where the hunk goes nor where it ends. git drops such a hunk and
exits 0 if another one in the patch is well-formed.

Example: `@@ @@` above the body of a hunk, as models write it.

Instead: write `@@ -start,count +start,count @@`, or let `git diff` write the patch.
""",
)
HEADERS_WITHOUT_HUNKS = Code(
    "PV003",
    "headers-without-hunks",
    Severity.ERROR,
    """
What it finds: a file header with nothing after it that would change the file: no hunk, no mode, no
rename, no binary payload.

Why it matters: it is what is left of a patch that was cut short or filtered. Tools that only parse
call it valid, and nothing is applied.

Example: `--- a/x.py` and `+++ b/x.py`, and then the end of the patch.

Instead: send the hunks, or leave the file out.
""",
)
NO_PATCH_FOUND = Code(
    "PV004",
    "no-patch-found",
    Severity.ERROR,
    """
What it finds: input without a single file header or hunk: an empty file, prose, binary data.

Why it matters: parsers read it as a patch of 0 files and report success.

Example: "Sure, here is the fix:" and no diff after it.

Instead: hand in a unified diff, as `git diff` writes it.
""",
)
COMBINED_DIFF = Code(
    "PV005",
    "combined-diff",
    Severity.ERROR,
    """
What it finds: a merge's combined diff (`diff --cc`, `diff --combined`, hunks that start with
`@@@`).

Why it matters: it shows how a merge differs from several parents and cannot be applied to any of
them. unidiff skips it silently.

Example: the output of `git show` on a merge commit.

Instead: `git diff PARENT MERGE`, or `git show -m --first-parent MERGE`.
""",
)
INDENTED_PATCH = Code(
    "PV006",
    "indented-patch",
    Severity.ERROR,
    """
What it finds: a whole patch that is indented, as it comes out of a list or a quoted mail.

Why it matters: every line's first column says what the line is; indented, none is recognised, and
parsers read 0 files without complaint.

Example: a diff inside a Markdown list item, four spaces before every line.

Instead: take the common indentation away.
""",
)
MISSING_FILE_HEADER = Code(
    "PV007",
    "missing-file-header",
    Severity.ERROR,
    """
What it finds: a hunk that no `---`/`+++` pair precedes, or a pair of which one half is missing.

Why it matters: nothing says which file the hunk changes.

Example: a patch that starts with `@@ -1,3 +1,4 @@`.

Instead: put `--- a/path` and `+++ b/path` before the first hunk of each file.
""",
)
NAMES_DIFFER = Code(
    "PV008",
    "names-differ",
    Severity.ERROR,
    """
What it finds: `---` and `+++` (or the `diff --git` line) that name different files without a
rename.

Why it matters: tools choose one of the names, not all the same one: GNU patch takes the shortest
that exists, git refuses or takes the second.

Example: `--- a/src/cart.py` and `+++ b/cart.py`.

Instead: name the same file twice; for a rename add `rename from` and `rename to`.
""",
)
TRUNCATED = Code(
    "PV009",
    "truncated",
    Severity.ERROR,
    """
What it finds: a patch that ends in the middle: inside a hunk, a header or a binary payload, or
without a newline on its last line.

Why it matters: what is missing is unknown. git says yes to some truncated patches.

Example: a model's answer that hit its length limit.

Instead: ask for the patch again, whole.
""",
)
TOO_LARGE = Code(
    "PV010",
    "too-large",
    Severity.ERROR,
    """
What it finds: a patch over a cap: its bytes, its files, its hunks.

Why it matters: a gate that answers in milliseconds must not be held up by one hostile or broken
input.

Example: 100 MB of `@`.

Instead: split the patch; through the API the caps can be raised (`Options(limits=Limits(…))`).
""",
)
SURROUNDING_TEXT = Code(
    "PV011",
    "surrounding-text",
    Severity.NOTE,
    """
What it finds: a diff inside a Markdown fence or between lines of prose.

Why it matters: it never changes the verdict. It tells which lines were taken for the patch.

Example: "Here is the fix:", a fence with `diff`, the patch, the closing fence.

Instead: nothing needs to be done.
""",
)

MISPLACED_MARKER = Code(
    "PV012",
    "misplaced-marker",
    Severity.ERROR,
    """
What it finds: a `\\ No newline at end of file` where no file can end: after a line that others of
the same side follow, after nothing, twice, after an empty line, or in a spelling that git ignores.

Why it matters: git glues the line and the next one together, or keeps a newline that should go,
and exits 0.

Example: the marker between two added lines.

Instead: put it below the last line of the file, or delete it.
""",
)
CONTRADICTORY_HEADER = Code(
    "PV013",
    "contradictory-header",
    Severity.ERROR,
    """
What it finds: a file header that contradicts itself or its hunks: a new file with old lines, a
deleted one that keeps some, `--- /dev/null` without `new file mode`, two modes, no mode at all.

Why it matters: git refuses most of these, and reads the others by the order of the lines.

Example: `new file mode 100644` above a hunk `@@ -1,3 +1,4 @@`.

Instead: say one thing: the file is added, deleted, renamed, copied or changed.
""",
)
CORRUPT_BINARY = Code(
    "PV014",
    "corrupt-binary",
    Severity.ERROR,
    """
What it finds: a `GIT binary patch` that cannot be decoded, or lacks the full ids that git demands.

Why it matters: git stops reading there; it applies the files before it and drops those behind it.

Example: a base 85 line that lost a character.

Instead: make the patch again with `git diff --binary`.
""",
)
IDLE_HUNK = Code(
    "PV015",
    "idle-hunk",
    Severity.ERROR,
    """
What it finds: a hunk of context lines alone, or of no line at all.

Why it matters: it changes nothing, so its `+` and `-` were lost. git calls it corrupt.

Example: `@@ -1,2 +1,2 @@` above two lines that start with a space.

Instead: mark what changes, or leave the hunk out.
""",
)
MALFORMED_RECORD = Code(
    "PV016",
    "malformed-record",
    Severity.ERROR,
    """
What it finds: a patch record that is no JSON, or no object.

Why it matters: whoever sent it meant to change something; read as a diff it would be a patch of no
files, and succeed.

Example: a record that a model wrote with a comma behind its last field.

Instead: send one object, or a list of them, with `file_path`, `description`, and `old_code` with
`new_code` or a list `patches` of such pairs.
""",
)
WRONG_RECORD_FIELD = Code(
    "PV017",
    "wrong-record-field",
    Severity.ERROR,
    """
What it finds: a field of a patch record that is missing, is empty, has another type than it should,
or contradicts another; the message names it.

Why it matters: a tool that fills in what is missing changes another file, or nothing.

Example: `new_code` is null; `patches` stands beside `old_code`.

Instead: give `file_path` and `description`, and either `old_code` with `new_code` (strings) or
`patches`, a list of such pairs. `old_code` is empty for a new file only.
""",
)
AMBIGUOUS_OLD_CODE = Code(
    "PV018",
    "ambiguous-old-code",
    Severity.ERROR,
    """
What it finds: a patch record whose `old_code` stands several times in the file.

Why it matters: `str.replace` changes all of them, or the first one; nobody asked for either.

Example: `return None` as `old_code`, in a file with four of them.

Instead: add lines around it to `old_code` until it is the only such place.
""",
)

CODES = (
    MISCOUNTED_HUNK,
    BARE_HUNK_HEADER,
    HEADERS_WITHOUT_HUNKS,
    NO_PATCH_FOUND,
    COMBINED_DIFF,
    INDENTED_PATCH,
    MISSING_FILE_HEADER,
    NAMES_DIFFER,
    TRUNCATED,
    TOO_LARGE,
    SURROUNDING_TEXT,
    MISPLACED_MARKER,
    CONTRADICTORY_HEADER,
    CORRUPT_BINARY,
    IDLE_HUNK,
    MALFORMED_RECORD,
    WRONG_RECORD_FIELD,
    AMBIGUOUS_OLD_CODE,
)


@validator(name="format", check="format", codes=CODES, scope="patch")
def check_format(patch: PatchChange) -> Iterable[Outcome]:
    """Says what the reading of the patch found."""
    mine = {code.code for code in CODES}
    for problem in patch.patch.problems:
        if problem.code in mine:
            yield as_finding(problem, CODES)
