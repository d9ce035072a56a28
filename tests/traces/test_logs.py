"""An error is the same whatever log it is found in: prefixes, records, other services' lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from fixtures import CAPTURED, Captured
from logs import WRAPPED, alternating, clock

from patchvet import read_traces

if TYPE_CHECKING:
    from collections.abc import Callable

    from patchvet import Trace


def errors(log: str) -> list[Trace]:
    """All that was found, wherever in the log."""
    return [replace(trace, span=None) for trace in read_traces(log)]


ALONE = {str(one): errors(one.text) for one in CAPTURED}


@pytest.mark.parametrize("wrap", WRAPPED, ids=lambda one: one.__name__)
@pytest.mark.parametrize("runtime", sorted({one.runtime for one in CAPTURED}))
def test_a_log_changes_nothing(runtime: str, wrap: Callable[[str], str]) -> None:
    """Every captured error is read from the wrapped text as from the bare one."""
    for captured in CAPTURED:
        if captured.runtime == runtime:
            assert errors(wrap(captured.text)) == ALONE[str(captured)], captured


@pytest.mark.parametrize("runtime", sorted({one.runtime for one in CAPTURED}))
def test_two_services_whose_lines_alternate_are_told_apart(runtime: str) -> None:
    found = [one for one in CAPTURED if one.runtime == runtime]
    for first, second in pairwise(found):
        wanted = ALONE[str(first)] + ALONE[str(second)]
        read = errors(alternating(first.text, second.text))
        assert sorted(map(repr, read)) == sorted(map(repr, wanted)), (first, second)


def test_several_errors_in_one_file_are_told_in_order() -> None:
    """Of all languages, one after the other."""
    log = "".join(
        f"2024-05-17 {clock(at)} INFO request {at}\n{one.text}" for at, one in enumerate(CAPTURED)
    )
    wanted = [trace for one in CAPTURED for trace in ALONE[str(one)]]
    assert errors(log) == wanted


@pytest.mark.parametrize("captured", CAPTURED[::9], ids=str)
def test_a_span_is_where_the_error_stands(captured: Captured) -> None:
    """Its lines and its bytes say the same, and what stands there is the whole error."""
    before, after = "quiet\nüber\n", "\nquiet\n"
    log = f"{before}{captured.text}{after}".encode()
    (trace,) = read_traces(log)
    span = trace.span
    assert span is not None
    part = log[span.start : span.end]
    assert part == b"".join(line + b"\n" for line in log.split(b"\n")[span.first - 1 : span.last])
    (again,) = read_traces(part)
    assert replace(again, span=None) == replace(trace, span=None)
