"""What stands in `orchestrator/services/<language>/<service>/service.toml`, as records.

    name, title, language, run, handle = "main.py:handle", calls = ["other-service", …]

    [[fault]]
    name, kind, file, function      one function holds the fault
    raised_in = "file:function"     where the innermost application frame is; default: there
    error_type, message             as the trace prints them; the message is a regular expression
    requests                        the last one triggers
    answer                          a regular expression that a cured service's last response fits
    curable = false                 nothing honest can answer: no cure is asked for
    downstream = {stock = "down"}   "down" (nobody listens), "silent" (accepts, never answers),
                                    "drops 2" (closes the first two connections without an answer);
                                    default: the service of that name in the same language
    [[fault.reply]]                 service, request (a regular expression), response: said by the
                                    called service instead of what it would say
    [[fault.check]]                 requests, responses (exact lines), downstream, reply as above;
                                    needs_cure = true: does not hold before the fault is cured

A regular expression must fit the whole text.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ROOT / "orchestrator/services"
CANDIDATES = ROOT / "tests/healing/candidates"
CAPTURED = ROOT / "tests/healing/captured"
LANGUAGES = ("python", "javascript", "go", "java")


@dataclass(frozen=True)
class Reply:
    service: str
    request: str
    response: str


@dataclass(frozen=True)
class Surroundings:
    """How the services that are called behave."""

    downstream: dict[str, str]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Check:
    requests: tuple[str, ...]
    responses: tuple[str, ...]
    needs_cure: bool
    around: Surroundings


@dataclass(frozen=True)
class Fault:
    name: str
    kind: str
    file: str
    function: str
    raised_in: tuple[str, str]
    error_type: str
    message: str
    requests: tuple[str, ...]
    answer: str
    curable: bool
    around: Surroundings
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Service:
    name: str
    language: str
    folder: Path
    calls: tuple[str, ...]
    faults: tuple[Fault, ...]

    def candidates(self, fault: Fault) -> dict[str, Path]:
        """Label → patch."""
        folder = CANDIDATES / self.language / self.name / fault.name
        return {path.stem: path for path in sorted(folder.glob("*.patch"))}


def services_of(language: str) -> dict[str, Service]:
    """Every service of that language, by name."""
    found = sorted((SERVICES / language).glob("*/service.toml"))
    return {path.parent.name: _service(path) for path in found}


def _service(path: Path) -> Service:
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Service(
        name=table["name"],
        language=table["language"],
        folder=path.parent,
        calls=tuple(table.get("calls", ())),
        faults=tuple(_fault(one) for one in table.get("fault", ())),
    )


def _fault(table: dict[str, Any]) -> Fault:
    raised = table.get("raised_in", f"{table['file']}:{table['function']}")
    file, _, function = raised.partition(":")
    return Fault(
        name=table["name"],
        kind=table["kind"],
        file=table["file"],
        function=table["function"],
        raised_in=(file, function),
        error_type=table["error_type"],
        message=table["message"],
        requests=tuple(table["requests"]),
        answer=table["answer"],
        curable=table.get("curable", True),
        around=_around(table),
        checks=tuple(_check(one) for one in table.get("check", ())),
    )


def _check(table: dict[str, Any]) -> Check:
    return Check(
        requests=tuple(table["requests"]),
        responses=tuple(table["responses"]),
        needs_cure=table.get("needs_cure", False),
        around=_around(table),
    )


def _around(table: dict[str, Any]) -> Surroundings:
    replies = tuple(Reply(**one) for one in table.get("reply", ()))
    return Surroundings(dict(table.get("downstream", {})), replies)
