"""How many broken changes do the structure checks see, and do they alarm on real commits?

    python benchmarks/structure_truth.py [REPO...] [--instances 30] [--seed 1]
        [--select PV301,PV302] [--languages python,go] [--most N] [--show N]

Instances are made by the generators in benchmarks/structure/ of real source files, those that are
installed (CPython's Lib, npm's node_modules, GOROOT/src, the JDK's src.zip). Each is judged as a
patch, by embedded parts alone; it is caught if its code is among the findings. Every REPO's commits
are judged as well, parent by parent: structure errors are listed, and the share with warnings told.
Exit status 1 if a check of error level catches less than it must or a real commit gets an error.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import corpora
import structure
from commits import commits
from structure import Corpus, Instance

import patchvet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

LANGUAGES = ("python", "javascript", "go", "java")
# The share that must be caught; forgotten-import needs to know too much of the world for more.
ENOUGH = defaultdict(lambda: 0.95, {"PV307": 0.90})


@dataclass
class Result:
    """What became of one code's instances in one language."""

    instances: int = 0
    caught: int = 0
    missed: list[tuple[Instance, patchvet.Report]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.caught / self.instances


@dataclass
class Alarms:
    """What the structure checks say about real commits."""

    commits: int = 0
    warned: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


def main() -> int:
    args = _arguments()
    select = tuple(args.select.split(",")) if args.select else ()
    failed = False
    modules = [m for m in _generators() if not select or set(m.CODES) & set(select)]
    for language in args.languages.split(","):
        results: dict[str, Result] = defaultdict(Result)
        files = corpora.files(language, [], random.Random(f"{args.seed} {language}"))
        corpus = Corpus(files)
        with patchvet.Checker(options=patchvet.Options(oracles="none")) as checker:
            for module in modules:
                codes = [code for code in module.CODES if not select or code in select]
                rng = random.Random(f"{args.seed} {language} {module.__name__}")
                made = module.instances(language, rng, corpus)
                _judge(checker, _enough(made, codes, args.instances), results)
        failed |= _print_results(checker.registry, language, results, args.show)
    for repository in args.repositories:
        failed |= _print_alarms(repository, _alarms(repository, args.most, select), args.show)
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("repositories", nargs="*", type=Path, metavar="REPO")
    parser.add_argument("--instances", type=int, default=30, help="of each code and language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--select", default="", help="codes, with commas between; all by default")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--most", type=int, help="judge the newest N commits of each REPO")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="what was missed, warnings"
    )
    return parser.parse_args()


def _generators() -> list[ModuleType]:
    names = sorted(module.name for module in iter_modules(structure.__path__))
    return [import_module(f"structure.{name}") for name in names]


def _enough(made: Iterable[Instance], codes: list[str], wanted: int) -> Iterable[Instance]:
    """The first `wanted` instances of each of the `codes`."""
    left = dict.fromkeys(codes, wanted)
    for instance in made if wanted else ():
        if left.get(instance.code):
            left[instance.code] -= 1
            yield instance
            if not any(left.values()):
                return


def _judge(
    checker: patchvet.Checker, instances: Iterable[Instance], results: dict[str, Result]
) -> None:
    for instance in instances:
        report = checker.check(instance.patch, instance.tree, source=instance.path)
        result = results[instance.code]
        result.instances += 1
        if any(finding.code == instance.code for finding in report.findings):
            result.caught += 1
        else:
            result.missed.append((instance, report))


def _print_results(
    registry: patchvet.Registry, language: str, results: dict[str, Result], show: int
) -> bool:
    """Prints a table; True if a check of error level catches too little."""
    if not results:
        return False
    print(f"\n## {language}\n\n| check | instances | caught | |\n|---|--:|--:|--:|")
    failed = False
    for code, result in sorted(results.items()):
        known = registry.code(code)
        too_few = result.share < ENOUGH[code]
        failed |= too_few and known is not None and known.severity == "error"
        name = known.name if known else "is not registered"
        mark = " !" if too_few else ""
        print(
            f"| {code} {name} | {result.instances} | {result.caught} | {result.share:.1%}{mark} |"
        )
    for code, result in sorted(results.items()):
        for instance, report in result.missed[:show]:
            found = ", ".join(f"{one.code}:{one.line}" for one in report.findings) or "nothing"
            print(f"\nmissed {code} in {instance.path}; found: {found}")
            print(instance.patch.decode("utf-8", "replace"))
    return failed


def _alarms(repository: Path, most: int | None, select: tuple[str, ...]) -> Alarms:
    alarms = Alarms()
    options = patchvet.Options(
        oracles="none", select=select, allow=frozenset({"symlink", "submodule"})
    )
    with patchvet.Checker(options=options) as checker:
        for commit in commits(repository, most):
            tree = commit.tree()
            try:
                report = checker.check(commit.patch, tree, source=commit.id[:10])
            finally:
                tree.close()
            alarms.commits += 1
            found = [one for one in report.findings if one.code.startswith("PV3")]
            told = {
                severity: [
                    f"{commit.id[:10]} {one.path}:{one.line}: {one.code} {one.message}"
                    for one in found
                    if one.severity == severity
                ]
                for severity in ("error", "warning")
            }
            alarms.errors += told["error"]
            alarms.warnings += told["warning"]
            alarms.warned += bool(told["warning"])
            alarms.notes.update({one.code for one in found if one.severity == "note"})
    return alarms


def _print_alarms(repository: Path, alarms: Alarms, show: int) -> bool:
    name = repository.parent.name if repository.name in ("repo", ".git") else repository.name
    share = alarms.warned / max(alarms.commits, 1)
    print(f"\n## {name}: {alarms.commits} commits")
    print(f"\nwith warnings {alarms.warned} ({share:.1%}); errors {len(alarms.errors)}")
    notes = ", ".join(f"{code} {count}" for code, count in alarms.notes.most_common())
    print(f"commits with notes: {notes or 'none'}")
    for line in alarms.errors:
        print(f"  error {line}")
    for line in alarms.warnings[:show]:
        print(f"  warning {line}")
    return bool(alarms.errors)


if __name__ == "__main__":
    sys.exit(main())
