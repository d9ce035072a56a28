"""What a validator is: a function over a Change, with its codes, made into a record.

    @validator(check="structure", codes=(CONFLICT_MARKER,))
    def conflict_marker(change: Change) -> Iterable[Outcome]:
        yield CONFLICT_MARKER.finding("…", path=change.file.path, line=3)

The function yields findings and, where it has more to say than "pass" or "fail", how it got on:
`Decided` (who decided), `Unchecked` (could not be finished) or `NotRun` (does not apply here). A
`Relevance` goes into the report of the patch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import RegistrationError
from .report import Finding, Relevance, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..patches.model import Exhibit


class Code(NamedTuple):
    """One kind of finding: `PV102 context-mismatch`.

    `name` is the bad pattern, so that "allow context-mismatch" reads well. `doc` is its page for
    `patchvet explain`, in four paragraphs: "What it finds:", "Why it matters:", "Example:",
    "Instead:". `supersedes` names codes whose findings this one explains better: those of the same
    file, from its line on, are not told beside it. The check that they failed stays failed.
    """

    code: str
    name: str
    severity: Severity
    doc: str
    supersedes: tuple[str, ...] = ()

    def finding(
        self,
        message: str,
        *,
        hint: str = "",
        severity: Severity | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        end_line: int | None = None,
        end_column: int | None = None,
        patch_line: int | None = None,
        hunk: int | None = None,
        exhibits: Sequence[Exhibit] = (),
    ) -> Finding:
        """A finding of this code, at this code's severity unless another is given."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            hint=hint,
            path=path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            patch_line=patch_line,
            hunk=hunk,
            exhibits=tuple(exhibits),
        )


class Decided(NamedTuple):
    """Who decided: `cpython 3.11 compile`, `tree-sitter-go 0.25.0 + rules`."""

    oracle: str


class Unchecked(NamedTuple):
    """The check applies here and could not be finished."""

    reason: str
    oracle: str = ""


class NotRun(NamedTuple):
    """The check does not apply here."""

    reason: str


Outcome = Finding | Decided | Unchecked | NotRun | Relevance


class Validator(NamedTuple):
    """One check of one concern.

    `check` is the row in the report that it counts for ("format", "applies", "syntax", "structure",
    "relevance", "safety", or a plugin's own). `languages` limits it; None speaks all, even files of
    no known language. A validator of scope "patch" gets every Change of the patch at once and runs
    after the others; its findings belong to the file whose `path` they name. `origin` is
    "file:line", for messages about clashes.
    """

    name: str
    check: str
    codes: tuple[Code, ...]
    run: Callable[..., Iterable[Outcome]]
    languages: frozenset[str] | None = None
    scope: str = "file"
    origin: str = ""


def validator(
    *,
    check: str,
    codes: Sequence[Code],
    languages: Iterable[str] | None = None,
    scope: str = "file",
    name: str | None = None,
) -> Callable[[Callable[..., Iterable[Outcome]]], Validator]:
    """Makes a Validator of a function; its name is the function's, with hyphens.

    Raises RegistrationError for a scope or a code that no report could hold.
    """

    def make(function: Callable[..., Iterable[Outcome]]) -> Validator:
        origin = f"{function.__code__.co_filename}:{function.__code__.co_firstlineno}"
        if scope not in ("file", "patch"):
            raise RegistrationError(f"{origin}: scope is {scope!r}; it is 'file' or 'patch'")
        return Validator(
            name=name or function.__name__.replace("_", "-"),
            check=check,
            codes=tuple(codes),
            run=function,
            languages=None if languages is None else frozenset(languages),
            scope=scope,
            origin=origin,
        )

    return make
