"""Whether a handler that takes the failure does something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._effects import idle, reduced
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, Evidence, Judgement, judgement
from ._quiet import is_blank

if TYPE_CHECKING:
    from ...languages.remedies import Facts
    from ._replay import Replayed
    from ._run import Caught


def judge_handlers(
    replayed: Replayed, facts: Facts, error: str, catchable: bool, failing: str
) -> Judgement:
    """The verdict on the handlers that took the failure in this replay: the worst of them."""
    answers = [
        _judge(one, replayed, facts, error, catchable, failing)
        for one in dict.fromkeys(replayed.run.caught)
    ]
    order = (MASKS, CANNOT_TELL, ADDRESSES)
    return min(answers, key=lambda one: order.index(one.verdict))


def _judge(
    caught: Caught, replayed: Replayed, facts: Facts, error: str, catchable: bool, failing: str
) -> Judgement:
    handler = caught.handler
    place = Evidence("the handler", caught.path, handler.place.line)
    types = ", ".join(handler.types) or "everything"
    if isinstance(caught.around, p.Deferred):
        return judgement(MASKS, "a deferred function recovers from the panic", place)
    if not facts.untyped and facts.broad(handler.types):
        return judgement(MASKS, f"the error is swallowed: a handler takes {types}", place)
    if not catchable and (facts.untyped or error in facts.programming):
        return judgement(
            MASKS, f"the error is caught, and the fault that raises {error} stays", place
        )
    body = reduced(handler.body, facts)
    assert isinstance(body, p.Block), "a block stays one"
    if all(idle(one, facts) for one in body.statements):
        if _has_default(caught) and (not facts.untyped or _comes_from_outside(replayed)):
            return judgement(ADDRESSES, f"{types} is caught and the default stays", place)
        return judgement(MASKS, f"{types} is caught and nothing is done about it", place)
    if any(end.kind == "quiet exit" and end.state.caught for end in replayed.ends):
        return judgement(MASKS, "the program ends as if nothing had happened", place)
    last = body.statements[-1]
    if (
        isinstance(last, p.Raise)
        and facts.untyped
        and not (catchable and _is_looked_at(caught, replayed))
    ):
        return judgement(CANNOT_TELL, "everything is caught, and told as something else", place)
    if isinstance(last, p.Raise):
        return judgement(ADDRESSES, f"{types} is caught and told as what it means", place)
    if _gives_nothing(body):
        return judgement(
            CANNOT_TELL, f"{types} is caught and nothing is returned: its callers decide", place
        )
    if not catchable and error in facts.programming:
        return judgement(CANNOT_TELL, f"{types} is caught, which may hide its cause", place)
    if isinstance(last, p.Jump) and last.kind == "continue":
        return judgement(ADDRESSES, f"{types} is caught and that turn is skipped", place)
    if facts.untyped and not catchable:
        return judgement(CANNOT_TELL, "everything is caught, whatever it is", place)
    if not facts.untyped and not _is_exact(handler.types, error):
        return judgement(
            MASKS, f"{types} takes more than {error}, and a value is made up for all of it", place
        )
    if (
        facts.untyped
        and isinstance(last, p.Return)
        and last.value is not None
        and is_blank(last.value)
    ):
        return judgement(CANNOT_TELL, "a blank takes the place of what failed", place)
    if caught.function.qualified != failing and not _holds(caught.around, replayed):
        return judgement(
            CANNOT_TELL,
            f"{types} is caught far from what raises it, with all that was to be done",
            place,
        )
    return judgement(ADDRESSES, f"{types} is caught and handled", place)


def _holds(around: p.Node, replayed: Replayed) -> bool:
    """Whether what failed stands in the handled code itself: it was moved there."""
    body = around.body if isinstance(around, p.Try) else around
    return any(spell(one) == replayed.run.spelling for one in p.walk(body)) or (
        replayed.run.site is not None
        and any(
            isinstance(one, p.Call)
            and type(replayed.run.site.node) is p.Call
            and spell(one.function) == spell(replayed.run.site.node.function)
            for one in p.walk(body)
        )
    )


def _comes_from_outside(replayed: Replayed) -> bool:
    """Whether what failed read what others wrote, or asked for what may not be there."""
    site = replayed.run.site
    return site is not None and site.kind in ("convert", "external")


def _is_looked_at(caught: Caught, replayed: Replayed) -> bool:
    """Whether the handler asks which error it has, or only one can come of what it is around."""
    if (
        _comes_from_outside(replayed)
        and isinstance(caught.around, p.Try)
        and len(caught.around.body.statements) == 1
    ):
        return True
    name = caught.handler.target
    return isinstance(name, p.Name) and any(
        isinstance(one, p.If)
        and any(isinstance(part, p.Name) and part.name == name.name for part in p.walk(one.test))
        for one in p.walk(caught.handler.body)
    )


def _is_exact(types: tuple[str, ...], error: str) -> bool:
    """Whether a handler names the error itself."""
    return any(one.rpartition(".")[2] == error for one in types)


def _gives_nothing(body: p.Block) -> bool:
    last = body.statements[-1] if body.statements else None
    if len(body.statements) != 1 or not isinstance(last, p.Return):
        return False
    return last.value is None or (
        isinstance(last.value, p.Literal) and last.value.kind in ("null", "undefined")
    )


def _has_default(caught: Caught) -> bool:
    """Whether what the body assigns has a value from before it."""
    if not isinstance(caught.around, p.Try):
        return False
    body = [
        one.value if isinstance(one, p.Expression) else one for one in caught.around.body.statements
    ]
    targets = {
        spell(one.target) for one in body if isinstance(one, p.Assign) and one.operator == "="
    }
    if not targets or caught.function.body is None:
        return False
    start = caught.around.place.start
    before = {
        spell(one.target)
        for one in p.walk(caught.function.body)
        if isinstance(one, p.Assign) and one.place.start < start
    }
    return targets <= before
