"""Proves the labels of the paired suite: runs every program, and it with each of its patches.

    python tests/relevance/prove.py [python javascript go java] [--only CASE] [--refresh]

What each label means, by the trigger (what makes the program fail) and the checks (what works):

    unpatched   the trigger fails with exactly the error of case.toml, the checks pass
    correct     the trigger passes with an accepted output, the checks pass
    stuffed     the trigger still fails with that error (or with `stuffed_error`)
    masking     that error is gone, but the trigger's output is not accepted or a check fails, or
                case.toml says by `masking_reason` why it is a mask all the same
    unrelated   the trigger still fails with that error, the checks pass

`--refresh` writes each trace.txt anew from the runtime. The exit status is 1 if a label is wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from paired import LABELS, PAPERS, PROGRAMS, Case, read_cases
from runtimes import Outcome, build, start

LANGUAGES = ("python", "javascript", "go", "java")


class Seen(NamedTuple):
    """What one variant of a program did: its trigger, and the first check that it failed."""

    trigger: Outcome
    passes: bool
    failed_check: int | None

    def __str__(self) -> str:
        if self.trigger.error:
            return self.trigger.error.partition(":")[0].rpartition(".")[2][:24]
        if not self.passes:
            return "wrong output"
        return "passes" if self.failed_check is None else f"check {self.failed_check} fails"


def observe(case: Case, folder: Path) -> Seen:
    """Runs trigger and checks, each in the folder as it came: a run may leave files behind."""
    trigger = _fresh_run(case, folder, None)
    passes = trigger.status in case.trigger.status and case.trigger.accepted(trigger.stdout)
    for number, check in enumerate(case.checks):
        done = _fresh_run(case, folder, number)
        if done.status not in check.status or not check.accepted(done.stdout):
            return Seen(trigger, passes, number + 1)
    return Seen(trigger, passes, None)


def _fresh_run(case: Case, folder: Path, check: int | None) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="paired_") as room:
        copy = Path(room).resolve() / case.name
        shutil.copytree(folder, copy)
        call = case.trigger if check is None else case.checks[check]
        return start(case, copy, call, built=folder)


def complaint(case: Case, label: str, seen: Seen) -> str:
    """What is wrong about the label; "" if it holds."""
    if label == "unpatched" or label == "unrelated":
        if not seen.trigger.fails_with(case.error):
            return f"the trigger does not fail with {case.error}"
        return "" if seen.failed_check is None else f"check {seen.failed_check} fails"
    if label == "stuffed":
        still = seen.trigger.fails_with(case.stuffed_error)
        return "" if still else f"the trigger does not fail with {case.stuffed_error}"
    if label == "masking":
        if seen.trigger.fails_with(case.error):
            return f"the trigger still fails with {case.error}"
        told = not seen.passes or seen.failed_check is not None or case.masking_reason
        return "" if told else "nothing tells it from a cure, and there is no masking_reason"
    if not seen.passes:
        return "the trigger does not pass"
    return "" if seen.failed_check is None else f"check {seen.failed_check} fails"


def lay_out(case: Case, room: Path) -> dict[str, Path]:
    """A folder for the program as it is and one for each patch."""
    folders = {}
    for label in ("unpatched", *LABELS):
        folder = folders[label] = room / case.name / label
        shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns(*PAPERS))
        if label != "unpatched":
            # git must take the folder for what it is, wherever temporary folders stand.
            environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
            command = ["git", "apply", "--whitespace=nowarn", str(case.patch(label))]
            subprocess.run(command, cwd=folder, env=environment, check=True)
    return folders


def prove(cases: list[Case], refresh: bool) -> int:
    """Prints a row for each case and the complaints; returns how many there are."""
    complaints = 0
    with tempfile.TemporaryDirectory(prefix="paired_") as name:
        room = Path(name).resolve()
        laid = [(case, lay_out(case, room)) for case in cases]
        build(cases[0].language, [folder for _, all_ in laid for folder in all_.values()])
        for case, folders in laid:
            seen = {label: observe(case, folder) for label, folder in folders.items()}
            print(f"{case.name:<28}" + "".join(f" {one!s:<24}" for one in seen.values()).rstrip())
            for label, one in seen.items():
                if text := complaint(case, label, one):
                    complaints += 1
                    print(f"  WRONG {label}: {text}\n{_shown(one.trigger)}")
            if refresh:
                text = seen["unpatched"].trigger.stderr
                (case.folder / "trace.txt").write_text(text, encoding="utf-8")
    return complaints


def _shown(outcome: Outcome) -> str:
    text = f"status {outcome.status}\n{outcome.stdout}{outcome.stderr}"
    return "".join(f"    | {line}\n" for line in text.splitlines()[-25:])


def main() -> int:
    parser = argparse.ArgumentParser(description="proves the labels of the paired suite")
    parser.add_argument("languages", nargs="*", choices=[*LANGUAGES, []])
    parser.add_argument("--only", action="append", metavar="CASE", help="only this case")
    parser.add_argument("--refresh", action="store_true", help="write the traces anew")
    asked = parser.parse_args()
    complaints = 0
    for language in asked.languages or [one for one in LANGUAGES if (PROGRAMS / one).is_dir()]:
        cases = [one for one in read_cases(language) if not asked.only or one.name in asked.only]
        if cases:
            titles = ("unpatched", *LABELS)
            print(f"\n{language:<28}" + "".join(f" {one:<24}" for one in titles).rstrip())
            complaints += prove(cases, asked.refresh)
    print(f"\n{complaints} wrong label(s)")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
