"""What is read without a problem, git reads alike: the same files, the same counts, no error.

Seeded damage to real diffs; git is the outside truth (`git apply --numstat`, which reads and
writes nothing). The other direction, stricter than git, is allowed.
"""

from __future__ import annotations

import random
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from every_change import build, git
from toolchains import needs

from patchvet.patches.paths import unsafe_path
from patchvet.patches.unified import parse_patch

if TYPE_CHECKING:
    from pathlib import Path

    from patchvet.patches.model import Patch

ROWS = (
    b"",
    b" ",
    b"+added",
    b"-removed",
    b"\\ No newline at end of file",
    b"@@ -1 +1 @@",
    b"--- a/x",
    b"+++ b/x",
    b"--- /dev/null",
    b"+++ x\t1970-01-01 00:00:00 +0000",
    b"diff --git a/x b/x",
    b"new file mode 100644",
    b"new mode 100755",
    b"rename from x",
    b"index 123..456 100755",
    b"prose",
    b"-- ",
    b"\r",
)
_TOLD = re.compile(rb"diff|---|\+\+\+|@@|index|new|old|deleted|rename|copy|\\|GIT|literal|delta")


def damaged(rng: random.Random, diff: bytes) -> bytes:
    """`diff` with one row lost, doubled, replaced, shifted, renumbered or cut off."""
    rows = diff.split(b"\n")
    told = [number for number, row in enumerate(rows) if _TOLD.match(row)]
    at = rng.choice(told) if rng.random() < 0.6 else rng.randrange(len(rows))
    match rng.randrange(8):
        case 0:
            del rows[at]
        case 1:
            rows.insert(at, rows[at])
        case 2:
            rows.insert(at, rng.choice(ROWS))
        case 3:
            rows[at] = rng.choice(ROWS)
        case 4:
            del rows[at + 1 :]
        case 5:
            rows[at] += b"\r"
        case 6:
            rows[at] = re.sub(rb"\d+", lambda found: b"%d" % (len(found[0]) + 1), rows[at], count=1)
        case _:
            rows[at] = rows[at][1:]
    return b"\n".join(rows)


def numstat(patch: Patch) -> bytes:
    """The patch as `git apply --numstat -z` prints it."""
    entries = []
    for file in patch.files:
        origins = [line.origin for hunk in file.hunks for line in hunk.lines]
        counts = b"-\t-" if file.is_binary else b"%d\t%d" % (origins.count("+"), origins.count("-"))
        entries.append(counts + b"\t" + file.path.encode("utf-8", "surrogateescape") + b"\0")
    return b"".join(entries)


@pytest.fixture(scope="module")
def diffs(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    root = tmp_path_factory.mktemp("repository")
    build(root)
    found = []
    for options in (["--binary", "--full-index", "-M"], ["--no-prefix", "-U1"]):
        diff = git(root, "diff", *options, "HEAD~", "HEAD")
        found.extend(b"diff --git" + part for part in diff.split(b"diff --git")[1:])
    return [diff for diff in found if b"Binary files" not in diff]


@needs("git")
@pytest.mark.parametrize("seed", range(4))
def test_damaged_diffs(diffs: list[bytes], seed: int, tmp_path: Path) -> None:
    """Whatever happens to a row: refused here, or read by git in the same way."""
    rng = random.Random(seed)
    accepted = refused = 0
    while accepted < 60:
        text = damaged(rng, b"".join(rng.sample(diffs, 2)))
        patch = parse_patch(text)
        if any(problem.code != "PV011" for problem in patch.problems):
            refused += 1
            continue
        if any(unsafe_path(file.path) for file in patch.files):
            continue
        accepted += 1
        reading = subprocess.run(
            ["git", "apply", f"-p{patch.strip}", "--numstat", "-z", "-"],
            cwd=tmp_path,
            input=text,
            capture_output=True,
            check=False,
        )
        assert (reading.returncode, reading.stdout) == (0, numstat(patch)), text.decode("latin-1")
    assert refused > 20
