"""Asks every sensor of a house at once and reports what they measure."""

from __future__ import annotations

import asyncio
import sys

from sources import Cached, Live, Source


class Hub:
    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def attach(self, room: str, source: Source) -> None:
        self._sources[room] = source

    async def sample(self, room: str) -> float:
        source = self._sources[room]
        value = await source.read()
        return round(value, 1)

    async def report(self) -> list[str]:
        rooms = sorted(self._sources)
        values = await asyncio.gather(*(self.sample(room) for room in rooms))
        return [f"{room}: {value} C" for room, value in zip(rooms, values)]


def build(arguments: list[str]) -> Hub:
    """`kitchen=21.4` is a live sensor, `attic~17` one whose last value is kept."""
    hub = Hub()
    for argument in arguments:
        if "~" in argument:
            room, value = argument.split("~")
            hub.attach(room, Cached(float(value)))
        else:
            room, value = argument.split("=")
            hub.attach(room, Live(float(value)))
    return hub


if __name__ == "__main__":
    for line in asyncio.run(build(sys.argv[1:]).report()):
        print(line)
