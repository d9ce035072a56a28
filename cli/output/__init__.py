"""Output formats: one file a format, `<name>_report.py`, found by walking this folder.

Such a file holds one `OutputFormat`. Nothing else is edited: `--format` offers it, `--help` and the
exit status work as for every other format.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...validators.report import Report
    from .style import Style

SUFFIX = "_report.py"


class Trouble(NamedTuple):
    """A failure that was told on standard error: `source` could not be judged, and why.

    `source` is None where the failure belongs to no patch. `status` is its exit status.
    """

    message: str
    status: int
    source: str | None = None


@dataclass(slots=True)
class Run:
    """One call of `patchvet check`: what was asked, and all that it brought out so far.

    `sources` are the patches as they were named. `limited_by` are the options that left checks out
    (`--ignore PV3`). `elapsed` is in seconds. `status` is the exit status, known at the end.
    """

    sources: Sequence[str]
    reports: list[Report] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    limited_by: Sequence[str] = ()
    elapsed: float = 0.0
    status: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """How a run is written. Both functions are pure and return what to print, "" for nothing.

    `patch` is called as soon as a patch is judged (its report is the last of the run's), `end` once
    at the end. `title` is one line for people.
    """

    title: str
    patch: Callable[[Report, Run, Style], str]
    end: Callable[[Run, Style], str]


@cache
def format_names() -> tuple[str, ...]:
    """The names that `--format` takes: `text` first, for it is the default, then by name."""
    files = [name for folder in __path__ for name in os.listdir(folder)]
    names = {name.removesuffix(SUFFIX) for name in files if name.endswith(SUFFIX)}
    return tuple(sorted(names, key=lambda name: (name != "text", name)))


def load_format(name: str) -> OutputFormat:
    """The format of that name. Only its own file is imported: a cold start pays for no other."""
    from importlib import import_module

    module = import_module(f".{name}_report", __name__)
    (found,) = (value for value in vars(module).values() if isinstance(value, OutputFormat))
    return found
