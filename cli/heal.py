"""`patchvet heal`: plays stories of services that fail, and heals them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .failures import CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from ..orchestrator.outcome import StageRecord
    from ..orchestrator.play import Story
    from ..orchestrator.scenario import Scenario
    from .console import Console

TITLE = "heal services that fail, as scenarios tell, and show what came of it"

EPILOG = """\
exit status:
  0  every scenario ended as it expects (an expected "refused" is as good as "healed")
  1  one did not, or a part claimed what is not so; --verify-journal: a line does not fit
  2  wrong usage, a scenario that can't be read
  3  one was skipped: something that it needs is missing

examples:
  patchvet heal                                all scenarios that ship with patchvet
  patchvet heal key-error-python 'cascade-*'   some of them, by name
  patchvet heal stories/late.scenario.toml --journal run.jsonl
  patchvet heal --verify-journal run.jsonl
"""

FORMATS = ("text", "json", "junit")
AS_EXPECTED, NOT_AS_EXPECTED, SKIPPED = 0, 1, 3


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options; docs/scenarios.md describes what a scenario is."""
    add = parser.add_argument
    add(
        "scenarios",
        nargs="*",
        metavar="SCENARIO",
        help="a name, a glob of names, a file or a folder (default: all that ship with patchvet)",
    )
    add("--format", choices=FORMATS, default="text", help="how to write it (default: text)")
    add("--seed", type=int, metavar="N", help="use this seed in place of each scenario's own")
    add("--journal", metavar="FILE", help="write the journal there: one line of JSON a stage")
    add("--verify-journal", metavar="FILE", help="only see whether the lines of a journal fit")


def execute(args: Namespace, console: Console) -> int:
    """Plays every scenario, or verifies a journal."""
    if args.verify_journal is not None:
        return _verify(args, console)
    from ..orchestrator.journal import Journal
    from ..orchestrator.play import play, shared_cast
    from ..orchestrator.scenario import load_scenario
    from .output import heal_json, heal_junit, heal_text

    scenarios = [load_scenario(path) for path in _chosen(args.scenarios)]
    if repeated := _repeated([one.name for one in scenarios]):
        raise CommandError("scenario-twice", what=repeated)
    style = console.style("auto")
    progress = Progress(len(scenarios), console, live=args.format == "text" and _on_terminal())
    journal, cast = Journal(), shared_cast()
    stories: list[Story] = []
    for scenario in scenarios:
        progress.begin(scenario)
        story = play(scenario, seed=args.seed, journal=journal, cast=cast, watch=progress.stage)
        stories.append(story)
        progress.clear()
        if args.format == "text":
            console.write(heal_text.story_text(story, style))
    if args.journal is not None:
        _write(args.journal, journal.lines())
    if args.format == "json":
        console.write(heal_json.document(stories, journal.digest, args.seed))
    elif args.format == "junit":
        console.write(heal_junit.document(stories))
    else:
        console.write(heal_text.end_text(stories, journal.digest, style))
    return status_of(stories)


class Progress:
    """A line on a terminal that tells what goes on; it is gone when a story has ended."""

    def __init__(self, total: int, console: Console, *, live: bool) -> None:
        self._total, self._console, self._live = total, console, live
        self._number = 0

    def begin(self, scenario: Scenario) -> None:
        self._number += 1
        self._show(scenario.name, "")

    def stage(self, scenario: Scenario, record: StageRecord) -> None:
        self._show(scenario.name, f"{record.stage} {record.service} at {record.at:.1f} s")

    def clear(self) -> None:
        if self._live:
            self._console.tell_raw("\r\x1b[K")  # ECMA-48: erase in line

    def _show(self, name: str, what: str) -> None:
        if self._live:
            line = f"[{self._number}/{self._total}] {name}  {what}"
            self._console.tell_raw(f"\r\x1b[K{line[:79]}")


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _chosen(arguments: list[str]) -> list[Path]:
    """The files of the scenarios that were named, in that order, each once."""
    from ..orchestrator.scenario import built_in_scenarios

    if not arguments:
        return list(built_in_scenarios())
    chosen = {path: None for argument in arguments for path in _named(argument)}
    return list(chosen)


def _named(argument: str) -> list[Path]:
    from difflib import get_close_matches
    from fnmatch import fnmatchcase
    from pathlib import Path

    from ..orchestrator.scenario import SUFFIX, built_in_scenarios

    path = Path(argument)
    if path.is_dir():
        if found := sorted(path.rglob(f"*{SUFFIX}")):
            return found
        raise CommandError("scenario-none", what=argument)
    if path.is_file() or argument.endswith(".toml"):
        return [path]
    names = {one.name.removesuffix(SUFFIX): one for one in built_in_scenarios()}
    if found := [one for name, one in names.items() if fnmatchcase(name, argument)]:
        return found
    near = get_close_matches(argument, names, n=1)
    nearest = f"did you mean `{near[0]}`?" if near else "name a file, or one that ships"
    raise CommandError("scenario-unknown", what=argument, nearest=nearest)


def _repeated(names: list[str]) -> str:
    return next((name for name in names if names.count(name) > 1), "")


def status_of(stories: list[Story]) -> int:
    """The exit status of a run."""
    if any(not one.ok and not one.skipped for one in stories):
        return NOT_AS_EXPECTED
    return SKIPPED if any(one.skipped for one in stories) else AS_EXPECTED


def _write(name: str, lines: tuple[str, ...]) -> None:
    try:
        with open(name, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError("journal-unwritable", what=name, why=why) from error


def _verify(args: Namespace, console: Console) -> int:
    import json

    from ..orchestrator.journal import START, verify_journal

    if args.scenarios:
        raise CommandError("verify-with-scenarios")
    try:
        with open(args.verify_journal, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name, no UTF-8
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError("journal-unreadable", what=args.verify_journal, why=why) from error
    count = verify_journal(lines)
    # Lines that are missing at the end leave no gap: whoever has the digest sees it by that.
    digest = json.loads(lines[-1])["digest"] if lines else START
    console.write(
        f"{args.verify_journal}: {count} lines, and they fit together; journal {digest[:16]}\n"
    )
    return AS_EXPECTED
