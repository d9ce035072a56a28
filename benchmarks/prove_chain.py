"""Shows that gateway, catalog, pricing and stock work together whatever language each is in.

    python benchmarks/prove_chain.py [--all]

The four languages stand behind each other in each order that turns them by one (`--all`: in every
one of the 24 orders). Under the real runtimes, over TCP: a quote is answered alike everywhere, a
refusal of any service is passed on, and each of the four that fails takes the gateway down with it,
which is what a cascade is. Exit status 1 if one doesn't.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from prove_services import TOOLS, Bench
from service_files import LANGUAGES, Surroundings
from service_runs import run, surroundings

import patchvet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service_files import Service

CHAIN = ("gateway", "catalog", "pricing", "stock")
QUIET = Surroundings({}, ())
SERVED = ("quote a1 2", "quote b2 5", "quote b2 4")
SAID = (r"quote apple 2 2\.40", "error only 4 .+", r"quote bread 4 14\.00")
# What makes each of the services behind the gateway fail; its own fault is its own affair.
TRIGGERS = {"catalog": "quote z9 1", "pricing": "quote g7 1", "stock": "quote c3 1"}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--all", action="store_true", help="every order of the languages")
    args = parser.parse_args(argv)
    missing = [TOOLS[one] for one in LANGUAGES if shutil.which(TOOLS[one]) is None]
    if missing:
        print(f"skipped: not installed: {', '.join(missing)}")
        return 3
    turned = [LANGUAGES[first:] + LANGUAGES[:first] for first in range(len(LANGUAGES))]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="chain-") as folder:
        benches = {one: Bench(one, Path(folder) / one) for one in LANGUAGES}
        for order in permutations(LANGUAGES) if args.all else turned:
            services = dict(zip(CHAIN, order, strict=True))
            found = wrong_in(benches, services)
            print(f"{' -> '.join(order)}: {'NO' if found else 'yes'}")
            wrong += found
    for one in wrong:
        print(f"does not hold: {one}")
    return 1 if wrong else 0


def wrong_in(benches: dict[str, Bench], languages: dict[str, str]) -> list[str]:
    """What does not hold with each service in its language."""
    services = {name: benches[one].services[name] for name, one in languages.items()}

    def ask(requests: Sequence[str]) -> tuple[tuple[str, ...], str, int]:
        def command_of(service: Service) -> list[str]:
            return benches[service.language].original(service)

        gateway = services["gateway"]
        with surroundings(gateway, QUIET, services, command_of) as ports:
            ran = run(command_of(gateway), requests, ports)
        return ran.responses, ran.errors, ran.status

    order = " -> ".join(languages.values())
    responses, errors, status = ask(SERVED)
    wrong = []
    if status or not fit(responses):
        wrong.append(f"{order}: {responses}, not {SAID}; {errors}")
    own = next(one for one in services["gateway"].faults if one.kind == "polyglot")
    for origin, line in {"gateway": own.requests[-1], **TRIGGERS}.items():
        responses, errors, status = ask((SERVED[0], line))
        if not status or len(responses) != 1:
            wrong.append(f"{order}: `{line}` fails in {origin}, and the gateway says {responses}")
        print(f"    {origin} ({languages[origin]}): {last_words(errors)}")
    return wrong


def fit(responses: Sequence[str]) -> bool:
    return len(responses) == len(SAID) and all(map(re.fullmatch, SAID, responses))


def last_words(errors: str) -> str:
    """The error as a line, as patchvet reads it."""
    traces = patchvet.read_traces(errors)
    return f"{traces[0].error_type}: {traces[0].message}" if traces else errors[:80]


if __name__ == "__main__":
    sys.exit(main())
