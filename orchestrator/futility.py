"""When to stop: a breaker that opens where the same thing would only be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .protocols import Incident


class FutilityBreaker:
    """Remembers which patch was tried for which error, and how often an error was tackled at all.

    The same patch for the same error again freezes the error: whoever made that patch has nothing
    else, and what did not hold once will not hold the next time. An error that used up its
    `attempts` is frozen as well.
    """

    def __init__(self, attempts: int = 3) -> None:
        self._attempts = attempts
        self._tried: dict[str, list[str]] = {}
        self._frozen: dict[str, str] = {}

    def attempt(self, incident: Incident, patch_digest: str) -> str:
        """Counts an attempt; "" if it may go ahead, else why the error is frozen now."""
        if why := self.frozen(incident):
            return why
        tried = self._tried.setdefault(incident.key, [])
        if patch_digest in tried:
            return self.freeze(incident, "the same patch was tried for the same error before")
        if len(tried) >= self._attempts:
            return self.freeze(incident, f"all {self._attempts} attempts are used up")
        tried.append(patch_digest)
        return ""

    def freeze(self, incident: Incident, why: str) -> str:
        """Nothing more is tried for the error."""
        return self._frozen.setdefault(incident.key, why)

    def frozen(self, incident: Incident) -> str:
        """Why nothing more is tried for the error; "" if something may be."""
        return self._frozen.get(incident.key, "")

    def attempts(self, incident: Incident) -> int:
        """How many patches were tried for the error."""
        return len(self._tried.get(incident.key, ()))
