"""The monitor service: keeps measurements and reports on them."""

import sys

from history import History, MonitorError
from reports import percentile, table, trend

history = History()


def number(text: str) -> int:
    if not text.isdigit():
        raise MonitorError(f"{text} is no number")
    return int(text)


def record(metric: str, texts: list[str]) -> str:
    for value in [number(text) for text in texts]:
        history.remember(metric, value)
    return f"recorded {len(texts)}"


def burst(metric: str, count: int) -> str:
    """Measures 1, 2, … `count`."""
    for value in range(1, count + 1):
        history.remember(metric, value)
    return f"recorded {count}, {len(history.entries)} held"


def respond(words: list[str]) -> str:
    match words:
        case ["record", metric, *texts]:
            return record(metric, texts)
        case ["burst", metric, count]:
            return burst(metric, number(count))
        case ["last", metric]:
            return f"last {history.values(metric)[-1]}"
        case ["percentile", metric, percent]:
            return f"percentile {percentile(history.values(metric), number(percent))}"
        case ["trend", metric]:
            return f"trend {trend(history.values(metric))}"
        case ["table", metric]:
            return f"table {table(history.values(metric))}"
        case _:
            raise MonitorError("unknown operation")


def handle(line: str) -> str:
    try:
        return respond(line.split())
    except MonitorError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
