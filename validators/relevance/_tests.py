"""Tests: whether one comes out true, and what each outcome tells."""

from __future__ import annotations

import operator as op
from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.words import words
from . import _watch as watch
from ._conversions import converts
from ._texts import is_within, tell_within
from ._values import UNKNOWN, Value, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.remedies import Meaning
    from ._run import Activation, Run
    from ._state import State

EQUAL = frozenset(("==", "===", "is"))
UNEQUAL = frozenset(("!=", "!==", "is not", "<>"))
# operator ↦ (which side is the lesser, slack): a < b is a - b <= -1.
ORDER = {"<": (False, -1), "<=": (False, 0), ">": (True, -1), ">=": (True, 0)}
_CONCRETE = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge}


class Atom(NamedTuple):
    """A test that has no parts: its truth as far as known, what it is about, and what either
    outcome tells.
    """

    truth: bool | None
    text: str
    tell: Callable[[State, bool], None]


def decide(run: Run, test: p.Node, state: State, at: Activation) -> bool:
    """The outcome of a test; both, one after the other, where it is not known."""
    run.tick()
    if isinstance(test, p.Logical) and test.operator in ("and", "or"):
        left = decide(run, test.left, state, at)
        if left == (test.operator == "or"):
            return left
        return decide(run, test.right, state, at)
    if isinstance(test, p.Unary) and test.operator in ("!", "not"):
        return not decide(run, test.operand, state, at)
    if isinstance(test, p.Group):
        return decide(run, test.value, state, at)
    atom = _atom(run, test, state, at)
    if atom.truth is not None:
        return atom.truth
    outcome = run.choose(2) == 0
    atom.tell(state, outcome)
    text = shortened(atom.text)
    run.tests.add(text)
    state.tests = (*state.tests, (text, outcome))
    return outcome


def known_truth(run: Run, test: p.Node, state: State, at: Activation) -> bool | None:
    """The outcome of a test if it is the same in every case."""
    done, _ = run.ways(state, lambda one: decide(run, test, one, at))
    outcomes = {outcome for _, outcome in done}
    return outcomes.pop() if len(outcomes) == 1 else None


def _atom(run: Run, test: p.Node, state: State, at: Activation) -> Atom:
    from ._evaluate import evaluate

    meaning = run.facts.meaning(test)
    if meaning is not None:
        atom = _meaning(run, test, meaning, state, at)
        if atom is not None:
            return atom
    if isinstance(test, p.Binary) and (
        test.operator in EQUAL or test.operator in UNEQUAL or test.operator in ORDER
    ):
        left = evaluate(run, test.left, state, at)
        right = evaluate(run, test.right, state, at)
        if test.operator in ORDER and "compare" in run.facts.null_fails:
            watch.arithmetic(run, test, (left, right), state, at)
        return comparison(run, test.operator, left, right, state)
    value = evaluate(run, test, state, at)
    return Atom(
        state.truth(value, run.facts.falsy),
        f"truth {value.origin}",
        lambda one, outcome: _tell_truth(run, value, one, outcome),
    )


def _tell_truth(run: Run, value: Value, state: State, outcome: bool) -> None:
    state.tell_truth(value, outcome)
    falsy = run.facts.falsy
    if outcome:
        if "null" in falsy:
            state.tell_null(value, False)
        if "empty" in falsy or ("text" in falsy and state.kind(value) == "text"):
            state.bounds["", f"len {value.origin}"] = -1
        base, _ = value.linear
        low, _ = state.range(value)
        if "zero" in falsy and low == 0 and value.offset == 0:
            state.bounds["", base] = -1
        if value.type is None and "zero" in falsy:
            state.tell(("nonzero", value.origin), True)


def _meaning(run: Run, test: p.Node, meaning: Meaning, state: State, at: Activation) -> Atom | None:
    """The atom for a test whose meaning the language knows; None if it is no test."""
    from ._evaluate import evaluate, has

    kind = meaning.kind.removeprefix("not ")
    negated = kind != meaning.kind
    if kind not in _TESTS:
        return None
    values = [evaluate(run, one, state, at) for one in meaning.args if one is not None]
    first = values[0]
    if kind == "is null":
        atom = Atom(
            state.null(first),
            f"null {first.origin}",
            lambda one, outcome: one.tell_null(first, outcome),
        )
    elif kind == "has":
        key = values[1]
        atom = Atom(
            has(state, first, key),
            f"has {first.origin} {key.origin}",
            lambda one, outcome: one.tell(("has", first.origin, key.origin), outcome),
        )
    elif kind == "is empty" or kind == "more":
        atom = _emptiness(run, first, state, kind == "more")
    elif kind == "within":
        atom = Atom(
            is_within(first, values[1], state),
            f"within {first.origin} {values[1].origin}",
            lambda one, outcome: tell_within(first, values[1], one, outcome),
        )
    elif kind == "equal":
        atom = comparison(run, "==", first, values[1], state)
    elif kind == "is type":
        atom = _type(first, meaning.types, state)
    else:
        atom = _told(kind, first, state)
    return _negation(atom) if negated else atom


_TESTS = frozenset(
    (
        "is null",
        "has",
        "within",
        "is empty",
        "more",
        "equal",
        "is type",
        "numeric",
        "callable",
        "exists",
    )
)


def _negation(atom: Atom) -> Atom:
    truth = None if atom.truth is None else not atom.truth
    return Atom(truth, atom.text, lambda one, outcome: atom.tell(one, not outcome))


def _emptiness(run: Run, value: Value, state: State, more: bool) -> Atom:
    length = Value(f"len {value.origin}", base=f"len {value.origin}")
    const = state.const(value)
    if isinstance(const, str):
        known: bool | None = const == ""
    elif state.null(value) and not more:
        known = True
    else:
        known = state.at_most(length, Value("0", base="", offset=0))

    def tell(one: State, outcome: bool) -> None:
        if outcome:
            one.bounds[f"len {value.origin}", ""] = 0
        else:
            one.bounds["", f"len {value.origin}"] = -1
            one.tell_null(value, False)

    atom = Atom(known, f"empty {value.origin}", tell)
    return _negation(atom) if more else atom


def _type(value: Value, types: tuple[str, ...], state: State) -> Atom:
    fact = ("type", value.origin, *sorted(types))
    known = state.facts.get(fact)
    truth = known if isinstance(known, bool) else None
    if state.null(value):
        truth = "null" in types
    kind = state.kind(value)
    if truth is None and kind in _KINDS:
        named = {one.rpartition(".")[2] for one in types}
        if named & _KINDS[kind]:
            truth = True
        elif all(any(one in names for names in _KINDS.values()) for one in named):
            truth = False
    if truth is None and value.type is not None:
        name = value.type.definition.name
        if name in types:
            truth = True
    lacking = state.facts.get(("not type", value.origin))
    if truth is None and isinstance(lacking, tuple) and set(types) & set(lacking):
        truth = False

    def tell(one: State, outcome: bool) -> None:
        one.tell(fact, outcome)
        if outcome:
            one.tell_null(value, "null" in types)
            for kind_, names in _KINDS.items():
                if {name.rpartition(".")[2] for name in types} <= names:
                    one.tell(("kind", value.origin), kind_)

    return Atom(truth, f"type {value.origin} {' '.join(types)}", tell)


# What the languages call the kinds of `Value`.
_KINDS = {
    "number": words(
        "int float complex number Number Integer Long Double Decimal int64 float64 Float"
    ),
    "text": words("str string String CharSequence"),
    "bool": words("bool boolean Boolean"),
    "list": words("list tuple Array List ArrayList Sequence"),
    "mapping": words("dict Mapping Map HashMap"),
    "function": frozenset(("function", "Callable")),
}


def _told(kind: str, value: Value, state: State) -> Atom:
    """What only a test can tell: numeric, callable, exists."""
    known = state.facts.get((kind, value.origin))
    truth = known if isinstance(known, bool) else None
    const = state.const(value)
    if kind == "numeric" and isinstance(const, str):
        truth = converts(const, "int") or converts(const, "float")
        if const.strip() != const or not const.replace(".", "").isdigit():
            truth = False if not const.lstrip("+-").isdigit() else truth
    if kind in ("callable", "exists") and state.null(value):
        truth = False
    if kind == "callable" and value.kind == "function":
        truth = True

    def tell(one: State, outcome: bool) -> None:
        one.tell((kind, value.origin), outcome)
        if outcome:
            one.tell_null(value, False)

    return Atom(truth, f"{kind} {value.origin}", tell)


def compared(run: Run, operator: str, left: Value, right: Value, state: State) -> bool | None:
    """What a comparison of two values gives, if known; None for what is no comparison, too."""
    if operator in EQUAL or operator in UNEQUAL or operator in ORDER:
        return comparison(run, operator, left, right, state).truth
    if operator == "instanceof":
        return _type(left, (right.origin,), state).truth
    return None


def comparison(run: Run, operator: str, left: Value, right: Value, state: State) -> Atom:
    if operator in ORDER:
        return _order(operator, left, right, state)
    atom = _equality(left, right, state)
    return _negation(atom) if operator in UNEQUAL else atom


def _order(operator: str, left: Value, right: Value, state: State) -> Atom:
    one, two = state.const(left), state.const(right)
    swapped, slack = ORDER[operator]
    low, high = (right, left) if swapped else (left, right)
    if isinstance(one, int | float) and isinstance(two, int | float):
        truth: bool | None = bool(_CONCRETE[operator](one, two))
    else:
        truth = state.at_most(low, high, slack)

    def tell(there: State, outcome: bool) -> None:
        if outcome:
            there.tell_at_most(low, high, slack)
        else:  # not (low - high <= slack): high - low <= -slack - 1
            there.tell_at_most(high, low, -slack - 1)

    return Atom(truth, f"{low.origin} - {high.origin} <= {slack}", tell)


def _nullness(value: Value, state: State) -> Atom:
    return Atom(
        state.null(value),
        f"null {value.origin}",
        lambda there, outcome: there.tell_null(value, outcome),
    )


def _equality(left: Value, right: Value, state: State) -> Atom:
    for one, other in ((left, right), (right, left)):
        if other.const is None:
            return _nullness(one, state)
    first, second = state.const(left), state.const(right)
    truth: bool | None = None
    if first is not UNKNOWN and second is not UNKNOWN:
        truth = first == second
    elif left.origin == right.origin:
        truth = True
    else:
        truth = _apart(left, right, state)
    text = " == ".join(sorted((left.origin, right.origin)))
    known = state.facts.get(("equal", text))
    if truth is None and isinstance(known, bool):
        truth = known

    def tell(there: State, outcome: bool) -> None:
        there.tell(("equal", text), outcome)
        if outcome:
            there.tell_at_most(left, right)
            there.tell_at_most(right, left)
            for one, const in ((left, second), (right, first)):
                if const is not UNKNOWN:
                    there.tell(("const", one.origin), const)
        else:
            for one, const in ((left, second), (right, first)):
                if const == 0 and not isinstance(const, bool | str):
                    there.tell(("nonzero", one.origin), True)
                    if one.base is not None and one.base.startswith("len ") and one.offset == 0:
                        there.bounds["", one.base] = -1

    return Atom(truth, text, tell)


def _apart(left: Value, right: Value, state: State) -> bool | None:
    """Whether two values are surely different, or surely equal numbers."""
    if state.null(left) is True and state.null(right) is False:
        return False
    if state.null(right) is True and state.null(left) is False:
        return False
    numeric = left.base is not None or right.base is not None
    if not numeric and "number" not in (state.kind(left), state.kind(right)):
        return None
    below, above = state.at_most(left, right), state.at_most(right, left)
    if below and above:
        return True
    return False if below is False or above is False else None
