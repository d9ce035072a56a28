"""A deadline over blocking reads and writes, on every system, for microseconds a request."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Watchdog:
    """Calls `expire` if `end` is not called in time; one at a time.

    Its one thread is nearly always asleep, and not woken for a request that may take longer than
    it sleeps anyway: of 20,000 requests with equal limits, only one in a limit's time costs more
    than two locks. (A threading.Timer a request would start a thread each; select() knows no pipes
    on Windows.)
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._thread: threading.Thread | None = None
        self._sleeps_until = 0.0
        self._deadline = math.inf
        self._expire: Callable[[], None] | None = None
        self._expired = False
        self._closed = False

    def begin(self, seconds: float, expire: Callable[[], None]) -> None:
        """From now on, `expire` is called after `seconds` (from another thread)."""
        with self._condition:
            self._closed = False
            self._expired = False
            self._expire = expire
            self._deadline = time.monotonic() + seconds
            if self._thread is None or not self._thread.is_alive():
                self._sleeps_until = 0.0
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
            elif self._deadline < self._sleeps_until:
                self._condition.notify()

    def end(self) -> bool:
        """Calls it off; True if it was too late."""
        with self._condition:
            self._deadline = math.inf
            self._expire = None
            return self._expired

    def close(self) -> None:
        """Ends the thread."""
        with self._condition:
            self._closed = True
            self._condition.notify()

    def _watch(self) -> None:
        with self._condition:
            while not self._closed:
                left = self._deadline - time.monotonic()
                if left <= 0 and self._expire is not None:
                    self._expired = True
                    self._expire()
                    self._expire = None
                    self._deadline = math.inf
                    continue
                self._sleeps_until = self._deadline
                self._condition.wait(None if math.isinf(left) else left)
