"""How fast is a check? Side by side with a bare parse, and with what a user would script.

    python benchmarks/speed.py REPO... [--patches 60] [--rounds 5]

REPOs are git repositories; from each the newest commits that change a Python, JavaScript, Go or
Java file are taken. Four tables:

(a) in process: the check against the floor, the bare tree-sitter parse of the same images before
and after (b) against git apply --check, git apply, and py_compile / node --check / gofmt -e /
javac on the files (c) cold start of the command against `python -c pass`
(d) ten times the hunks, the files, the lines

All figures are medians of rounds in which the candidates take turns: trust the ratios.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from commits import commits
from tree_sitter_language_pack import get_parser

import patchvet

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = ("python", "javascript", "go", "java")
TOOLS = {
    "python": [sys.executable, "-m", "py_compile"],
    "javascript": ["node", "--check"],
    "go": ["gofmt", "-e", "-l"],
    "java": ["javac", "-proc:none", "-implicit:none", "-d"],
}


@dataclass
class Sample:
    """One commit, read into memory so that no disk is measured."""

    language: str
    patch: bytes
    tree: patchvet.InMemoryTree
    images: list[tuple[str, bytes]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("repositories", nargs="+", type=Path, metavar="REPO")
    parser.add_argument("--patches", type=int, default=60, help="patches a language")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args(argv)
    samples = collect(args.repositories, args.patches)
    against_the_floor(samples, args.rounds)
    against_a_script(samples, args.rounds)
    cold_start(max(args.rounds, 9))
    scaling(args.rounds)
    return 0


def collect(repositories: list[Path], most: int) -> list[Sample]:
    """Up to `most` patches for each language; a patch counts for the first language in it."""
    registry = patchvet.Registry.discover()
    taken: dict[str, list[Sample]] = {name: [] for name in LANGUAGES}
    for repository in repositories:
        for commit in commits(repository, 1500):
            tree = commit.tree()
            try:
                sample = sample_of(commit.patch, tree, registry)
            finally:
                tree.close()
            if sample is not None and len(taken[sample.language]) < most:
                taken[sample.language].append(sample)
            spoken = {language for language in LANGUAGES if len(taken[language]) >= most}
            if len(spoken) == len(LANGUAGES) or (sample and sample.language in spoken):
                break
    return [sample for samples in taken.values() for sample in samples]


def sample_of(
    patch: bytes, tree: patchvet.SourceTree, registry: patchvet.Registry
) -> Sample | None:
    files: dict[str, bytes] = {}
    images: list[tuple[str, bytes]] = []
    changed: list[str] = []
    found = ""
    for step in patchvet.apply_patch(patchvet.parse_patch(patch), tree).steps:
        language = registry.languages.for_path(step.file.path)
        if step.before is not None and step.file.old_path:
            files[step.file.old_path] = step.before
        if language is None or step.applied is None or step.applied.after is None:
            continue
        found = found or (language.name if language.name in LANGUAGES else "")
        changed.append(step.file.path)
        grammar = language.grammar_for(step.file.path)
        both = (step.before, step.applied.after)
        images.extend((grammar, image) for image in both if image is not None)
    if not found:
        return None
    return Sample(found, patch, patchvet.InMemoryTree(files), images, changed)


# What is measured against the floor: the name of the column, and how to judge.
MODES = {
    "core": patchvet.Options(oracles="none", ignore=("structure",)),
    "all": patchvet.Options(oracles="none", scope="patch"),
    "embedded": patchvet.Options(oracles="embedded", scope="patch"),
    "tree": patchvet.Options(oracles="none", scope="tree"),
}


def against_the_floor(samples: list[Sample], rounds: int) -> None:
    print("(a) in process, against the bare parse of the images before and after, in ms a patch")
    print(
        "    core: format, safety, applies and syntax by tree-sitter and rules; all: structure too;"
    )
    print("    embedded: all, and compile(); tree: all, and uses looked for in the whole tree")
    heads = "".join(f"{mode:>10}{'x':>6}" for mode in MODES)
    print(f"{'language':<12}{'patches':>8}{'floor':>10}{heads}")
    checkers = {mode: patchvet.Checker(options=options) for mode, options in MODES.items()}
    for language in (*LANGUAGES, "all"):
        mine = [one for one in samples if language in (one.language, "all")]
        floors: list[float] = []
        times: dict[str, list[float]] = {mode: [] for mode in MODES}
        for _ in range(rounds):
            floors.append(sum(timed(parse, one) for one in mine))
            for mode, checker in checkers.items():
                times[mode].append(sum(timed(checker.check, one.patch, one.tree) for one in mine))
        floor, count = statistics.median(floors), max(len(mine), 1)
        row = f"{language:<12}{len(mine):>8}{floor / count * 1e3:>10.2f}"
        for seconds in times.values():
            median = statistics.median(seconds)
            row += f"{median / count * 1e3:>10.2f}{median / floor:>6.2f}"
        print(row)


def parse(sample: Sample) -> None:
    for grammar, image in sample.images:
        get_parser(grammar).parse(image)


def timed(call: Callable[..., object], *arguments: object) -> float:
    started = perf_counter()
    call(*arguments)
    return perf_counter() - started


def run_in(folder: str, command: list[str]) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=True)


def against_a_script(samples: list[Sample], rounds: int) -> None:
    print("\n(b) in process, oracles 'embedded', against a script of git and the language's tool")
    print(f"{'language':<12}{'patches':>8}{'script ms':>10}{'check ms':>10}{'x':>7}")
    with patchvet.Checker() as checker:
        for language in LANGUAGES:
            tool = TOOLS[language]
            if shutil.which(tool[0]) is None:
                print(f"{language:<12} {tool[0]} is not installed")
                continue
            mine = [one for one in samples if one.language == language]
            mine = mine[:: max(1, len(mine) // 20)]
            scripted = [scripted_seconds(one, tool) for one in mine]
            ours = [
                statistics.median(timed(checker.check, one.patch, one.tree) for _ in range(rounds))
                for one in mine
            ]
            ratio = statistics.median(a / b for a, b in zip(scripted, ours, strict=True))
            print(
                f"{language:<12}{len(mine):>8}{statistics.median(scripted) * 1e3:>10.1f}"
                f"{statistics.median(ours) * 1e3:>10.2f}{ratio:>7.1f}"
            )


def scripted_seconds(sample: Sample, tool: list[str]) -> float:
    """git apply --check, git apply, then the tool once a changed file of the language."""
    suffix = {"python": ".py", "javascript": ".js", "go": ".go", "java": ".java"}[sample.language]
    with tempfile.TemporaryDirectory() as folder:
        for path in sample.tree.paths():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(sample.tree.read(path) or b"")
        Path(folder, "fix.patch").write_bytes(sample.patch)
        subprocess.run(["git", "init", "-q", folder], check=True)
        files = [path for path in sample.changed if path.endswith(suffix)]
        commands = [["git", "apply", "--check", "fix.patch"], ["git", "apply", "fix.patch"]]
        commands += [[*tool, *([folder] if tool[-1] == "-d" else []), path] for path in files]
        started = perf_counter()
        for command in commands:
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return perf_counter() - started


def cold_start(rounds: int) -> None:
    print("\n(c) cold start of the command, whole process")
    root = Path(__file__).resolve().parent.parent / "examples"
    check = [sys.executable, "-m", "patchvet", "check", "--root", str(root / "shop")]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "a Python patch": [*check, str(root / "patches/python-unknown-country.patch")],
        "a JavaScript patch, --oracles none": [
            *check,
            "--oracles=none",
            str(root / "patches/javascript-unknown-token.patch"),
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):
            for name, command in commands.items():
                times[name].append(timed(run_in, folder, command))
    bare = statistics.median(times["python -c pass"][1:])
    for name, seconds in times.items():
        median = statistics.median(seconds[1:])
        print(
            f"{name:<36}{median * 1e3:>8.1f} ms{(median - bare) * 1e3:>+9.1f} ms over bare python"
        )


def scaling(rounds: int) -> None:
    print("\n(d) ten times the size")
    print(f"{'what':<44}{'1x ms':>9}{'10x ms':>9}{'x':>7}")
    cases: dict[str, Callable[[int], tuple[bytes, dict[str, bytes]]]] = {
        "1,000 hunks in one file": lambda n: hunks(1000 * n, 0),
        "1,000 hunks in one file, each at an offset": lambda n: hunks(1000 * n, 7),
        "100 files": lambda n: files(100 * n),
        "100 hunks in 100,000 equal lines": lambda n: equal_lines(100 * n),
    }
    with patchvet.Checker(options=patchvet.Options(oracles="none", limits=WIDE)) as checker:
        for name, make in cases.items():
            medians = []
            for factor in (1, 10):
                patch, tree = make(factor)
                medians.append(
                    statistics.median(timed(checker.check, patch, tree) for _ in range(rounds))
                )
            once, ten = medians
            print(f"{name:<44}{once * 1e3:>9.1f}{ten * 1e3:>9.1f}{ten / once:>7.1f}")


WIDE = patchvet.Limits(file_bytes=64 * 1024 * 1024, file_seconds=60.0)


def hunks(count: int, offset: int) -> tuple[bytes, dict[str, bytes]]:
    """`count` hunks in one text file, each stated `offset` lines above its place."""
    lines = [f"line {n}\n" for n in range(count * 10)]
    out = ["diff --git a/f.txt b/f.txt\n--- a/f.txt\n+++ b/f.txt\n"]
    for n in range(count):
        at = n * 10 + 3
        out.append(f"@@ -{at + 1 + (offset if n else 0)},3 +{at + 1 + (offset if n else 0)},3 @@\n")
        out.append(f" {lines[at]}-{lines[at + 1]}+changed {n}\n {lines[at + 2]}")
    return "".join(out).encode(), {"f.txt": "".join(lines).encode()}


def files(count: int) -> tuple[bytes, dict[str, bytes]]:
    """One hunk in each of `count` small Python files."""
    body = "".join(f"def f{n}():\n    return {n}\n\n\n" for n in range(20)).encode()
    diff = "--- a/{0}\n+++ b/{0}\n@@ -1,3 +1,3 @@\n def f0():\n-    return 0\n+    return 1\n \n"
    names = [f"pkg{n % 10}/m{n}.py" for n in range(count)]
    return "".join(diff.format(name) for name in names).encode(), dict.fromkeys(names, body)


def equal_lines(count: int) -> tuple[bytes, dict[str, bytes]]:
    """`count` hunks in a file of 100,000 equal lines."""
    out = ["--- a/f.txt\n+++ b/f.txt\n"]
    for n in range(count):
        at = n * 90 + 2
        out.append(f"@@ -{at},3 +{at},3 @@\n x\n-x\n+y\n x\n")
    return "".join(out).encode(), {"f.txt": b"x\n" * 100_000}


if __name__ == "__main__":
    sys.exit(main())
