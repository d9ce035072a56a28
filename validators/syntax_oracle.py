"""The second opinion: what a real parser says of a change, and whether it is news."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .introduced import comparable_before, line_before, split
from .syntax_grammar import Fault, Faults

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ..languages.oracles import Oracle, OracleError
    from .change import Change, Source


class Says(Enum):
    """What an oracle's answer comes to. Only the first two of them decide."""

    NOTHING_NEW = "it accepts the file, or holds only old errors against it"
    NEW_ERRORS = "it holds errors against it that the file before did not have"
    CANNOT_TELL = "it gave up, or the code is newer than it is"
    OLD_ERROR_FIRST = "it stops at an error, and that one may be old"


@dataclass(frozen=True, slots=True)
class Opinion:
    """An oracle's answer with what it is based on; `reason` says why it cannot tell."""

    says: Says
    faults: Faults = Faults()  # noqa: RUF009 - frozen
    reason: str = ""


def ask(oracle: Oracle, change: Change, after: Source) -> Opinion:
    """Asks `oracle` for the image after and, if it rejects that, for the one before.

    Raises ParseStopped if the file has to be parsed here, and that takes too long.
    """
    seconds = change.options.limits.file_seconds
    answer = oracle.judge(after.path, after.data, seconds)
    if answer.accepts:
        return Opinion(Says.NOTHING_NEW)
    if answer.accepts is None:
        return Opinion(Says.CANNOT_TELL, reason=answer.reason)
    newer = oracle.newer_than_this(after.path, after.data, after.tree, change.result)
    if newer is not None:
        return Opinion(Says.CANNOT_TELL, _faults(old=answer.errors), newer)
    before = comparable_before(change)
    if before is None:
        return Opinion(Says.NEW_ERRORS, _faults(answer.errors))
    answer_before = oracle.judge(before.path, before.data, seconds)
    if answer_before.accepts:
        return Opinion(Says.NEW_ERRORS, _faults(answer.errors))
    return _compared(oracle, change, answer.errors, answer_before.errors)


def _compared(
    oracle: Oracle, change: Change, after: Sequence[OracleError], before: Sequence[OracleError]
) -> Opinion:
    """Both images are rejected, or nothing is known of the one before (no errors, then)."""
    new, old = split(change, after, before, _describe)
    if before and not oracle.stops_at_first_error:
        says = Says.NEW_ERRORS if new else Says.NOTHING_NEW
        return Opinion(says, _faults(new, old))
    if new and before and _is_news(change, new[0], before[0]):
        return Opinion(Says.NEW_ERRORS, _faults(new))
    reason = "it stops at its first error, and the file before has one too"
    return Opinion(Says.OLD_ERROR_FIRST, _faults(old=[*old, *new]), reason)


def _is_news(change: Change, error: OracleError, before: OracleError) -> bool:
    """Whether the first error after is none that the first error before was hiding."""
    if error.line is None or before.line is None:
        return False
    came_from = line_before(change, error.line)
    if came_from is None:
        return True  # the patch wrote the line
    # The parser read as far as the old error without a complaint, and that error is still there.
    # Were it gone, this one could be of a later stage (CPython's symbol table) and as old.
    return came_from < before.line and change.lines.after(before.line) is not None


def _describe(error: OracleError) -> tuple[int | None, Hashable]:
    return error.line, error.message


def _faults(new: Sequence[OracleError] = (), old: Sequence[OracleError] = ()) -> Faults:
    return Faults(tuple(map(_fault, new)), tuple(map(_fault, old)))


def _fault(error: OracleError) -> Fault:
    return Fault(error.message, error.line, error.column)
