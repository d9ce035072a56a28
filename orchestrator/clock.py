"""Time that only moves when somebody moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 5, 9, 0, 0, tzinfo=UTC)


class VirtualClock:
    """Seconds since `EPOCH`, from 0.0 on. Nothing here reads the machine's clock."""

    def __init__(self) -> None:
        self._now = 0.0

    @property
    def now(self) -> float:
        return self._now

    def advance(self, seconds: float) -> float:
        """Moves on and gives the new time. Raises ValueError for less than nothing."""
        if seconds < 0:
            raise ValueError(f"time runs forwards: {seconds} s")
        # Microseconds: what the logs can print, and sums stay the same in every order.
        self._now = round(self._now + seconds, 6)
        return self._now

    def at(self, seconds: float | None = None) -> datetime:
        """The date and time of a moment; of now without one."""
        return EPOCH + timedelta(seconds=self._now if seconds is None else seconds)
