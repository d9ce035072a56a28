"""Shows that the services fail as they say, and that each candidate is what its name says.

    python benchmarks/prove_services.py [--language go] [--service cart] [--fault NAME] [--refresh]

Under python, node, go and java (those that are installed; all that is missing is named), for each
fault of each service (`service_files.py` tells what a fault is):

- its last request ends the process with exactly that type and message, the innermost application
  frame in that file and function, as patchvet's own reader sees it;
- the behaviour checks hold before any patch, those that need a cure do not;
- `cure_*.patch` answers the trigger and keeps every check; `masking`, `unrelated` and `stuffed`
  build, and fail the trigger or a check.

Prints a table, then what does not hold, and exits with 1 if there is anything. `--refresh` writes
the traces down in `tests/healing/captured/`, with the paths of a server (`/srv/<service>`).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from service_files import CAPTURED, LANGUAGES, Fault, Service, services_of
from service_runs import BuildError, Ran, build, run, surroundings

import patchvet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service_files import Surroundings

TOOLS = {"python": sys.executable, "javascript": "node", "go": "go", "java": "javac"}
CURES = ("cure_1", "cure_2")
WRONG = ("masking", "unrelated", "stuffed")


class Proof(NamedTuple):
    """What was seen of one fault. `cells` is the row of the table, `problems` what doesn't hold."""

    cells: dict[str, str]
    problems: list[str]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--service")
    parser.add_argument("--fault")
    parser.add_argument("--refresh", action="store_true", help="write the captured traces anew")
    args = parser.parse_args(argv)
    wrong: list[str] = []
    for language in args.language or LANGUAGES:
        if shutil.which(TOOLS[language]) is None:
            print(f"{language}: skipped, `{TOOLS[language]}` is not installed")
            continue
        with tempfile.TemporaryDirectory(prefix="prove-") as folder:
            bench = Bench(language, Path(folder))
            wrong += prove_language(bench, args.service, args.fault, args.refresh)
    for one in wrong:
        print(f"does not hold: {one}")
    return 1 if wrong else 0


class Bench:
    """A language's services, built in a folder: the originals once, variants when asked."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language, self.folder = language, folder
        self.services = services_of(language)
        self._originals: dict[str, list[str]] = {}

    def original(self, service: Service) -> list[str]:
        if service.name not in self._originals:
            self._originals[service.name] = self.variant(service, f"original-{service.name}", None)
        return self._originals[service.name]

    def variant(self, service: Service, label: str, patch: Path | None) -> list[str]:
        """The command of the service with that patch. Raises BuildError."""
        folder = self.folder / label / service.name
        shutil.rmtree(folder.parent, ignore_errors=True)
        shutil.copytree(service.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        if patch is not None:
            applied = subprocess.run(
                ["git", "apply", str(patch)],
                cwd=folder,
                env={**os.environ, "GIT_CEILING_DIRECTORIES": str(self.folder)},
                capture_output=True,
                text=True,
                check=False,
            )
            if applied.returncode:
                raise BuildError(applied.stderr)
        return build(self.language, folder)

    def run(
        self, service: Service, command: list[str], requests: Sequence[str], around: Surroundings
    ) -> Ran:
        with surroundings(service, around, self.services, self.original) as ports:
            ran = run(command, requests, ports)
        return ran.with_fixed_ports(ports)


def prove_language(
    bench: Bench, service: str | None, fault: str | None, refresh: bool
) -> list[str]:
    rows, wrong = [], []
    for one in bench.services.values():
        for its in one.faults:
            if service in (None, one.name) and fault in (None, its.name):
                proof = prove(bench, one, its, refresh)
                head = {"language": bench.language, "service": one.name, "fault": its.name}
                rows.append({**head, "kind": its.kind, **proof.cells})
                wrong += [f"{bench.language}/{one.name}/{its.name}: {x}" for x in proof.problems]
    if service is None and fault is None:
        wrong += shared_functions(bench)
    print_table(rows)
    return wrong


def shared_functions(bench: Bench) -> list[str]:
    """Every fault of a language has a function of its own."""
    seen: dict[tuple[str, str, str], str] = {}
    wrong = []
    for service in bench.services.values():
        for fault in service.faults:
            place = service.name, fault.file, fault.function
            if place in seen:
                pair = f"{seen[place]} and {fault.name}"
                wrong.append(f"{bench.language}/{service.name}: {pair} share a function")
            seen[place] = fault.name
    return wrong


def prove(bench: Bench, service: Service, fault: Fault, refresh: bool) -> Proof:
    cells: dict[str, str] = {}
    problems: list[str] = []

    def note(column: str, found: list[str]) -> None:
        cells[column] = "NO" if found else "yes"
        problems.extend(f"{column}: {one}" for one in found)

    try:
        command = bench.original(service)
    except BuildError as error:
        return Proof({"raises": "NO"}, [f"does not build: {error}"])
    ran = bench.run(service, command, fault.requests, fault.around)
    note("raises", wrong_error(bench.language, fault, ran))
    note("checks", wrong_checks_before(bench, service, fault, command))
    if refresh and not problems:
        write_down(bench, service, fault, ran)
    for label in CURES if fault.curable else ():
        note(label, wrong_cure(bench, service, fault, label))
    for label in WRONG:
        note(label, wrong_candidate(bench, service, fault, label))
    return Proof(cells, problems)


def wrong_error(language: str, fault: Fault, ran: Ran) -> list[str]:
    """What is wrong with the failure that the trigger should give."""
    if not ran.status:
        return [f"the process ended well; it answered {list(ran.responses)}"]
    if len(ran.responses) != len(fault.requests) - 1:
        return [f"{len(ran.responses)} of {len(fault.requests)} requests were answered: {ran}"]
    traces = patchvet.read_traces(ran.errors, languages=[language])
    if len(traces) != 1:
        return [f"{len(traces)} errors were read in: {ran.errors}"]
    trace = traces[0]
    wrong = []
    if trace.error_type != fault.error_type:
        wrong.append(f"type {trace.error_type!r}, not {fault.error_type!r}")
    if not re.fullmatch(fault.message, trace.message, re.DOTALL):
        wrong.append(f"message {trace.message!r} does not fit {fault.message!r}")
    file, function = fault.raised_in
    frame = trace.root_cause
    if frame is None:
        wrong.append(f"no application frame in: {ran.errors}")
    elif not is_in(frame, file, function):
        wrong.append(
            f"raised in {frame.path}: {frame.module} {frame.function}, not {file}:{function}"
        )
    return wrong


def is_in(frame: patchvet.Frame, file: str, function: str) -> bool:
    """Runtimes write a method's name with its class (`Cart.total`, `(*Cart).total`) or without."""
    names = re.split(r"[^\w$#]+", frame.function)
    return Path(frame.path).name == Path(file).name and function.split(".")[-1] in names


def wrong_checks_before(
    bench: Bench, service: Service, fault: Fault, command: list[str]
) -> list[str]:
    wrong = []
    for number, check in enumerate(fault.checks, 1):
        ran = bench.run(service, command, check.requests, check.around)
        held = ran.responses == check.responses and not ran.status
        if held == check.needs_cure:
            wrong.append(f"check {number} {'holds' if held else f'fails: {ran}'} before any patch")
    if all(check.needs_cure for check in fault.checks):
        wrong.append("no check holds before the patch: nothing shows what must be kept")
    return wrong


def failures(bench: Bench, service: Service, fault: Fault, command: list[str]) -> list[str]:
    """What the service with a candidate gets wrong."""
    ran = bench.run(service, command, fault.requests, fault.around)
    wrong = []
    if ran.status or len(ran.responses) != len(fault.requests):
        wrong.append(f"the trigger still ends it: {ran.errors[-300:]}")
    elif not re.fullmatch(fault.answer, ran.last):
        wrong.append(f"the trigger is answered {ran.last!r}, not {fault.answer!r}")
    for number, check in enumerate(fault.checks, 1):
        ran = bench.run(service, command, check.requests, check.around)
        if ran.status or ran.responses != check.responses:
            wrong.append(f"check {number} gives {ran.responses}, not {check.responses}")
    return wrong


def wrong_cure(bench: Bench, service: Service, fault: Fault, label: str) -> list[str]:
    patch = service.candidates(fault).get(label)
    if patch is None:
        return ["there is none"]
    try:
        command = bench.variant(service, "candidate", patch)
    except BuildError as error:
        return [str(error)]
    return failures(bench, service, fault, command)


def wrong_candidate(bench: Bench, service: Service, fault: Fault, label: str) -> list[str]:
    patch = service.candidates(fault).get(label)
    if patch is None:
        return ["there is none"]
    try:
        command = bench.variant(service, "candidate", patch)
    except BuildError as error:
        return [str(error)]
    return [] if failures(bench, service, fault, command) else ["it cures the fault"]


def write_down(bench: Bench, service: Service, fault: Fault, ran: Ran) -> None:
    path = CAPTURED / bench.language / service.name / f"{fault.name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(normal(bench, ran.errors))


def normal(bench: Bench, text: str) -> str:
    """Without what differs between two machines: folders, addresses."""
    library = os.path.dirname(os.__file__)
    text = re.sub(rf"{re.escape(str(bench.folder))}/[\w-]+/", "/srv/", text)
    text = text.replace(f"{library}/", f"/usr/lib/{Path(library).name}/")
    return re.sub(r"\b0x[0-9a-f]{6,}", "0xc000012345", text)


def print_table(rows: list[dict[str, str]]) -> None:
    if not rows:
        return
    columns = list(dict.fromkeys(name for row in rows for name in row))
    widths = {one: max(len(one), *(len(row.get(one, "-")) for row in rows)) for one in columns}
    for row in [{one: one for one in columns}, *rows]:
        print("  ".join(row.get(one, "-").ljust(widths[one]) for one in columns).rstrip())


if __name__ == "__main__":
    sys.exit(main())
