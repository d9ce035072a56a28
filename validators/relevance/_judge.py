"""From two replays to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ._around import handlers_around
from ._beside import is_beside
from ._delta import changed_in_place, closure, handed_over, new_leaves
from ._handlers import judge_handlers
from ._judgement import (
    ADDRESSES,
    CANNOT_TELL,
    MASKS,
    UNRELATED,
    Evidence,
    Judgement,
    judgement,
    written,
)
from ._quiet import reconsidered
from ._reach import makers_of, reach, touching
from ._relation import concerns
from ._replay import handler_key, replay, suspect
from ._run import MODELLED
from ._special import special
from ._values import UNKNOWN, names_in

if TYPE_CHECKING:
    from ...languages.remedies import Remedy, Site
    from ._effects import Changed
    from ._replay import Replayed, Side, Suspicion
    from ._run import End, Event
    from ._values import Value


class Case(NamedTuple):
    """All that a verdict is made from."""

    site: Site
    remedy: Remedy | None
    before: Side
    after: Side
    changed: tuple[Changed, ...]
    error: str
    catchable: bool
    message: str = ""


def judge(case: Case) -> Judgement | None:
    """The verdict for one failing expression; None where the replay doesn't get to it."""
    if not case.before.facts.untyped:
        from ._script import is_script, script

        return script(case, _judge) if is_script(case.before.facts) else _judge(case)
    from ._callee import callee
    from ._given import given_now
    from ._itemized import itemized
    from ._loose import loose
    from ._softened import bounded_anew, checked_elsewhere, softened

    found = loose(case) or callee(case) or _endless_or_rejected(case) or _judge(case)
    if found is None or found.verdict in (UNRELATED, CANNOT_TELL):
        found = softened(case) or found
    if found is not None and found.verdict in (UNRELATED, CANNOT_TELL):
        told = given_now(case) or itemized(case) or bounded_anew(case)
        if told is not None and (told.verdict == ADDRESSES or found.verdict == UNRELATED):
            return told
    if found is not None and found.verdict == UNRELATED:
        return checked_elsewhere(case) or bounded_anew(case) or found
    return found


def _endless_or_rejected(case: Case) -> Judgement | None:
    if case.site.kind == "endless":
        from ._recursion import endless

        return endless(case)
    if case.site.kind == "import":
        from ._requires import required_now

        return required_now(case)
    if case.site.kind in ("raised", "general", "external"):
        from ._rejections import rejected

        return rejected(case, case.error.startswith("Unhandled"))
    return None


def _judge(case: Case) -> Judgement | None:
    told = special(case)
    if told is not None:
        return told
    suspicion = suspect(case.before, case.site)
    if suspicion is None:
        return None
    if len(suspicion.seeds) > 1:
        suspicion = _likely(case, suspicion)
    known = replay(case.before, case.site, suspicion, suspicion.start)
    if not known.failing and known.run.caught:
        # It was in the log though it was caught: what caught it then is no part of the answer.
        suspicion = suspicion._replace(passed=frozenset(map(handler_key, known.run.caught)))
        known = replay(case.before, case.site, suspicion, suspicion.start)
    if known.spent or not known.failing:
        return None
    suspicion = suspicion._replace(tests=suspicion.tests | known.run.tests)
    after = replay(case.after, case.site, suspicion, suspicion.start)
    if after.spent:
        return judgement(CANNOT_TELL, "the code around it has too many ways to follow them all")
    found = _compare(case, suspicion, known, after)
    if found.verdict == ADDRESSES:
        if case.after.facts.untyped:
            from ._absent import goes_on

            found = goes_on(case, known, after) or found
        return (reconsidered(case) or found) if found.verdict == ADDRESSES else found
    if not case.after.facts.untyped and found.verdict in (CANNOT_TELL, UNRELATED):
        from ._fate import emptied, raised_otherwise
        from ._filled import filled

        better = filled(case) if case.after.facts.block_scopes else None
        if better is not None:
            return better
        if found.verdict == CANNOT_TELL:
            return emptied(case) or found
        return (
            (raised_otherwise(case, suspicion.start) or found)
            if case.after.facts.block_scopes
            else found
        )
    return found


def _likely(case: Case, suspicion: Suspicion) -> Suspicion:
    """Without those that would have failed elsewhere before."""
    good = []
    for seed in suspicion.seeds[:4]:
        alone = suspicion._replace(seeds=(seed,))
        events = replay(case.before, case.site, alone, suspicion.start).events
        if not any(one.outcome == "fails" and one.fit < 3 for one in events):
            good.append(seed)
    others = {" ".join(one.origin for one in seed) for seed in suspicion.seeds if seed not in good}
    if not good:
        return suspicion
    return suspicion._replace(seeds=tuple(good), cleared=suspicion.cleared | others)


def _compare(case: Case, suspicion: Suspicion, known: Replayed, after: Replayed) -> Judgement:
    here = _place(case)
    if after.failing:
        return _still_fails(case, suspicion, known, after)
    if after.run.caught:
        return judge_handlers(
            after,
            case.after.facts,
            case.error,
            case.catchable,
            case.after.steps[-1].function.qualified,
        )
    matching = [one for one in after.events if one.kind == case.site.kind and one.fit]
    others = {
        (spell(one.node), one.operand)
        for one in known.events
        if one.node.place != case.site.node.place
    }
    matching = [one for one in matching if (spell(one.node), one.operand) not in others]
    open_ = [one for one in matching if one.outcome == "unknown" and one.fit >= 2]
    open_ = open_ or [one for one in matching if one.outcome == "unknown" and _same_spot(case, one)]
    if open_:
        return _uncertain(case, suspicion, open_[0])
    if any(end.kind == "quiet exit" for end in after.ends) and not any(
        end.kind == "quiet exit" for end in known.ends
    ):
        return judgement(MASKS, "the program ends as if nothing had happened", here)
    same = [one for one in matching if one.outcome == "safe"]
    free = replay(case.after, case.site, None, suspicion.start)
    reached = [one for one in free.events if one.kind == case.site.kind and one.fit]
    if (
        case.site.kind != "fixed"
        and same
        and any(_is_made_up(value) for one in same for value in one.operands[:1])
    ):
        return judgement(
            CANNOT_TELL,
            f"{_operand(case)} is replaced by a value that is made up",
            *_evidence(same, here),
        )
    if same and not _only_elsewhere(case, same):
        return judgement(
            ADDRESSES, f"{_operand(case)} can no longer be what it was", *_evidence(same, here)
        )
    if reached:
        last = case.after.steps[-1].function.place
        if all(one.function.place != last for one in free.run.activations):
            return judgement(CANNOT_TELL, "how it is reached now is not seen", here)
        return _guarded(case, after, reached, here)
    return _gone(case, suspicion, after, here)


def _place(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{written(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


def _operand(case: Case) -> str:
    node = case.site.operand if case.site.operand is not None else case.site.node
    return f"`{spell(node)}`"


def _evidence(events: list[Event], here: Evidence) -> tuple[Evidence, ...]:
    one = events[0]
    return here, Evidence(f"now: `{written(one.node)}`", one.path, one.node.place.line)


def _is_made_up(value: Value) -> bool:
    """A collection with constants in it that stands for data that isn't there."""
    return bool(value.items) and all(one.const is not UNKNOWN for one in value.items or ())


def _same_spot(case: Case, event: Event) -> bool:
    """Whether an expression of the kind stands where the other stood: in its function."""
    return event.function.place == case.after.steps[-1].function.place


def _only_elsewhere(case: Case, events: list[Event]) -> bool:
    return all(one.fit < 2 and not _same_spot(case, one) for one in events)


# --- It still fails ---


def _still_fails(case: Case, suspicion: Suspicion, known: Replayed, after: Replayed) -> Judgement:
    here = _place(case)
    if all(end.state.caught for end in after.failing):
        return _retried(case, after, here)
    taken = handlers_around(case.after, case.before, suspicion.start, after.run)
    if taken:
        after.run.caught[:] = taken
        return judge_handlers(
            after,
            case.after.facts,
            case.error,
            case.catchable,
            case.after.steps[-1].function.qualified,
        )
    events = [one for one in after.events if one.outcome == "fails"]
    same = [one for one in events if one.kind == case.site.kind and one.fit]
    node = (same or events)[0] if events else None
    there = (
        ()
        if node is None
        else (Evidence(f"still there: `{written(node.node)}`", node.path, node.node.place.line),)
    )
    if not same and not any(_same_spot(case, one) for one in events):
        # Another function fails so: perhaps at another request, perhaps as it always did.
        return judgement(CANNOT_TELL, "something else fails in that way now", here, *there)
    if not same:
        free = replay(case.after, case.site, None, suspicion.start)
        spots = {one.node.place for one in free.events if one.outcome == "fails"}
        if node is not None and node.node.place in spots:
            return judgement(CANNOT_TELL, "other ways fail there whatever holds", here, *there)
        return judgement(MASKS, "what takes its place fails in turn", here, *there)
    if all(_is_doubtful(case, suspicion, end) for end in after.failing):
        return judgement(
            CANNOT_TELL,
            "whether it is reached depends on a new test of unknown outcome",
            here,
            *there,
        )
    if _is_changed_in_place(case, suspicion):
        return judgement(
            CANNOT_TELL, f"the patch changes what {_operand(case)} may come from", here, *there
        )
    doubt = _doubt(case, suspicion, after)
    if doubt is not None:
        return judgement(
            CANNOT_TELL,
            f"the patch changes `{doubt.name}`, from which the value may come",
            here,
            Evidence("changed", doubt.path, doubt.line),
        )
    return judgement(
        UNRELATED,
        f"`{written(case.site.node)}` fails as before: nothing that it depends on is changed",
        here,
        *there,
    )


def _retried(case: Case, after: Replayed, here: Evidence) -> Judgement:
    """It fails for good only after it was caught at least once."""
    handler = after.run.caught[0].handler
    there = Evidence("the handler", after.run.caught[0].path, handler.place.line)
    if case.catchable and case.site.kind == "external":
        return judgement(ADDRESSES, "it is tried again before it fails", here, there)
    return judgement(CANNOT_TELL, "it is caught, and fails again", here, there)


def _is_doubtful(case: Case, suspicion: Suspicion, end: End) -> bool:
    """Whether a path has a test that wasn't there and that speaks of what the operands are."""
    new = [
        text
        for text, _ in end.state.tests
        if text not in suspicion.tests and not text.startswith(_BESIDE.get(case.site.kind, ()))
    ]
    origins = [one.origin for seed in suspicion.seeds for one in seed]
    origins += [part for fact in suspicion.facts for part in fact[1:]]
    return any(concerns(text, origin) for text in new for origin in origins)


# Tests that tell nothing of a failure of the kind: what converts badly is there, and so on.
_BESIDE = dict.fromkeys(
    ("bounds", "empty", "unpack", "zero", "convert", "type", "raised", "general"),
    ("null ", "has ", "callable "),
) | {"missing": ("null ",)}


def _is_changed_in_place(case: Case, suspicion: Suspicion) -> bool:
    """Whether new statements in the trace's functions change, in place or by a call that is made
    again, what the failing expression is made of; a replay does not see that.
    """
    site = case.site
    parts = [one for one in (site.operand, site.key) if one is not None] or [site.node]
    names = frozenset(name for part in parts for name in _mentioned(part))
    last = len(case.before.steps) - 1
    for place in range(last, suspicion.start - 1, -1):
        old, new = case.before.steps[place], case.after.steps[place]
        if place != last:
            names = handed_over(old, case.before.steps[place + 1].function, case.before.facts)
        names = closure(names, old.function)
        leaves = new_leaves(old.function, new.function, case.after.facts)
        if changed_in_place(leaves, old.function, case.after.facts) & names:
            return True
        if place == last and (_changed_around(case, names) or _compared(leaves, parts)):
            return True
        # How what the error is made of makes it is not known of the others.
        is_open = site.kind not in MODELLED or site.kind == "raised"
        if is_open and any(names & _mentioned(one) for one in leaves):
            return True
    return False


def _changed_around(case: Case, names: frozenset[str]) -> bool:
    """Whether the functions around the failing one assign its variables in another way."""
    chains = []
    for side in (case.before, case.after):
        step = side.steps[-1]
        file = side.image.file(step.path)
        own = step.function.place
        chains.append(
            []
            if file is None
            else [
                one
                for one in p.walk(file.module)
                if isinstance(one, p.Function)
                and one.place != own
                and one.place.start <= own.start
                and own.end <= one.place.end
            ]
        )
    for old, new in zip(*chains, strict=False):
        for leaf in new_leaves(old, new, case.after.facts):
            if isinstance(leaf, p.Assign) and names & _mentioned(leaf.target):
                return True
    return False


def _compared(leaves: list[p.Node], parts: list[p.Node]) -> bool:
    """Whether a field that the failing expression reads is compared in another way: where it goes
    from one call to the next is not seen.
    """
    callees = {
        id(one.function) for part in parts for one in p.walk(part) if isinstance(one, p.Call)
    }
    fields = {
        one.name
        for part in parts
        for one in p.walk(part)
        if isinstance(one, p.Member) and id(one) not in callees
    }
    return any(
        isinstance(two, p.Member) and two.name in fields
        for leaf in leaves
        for one in p.walk(leaf)
        if isinstance(one, p.Binary) and one.operator in ("<", "<=", ">", ">=", "==", "!=")
        for two in p.walk(one)
    )


def _fields(body: p.Node) -> set[str]:
    """The fields and functions that a body uses."""
    found: set[str] = set()
    for one in p.walk(body):
        if isinstance(one, p.Member):
            found.add(one.name)
        elif isinstance(one, p.Call) and isinstance(one.function, p.Name):
            found.add(one.function.name)
    return found


def _mentioned(node: p.Node) -> set[str]:
    return {one.name for one in p.walk(node) if isinstance(one, p.Name | p.Member)}


def _doubt(case: Case, suspicion: Suspicion, after: Replayed) -> Changed | None:
    """Something that the patch changes, that the replay did not go through, and that has to do
    with where the operands come from.
    """
    entered = {(one.path, one.function.qualified) for one in after.run.activations}
    steps = {(one.path, one.function.qualified) for one in case.after.steps}
    beside = [
        one
        for one in case.changed
        if (one.path, one.qualified) not in entered
        or ((one.path, one.qualified) not in steps and one.writes)
    ]
    if case.after.facts.block_scopes and not case.after.facts.untyped:
        beside = [one for one in beside if not is_beside(case, one)]
    if not beside:
        return None
    start = names_in(" ".join(suspicion.names)) | {
        one.name for one in p.walk(case.site.node) if isinstance(one, p.Name | p.Member)
    }
    if suspicion.start and any(
        "parameter " in one.origin for seed in suspicion.seeds for one in seed
    ):
        # The replay starts further in: what the frames around it hand over is not known.
        step, inner = case.before.steps[suspicion.start - 1 : suspicion.start + 1]
        start |= closure(handed_over(step, inner.function, case.before.facts), step.function)
    start |= names_in(case.message)
    start -= case.before.facts.init | case.before.facts.own
    if case.site.kind not in MODELLED or case.site.kind in ("raised", "unbound"):
        # What the functions of the trace speak of may have led there.
        for step in case.before.steps[suspicion.start :]:
            if step.function.body is not None:
                start |= _fields(step.function.body)
        for one in beside:
            if one.kind == "variable" and not one.is_new:
                return one
    images = (case.before.image, case.after.image)
    path = case.before.steps[-1].path
    found = touching(beside, reach(start, images, path, not case.before.facts.untyped))
    if found is not None:
        return found
    makers = makers_of(suspicion.names, images, path, case.before.facts)
    init = case.before.facts.init
    return next(
        (
            one
            for one in beside
            if one.calls & makers or (one.name in init and makers & set(one.qualified.split(".")))
        ),
        None,
    )


# --- It does not fail any more ---


def _uncertain(case: Case, suspicion: Suspicion, event: Event) -> Judgement:
    return judgement(
        CANNOT_TELL,
        f"{_operand(case)} now comes from elsewhere, and nothing shows that it is right",
        *_evidence([event], _place(case)),
    )


def _guarded(case: Case, after: Replayed, reached: list[Event], here: Evidence) -> Judgement:
    """The failing state does not get to the expression; others do."""
    raised = [end for end in after.ends if end.kind == "raise"]
    if raised and all(end.kind == "raise" for end in after.ends):
        types = {end.type for end in raised}
        if types == {case.error}:
            return judgement(
                UNRELATED,
                f"{case.error} is still raised, only elsewhere",
                here,
                *_ends(case, raised),
            )
    if case.site.kind == "callable":
        return judgement(
            CANNOT_TELL,
            "it is only called where it is a function, and nothing tells whether it should be one",
            here,
        )
    if not case.after.facts.untyped and all(one.fit < 2 for one in reached) and _is_gone(case):
        # What is tested is another expression of the kind: this one was taken away.
        return judgement(
            CANNOT_TELL, "it is there no more, and nothing tells what takes its place", here
        )
    if any(one.outcome == "fails" and one.fit >= 2 for one in reached):
        # The new test lets through what is bound to fail.
        return judgement(CANNOT_TELL, "what gets past the new test fails as well", here)
    if _makes_up(case):
        return judgement(CANNOT_TELL, "an empty object takes the place of what is missing", here)
    return judgement(
        ADDRESSES,
        f"{_operand(case)} is tested on every way to `{written(case.site.node)}`",
        here,
        Evidence(f"now: `{spell(reached[0].node)}`", reached[0].path, reached[0].node.place.line),
    )


def _is_gone(case: Case) -> bool:
    """Whether the function speaks no more of what failed: of its operand, of its key."""
    parts = [one for one in (case.site.operand, case.site.key) if one is not None]
    body = case.after.steps[-1].function.body
    return body is None or not _spoken(parts or [case.site.node]) <= _spoken([body])


def _spoken(nodes: list[p.Node]) -> set[object]:
    found: set[object] = set()
    for node in nodes:
        for one in p.walk(node):
            if isinstance(one, p.Name | p.Member):
                found.add(one.name)
            elif isinstance(one, p.Literal) and one.kind == "str":
                found.add(one.value)
    return found


def _makes_up(case: Case) -> bool:
    """Whether an object without anything in it is given where there is none."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    return any(
        isinstance(one, p.Mapping) and one.kind == "object" and not one.entries
        for leaf in new_leaves(old, new, case.after.facts)
        if isinstance(leaf, p.Return)
        for one in p.walk(leaf)
    )


def _ends(case: Case, ends: list[End]) -> tuple[Evidence, ...]:
    node = ends[0].node
    path = case.after.steps[-1].path
    return () if node is None else (Evidence("raised here", path, node.place.line),)


def _is_called_no_more(case: Case) -> bool:
    """Whether the call by which the trace goes on is gone: other code stands there."""
    for place, inner in enumerate(case.before.steps[1:]):
        name = inner.function.name
        bodies = [case.before.steps[place].function.body, case.after.steps[place].function.body]
        calls = [
            body is not None
            and any(isinstance(one, p.Name | p.Member) and one.name == name for one in p.walk(body))
            for body in bodies
        ]
        if calls == [True, False]:
            return True
    return False


def _gone(case: Case, suspicion: Suspicion, after: Replayed, here: Evidence) -> Judgement:
    """There is no such expression any more, or nothing gets to it."""
    copes = [one for one in after.events if one.kind == "copes" and one.fit == 2]
    if copes:
        return judgement(
            ADDRESSES,
            f"`{spell(copes[0].node)}` copes with what is missing",
            here,
            Evidence("now", copes[0].path, copes[0].node.place.line),
        )
    text = spell(case.site.node)
    function = case.after.steps[-1].function
    if function.body is not None and any(
        type(one) is type(case.site.node) and spell(one) == text for one in p.walk(function.body)
    ):
        is_guarded = case.site.kind not in MODELLED or _is_tested_anew(case, suspicion)
        is_left = case.after.facts.block_scopes and _is_called_no_more(case)
        verdict = CANNOT_TELL if is_guarded or is_left else MASKS
        return judgement(verdict, f"nothing gets to `{text}` any more", here)
    from ._fate import fate_of

    return fate_of(case, suspicion, here)


def _is_tested_anew(case: Case, suspicion: Suspicion) -> bool:
    """Whether a new test asks for what failed: what gets past it may only be out of sight here."""
    old, new = case.before.steps[-1].function.body, case.after.steps[-1].function.body
    if old is None or new is None:
        return False
    known = {spell(one.test) for one in p.walk(old) if isinstance(one, p.If)}
    asked = names_in(" ".join(suspicion.names)) | {
        one.name for one in p.walk(case.site.node) if isinstance(one, p.Name | p.Member)
    }
    asked -= case.before.facts.own
    return any(
        isinstance(part, p.Name | p.Member) and part.name in asked
        for one in p.walk(new)
        if isinstance(one, p.If) and spell(one.test) not in known
        for part in p.walk(one.test)
    )
