"""What was measured, newest last."""

BUDGET = 1000


class MonitorError(Exception):
    """What was asked for is not known."""


class History:
    def __init__(self) -> None:
        self.entries: list[tuple[str, int]] = []

    def remember(self, metric: str, value: int) -> None:
        self.entries.append((metric, value))
        if len(self.entries) > BUDGET:
            raise MemoryError(f"history holds {len(self.entries)} entries, budget {BUDGET}")

    def values(self, metric: str) -> list[int]:
        found = [value for name, value in self.entries if name == metric]
        if not found:
            raise MonitorError(f"nothing known of {metric}")
        return found
