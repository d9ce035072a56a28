"""What real runtimes printed is understood: type, message, innermost application frame, root."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from fixtures import CAPTURED, EXPECTED, HERE, Captured, place

from patchvet import read_traces


def as_list(value: str | list[str]) -> list[str]:
    """What differs between versions of a runtime is a list of all that is right."""
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("captured", CAPTURED, ids=str)
def test_an_error_is_understood(captured: Captured) -> None:
    """Exactly one error is seen, and every part of it is as the program's source says."""
    (trace,) = read_traces(captured.text)
    wanted = captured.expected
    any_of = as_list(wanted["innermost"])
    assert trace.language == captured.language
    assert trace.error_type in as_list(wanted["type"])
    assert trace.message == wanted["message"].strip()
    assert place(trace.innermost, captured.language) in any_of
    assert place(trace.root_cause, captured.language) in as_list(wanted.get("root", any_of))
    causes = [f"{one.relation} {one.trace.error_type}" for one in trace.causes]
    assert causes == wanted.get("causes", [])
    assert [one.error_type for one in trace.members] == wanted.get("members", [])
    assert trace.code == wanted.get("code", "")
    assert list(trace.notes) == wanted.get("notes", [])
    if "stacks" in wanted:
        assert [one.name for one in trace.stacks] == wanted["stacks"]
    if "thread" in wanted:
        assert trace.thread == wanted["thread"]


@pytest.mark.parametrize("language", EXPECTED)
def test_there_are_fifteen_of_each_language(language: str) -> None:
    """Different programs, that is; each was captured, and nothing was captured unexpected."""
    names = {one.name for one in CAPTURED if one.language == language}
    assert len(names) >= 15
    assert names == set(EXPECTED[language])


def test_no_path_of_the_capturing_machine_is_left() -> None:
    """Whoever renews the documents changes nothing but what the runtimes changed."""
    for document in sorted((HERE / "captured").glob("*.txt")):
        text = document.read_text(encoding="utf-8")
        roots = Counter(re.findall(r"(?<![\w./])/(?:home|root|tmp|work|Users|var)/", text))
        assert roots == Counter(), document.name
