"""Quoted paths come back as they went in, whatever bytes they hold."""

from __future__ import annotations

import pytest

from patchvet.patches.quoting import decode_path, encode_path, quote, unquote


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("plain/x y.txt", "plain/x y.txt"),
        ("caf\xc3\xa9", '"caf\\303\\251"'),
        ('q"\\', '"q\\"\\\\"'),
        ("\t\n\x01\x7f", '"\\t\\n\\001\\177"'),
    ],
)
def test_quote_is_gits(name: str, quoted: str) -> None:
    """The spelling is the one that git prints with core.quotePath."""
    assert quote(name) == quoted


def test_every_byte_survives() -> None:
    """quote and unquote, decode and encode are inverse over all bytes."""
    name = "".join(map(chr, range(256)))
    assert unquote(quote(name)) == (name, len(quote(name)))
    assert encode_path(decode_path(name)) == name


@pytest.mark.parametrize("text", ["x", '"x', '"\\9"', '"\\400"', '"a\\'])
def test_broken_quotes_are_no_name(text: str) -> None:
    assert unquote(text) is None
