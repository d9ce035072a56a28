"""Numbers: the grammar knows their form, but not their range (JLS 3.10.1, 3.10.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_RADIX = {
    "binary_integer_literal": 2,
    "decimal_integer_literal": 10,
    "hex_integer_literal": 16,
    "octal_integer_literal": 8,
}
_FLOAT_MIN = 2.0**-149
# Halfway to the next that there would be: from here on it is rounded to infinity.
_FLOAT_OVERFLOW = (2 - 2**-24) * 2.0**127


def _out_of_range(node: Node, literal: str, kind: str) -> Violation:
    return mark("number-out-of-range", f"`{literal}` does not fit into `{kind}`", node)


def _integer(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree).decode("utf8", "replace")
    digits = literal.replace("_", "").rstrip("lL")
    kind, bits = ("long", 64) if literal[-1] in "lL" else ("int", 32)
    radix = _RADIX[node.type]
    if len(digits) < 8 or not re.fullmatch(r"(?:0[xXbB])?[0-9a-fA-F]+", digits):
        return  # it fits, or the grammar has spoken
    value = int(digits[2:] if radix in (2, 16) else digits, radix)
    if radix != 10:
        limit: int = 2**bits - 1
    else:
        limit = 2 ** (bits - 1) - (0 if _negated(node, tree) else 1)
    if value > limit:
        yield _out_of_range(node, literal, kind)


def _negated(node: Node, tree: SyntaxTree) -> bool:
    """-2147483648 is one constant; a minus between two operands does not belong to it."""
    before = tree.source[: node.start_byte].rstrip()[-1:] if node.start_byte else b""
    return before == b"-" and ancestors(tree, node)[0].type == "unary_expression"


def _float(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree).decode("utf8", "replace").lower()
    hexadecimal = literal.startswith("0x")
    mantissa, exponent, _ = literal.removeprefix("0x").partition("p" if hexadecimal else "e")
    if hexadecimal and not exponent:
        message = f"`{literal}` needs an exponent: hexadecimal fractions end in `p` and a number"
        yield mark("incomplete-fraction", message, node)
        return
    value = _value(literal)
    zero = re.search(r"[1-9a-f]" if hexadecimal else r"[1-9]", mantissa) is None
    if literal.endswith("f"):
        if value >= _FLOAT_OVERFLOW or (value <= _FLOAT_MIN / 2 and not zero):
            yield _out_of_range(node, literal, "float")
    elif value == float("inf") or (value == 0 and not zero):
        yield _out_of_range(node, literal, "double")


def _value(literal: str) -> float:
    digits = literal.replace("_", "").rstrip("fd")
    try:
        return float.fromhex(digits) if digits.startswith("0x") else float(digits)
    except OverflowError:  # of `fromhex` alone
        return float("inf")


RULES = (
    SyntaxRule(
        name="number-out-of-range",
        kinds=tuple(_RADIX),
        check=_integer,
        example="class A { int a = 2147483648; }\n",
        source="JLS 3.10.1",
    ),
    SyntaxRule(
        name="number-out-of-range",
        kinds=("decimal_floating_point_literal",),
        check=_float,
        example="class A { double a = 1e400; }\n",
        source="JLS 3.10.2",
    ),
    SyntaxRule(
        name="incomplete-fraction",
        kinds=("hex_floating_point_literal",),
        check=_float,
        example="class A { double a = 0x1.8; }\n",
        source="JLS 3.10.2",
    ),
)
