"""Shows what the candidates that patchvet builds are worth, by running what they make.

    python benchmarks/prove_fixes.py [--language python] [--only NAME]

For each fault of the built-in services and each failing program of the paired suite (those of
`tests/relevance`), the candidates for its trace: "cures" (the trigger is answered as it should be,
every check passes), or what still goes wrong. Services run in the mock environment, the programs
under their real runtime. Prints a line for each and how many have a candidate that cures; fails at
nothing: it measures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "relevance"))

from paired import PAPERS, read_cases  # noqa: E402
from prove import observe  # noqa: E402
from runtimes import build  # noqa: E402

import patchvet  # noqa: E402 - the suite's own modules come from its folder
from patchvet.languages.discovery import discover_languages  # noqa: E402
from patchvet.orchestrator.service import SERVICES, built_in_service  # noqa: E402
from patchvet.orchestrator.testing import CopyTester  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from paired import Case

    from patchvet.languages.fixing import Candidate
    from patchvet.languages.traces import Trace

    Candidates: TypeAlias = Callable[[Trace, patchvet.SourceTree], list[Candidate]]

CAPTURED = ROOT / "tests" / "healing" / "captured"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--language", default="python")
    parser.add_argument("--only", default="", help="the name of one fault or program")
    args = parser.parse_args(argv)
    language = next(one for one in discover_languages() if one.name == args.language)
    fixes = language.fixes()
    if fixes is None:
        parser.error(f"no fixes are built for {language.title}")

    def candidates(trace: Trace, tree: patchvet.SourceTree) -> list[Candidate]:
        return list(fixes.candidates(trace, tree))

    for title, rows in (
        ("faults of the services", services(language.name, candidates, args.only)),
        ("programs of the paired suite", programs(language.name, candidates, args.only)),
    ):
        cured = total = 0
        for name, told in rows:
            total += 1
            cured += any(one.endswith(": cures") for one in told)
            print(f"{name:<36} {', '.join(told) or '-'}", flush=True)
        print(f"{title}: {cured} of {total} have a candidate that cures\n")
    return 0


def services(language: str, candidates: Candidates, only: str) -> Iterator[tuple[str, list[str]]]:
    tester = CopyTester()
    for folder in sorted((SERVICES / language).iterdir()):
        service = built_in_service(language, folder.name)
        tree = patchvet.InMemoryTree(service.files)
        for fault in service.faults:
            if only not in ("", fault.name):
                continue
            told = []
            text = (CAPTURED / language / service.name / f"{fault.name}.txt").read_text("utf-8")
            for one in candidates(patchvet.read_traces(text, languages=[language])[0], tree):
                patched = patchvet.apply_patch(patchvet.parse_patch(one.patch), tree).result
                passed = tester.test(service, patched, [fault]).passed
                told.append(f"{one.name}: {'cures' if passed else 'does not'}")
            yield f"{service.name}/{fault.name}", told


def programs(language: str, candidates: Candidates, only: str) -> Iterator[tuple[str, list[str]]]:
    for case in read_cases(language):
        if only not in ("", case.name):
            continue
        text = (case.folder / "trace.txt").read_text("utf-8")
        trace = patchvet.read_traces(text, languages=[language])[0]
        with tempfile.TemporaryDirectory(prefix="fixes_") as name:
            room = Path(name).resolve()
            shutil.copytree(case.folder, room / "as-is", ignore=shutil.ignore_patterns(*PAPERS))
            found = candidates(trace, patchvet.WorkTree(room / "as-is"))
            yield case.name, [outcome(case, room, number, c) for number, c in enumerate(found)]


def outcome(case: Case, room: Path, number: int, candidate: Candidate) -> str:
    folder, patch = room / f"candidate-{number}", room / f"{number}.patch"
    shutil.copytree(room / "as-is", folder)
    patch.write_bytes(candidate.patch)
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(room)}
    subprocess.run(["git", "apply", str(patch)], cwd=folder, env=environment, check=True)
    build(case.language, [folder])
    seen = observe(case, folder)
    cures = seen.passes and seen.failed_check is None
    return f"{candidate.name}: {'cures' if cures else seen}"


if __name__ == "__main__":
    sys.exit(main())
