"""Numbers, characters and strings (JLS 3.10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_DIGITS = r"[0-9](?:_*[0-9])*"
_HEX = r"[0-9a-fA-F](?:_*[0-9a-fA-F])*"
_INTEGER = re.compile(
    r"(?:0[xX](?P<hex>" + _HEX + r")|0[bB](?P<binary>[01](?:_*[01])*)"
    r"|0(?P<octal>(?:_*[0-7])+)|(?P<decimal>0|[1-9](?:_*[0-9])*))(?P<long>[lL]?)"
)
_RADIX = {"hex": 16, "binary": 2, "octal": 8, "decimal": 10}
_EXPONENT = r"(?:[eE][+-]?" + _DIGITS + r")"
_DECIMAL_FLOAT = re.compile(
    rf"(?:{_DIGITS}\.(?:{_DIGITS})?{_EXPONENT}?|\.{_DIGITS}{_EXPONENT}?|{_DIGITS}{_EXPONENT}"
    rf"|{_DIGITS}(?=[fFdD]))[fFdD]?"
)
_HEX_FLOAT = re.compile(rf"0[xX](?:{_HEX}\.?|(?:{_HEX})?\.{_HEX})[pP][+-]?{_DIGITS}[fFdD]?")
_FLOAT_MAX = (2 - 2**-23) * 2.0**127
_FLOAT_MIN = 2.0**-149


def _integer(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree).decode("utf8", "replace")
    match = _INTEGER.fullmatch(literal)
    if match is None:
        yield mark("malformed-number", f"`{literal}` is no number", node)
        return
    form = next(form for form in _RADIX if match[form] is not None)
    bits = 64 if match["long"] else 32
    value = int(match[form].replace("_", ""), _RADIX[form])
    limit = 2 ** (bits - 1) - 1 if form == "decimal" else 2**bits - 1
    if value <= limit or (value == limit + 1 and form == "decimal" and _negated(node, tree)):
        return
    kind = "long" if match["long"] else "int"
    yield mark("number-out-of-range", f"`{literal}` does not fit into `{kind}`", node)


def _negated(node: Node, tree: SyntaxTree) -> bool:
    """-2147483648 is one constant, where the sign stands right before the digits."""
    before = tree.source[node.start_byte - 1 : node.start_byte]
    return before == b"-" and ancestors(tree, node)[0].type == "unary_expression"


def _float(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree).decode("utf8", "replace")
    pattern = _HEX_FLOAT if node.type.startswith("hex") else _DECIMAL_FLOAT
    if pattern.fullmatch(literal) is None:
        yield mark("malformed-number", f"`{literal}` is no number", node)
        return
    single = literal[-1] in "fF"
    value = _value(literal)
    digits = literal.lower().split("p" if pattern is _HEX_FLOAT else "e")[0]
    zero = not re.search(
        r"[1-9a-f]" if pattern is _HEX_FLOAT else r"[1-9]",
        digits[2:] if pattern is _HEX_FLOAT else digits,
    )
    too_large = value > _FLOAT_MAX * (1 + 2**-25) if single else value == float("inf")
    too_small = not zero and (value <= _FLOAT_MIN / 2 if single else value == 0)
    if too_large or too_small:
        kind = "float" if single else "double"
        yield mark("number-out-of-range", f"`{literal}` does not fit into `{kind}`", node)


def _value(literal: str) -> float:
    digits = literal.replace("_", "")
    if digits[:2] in ("0x", "0X"):
        try:
            return float.fromhex(digits.rstrip("fFdD"))
        except OverflowError:
            return float("inf")
    return float(digits.rstrip("fFdD"))


RULES = (
    SyntaxRule(
        name="malformed-number",
        kinds=(
            "binary_integer_literal",
            "decimal_integer_literal",
            "hex_integer_literal",
            "octal_integer_literal",
        ),
        check=_integer,
        example="class A { int a = 1_; }\n",
        source="JLS 3.10.1",
    ),
    SyntaxRule(
        name="malformed-number",
        kinds=("decimal_floating_point_literal", "hex_floating_point_literal"),
        check=_float,
        example="class A { double a = 1e400; }\n",
        source="JLS 3.10.2",
    ),
)
