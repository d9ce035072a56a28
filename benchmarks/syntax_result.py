"""What a run of syntax_truth.py counted, and how it is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mutations import MUTATIONS

if TYPE_CHECKING:
    from edited import Edited

    from patchvet.languages.rules import Violation


@dataclass
class Cost:
    """Seconds spent, per image: parsing it, comparing and running the rules where it changed."""

    images: int = 0
    parse: float = 0.0
    rules: float = 0.0

    def __str__(self) -> str:
        if not self.parse:
            return "-"
        return f"{self.rules / self.parse:.2f} x the parse of the post-image ({self.images} images)"


@dataclass
class Result:
    """What one language's run counted."""

    files: int = 0
    file_alarms: dict[str, list[str]] = field(default_factory=lambda: {"grammar": [], "rules": []})
    mutants: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    missed: dict[str, Counter[str]] = field(
        default_factory=lambda: {"has_error": Counter(), "rules": Counter()}
    )
    alarms: dict[str, list[str]] = field(default_factory=lambda: {"grammar": [], "rules": []})
    undecided: int = 0
    differences: list[str] = field(default_factory=list)
    causes: dict[str, list[str]] = field(default_factory=dict)
    fired: Counter[str] = field(default_factory=Counter)
    cost: Cost = field(default_factory=Cost)
    history: Cost = field(default_factory=Cost)


def described(path: str, data: bytes, violation: Violation) -> str:
    line = data.count(b"\n", 0, violation.start) + 1
    text = data[violation.start : violation.end][:60]
    return f"{path}:{line}: {violation.rule}: {violation.message} {text!r}"


def sample(path: str, kind: str, edited: Edited) -> str:
    """The lines around an edit, before and after; offsets of both agree up to it."""
    start, end = edited.ranges[0]
    tail = len(edited.after) - end
    old_end = len(edited.before) - tail
    images = ((edited.before, old_end, "-"), (edited.after, end, "+"))
    line = edited.after.count(b"\n", 0, start) + 1
    shown = [f"    {kind} in {path}:{line}"]
    for data, stop, mark in images:
        first = data.rfind(b"\n", 0, max(0, data.rfind(b"\n", 0, start))) + 1
        last = data.find(b"\n", data.find(b"\n", min(stop, start + 300)) + 1)
        text = data[first : last if last > 0 else len(data)][:600].decode("utf-8", "replace")
        shown += [f"    {mark} {line}" for line in text.split("\n")]
    return "\n".join(shown)


def show_result(result: Result, title: str, samples: int) -> None:
    """Prints the tables; `samples` of each cause of a miss."""
    print(f"## {title}\n")
    total = result.rejected.total()
    print(f"{result.files} valid files, {result.mutants} mutants of them, {total} rejected", end="")
    print(f", {result.undecided} undecided\n")
    _table(result, total)
    print("| mutation | rejected | has_error misses | with rules |\n|---|--:|--:|--:|")
    for kind in MUTATIONS:
        misses = [result.missed[key][kind] for key in ("has_error", "rules")]
        print(f"| {kind} | {result.rejected[kind]} | {misses[0]} | {misses[1]} |")
    print(f"\ncost of the rules, mutants that parse: {result.cost}")
    print(f"cost of the rules, commits: {result.history}")
    print(f"images in which a walk of the whole file finds otherwise: {len(result.differences)}")
    caught = ", ".join(f"{rule} {count}" for rule, count in result.fired.most_common())
    print(f"rules that caught what the grammar missed: {caught}")
    print("\nmissed most:")
    for cause, found in sorted(result.causes.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found):4} {cause}")
        for one in found[:samples]:
            print(f"    {one}\n")
    most = max(samples, 10)
    _list("the grammar's false alarms on valid files", result.file_alarms["grammar"])
    _list("the rules' false alarms on valid files", result.file_alarms["rules"])
    _list("the rules' false alarms on harmless mutants", result.alarms["rules"][:most])
    _list("found otherwise", result.differences[:most])
    print()


def _table(result: Result, total: int) -> None:
    print("| | misses | | false alarms on valid files | on harmless mutants |")
    print("|---|--:|--:|--:|--:|")
    for label, key in (("has_error alone", "has_error"), ("+ rules", "rules")):
        missed = result.missed[key].total()
        wrong = [
            len(alarms["grammar"]) + (len(alarms["rules"]) if key == "rules" else 0)
            for alarms in (result.file_alarms, result.alarms)
        ]
        print(f"| {label} | {missed} | {_share(missed, total)} | {wrong[0]} | {wrong[1]} |")
    print("| + oracle | 0 | 0.00% | 0 | 0 |")
    print("\nThe last row holds by construction: the oracle is the judge.\n")


def _list(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}:")
    for line in lines:
        print(f"  {line}")


def _share(count: int, total: int) -> str:
    return f"{count / total:.2%}" if total else "-"
