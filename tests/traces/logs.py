"""Ways in which a log wraps what a runtime printed, each as a function text → log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUIET = (
    "listening on 0.0.0.0:8080",
    "GET /basket/7 200 12 ms",
    "at most 20 workers are started at once",
    "cache: 12 of 30 entries are stale",
)


def each(text: str, prefix: Callable[[int], str]) -> str:
    return "".join(f"{prefix(at)}{line}\n" for at, line in enumerate(text.splitlines()))


def clock(at: int) -> str:
    return f"{at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}"


def plain(text: str) -> str:
    return f"{QUIET[0]}\n\n{text}\n"


def timestamps(text: str) -> str:
    return each(text, lambda at: f"2024-05-17 {clock(at)},{at % 1000:03} ERROR [shop.web] ")


def iso_timestamps(text: str) -> str:
    return each(text, lambda at: f"2024-05-17T{clock(at)}.{at % 1000:03}Z ")


def go_timestamps(text: str) -> str:
    return each(text, lambda at: f"2024/05/17 {clock(at)} ")


def compose(text: str) -> str:
    return each(text, lambda at: "shop-web-1  | ")


def compose_trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in compose(text).splitlines())


def kubernetes(text: str) -> str:
    return each(text, lambda at: f"2024-05-17T{clock(at)}.{at:09}Z stderr F ")


def journald(text: str) -> str:
    return each(text, lambda at: f"May 17 {clock(at)} shop-7 shop[4711]: ")


def syslog(text: str) -> str:
    return each(text, lambda at: f"<11>1 2024-05-17T{clock(at)}Z shop-7 shop 4711 - - ")


def kernel_clock(text: str) -> str:
    return each(text, lambda at: f"[{at / 7 + 1000:12.6f}] shop[4711]: ")


def epoch(text: str) -> str:
    return each(text, lambda at: f"{1715938000 + at}.{at % 1000:03} E shop: ")


def docker_json(text: str) -> str:
    return "".join(
        json.dumps({"log": f"{line}\n", "stream": "stderr", "time": f"2024-05-17T{clock(at)}Z"})
        + "\n"
        for at, line in enumerate(text.splitlines())
    )


def journal_json(text: str) -> str:
    return "".join(
        json.dumps(
            {"__REALTIME_TIMESTAMP": str(1715938000000000 + at), "_PID": "4711", "MESSAGE": line}
        )
        + "\n"
        for at, line in enumerate(text.splitlines())
    )


def json_record(text: str) -> str:
    lines = [{"level": "info", "msg": message} for message in QUIET]
    record = {"level": "error", "msg": "request failed", "error": {"stack": text}, "path": "/"}
    return "".join(json.dumps(one) + "\n" for one in [*lines, record, *lines])


def json_message(text: str) -> str:
    return "2024-05-17T10:00:00Z stdout F " + json.dumps({"message": text, "level": "ERROR"}) + "\n"


def logfmt(text: str) -> str:
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    written = written.replace("\n", "\\n").replace("\t", "\\t")
    return f'time=2024-05-17T10:00:00Z level=error msg="request failed" stack="{written}"\n'


def colours(text: str) -> str:
    return "".join(f"\x1b[31m{line}\x1b[0m\n" for line in text.splitlines())


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def interleaved(text: str) -> str:
    """Another service says something after every line."""
    lines = []
    for at, line in enumerate(text.splitlines()):
        lines += [f"web-1     | {line}", f"worker-1  | {QUIET[at % len(QUIET)]}"]
    return "\n".join(lines) + "\n"


def among_records(text: str) -> str:
    """The error is printed as it is, between records with timestamps."""
    records = "".join(f"2024-05-17 {clock(at)} INFO {QUIET[at % 4]}\n" for at in range(50))
    return f"{records}{text}{records}"


def coloured_in_a_pod(text: str) -> str:
    return carriage_returns(kubernetes(colours(text)))


WRAPPED: Iterable[Callable[[str], str]] = (
    plain,
    timestamps,
    iso_timestamps,
    go_timestamps,
    compose,
    compose_trimmed,
    kubernetes,
    journald,
    syslog,
    kernel_clock,
    epoch,
    docker_json,
    journal_json,
    json_record,
    json_message,
    logfmt,
    colours,
    carriage_returns,
    interleaved,
    among_records,
    coloured_in_a_pod,
)


def alternating(first: str, second: str) -> str:
    """Two services fail at once, and their lines alternate."""
    left, right = first.splitlines(), second.splitlines()
    rows = []
    for at in range(max(len(left), len(right))):
        for name, lines in (("web", left), ("worker", right)):
            if at < len(lines):
                rows.append(f"2024-05-17T{clock(at)}Z [{name}] {lines[at]}")
    return "\n".join(rows) + "\n"
