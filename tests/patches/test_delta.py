"""Deltas make what git says they make; a corrupt one is an error, never other bytes."""

from __future__ import annotations

import pytest

from patchvet.patches.delta import CorruptDeltaError, apply_delta

BASE = bytes(range(100))


@pytest.mark.parametrize(
    ("delta", "result"),
    [
        (b"\x64\x03\x03abc", b"abc"),
        (b"\x64\x05\x91\x0a\x05", BASE[10:15]),
        (b"\x64\x07\x02xy\x90\x05", b"xy" + BASE[:5]),
    ],
)
def test_delta(delta: bytes, result: bytes) -> None:
    """Insertions, copies with and without an offset."""
    assert apply_delta(BASE, delta) == result


@pytest.mark.parametrize(
    "delta",
    [
        b"",
        b"\x64",
        b"\x64\x00",
        b"\x63\x03\x03abc",
        b"\x64\x03\x00",
        b"\x64\x03\x03ab",
        b"\x64\x02\x03abc",
        b"\x64\x04\x03abc",
        b"\x64\x05\x91\x0a",
        b"\x64\x05\x91\x60\x05",
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    ],
)
def test_corrupt_delta(delta: bytes) -> None:
    """Cut short, below git's 4 bytes, another base, a wrong size, a copy from beyond the end."""
    with pytest.raises(CorruptDeltaError):
        apply_delta(BASE, delta)


def test_a_small_delta_cannot_ask_for_much() -> None:
    """The promised size is held against the cap before a byte is made."""
    with pytest.raises(CorruptDeltaError, match="more than 10"):
        apply_delta(BASE, b"\x64\x0b" + b"\x90\x0b", largest=10)
