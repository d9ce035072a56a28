"""patchvet and `git apply`, side by side: a small run of benchmarks/applying.py, and its ledger."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from toolchains import needs

import patchvet

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import applying
import corruptions
from git_truth import GitApply, diffs
from ledger import REASONS, Reason
from ledger_page import PAGE, ledger_page
from pairs import make_pair

pytestmark = needs("git")


def test_generated_pairs_come_out_as_gits() -> None:
    """Good patches give git's bytes; of spoiled ones none is accepted that git refuses."""
    tally = applying.run(pairs=150, seed=20)
    assert tally.failures == []
    assert tally.pairs >= 130
    assert sum(row.refused for row in tally.rows.values()) > 20, "the spoiled ones are refused"


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
def test_every_reason_of_the_ledger_has_its_example(reason: Reason, tmp_path: Path) -> None:
    """git takes the example of each reason, and patchvet refuses it for that reason."""
    links = dict.fromkeys(reason.links, 40960)
    before = {path: (data, links.get(path, 0o100644)) for path, data in reason.before.items()}
    theirs, said = GitApply(tmp_path).apply(before, reason.patch)
    mine, problems = applying.ours(before, reason.patch, unidiff_zero=False)
    assert theirs is not None, said
    assert mine is None
    assert any(reason.explains(problem) for problem in problems), problems


def test_the_ledgers_page_is_the_table() -> None:
    """docs/ledger.md says what benchmarks/ledger.py says."""
    assert PAGE.read_text(encoding="utf-8") == ledger_page()


def test_a_lenient_applier_would_be_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison itself can fail: an applier that says yes to everything does not pass."""
    monkeypatch.setattr(applying, "ours", lambda before, *_: (before, []))
    tally = applying.Tally()
    patch = b"--- a/f\n+++ b/f\n@@ -1 +1 @@\n-1\n+2\n"
    git = GitApply(tmp_path)
    applying.compare(tally, "refused by git", git, {"f": (b"3\n", 0o100644)}, patch)
    applying.compare(tally, "other bytes", git, {"f": (b"1\n", 0o100644)}, patch)
    assert len(tally.failures) == 2


def test_the_verdict_agrees_with_what_was_applied(tmp_path: Path) -> None:
    """`check` accepts exactly the patches of which the comparison says that they apply."""
    rng = random.Random(5)
    pairs = [make_pair(rng, f"p{number}") for number in range(60)]
    ways = list(corruptions.CORRUPTIONS.values())
    options = patchvet.Options(allow=frozenset({"symlink"}), strip=1)
    for pair, patch in diffs(tmp_path, pairs, "--binary", "--full-index"):
        spoiled = rng.choice(ways)(rng, patch, pair.before) or (patch, pair.before)
        mine, _ = applying.ours(spoiled[1], spoiled[0], unidiff_zero=False)
        tree = patchvet.InMemoryTree(
            {path: data for path, (data, _) in spoiled[1].items()},
            {path: mode for path, (_, mode) in spoiled[1].items()},
        )
        report = patchvet.check(spoiled[0], tree, options=options)
        accepted = report.verdict == "accepted"
        assert (mine is not None) == accepted, (report.findings, spoiled)
