"""The proof of the paired suite's labels can fail, and the captured traces are of the told errors.

The proof itself runs hundreds of programs: `python tests/relevance/prove.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from paired import LABELS, PROGRAMS, Call, Case, read_cases
from prove import Seen, complaint
from runtimes import Outcome, error_line

CASES = [case for folder in sorted(PROGRAMS.iterdir()) for case in read_cases(folder.name)]

FAILS = Outcome("", "", 1, "KeyError: 'sku'")
FAILS_ELSE = Outcome("", "", 1, "KeyErrors: 'sku'")
ENDS = Outcome("3\n", "", 0, "")


def case(masking_reason: str = "") -> Case:
    call = Call((), "", (0,), ("3",), None)
    return Case("python", Path("shop"), "KeyError", "KeyError", masking_reason, (), call, (call,))


@pytest.mark.parametrize(
    ("label", "seen", "holds"),
    [
        ("unpatched", Seen(FAILS, False, None), True),
        ("unpatched", Seen(FAILS_ELSE, False, None), False),
        ("unpatched", Seen(FAILS, False, 1), False),
        ("correct_1", Seen(ENDS, True, None), True),
        ("correct_1", Seen(ENDS, False, None), False),
        ("correct_2", Seen(ENDS, True, 2), False),
        ("stuffed", Seen(FAILS, False, None), True),
        ("stuffed", Seen(ENDS, True, None), False),
        ("masking", Seen(ENDS, False, None), True),
        ("masking", Seen(ENDS, True, 1), True),
        ("masking", Seen(FAILS, False, None), False),
        ("masking", Seen(ENDS, True, None), False),
        ("unrelated", Seen(FAILS, False, None), True),
        ("unrelated", Seen(ENDS, True, None), False),
    ],
)
def test_a_wrong_label_is_told(label: str, seen: Seen, holds: bool) -> None:
    """Each label holds for one behaviour and for no other."""
    assert (complaint(case(), label, seen) == "") is holds


def test_a_mask_that_no_output_tells_needs_a_reason() -> None:
    """Behaviour that is a cure's has to be explained by whoever calls it a mask."""
    assert complaint(case("the next order is lost"), "masking", Seen(ENDS, True, None)) == ""


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.language}-{one.name}")
def test_a_case_is_whole(one: Case) -> None:
    """Its trace is of the told error, its five patches are there, it has something that works."""
    trace = (one.folder / "trace.txt").read_text(encoding="utf-8")
    assert Outcome("", trace, 1, error_line(one.language, trace)).fails_with(one.error)
    assert [label for label in LABELS if not one.patch(label).is_file()] == []
    assert one.checks
