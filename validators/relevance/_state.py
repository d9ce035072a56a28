"""What holds at one point of a replay: the variables, and what tests told of the values.

Facts are kept by a value's origin and not by a variable's name: copies share them, and a variable
that is assigned anew has another origin, so that nothing is to be forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._values import UNKNOWN, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

Fact = tuple[str, ...]


class State:
    """One path's state. `env` holds the variables by (activation, name), `heap` fields and entries
    by the origin of what they are in. `facts` are what is known of origins, `bounds` upper bounds
    of differences: (a, b) ↦ n means a - b <= n, "" is zero. `tests` are the tests without a known
    outcome that this path took, in order. `caught` are the handlers that the failure went through.
    """

    __slots__ = ("bounds", "caught", "env", "facts", "failed", "given", "heap", "tests")

    def __init__(self) -> None:
        self.env: dict[tuple[int, str], Value] = {}
        self.heap: dict[str, Value] = {}
        self.facts: dict[Fact, object] = {}
        self.bounds: dict[tuple[str, str], int] = {}
        self.tests: tuple[tuple[str, bool], ...] = ()
        self.caught: tuple[object, ...] = ()
        self.failed = False
        self.given: frozenset[str] = frozenset()

    def copy(self) -> State:
        new = State()
        new.become(self)
        return new

    def become(self, other: State) -> None:
        """Takes over all that `other` knows."""
        self.env = dict(other.env)
        self.heap = dict(other.heap)
        self.facts = dict(other.facts)
        self.bounds = dict(other.bounds)
        self.tests = other.tests
        self.caught = other.caught
        self.failed = other.failed
        self.given = other.given

    # --- What is known of a value ---

    def null(self, value: Value) -> bool | None:
        """Whether it is null."""
        if value.null is not None:
            return value.null
        known = self.facts.get(("null", value.origin))
        if isinstance(known, bool):
            return known
        if self.facts.get(("truth", value.origin)) is True or value.truth is True:
            return False
        const = self.const(value)
        if const is not UNKNOWN:
            return const is None
        return None

    def const(self, value: Value) -> object:
        """The constant that it is, or UNKNOWN."""
        if value.const is not UNKNOWN:
            return value.const
        known = self.facts.get(("const", value.origin), UNKNOWN)
        if known is UNKNOWN and value.base is not None:
            low, high = self.range(value)
            if low is not None and low == high:
                return low
        return known

    def kind(self, value: Value) -> str:
        """The kind that it is of, "" if unknown."""
        known = self.facts.get(("kind", value.origin))
        return known if isinstance(known, str) else value.kind

    def truth(self, value: Value, falsy: frozenset[str]) -> bool | None:
        """Whether a test takes it for true; `falsy` as in `Facts`."""
        if value.truth is not None:
            return value.truth
        known = self.facts.get(("truth", value.origin))
        if isinstance(known, bool):
            return known
        if self.null(value):
            return False
        const = self.const(value)
        if const is not UNKNOWN:
            return _constant_truth(const, falsy)
        low, high = self.range(value)
        if "zero" in falsy and low == high == 0:
            return False
        length = self.bounds.get((f"len {value.origin}", ""))
        is_sized = "empty" in falsy or ("text" in falsy and self.kind(value) == "text")
        if is_sized and length is not None and length <= 0:
            return False
        kind = self.kind(value)
        if kind in ("object", "function") and self.null(value) is False:
            return True
        if kind in ("list", "mapping") and "empty" not in falsy and self.null(value) is False:
            return True
        return None

    def range(self, value: Value) -> tuple[int | None, int | None]:
        """The least and the greatest number that it can be."""
        base, offset = value.linear
        if base == "":
            return offset, offset
        high, low = self.bounds.get((base, "")), self.bounds.get(("", base))
        parts = self.facts.get(("difference", base))
        if isinstance(parts, tuple):
            (a, i), (b, j) = parts
            above, below = self._difference(a, b), self._difference(b, a)
            if above is not None:
                high = min(above + i - j, above + i - j if high is None else high)
            if below is not None:
                low = min(below + j - i, below + j - i if low is None else low)
        if low is None and base.startswith("len "):
            low = 0
        return (
            None if low is None else offset - low,
            None if high is None else offset + high,
        )

    def at_most(self, left: Value, right: Value, slack: int = 0) -> bool | None:
        """Whether left - right <= slack, for whole numbers."""
        (a, i), (b, j) = left.linear, right.linear
        limit = slack - i + j
        if a == b:
            return limit >= 0
        upper = self._difference(a, b)
        if upper is not None and upper <= limit:
            return True
        lower = self._difference(b, a)
        if lower is not None and -lower > limit:
            return False
        return None

    def _difference(self, a: str, b: str) -> int | None:
        """The least known upper bound of a - b."""
        known = [self._bound(a, b)]
        through, down = self._bound(a, ""), self._bound("", b)
        if a and b and through is not None and down is not None:
            known.append(through + down)
        for (left, middle), one in self.bounds.items():
            if left == a and middle not in ("", b):
                two = self._bound(middle, b)
                if two is not None:
                    known.append(one + two)
        return min((one for one in known if one is not None), default=None)

    def _bound(self, a: str, b: str) -> int | None:
        known = self.bounds.get((a, b))
        if known is None and a == "" and b.startswith("len "):
            return 0
        return known

    # --- What a test tells ---

    def tell(self, fact: Fact, value: object) -> None:
        self.facts[fact] = value

    def tell_at_most(self, left: Value, right: Value, slack: int = 0) -> None:
        """left - right <= slack."""
        (a, i), (b, j) = left.linear, right.linear
        limit = slack - i + j
        known = self.bounds.get((a, b))
        if a != b and (known is None or limit < known):
            self.bounds[a, b] = limit
            self._tell_difference(a, b, limit)

    def _tell_difference(self, a: str, b: str, limit: int) -> None:
        """What a bound of `x - y` says of x and y."""
        up, down = self.facts.get(("difference", a)), self.facts.get(("difference", b))
        if b == "" and isinstance(up, tuple):
            (x, i), (y, j) = up
            self.tell_at_most(Value("", base=x, offset=i), Value("", base=y, offset=j), limit)
        if a == "" and isinstance(down, tuple):
            (x, i), (y, j) = down
            self.tell_at_most(Value("", base=y, offset=j), Value("", base=x, offset=i), limit)

    def tell_null(self, value: Value, is_null: bool) -> None:
        self.facts["null", value.origin] = is_null
        if is_null and value.origin.endswith("#error"):  # no error: the result is there
            self.facts["null", f"{value.origin.removesuffix('#error')}#0"] = False

    def tell_truth(self, value: Value, is_true: bool) -> None:
        self.facts["truth", value.origin] = is_true
        if value.origin.startswith("ok "):
            self.facts["null", value.origin.removeprefix("ok ")] = not is_true
        elif is_true and value.origin.endswith("#error"):
            self.facts["null", f"{value.origin.removesuffix('#error')}#0"] = False

    # --- What a change makes untrue ---

    def forget(self, origin: str) -> None:
        """What is known of what is in the container of that origin: it was changed."""
        self.facts = {
            fact: known
            for fact, known in self.facts.items()
            if not (
                (fact[0] in ("has", "modified") and fact[1] == origin)
                or (fact[0] == "truth" and fact[1] == origin)
                or (
                    len(fact) > 1 and fact[1].startswith(f"{origin}[") and fact[1] not in self.given
                )
            )
        }
        length = f"len {origin}"
        self.bounds = {pair: n for pair, n in self.bounds.items() if length not in pair}
        self.heap = {
            path: value for path, value in self.heap.items() if not path.startswith(f"{origin}[")
        }

    def key(self) -> tuple[object, ...]:
        """What two states must share to be one."""
        return (
            frozenset(self.env.items()),
            frozenset(self.heap.items()),
            self.caught,
            self.failed,
        )


def merged(states: Iterable[State], most: int) -> list[State]:
    """The states, those that differ in facts alone made one; at most `most`."""
    by_key: dict[object, State] = {}
    for state in states:
        key = state.key()
        if key in by_key:
            by_key[key] = _common(by_key[key], state)
        else:
            by_key[key] = state
    found = list(by_key.values())
    while len(found) > most:
        last = found.pop()
        for place, other in enumerate(found):
            if other.caught == last.caught and other.failed == last.failed:
                found[place] = _united(other, last)
                break
        else:
            return found
    return found


def _common(one: State, two: State) -> State:
    """What both know."""
    new = one.copy()
    new.facts = {
        fact: known for fact, known in one.facts.items() if two.facts.get(fact, UNKNOWN) == known
    }
    new.bounds = {
        pair: max(n, two.bounds[pair]) for pair, n in one.bounds.items() if pair in two.bounds
    }
    new.tests = tuple(test for test in one.tests if test in two.tests)
    return new


def _united(one: State, two: State) -> State:
    """One state for two that differ in their variables."""
    from ._values import joined

    new = _common(one, two)
    new.env = {
        name: joined([value, two.env[name]]) for name, value in one.env.items() if name in two.env
    }
    new.heap = {
        path: joined([value, two.heap[path]])
        for path, value in one.heap.items()
        if path in two.heap
    }
    for name, value in new.env.items():
        sides = [(one, one.env[name]), (two, two.env[name])]
        known = {state.null(side) for state, side in sides}
        if len(known) == 1 and value.null is None and (is_null := known.pop()) is not None:
            new.tell_null(value, is_null)
    return new


def _constant_truth(const: object, falsy: frozenset[str]) -> bool | None:
    if const is None or const is False:
        return False
    if const is True:
        return True
    if isinstance(const, int | float):
        return const != 0 or "zero" not in falsy
    if isinstance(const, str):
        return const != "" or not falsy & {"text", "empty"}
    return None
