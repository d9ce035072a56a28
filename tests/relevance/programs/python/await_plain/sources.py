"""Where measurements come from."""

from __future__ import annotations

import asyncio
from typing import Protocol


class Source(Protocol):
    async def read(self) -> float: ...


class Live:
    """A sensor that takes a while to answer."""

    def __init__(self, value: float, delay: float = 0.001) -> None:
        self._value = value
        self._delay = delay

    async def read(self) -> float:
        await asyncio.sleep(self._delay)
        return self._value


class Cached:
    """The last value of a sensor that has gone to sleep."""

    def __init__(self, value: float) -> None:
        self._value = value
        self._reads = 0

    def read(self) -> float:
        self._reads += 1
        return self._value
