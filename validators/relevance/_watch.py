"""Watches over a replay: does this expression fail as the error says, on what is known?

What certainly fails leaves the function as the error did. What is like the expression that failed
is noted, with what is known of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._conversions import converts
from ._run import Event, Left
from ._values import Value

if TYPE_CHECKING:
    from ._run import Activation, Run
    from ._state import State


def _note(
    run: Run,
    kind: str,
    node: p.Node,
    fails: bool | None,
    operands: tuple[Value, ...],
    state: State,
    at: Activation,
) -> None:
    """Notes an expression of the site's kind that may fail, and leaves where it does."""
    site = run.site
    concerns = site is not None and site.kind == kind
    fit = fitness(run, node, operands, at) if concerns else 0
    origin = " ".join(one.origin for one in operands)
    if fails is None and fit and origin in run.cleared and not run.is_general:
        fails = False
    if concerns and fit:
        outcome = {True: "fails", False: "safe", None: "unknown"}[fails]
        known = state.copy() if run.collects else None
        run.events.append(
            Event(
                node,
                at.function,
                at.path,
                outcome,
                fit,
                kind,
                origin,
                operands,
                at.step >= 0,
                known,
            )
        )
    elif fails:
        run.events.append(
            Event(node, at.function, at.path, "fails", 0, kind, origin, operands, at.step >= 0)
        )
    if fails:
        state.failed = True
        raise Left("raise", run.error if concerns else _TYPES.get(kind, ""), node, failure=True)


_TYPES: dict[str, str] = {}


def fitness(run: Run, node: p.Node, operands: tuple[Value, ...], at: Activation) -> int:
    """How much a node is like the one that failed: see `Event`."""
    site = run.site
    if site is None or not _alike(node, site.node):
        return 0
    if spell(node) == run.spelling:
        return 3
    if operands and all(one.origin in run.suspects for one in operands):
        return 2
    return 1


def _alike(one: p.Node, other: p.Node) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, p.Member) and isinstance(other, p.Member):
        return one.name == other.name
    if isinstance(one, p.Name) and isinstance(other, p.Name):
        return one.name == other.name
    if isinstance(one, p.Binary) and isinstance(other, p.Binary):
        return one.operator == other.operator
    if isinstance(one, p.Call) and isinstance(other, p.Call):
        return last_name(one.function) == last_name(other.function)
    if isinstance(one, p.Assign) and isinstance(other, p.Assign):
        pattern = isinstance(other.target, p.Collection)
        return not pattern or spell(one.target) == spell(other.target)
    return True


def last_name(node: p.Node) -> str:
    """The name that a callee goes by: `b` of `a.b`."""
    if isinstance(node, p.Member | p.Name):
        return node.name
    if isinstance(node, p.Group):
        return last_name(node.value)
    return ""


def null(
    run: Run, node: p.Node, operation: str, value: Value, state: State, at: Activation
) -> None:
    """An operation on what may be null."""
    if operation not in run.facts.null_fails:
        return
    is_null = state.null(value)
    _note(run, "null", node, is_null, (value,), state, at)
    if is_null is None:
        state.tell_null(value, False)  # it went on from here


def arithmetic(
    run: Run, node: p.Node, values: tuple[Value, ...], state: State, at: Activation
) -> None:
    """Arithmetic on what may be null or of the wrong kind."""
    parts = _sides(node)
    for place, value in enumerate(values):
        if run.site is not None and run.site.kind == "null" and len(parts) == len(values):
            # The message tells which side it was.
            meant = run.operand
            if (
                meant
                and type(node) is type(run.site.node)
                and spell(node) == run.spelling
                and spell(parts[place]) != meant
            ):
                continue
        null(run, node, "arithmetic", value, state, at)
    site = run.site
    casts = site is not None and isinstance(site.node, p.Convert)
    if site is not None and site.kind == "type" and len(values) == 2 and not casts:
        kinds = [state.kind(value) or ("null" if state.null(value) else "") for value in values]
        fails = None if "" in kinds else kinds[0] != kinds[1]
        _note(run, "type", node, fails, values, state, at)


def _sides(node: p.Node) -> tuple[p.Node, ...]:
    if isinstance(node, p.Binary):
        return (node.left, node.right)
    if isinstance(node, p.Assign) and node.value is not None:
        return (node.target, node.value)
    return ()


def index(run: Run, node: p.Index, owner: Value, key: Value, state: State, at: Activation) -> None:
    """container[key]."""
    from ._evaluate import has

    kind = run.site.kind if run.site is not None else ""
    if kind == "missing":
        known = has(state, owner, key)
        fails = None if known is None else not known
        _note(run, "missing", node, fails, (owner, key), state, at)
        if known is None:
            state.tell(("has", owner.origin, key.origin), True)
    elif kind == "bounds":
        outside = _outside(owner, key, state, _length_told(run))
        if not _is_mapping(run, node, owner, state, at):
            _note(run, "bounds", node, outside, (owner, key), state, at)


def picked(run: Run, node: p.Node, owner: Value, key: Value, state: State, at: Activation) -> None:
    """list.get(index)."""
    target = node.function if isinstance(node, p.Call) else None
    if isinstance(target, p.Member) and _is_mapping(run, target, owner, state, at):
        return
    outside = _outside(owner, key, state, _length_told(run))
    _note(run, "bounds", node, outside, (owner, key), state, at)


def _length_told(run: Run) -> object:
    """The length that the message tells, while it is looked for what failed."""
    return dict(run.site.given).get("length") if run.site is not None and run.collects else None


def _is_mapping(
    run: Run, node: p.Index | p.Member, owner: Value, state: State, at: Activation
) -> bool:
    """Whether it is a mapping, as far as its declaration says: no index of it is out of bounds."""
    if state.kind(owner) == "mapping":
        return True
    name = last_name(node.object)
    return any(
        isinstance(part, p.Assign)
        and isinstance(part.target, p.Name)
        and part.target.name == name
        and (part.type.startswith("map[") or "Map<" in part.type.partition("<")[0] + "<")
        for file in run.image.files_of(at.path)
        for class_ in file.classes.values()
        for part in class_.body
    )


def _outside(owner: Value, key: Value, state: State, told: object = None) -> bool | None:
    """Whether an index lies outside a sequence."""
    length = Value(f"len {owner.origin}", base=f"len {owner.origin}")
    const = state.const(key)
    if told is not None and state.range(length)[0] == state.range(length)[1] != told:
        return False  # the message tells another length: it was not this one
    if isinstance(const, int) and const < 0:
        inside = state.at_most(Value("", base="", offset=-const), length)
    else:
        inside = state.at_most(key, length, -1)
        low = state.at_most(Value("0", base="", offset=0), key)
        if low is False:
            inside = False
    return None if inside is None else not inside


def met(run: Run, node: p.Node, owner: Value, key: Value, at: Activation) -> None:
    """A look-up that copes with a missing key."""
    same = all(one.origin in run.suspects for one in (owner, key))
    run.events.append(
        Event(
            node,
            at.function,
            at.path,
            "safe",
            2 if same else 0,
            "copes",
            f"{owner.origin} {key.origin}",
            (owner, key),
            at.step >= 0,
        )
    )


def put(run: Run, node: p.Index, owner: Value, key: Value, state: State, at: Activation) -> None:
    """container[key] = …"""
    if run.site is not None and run.site.kind == "bounds":
        outside = _outside(owner, key, state, _length_told(run))
        if not _is_mapping(run, node, owner, state, at):
            _note(run, "bounds", node, outside, (owner, key), state, at)


def sliced(
    run: Run,
    node: p.Slice,
    owner: Value,
    low: Value | None,
    high: Value | None,
    state: State,
    at: Activation,
) -> None:
    """container[low:high], where the language checks them (Go)."""
    if run.site is None or run.site.kind != "bounds":
        return
    length = Value(f"len {owner.origin}", base=f"len {owner.origin}")
    ends = [one for one in (low, high) if one is not None]
    inside = [state.at_most(one, length) for one in ends]
    if low is not None and high is not None:
        inside.append(state.at_most(low, high))
    fails = True if False in inside else None if None in inside else False
    _note(run, "bounds", node, fails, (owner, *ends), state, at)


def empty(run: Run, node: p.Node, owner: Value, state: State, at: Activation) -> None:
    """What needs at least one item: first(), pop(), max()."""
    length = Value(f"len {owner.origin}", base=f"len {owner.origin}")
    has_items = state.at_most(Value("1", base="", offset=1), length)
    _note(run, "empty", node, None if has_items is None else not has_items, (owner,), state, at)


def parted(
    run: Run, node: p.Node, owner: Value, ends: list[Value], state: State, at: Activation
) -> None:
    """A part of a text or a list, whose ends are checked."""
    if run.site is None or run.site.kind != "range" or not ends:
        return
    length = Value(f"len {owner.origin}", base=f"len {owner.origin}")
    const = state.const(owner)
    if isinstance(const, str):
        length = Value("", base="", offset=len(const))
    inside = [state.at_most(one, length) for one in ends]
    inside.append(state.at_most(Value("0", base="", offset=0), ends[0]))
    if len(ends) == 2:
        inside.append(state.at_most(ends[0], ends[1]))
    fails = True if False in inside else None if None in inside else False
    _note(run, "range", node, fails, (owner, *ends), state, at)


def grown(run: Run, node: p.Node, owner: Value, state: State, at: Activation) -> None:
    """What is put into a collection that may be one that takes nothing."""
    if run.site is None or run.site.kind != "fixed":
        return
    known = state.facts.get(("fixed", owner.origin))
    _note(run, "fixed", node, known if isinstance(known, bool) else None, (owner,), state, at)


def mismatched(run: Run, node: p.Node, owner: Value, state: State, at: Activation) -> None:
    """The next word of an input, as a number."""
    if run.site is None or run.site.kind != "mismatch":
        return
    is_number = run.facts.meaning(node)
    if is_number is not None and "number" in is_number.types:
        known = state.facts.get(("numeric", owner.origin))
        fails = None if known is None else not known
        _note(run, "mismatch", node, fails, (owner,), state, at)
    state.facts.pop(("numeric", owner.origin), None)


def divided(run: Run, node: p.Node, divisor: Value, state: State, at: Activation) -> None:
    """left / divisor."""
    const = state.const(divisor)
    low, high = state.range(divisor)
    fails: bool | None = None
    if state.facts.get(("nonzero", divisor.origin)) is True:
        fails = False
    elif isinstance(const, int | float):
        fails = const == 0
    elif low == high == 0:
        fails = True
    elif (
        (low is not None and low > 0)
        or (high is not None and high < 0)
        or state.facts.get(("truth", divisor.origin)) is True
    ):
        fails = False
    _note(run, "zero", node, fails, (divisor,), state, at)


def converted(
    run: Run, node: p.Node, value: Value, target: str, state: State, at: Activation
) -> None:
    """int(text) and the like."""
    const = state.const(value)
    fails: bool | None = None
    known = state.facts.get(("numeric", value.origin))
    if run.facts.untyped and state.null(value) is True:
        fails = True
    elif isinstance(const, str):
        strict = run.facts.block_scopes and not run.facts.untyped
        done = converts(const, target, strict)
        fails = None if done is None else not done
    elif (
        (isinstance(const, int | float) and not isinstance(const, bool))
        or known is True
        or state.kind(value) == "number"
    ):
        fails = False
    elif known is False or (state.null(value) and run.facts.untyped):
        fails = True
    _note(run, "convert", node, fails, (value,), state, at)


def counted(run: Run, node: p.Call, args: tuple[Value, ...], state: State, at: Activation) -> None:
    """text.repeat(n), new Array(n): of a number below zero."""
    site = run.site
    if site is None or site.kind != "negative" or not args or not _alike(node, site.node):
        return
    low, high = state.range(args[0])
    const = state.const(args[0])
    fails: bool | None = None
    if (low is not None and low >= 0) or (isinstance(const, int) and const >= 0):
        fails = False
    elif high is not None and high < 0:
        fails = True
    _note(run, "negative", node, fails, args[:1], state, at)


def iterated(run: Run, node: p.Node, value: Value, state: State, at: Activation) -> None:
    """for … in value."""
    null(run, node, "iterate", value, state, at)


def unpacked(
    run: Run, node: p.Assign | p.ForEach, value: Value, state: State, at: Activation
) -> None:
    """a, b = value; for a, b in …, for an item."""
    null(run, node, "unpack", value, state, at)
    site = run.site
    if site is None or site.kind != "unpack" or not isinstance(node.target, p.Collection):
        return
    count = len(node.target.items)
    loose = any(isinstance(one, p.Spread) for one in node.target.items)
    length = Value("", base=f"len {value.origin}")
    least = state.at_most(Value("", base="", offset=count - loose), length)
    most = True if loose else state.at_most(length, Value("", base="", offset=count))
    if value.items is not None:
        least, most = len(value.items) >= count - loose, loose or len(value.items) <= count
    fails = True if False in (least, most) else False if least and most else None
    _note(run, "unpack", node, fails, (value,), state, at)


def cast(
    run: Run, node: p.Convert, value: Value, fits: bool | None, state: State, at: Activation
) -> None:
    """(T) value, value.(T)."""
    if run.site is None or run.site.kind != "type":
        return
    if node.kind == "cast" and state.null(value):
        fits = True
    _note(run, "type", node, None if fits is None else not fits, (value,), state, at)


def called(
    run: Run, node: p.Call, function: Value, args: tuple[Value, ...], state: State, at: Activation
) -> None:
    """A call: of what is no function."""
    site = run.site
    if site is None:
        return
    if site.kind == "callable":
        known = state.facts.get(("callable", function.origin))
        if function.kind in ("function", "class"):
            known = True
        fails = None if known is None else known is False
        _note(run, "callable", node, fails, (function,), state, at)


def name(run: Run, node: p.Name, state: State, at: Activation) -> None:
    """The use of a name."""
    site = run.site
    if site is None or site.kind != "unbound" or not isinstance(site.node, p.Name):
        return
    if node.name == site.node.name and at.step == len(run.steps) - 1:
        bound = (at.number, node.name) in state.env
        _note(run, "unbound", node, not bound, (Value(node.name),), state, at)


def awaited(run: Run, node: p.Await, value: Value, state: State, at: Activation) -> None:
    """await value."""
    site = run.site
    if site is not None and site.kind == "awaited":
        known = state.facts.get(("awaitable", value.origin))
        fails = None if known is None else known is False
        _note(run, "awaited", node, fails, (value,), state, at)


def raises(run: Run, node: p.Node, state: State, at: Activation) -> None:
    """What the program itself says: raise, throw, panic, assert."""
    site = run.site
    if site is None or site.kind != "raised" or type(node) is not type(site.node):
        return
    same = spell(node) == run.spelling
    if run.facts.untyped and not same:
        return  # the program raises many things; each has its own reason
    _note(run, "raised", node, True if same else None, (), state, at)


def general(
    run: Run, node: p.Node, operands: tuple[Value, ...], state: State, at: Activation
) -> None:
    """What fails in a way that no value tells of: the same on the same values fails again."""
    site = run.site
    if site is None or type(node) is not type(site.node) or at.step < 0:
        return
    fit = fitness(run, node, operands, at)
    if not fit or (fit < 3 and at.step != len(run.steps) - 1):
        return
    fails: bool | None = None
    if operands and state.facts.get(("exists", _first_of(operands[0]))) is True:
        fails = False
    elif operands and all(one.origin in run.suspects for one in operands):
        fails = True
    _note(run, site.kind, node, fails, operands, state, at)


def _first_of(value: Value) -> str:
    """The first argument in the origin of a call."""
    return value.origin.partition("(")[2].rstrip(")").partition(", ")[0]
