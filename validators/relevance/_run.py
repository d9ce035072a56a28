"""One replay of a failure: where it is, what it saw, and how it tries every way that is open.

A statement is executed once for each outcome of what it cannot know: `Run.choose` takes the first
way and notes the others, and `Run.ways` executes the statement again for each of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ...languages.spelling import spell
from ...languages.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.program import Function, Handler, Node
    from ...languages.remedies import Facts, Site
    from ._images import Image
    from ._state import State
    from ._values import Value

T = TypeVar("T")

# How many states live side by side, and how many records the replays for one
# error look at before they give up: a fifth of a second.
MOST_STATES, MOST_STEPS, MOST_WAYS, DEEPEST = 8, 25_000, 24, 12


# The ways of failing that values tell of; of others only the same on the same values is known.
MODELLED = words(
    "null missing bounds empty zero convert type callable unbound unpack modified awaited raised "
    "negative fixed mismatch range"
)


class Step(NamedTuple):
    """One frame of the trace in one image. `line` is None where the patch took the line away.
    `call` is where the call starts that must be the one to the next frame, though it names another
    function: what it calls is found at run time.
    """

    path: str
    function: Function
    line: int | None
    call: int | None = None


class Activation(NamedTuple):
    """One call. `step` is its place on the trace's path, -1 beside it; `outer` the activation that
    the function was made in, -1 for the top level of a file.
    """

    number: int
    function: Function
    path: str
    receiver: Value | None
    outer: int
    step: int
    depth: int


class Left(Exception):  # noqa: N818 - not a fault: how control leaves an expression
    """Control leaves: an error of `type` is raised at `node`, or the program ends ("exit").

    `is_failure`: it is the error that is looked at.
    """

    def __init__(
        self, kind: str, type_: str, node: Node, value: Value | None = None, failure: bool = False
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.type = type_
        self.node = node
        self.value = value
        self.is_failure = failure


class Spent(Exception):  # noqa: N818 - a limit, not a fault
    """The replay takes too long; nothing is known."""


class Event(NamedTuple):
    """The replay came by an expression that may fail.

    `outcome`: "fails", "safe" or "unknown". `fit` tells how much it is like the one that failed
    before: 3 the same on the same values, 2 the same on others, 1 another of the kind, 0 another.
    `operand` is the value's origin. `caught` by a handler of the same function, if any.
    """

    node: Node
    function: Function
    path: str
    outcome: str
    fit: int
    kind: str
    operand: str
    operands: tuple[Value, ...] = ()
    on_path: bool = True
    state: State | None = None


class Caught(NamedTuple):
    """A handler took the failure."""

    handler: Handler
    function: Function
    path: str
    around: Node


class End(NamedTuple):
    """How one path through the replayed functions ended: "return", "fall", "raise", "exit", "quiet
    exit". `failed`: it went through the place of the failure.
    """

    kind: str
    state: State
    value: Value | None = None
    node: Node | None = None
    type: str = ""
    is_failure: bool = False
    label: str = ""


class _Choices:
    def __init__(self, taken: tuple[int, ...]) -> None:
        self.taken = taken
        self.at = self.made = 0
        self.open: list[tuple[int, ...]] = []
        self.kept: dict[tuple[int, tuple[int, ...]], object] = {}


class Budget:
    """How many steps all replays for one error may take together."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps


class Run:
    """A replay in progress."""

    def __init__(
        self,
        image: Image,
        facts: Facts,
        steps: tuple[Step, ...],
        site: Site | None,
        error: str,
        inline: frozenset[str],
        budget: Budget,
    ) -> None:
        self.image = image
        self.facts = facts
        self.steps = steps
        self.site = site
        self.error = error
        self.inline = inline
        self.events: list[Event] = []
        self.caught: list[Caught] = []
        self.activations: list[Activation] = []
        self.suspects: frozenset[str] = frozenset()
        self.cleared: frozenset[str] = frozenset()
        self.changed_fields: frozenset[str] = frozenset()
        self.spelling = "" if site is None else spell(site.node)
        operand = None if site is None else site.operand
        self.operand = "" if operand is None else spell(operand)
        self.is_general = site is not None and site.kind not in MODELLED
        self.collects = False
        self.is_told = False
        self.tests: set[str] = set()
        # By the loop's body: the image holds it as long as the replay lasts.
        self.changes: dict[int, dict[str, str]] = {}
        self.passed: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
        self._choices = _Choices(())
        self._budget = budget
        self.shallow = False

    def tick(self) -> None:
        """Counts a step. Raises Spent."""
        self._budget.left -= 1
        if self._budget.left < 0:
            raise Spent

    def choose(self, ways: int) -> int:
        """One of the ways 0 to `ways` - 1; the statement will be executed for the others too."""
        choices = self._choices
        place = choices.at
        choices.at += 1
        if place < len(choices.taken):
            return choices.taken[place]
        choices.open.extend((*choices.taken, way) for way in range(1, ways))
        choices.taken = (*choices.taken, 0)
        return 0

    def once(self, make: Callable[[], T]) -> T:
        """The same object whichever way is tried; what costs much is made once a statement."""
        # How many there were before, and the way until here, tell it from others.
        choices = self._choices
        key = choices.made, choices.taken[: choices.at]
        choices.made += 1
        if key not in choices.kept:
            choices.kept[key] = make()
        return cast("T", choices.kept[key])

    def ways(
        self, state: State, action: Callable[[State], T]
    ) -> tuple[list[tuple[State, T]], list[tuple[State, Left]]]:
        """Every way that `action` can go from `state`: how it ends, and how it leaves."""
        saved = self._choices
        done: list[tuple[State, T]] = []
        left: list[tuple[State, Left]] = []
        waiting: list[tuple[int, ...]] = [()]
        kept: dict[tuple[int, tuple[int, ...]], object] = {}
        try:
            while waiting and len(done) + len(left) < MOST_WAYS:
                self._choices = _Choices(waiting.pop())
                self._choices.kept = kept
                one = state.copy()
                try:
                    result = action(one)
                except Left as leaving:
                    left.append((one, leaving))
                else:
                    done.append((one, result))
                waiting.extend(self._choices.open)
            if waiting:
                raise Spent
        finally:
            self._choices = saved
        return done, left
