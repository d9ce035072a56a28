"""PV322: the patch makes errors vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._sightings import findings, images_of, introduced
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

SWALLOWED_ERROR = Code(
    "PV322",
    "swallowed-error",
    Severity.WARNING,
    """
What it finds: code, brought in by the patch, that drops an error without a word. Python: `except:`
or `except Exception:` with nothing but `pass` in it, `contextlib.suppress(Exception)`. JavaScript:
an empty `catch`, `.catch(() => {})`. Go: `_ = err`, an empty `if err != nil {}`, a `recover()` that
nobody looks at, `_ = f()` where the error of `f` was looked at before. Java: an empty `catch`,
unless its variable is named `ignored` or `expected` and the error is a narrow one. A comment that
says why, a narrow error in Python, and tests are let be.

Why it matters: a fault that nobody hears of is the quickest way to make an error go away, and the
longest night for who looks for it later.

Example: a fix for a `KeyError` that wraps the call in `try: … except Exception: pass`.

Instead: catch the one error that is expected, log it or raise it again; or say in a comment why it
may vanish.
""",
)


@validator(
    check="structure",
    codes=(SWALLOWED_ERROR,),
    languages=("python", "javascript", "go", "java"),
)
def swallowed_error(change: Change) -> Iterable[Outcome]:
    """Looks at the handlers that the patch touched."""
    images = None if touches_test(change) else images_of(change)
    if images is None:
        return
    found = introduced(images, images.habits.swallowing)
    hint = "handle it, log it or let it through; or say in a comment why it may vanish"
    yield from findings(images, SWALLOWED_ERROR, found, hint)
