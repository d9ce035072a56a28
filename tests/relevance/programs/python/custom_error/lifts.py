"""Simulates a lift that refuses to carry too much. Events: `in NAME KG`, `out NAME`, `go FLOOR`."""
import sys
from dataclasses import dataclass, field


class Overload(Exception):
    """More in the cabin than it may carry."""

    def __init__(self, load, limit):
        super().__init__(f"{load} kg in the cabin, {limit} kg allowed")
        self.load = load


@dataclass
class Cabin:
    limit: int = 400
    floor: int = 0
    load: int = 0
    riders: dict = field(default_factory=dict)

    def enter(self, name, weight):
        self.riders[name] = weight
        self.load += weight

    def leave(self, name):
        self.riders.pop(name, None)

    def go(self, floor):
        if self.load > self.limit:
            raise Overload(self.load, self.limit)
        self.floor = floor


def apply(cabin, event):
    verb, *rest = event.split()
    if verb == "in":
        cabin.enter(rest[0], int(rest[1]))
    elif verb == "out":
        cabin.leave(rest[0])
    elif verb == "go":
        cabin.go(int(rest[0]))
        return f"floor {cabin.floor} with {len(cabin.riders)}"
    return None


def main():
    cabin = Cabin()
    for event in sys.stdin:
        told = apply(cabin, event)
        if told:
            print(told)


if __name__ == "__main__":
    main()
