"""Suggests what to order again, from a day's stock movements."""

import sys
from dataclasses import dataclass

from ledger import load_levels


@dataclass
class Suggestion:
    sku: str
    missing: int


def shortage(levels, sku, target):
    on_hand = levels[sku]
    return max(0, target - on_hand)


def suggest(levels, targets):
    found = []
    for sku, target in targets.items():
        missing = shortage(levels, sku, target)
        if missing:
            found.append(Suggestion(sku, missing))
    return found


def parse_targets(arguments):
    targets = {}
    for argument in arguments:
        sku, _, wanted = argument.partition("=")
        targets[sku.upper()] = int(wanted or 1)
    return targets


def main():
    levels = load_levels(sys.stdin)
    for one in suggest(levels, parse_targets(sys.argv[1:])):
        print(f"order {one.missing} x {one.sku}")


if __name__ == "__main__":
    main()
