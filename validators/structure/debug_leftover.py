"""PV341: prints and breakpoints that were meant for the writer's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import added_to
from ._sightings import images_of, removed_lines
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

DEBUG_LEFTOVER = Code(
    "PV341",
    "debug-leftover",
    Severity.NOTE,
    """
What it finds: an added line of library code that prints or stops for a person at a terminal:
`breakpoint()`, `pdb.set_trace()`, `print("DEBUG …")`; `debugger`, `console.log()`; `fmt.Println()`
outside of package main; `System.out.println()`, `e.printStackTrace()`. Tests, commands, scripts and
examples are let be, and files that already print so.

Why it matters: it never changes the verdict. `debugger` and `breakpoint()` halt the program.

Example: `console.log('here', order)` in a fix.

Instead: delete the line, or hand it to the program's log.
""",
)

# Who prints there does so for its users.
_TALKS = lazy_compile(
    r"(?:^|/)(?:cli|cmd|commands?|bin|scripts?|tools?|examples?|demos?|docs?|benchmarks?|perf|ci)/"
    r"|(?:^|/)_?\.?(?:__main__|main|cli|cmd|setup|conftest|gulpfile|gruntfile|logger|Main|Cli)\.\w+$",
)


@validator(
    check="structure",
    codes=(DEBUG_LEFTOVER,),
    languages=("python", "javascript", "go", "java"),
)
def debug_leftover(change: Change) -> Iterable[Outcome]:
    """Looks at each added line; at what it stands in only where it reads so."""
    added = None if touches_test(change) or _TALKS.search(change.file.path) else added_to(change)
    images = images_of(change) if added is not None else None
    if added is None or images is None:
        return
    debug = images.habits.debug
    found = [(line, match) for line in added.lines if (match := debug.match(line.text))]
    if not found or images.habits.command.search(images.after.data):
        return
    removed = removed_lines(change.patch)
    for line, match in found:
        name, parenthesis, _ = match["what"].decode("utf-8", "replace").partition("(")
        called = f"{name}()" if parenthesis else name.rstrip(";")
        if line.text.strip() in removed or _is_habit(change, match["what"]):
            continue
        if added.is_code(change, line, match.start("what")):
            yield added.finding(
                DEBUG_LEFTOVER,
                line,
                f"`{called}` looks like a leftover of debugging",
                start=match.start("what"),
            )


def _is_habit(change: Change, what: bytes) -> bool:
    """Whether the file already did so before the patch: then it means to."""
    return change.before is not None and what in change.before.data
