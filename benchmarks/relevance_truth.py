"""Does patchvet know which patches address an error? The paired suite, label against verdict.

    python benchmarks/relevance_truth.py [LANGUAGE...] [--misses]

Aims: cannot-tell at most 15 % of all; of the verdicts given at least 97 % right; correct patches
called masks or unrelated at most 2 %; wrong ones called addresses: none. `--misses` lists each
patch that was not judged as its label says. Exit status 1 if an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "relevance"))

from judged import RIGHT, VERDICTS, Figures, Judged, figures, judged

LANGUAGES = ("python", "javascript", "go", "java")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=", ".join(LANGUAGES))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    everything: list[Judged] = []
    for language in args.languages or LANGUAGES:
        found = list(judged(language))
        everything += found
        show(language, figures(found), len(found))
        if args.misses:
            print(*(f"  {one}" for one in found if not one.is_right), sep="\n")
    total = figures(everything)
    show("all", total, len(everything))
    return int(not fulfils(total))


def fulfils(found: Figures) -> bool:
    return (
        found.cannot_tell <= 0.15
        and found.right >= 0.97
        and found.spurned <= 0.02
        and found.wrongly_praised == 0
    )


def show(name: str, found: Figures, count: int) -> None:
    print(f"{name}: {count} patches")
    print(f"  {'':10}", *(f"{verdict:>12}" for verdict in VERDICTS))
    for kind in RIGHT:
        print(f"  {kind:10}", *(f"{found.matrix[kind, verdict]:12}" for verdict in VERDICTS))
    print(
        f"  cannot-tell {found.cannot_tell:.1%} · right {found.right:.1%} of those given · "
        f"correct called masks or unrelated {found.spurned:.1%} · "
        f"wrong called addresses {found.wrongly_praised}"
    )


if __name__ == "__main__":
    sys.exit(main())
