"""Patches that leave the failure as it is and see to it that nobody hears of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.words import words
from ._judgement import MASKS, Evidence, Judgement, judgement
from ._watch import last_name

if TYPE_CHECKING:
    from ...languages.remedies import Facts
    from ._images import Image

# Handlers of last resort, as the runtimes call them.
_LAST = frozenset(
    (
        "uncaughtException",
        "unhandledRejection",
        "setDefaultUncaughtExceptionHandler",
        "excepthook",
        "setUncaughtExceptionHandler",
        "onerror",
        "onunhandledrejection",
    )
)
_LOUD = words(
    "error exception critical fatal severe warning warn Error Fatal Warn Errorf Fatalf Warnf "
    "printStackTrace print_exc"
)


def silenced(before: Image, after: Image, facts: Facts) -> Judgement | None:
    """Whether a handler of last resort is new, or an error is reported less loudly, or not."""
    loud: Counter[str] = Counter()
    for path in after.known:
        new, old = after.file(path), before.file(path)
        if new is None:
            continue
        known = set() if old is None else {one for one, _ in _last_resorts(old.module)}
        for name, node in _last_resorts(new.module):
            if name not in known:
                place = Evidence("the handler", path, node.place.line)
                return judgement(MASKS, f"`{name}` takes what nobody caught", place)
        if old is not None:
            loud.update(_reports(old.module, facts))
            loud.subtract(_reports(new.module, facts))
    if any(count > 0 for count in loud.values()):
        return judgement(MASKS, "the error is reported less loudly, and nothing else is done")
    return None


def _last_resorts(node: p.Node) -> list[tuple[str, p.Node]]:
    found: list[tuple[str, p.Node]] = []
    for one in p.walk(node):
        if isinstance(one, p.Literal) and one.kind == "str" and one.value in _LAST:
            found.append((str(one.value), one))
        elif isinstance(one, p.Member) and one.name in _LAST:
            found.append((one.name, one))
    return found


def _reports(node: p.Node, facts: Facts) -> list[str]:
    return [
        "report"
        for one in p.walk(node)
        if isinstance(one, p.Call) and facts.logs(one) and last_name(one.function) in _LOUD
    ]
