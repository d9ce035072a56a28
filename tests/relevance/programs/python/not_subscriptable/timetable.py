"""Answers `next LINE STOP MINUTE` and `first LINE STOP` for a small bus network."""

from typing import NamedTuple, Optional
import bisect
import sys


class Departure(NamedTuple):
    line: str
    minute: int

    def clock(self) -> str:
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


NETWORK: dict[tuple[str, str], list[int]] = {
    ("12", "harbour"): [360, 420, 480, 1290],
    ("12", "museum"): [372, 432, 492],
    ("N1", "harbour"): [15, 75],
}


def departures(line: str, stop: str) -> Optional[list[int]]:
    return NETWORK.get((line, stop))


def first(line: str, stop: str) -> Departure:
    minutes = departures(line, stop)
    return Departure(line, minutes[0])


def following(line: str, stop: str, minute: int) -> str:
    minutes = departures(line, stop)
    if not minutes:
        return "no such stop"
    place = bisect.bisect_right(minutes, minute)
    if place == len(minutes):
        return "none left today"
    return Departure(line, minutes[place]).clock()


def answer(question: str) -> str:
    verb, line, stop, *rest = question.split()
    if verb == "next":
        return following(line, stop, int(rest[0]))
    return first(line, stop).clock()


if __name__ == "__main__":
    for question in sys.stdin:
        print(answer(question))
