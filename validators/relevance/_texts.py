"""What splitting, searching and testing tell of the same text: three ways to ask one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._values import Value, constant, shortened

if TYPE_CHECKING:
    from ._state import State

ONE, ZERO = Value("1", base="", offset=1), Value("0", base="", offset=0)


def is_within(text: Value, part: Value, state: State) -> bool | None:
    """Whether `part` is in `text`, as far as a test, a search or a split has told."""
    whole, piece = state.const(text), state.const(part)
    if isinstance(whole, str) and isinstance(piece, str):
        return piece in whole
    known = state.facts.get(("within", text.origin, _spelt(part, state)))
    if isinstance(known, bool):
        return known
    pieces = _length(pieces_of(text, part, state))
    if state.at_most(pieces, ONE):
        return False
    if state.at_most(Value("", base="", offset=2), pieces):
        return True
    place = _place(text, part, state)
    inside = state.at_most(ZERO, place)
    if inside is not None:
        return inside
    return False if state.at_most(_length(text), ZERO) and piece else None


def tell_within(text: Value, part: Value, state: State, outcome: bool) -> None:
    """Takes in what a test told."""
    state.tell(("within", text.origin, _spelt(part, state)), outcome)
    pieces = _length(pieces_of(text, part, state))
    if outcome:
        state.tell_at_most(Value("", base="", offset=2), pieces)
        if part.const:
            state.tell_at_most(ONE, _length(text))
    else:
        state.tell_at_most(pieces, ONE)


def pieces_of(text: Value, part: Value, state: State) -> Value:
    """What splitting gives: one piece at least."""
    origin = shortened(f"split({text.origin}, {_spelt(part, state)})")
    state.tell_at_most(ONE, Value("", base=f"len {origin}"))
    known = state.facts.get(("within", text.origin, _spelt(part, state)))
    if known is True:
        state.tell_at_most(Value("", base="", offset=2), Value("", base=f"len {origin}"))
    elif known is False:
        state.tell_at_most(Value("", base=f"len {origin}"), ONE)
    return Value(origin, False, None, "list")


def place_in(text: Value, part: Value, state: State, last: bool) -> Value:
    """Where `part` begins in `text`, -1 if it is not there."""
    inside = is_within(text, part, state)
    if inside is False:
        return constant(-1)
    found = _place(text, part, state, last)
    state.tell_at_most(ZERO if inside else Value("-1", base="", offset=-1), found)
    state.tell_at_most(found, _length(text), -1)
    return found


def _place(text: Value, part: Value, state: State, last: bool = False) -> Value:
    name = "last place" if last else "place"
    origin = shortened(f"{name}({text.origin}, {_spelt(part, state)})")
    return Value(origin, False, None, "number", base=origin)


def _length(value: Value) -> Value:
    return Value("", base=f"len {value.origin}")


def _spelt(part: Value, state: State) -> str:
    """A character and a text of one character are the same here."""
    const = state.const(part)
    return repr(const) if isinstance(const, str) else part.origin
