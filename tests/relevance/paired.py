"""The paired suite's cases, as records: a program that fails, and five patches with a label.

A case is a folder `programs/<language>/<case>/` with a program, `case.toml`, `trace.txt` (what the
runtime printed) and the patches of `LABELS`. `case.toml`:

    error = "KeyError"            # how the runtime's line about the error begins, as printed
    about = "KeyError: a key that another function writes"
    run = ["billing.py", "--all"] # the interpreter's arguments; Java: the main class; Go: none
    stuffed_error = "TypeError"   # optional: with what the stuffed patch fails, if not with `error`
    masking_reason = "..."        # optional: why a mask is one although no output tells

    [trigger]                     # what makes it fail
    args = []                     # optional, come after `run`
    stdin = ""                    # optional
    status = [0]                  # optional: exit statuses of a cured program
    accepts = ["..."]             # what a cured program may print on stdout, each in full,
    matches = '...'               # or a regular expression for all of it

    [[checks]]                    # what works before and after a cure
    args = []
    stdin = ""
    stdout = "..."

White space at the ends of an output doesn't count.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

PROGRAMS = Path(__file__).resolve().parent / "programs"
# The name of a patch's file tells what it is; `correct` is to be called `addresses`.
LABELS = ("correct_1", "correct_2", "stuffed", "masking", "unrelated")
# Of no concern to the program itself.
PAPERS = ("case.toml", "trace.txt", "*.patch")


class Call(NamedTuple):
    """One way to start the program, and what it has to print."""

    args: tuple[str, ...]
    stdin: str
    status: tuple[int, ...]
    accepts: tuple[str, ...]
    matches: str | None

    def accepted(self, stdout: str) -> bool:
        """True if a program that works may print this."""
        if self.matches is not None and re.fullmatch(self.matches, stdout.strip(), re.DOTALL):
            return True
        return any(stdout.strip() == one.strip() for one in self.accepts)


class Case(NamedTuple):
    """One folder."""

    language: str
    folder: Path
    error: str
    stuffed_error: str
    masking_reason: str
    run: tuple[str, ...]
    trigger: Call
    checks: tuple[Call, ...]

    @property
    def name(self) -> str:
        return self.folder.name

    def patch(self, label: str) -> Path:
        return self.folder / f"{label}.patch"


def read_cases(language: str) -> list[Case]:
    """All cases of a language, by name."""
    return [read_case(path.parent) for path in sorted((PROGRAMS / language).glob("*/case.toml"))]


def read_case(folder: Path) -> Case:
    told = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    return Case(
        language=folder.parent.name,
        folder=folder,
        error=told["error"],
        stuffed_error=told.get("stuffed_error", told["error"]),
        masking_reason=told.get("masking_reason", ""),
        run=tuple(told.get("run", ())),
        trigger=_call(told["trigger"]),
        checks=tuple(_call(one) for one in told["checks"]),
    )


def _call(told: dict[str, object]) -> Call:
    def texts(key: str) -> tuple[str, ...]:
        value = told.get(key, ())
        assert isinstance(value, list | tuple), f"{key} is a list"
        return tuple(map(str, value))

    matches = told.get("matches")
    return Call(
        args=texts("args"),
        stdin=str(told.get("stdin", "")),
        status=tuple(map(int, texts("status"))) or (0,),
        accepts=(str(told["stdout"]),) if "stdout" in told else texts("accepts"),
        matches=None if matches is None else str(matches),
    )
