"""The second opinion: what a real parser says of a change, and whether it is news."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from .introduced import END_OF_FILE, comparable_before, line_before, split
from .syntax_grammar import Fault, Faults

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ..languages.oracles import Oracle, OracleError
    from .change import Change, Source


class Says(Enum):
    """What an oracle's answer comes to. Only the first two decide."""

    ACCEPTED = "it accepts the file"
    NEW_ERRORS = "it holds errors against the file that the one before did not have"
    CANNOT_TELL = "it gave up, or the code is newer than it is"
    OLD_ERRORS = "its errors may all be old, and new ones may hide behind them"


@dataclass(frozen=True, slots=True)
class Opinion:
    """An oracle's answer with what it is based on; `reason` says why it cannot tell."""

    says: Says
    faults: Faults = field(default_factory=Faults)
    reason: str = ""


def ask(oracle: Oracle, change: Change, after: Source) -> Opinion:
    """Asks `oracle` for the image after and, if it rejects that, for the one before.

    Raises ParseStopped if the file has to be parsed here, and that takes too long.
    """
    seconds = change.options.limits.file_seconds
    answer = oracle.judge(after.path, after.data, seconds)
    if answer.accepts:
        return Opinion(Says.ACCEPTED)
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
    new, old = split(
        change,
        [(error, after) for error in answer.errors],
        [(error, before) for error in answer_before.errors],
        _describe,
    )
    return _compared(
        oracle, change, [one for one, _ in new], [one for one, _ in old], answer_before.errors
    )


def _compared(
    oracle: Oracle,
    change: Change,
    new: list[OracleError],
    old: list[OracleError],
    before: Sequence[OracleError],
) -> Opinion:
    """Both images are rejected, or the oracle gave up on the one before: no errors, then."""
    if before and new and _are_news(oracle, change, new, old, before):
        return Opinion(Says.NEW_ERRORS, _faults(new, old))
    reason = "the file before has errors too, and new ones may hide behind them"
    return Opinion(Says.OLD_ERRORS, _faults(old=[*old, *new]), reason)


def _are_news(
    oracle: Oracle,
    change: Change,
    new: list[OracleError],
    old: list[OracleError],
    before: Sequence[OracleError],
) -> bool:
    if oracle.stops_at_first_error:
        return _is_news(change, new[0], before[0])
    # Where an old error went, others may have come in its place: behind an unclosed `(` gofmt reads
    # sound functions as parameters, and tells of the one that happens to come first.
    return len(old) == len(before)


def _is_news(change: Change, error: OracleError, before: OracleError) -> bool:
    """Whether the first error after is none that the first error before was hiding."""
    if error.line is None or before.line is None:
        return False
    came_from = line_before(change, error.line)
    if came_from is None:  # the patch wrote the line
        return not _is_pushed_down(change, error, before)
    # The parser read as far as the old error without a complaint, and that error is still there.
    # Were it gone, this one could be of a later stage (CPython's symbol table) and as old.
    return came_from < before.line and change.lines.after(before.line) is not None


def _is_pushed_down(change: Change, error: OracleError, before: OracleError) -> bool:
    """Whether the patch put lines in front of the old error, and it now meets the first of them.

    Behind an unclosed bracket a parser stumbles over whatever comes next, sound or not.
    """
    if before.line is None or error.line is None or error.message != before.message:
        return False
    is_now = change.lines.after(before.line)
    return is_now is not None and before.line <= error.line < is_now


def _describe(row: tuple[OracleError, Source]) -> tuple[int | None, Hashable]:
    error, image = row
    last = len(image.data.rstrip().split(b"\n"))
    at_the_end = error.line is not None and error.line >= last
    return (END_OF_FILE if at_the_end else error.line), error.message


def _faults(new: Sequence[OracleError] = (), old: Sequence[OracleError] = ()) -> Faults:
    return Faults(tuple(map(_fault, new)), tuple(map(_fault, old)))


def _fault(error: OracleError) -> Fault:
    return Fault(error.message, error.line, error.column)
