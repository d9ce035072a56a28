"""PV401, PV402, PV403: the patch does not address the error, or nobody can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Relevance, Severity
from ..validator import Code, NotRun, Outcome, Unchecked, validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import PatchChange
    from ..report import Finding, Proof
    from ._verdict import Answer

ERROR_MASKED = Code(
    "PV401",
    "error-masked",
    Severity.ERROR,
    """
What it finds: a patch that makes the given error vanish without a cure. The failing expression is
caught by a handler that takes everything or does nothing, it is deleted with what it was for,
nothing gets to it any more, a panic is recovered from and dropped, or a default takes the place of
what is missing and the next line trips over it.

Why it matters: the fault stays, and nobody hears of it any more. The next failure is further from
its cause.

Example: for a `KeyError: 'gift'`, `try: … except Exception: pass` around the look-up.

Instead: test the operand before it is used, give a default that the code behind can work with, or
put right where the value comes from. Catching is a cure where the world is at fault (a file, a
connection, a number that somebody typed) and the handler does something about it.
""",
)
ERROR_NOT_ADDRESSED = Code(
    "PV402",
    "error-not-addressed",
    Severity.ERROR,
    """
What it finds: a patch that changes nothing on which the failing expression of the given error
depends. With what was wrong, it is still reached and fails as before. The words of a fix (`if`,
`in`, `try`, `?.`, `nil`) don't count: a guard on another variable, one behind the use, or one that
does not leave changes nothing.

Why it matters: the error will come again, and somebody believes that it is fixed.

Example: for a `KeyError` on `prices[item]`, a patch that tests `if customer in prices` first.

Instead: start from the expression that failed, which the evidence names, and from where its
operands come from.
""",
)
RELEVANCE_UNKNOWN = Code(
    "PV403",
    "relevance-unknown",
    Severity.NOTE,
    """
What it finds: a patch of which nobody can say whether it addresses the given error. It touches what
the failing expression depends on, and nothing shows that the error cannot come up again; or no
frame of the error is in the tree.

Why it matters: a guess would be worth nothing. The patch is unchecked, not accepted.

Example: a look-up whose key now comes from a function of another package.

Instead: run the program with what made it fail; or give the whole trace, and the tree that it is
from.
""",
)


@validator(
    name="relevance",
    check="relevance",
    codes=(ERROR_MASKED, ERROR_NOT_ADDRESSED, RELEVANCE_UNKNOWN),
    scope="patch",
)
def relevance(patch: PatchChange) -> Iterable[Outcome]:
    """Asks for each error whether the patch addresses it."""
    errors = patch.options.error
    if not isinstance(errors, tuple):
        yield NotRun("no error was given")
        return
    if any(one.applied is None or one.applied.problems for one in patch.changes):
        yield NotRun("the patch does not apply")
        return
    from ._verdict import answer  # with all of the engine, only where an error is given

    found = answer(patch, errors)
    yield from _outcomes(patch, found)


def _outcomes(patch: PatchChange, found: Answer) -> Iterator[Outcome]:
    from ._evidence import proofs_of

    verdict, reason, evidence = found.judgement
    proofs = proofs_of(patch, evidence)
    yield Relevance(verdict, found.subject.trace, reason, proofs)
    if verdict == "addresses":
        return
    if verdict == "cannot-tell":
        yield _finding(RELEVANCE_UNKNOWN, patch, found, proofs)
        yield Unchecked(reason)
        return
    code = ERROR_MASKED if verdict == "masks" else ERROR_NOT_ADDRESSED
    yield _finding(code, patch, found, proofs)


def _finding(code: Code, patch: PatchChange, found: Answer, proofs: tuple[Proof, ...]) -> Finding:
    from ._evidence import hint_for, place_for

    error = found.subject.trace
    message = f"{error.error_type or 'the error'}: {found.judgement.reason}"
    path, line = place_for(patch, proofs)
    return code.finding(
        message,
        hint=hint_for(found.judgement.verdict),
        path=path,
        line=line,
        exhibits=tuple(one.exhibit for one in proofs if one.path),
    )
