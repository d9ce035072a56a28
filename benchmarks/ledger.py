"""Where patchvet is stricter than `git apply`: every reason, with an example that is run.

docs/ledger.md is written from this table (`applying.py --write-ledger`), a test holds the two
together and runs the examples, and the comparison fails on a disagreement that no reason explains.
There is no entry for the opposite: what git refuses is never accepted. The one leniency is that
`-p` is detected; the comparison is made with `-p1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patchvet.patches.model import Problem


@dataclass(frozen=True)
class Reason:
    """One kind of patch that git takes and patchvet does not.

    `codes` are those under which patchvet refuses it, `message` a pattern that the finding's
    message must hold. `before` and `patch` are an example, in which `links` are symlinks; `git`
    tells what git makes of it.
    """

    name: str
    codes: frozenset[str]
    why: str
    git: str
    before: dict[str, bytes]
    patch: bytes
    message: str = ""
    links: frozenset[str] = frozenset()

    def explains(self, problem: Problem) -> bool:
        """Whether this reason is why `problem` was found."""
        return problem.code in self.codes and re.search(self.message, problem.message) is not None


def explanation(problems: Iterable[Problem]) -> Reason | None:
    """The first reason that explains one of the problems by which a patch was refused."""
    found = list(problems)
    return next((one for one in REASONS if any(one.explains(p) for p in found)), None)


def _patch(body: str, path: str = "f") -> bytes:
    return f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n{body}".encode()


_FIVE = {"f": b"1\n2\n3\n4\n5\n"}
_TWICE = {"f": b"x\na\nb\nc\ny\na\nb\nc\nz\n"}

REASONS = (
    Reason(
        "a miscounted hunk",
        frozenset({"PV001"}),
        "the header states fewer lines than the hunk has: what is over is somebody's change",
        "drops the lines beyond the count",
        {},
        b"diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n"
        b"@@ -0,0 +1,2 @@\n+1\n+2\n+3\n+4\n",
    ),
    Reason(
        "a hunk header without numbers",
        frozenset({"PV002"}),
        "the hunk is a change that somebody wants",
        "takes the hunk for text between patches, and drops it",
        _FIVE,
        _patch("@@ -1,2 +1,2 @@\n-1\n+one\n 2\n@@\n-4\n+four\n 5\n"),
    ),
    Reason(
        "headers without content",
        frozenset({"PV003"}),
        "a file is named and nothing is done to it: its hunks were lost",
        "creates an empty file",
        {},
        b"diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n",
    ),
    Reason(
        "a missing file header",
        frozenset({"PV007"}),
        "it is not said of which file, or under which names, the hunks are",
        "goes by the `diff --git` line, or drops what it cannot place",
        {"f": b"1\n2\n3\n"},
        b"diff --git a/f b/g\nsimilarity index 60%\nrename from f\n--- a/f\n+++ b/g\n"
        b"@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n",
    ),
    Reason(
        "names that differ",
        frozenset({"PV008"}),
        "`---` and `+++`, or the `diff --git` line, name different files, and no rename is stated",
        "picks one of the names",
        _FIVE,
        b"--- a/f\n+++ b/f.orig\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n",
    ),
    Reason(
        "a patch that breaks off",
        frozenset({"PV009"}),
        "the last line lacks its newline, or a header its rest: the end may be missing",
        "takes the part that is there",
        {},
        b"diff --git a/f b/f\nnew file mode 100644\nindex 0000000",
    ),
    Reason(
        "a misplaced no-newline marker",
        frozenset({"PV012"}),
        "`\\ No newline at end of file` follows a line behind which the hunk goes on",
        "joins that line and the next to one",
        {"f": b"1\n2\n"},
        _patch("@@ -1,2 +1,4 @@\n 1\n+a\n\\ No newline at end of file\n+b\n 2\n"),
    ),
    Reason(
        "headers that contradict each other",
        frozenset({"PV013"}),
        "the patch says two things of one file; only one can be meant",
        "believes the one it reads last",
        _FIVE,
        b"diff --git a/f b/f\nindex 8a1218a..0000000\n--- a/f\n+++ /dev/null\n"
        b"@@ -1,5 +0,0 @@\n-1\n-2\n-3\n-4\n-5\n",
    ),
    Reason(
        "a corrupt binary payload",
        frozenset({"PV014"}),
        "the bytes cannot be restored",
        "says so, applies the file patches before it, drops all that follow, and exits 0",
        {"f": b"1\n2\n", "g": b"\0"},
        _patch("@@ -1,2 +1,2 @@\n-1\n+one\n 2\n") + b"diff --git a/g b/g\n"
        b"index f76dd238ade08917e6712764a16a22005a50573d.."
        b"8e2b8d1f6b1e0a63e4a4ea8f9a9f0c9b6f6b8d11 100644\n"
        b"GIT binary patch\nliteral 1\nXcmXX\n\nliteral 1\nIcmZPo000310RR91\n\n",
    ),
    Reason(
        "a plain patch for a missing file",
        frozenset({"PV101"}),
        "`---` names a file that is not there, and a line in it behind which lines are added",
        "creates the file",
        {},
        b"--- a/f\n+++ b/f\n@@ -2,0 +3 @@\n+new\n",
        message="there is no file",
    ),
    Reason(
        "a newline that the patch denies",
        frozenset({"PV102"}),
        "the patch says that a line ends the file without newline, the file goes on",
        "compares without the newline, and joins the line with the next",
        {"f": b"1\n2\n3\n"},
        _patch("@@ -1,2 +1,2 @@\n-1\n+one\n 2\n\\ No newline at end of file\n"),
        message="in the file a newline follows",
    ),
    Reason(
        "a line that git joins to the next",
        frozenset({"PV103"}),
        "the hunk ends without newline, and an equal line that has one stands elsewhere too",
        "takes the wrong one of the two, and joins it to what follows",
        {"f": b"0\na\nb\na"},
        _patch("@@ -2 +2,2 @@\n+new\n a\n\\ No newline at end of file\n"),
        message="would join two lines",
    ),
    Reason(
        "an ambiguous place",
        frozenset({"PV103"}),
        "the hunk is not at its stated line and matches at more than one other",
        "takes the nearest",
        _TWICE,
        _patch("@@ -3,3 +3,3 @@\n a\n-b\n+B\n c\n"),
    ),
    Reason(
        "a file that is created twice",
        frozenset({"PV104", "PV106"}),
        "the second creation finds the first one's file",
        "looks at the disk only, and the last one wins",
        {},
        2
        * (
            b"diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+1\n"
        ),
    ),
    Reason(
        "a duplicate hunk",
        frozenset({"PV108"}),
        "nobody wants the same change twice",
        "makes it again at the next place that matches",
        _TWICE,
        _patch(2 * "@@ -2,3 +2,3 @@\n a\n-b\n+B\n c\n"),
    ),
    Reason(
        "an insertion without context",
        frozenset({"PV102", "PV110"}),
        "nothing tells that the stated line is still the right one, or that there is such a line",
        "puts the lines at the end of the file, wherever they were meant",
        _FIVE,
        _patch("@@ -2,0 +3 @@\n+new\n"),
        message="adds lines behind line|has no context behind",
    ),
    Reason(
        "a symlink that is patched like a file",
        frozenset({"PV503"}),
        "the patch names no mode, and what it changes is the link's target, not a text",
        "changes where the link points",
        {"f": b"elsewhere"},
        b"--- a/f\n+++ b/f\n@@ -1 +1 @@\n-elsewhere\n\\ No newline at end of file\n"
        b"+there\n\\ No newline at end of file\n",
        links=frozenset({"f"}),
    ),
    Reason(
        "a file that is written and then taken away",
        frozenset({"PV111"}),
        "one of the two is lost, whichever order is meant",
        "removes first and writes then: the deleted file stays",
        _FIVE,
        _patch("@@ -1,5 +1,5 @@\n-1\n+one\n 2\n 3\n 4\n 5\n")
        + b"diff --git a/f b/f\ndeleted file mode 100644\n--- a/f\n+++ /dev/null\n"
        + b"@@ -1,5 +0,0 @@\n-one\n-2\n-3\n-4\n-5\n",
    ),
)
