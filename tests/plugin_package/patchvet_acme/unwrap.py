"""A check of the plugin's own, in a row of its own in the report."""

from collections.abc import Iterable

from patchvet import Change, Code, Finding, Severity, validator

UNWRAP = Code(
    "ACME001",
    "unwrap-introduced",
    Severity.ERROR,
    """
What it finds: an added `.unwrap()`.

Why it matters: it panics.

Example: `map.get(&key).unwrap()`.

Instead: handle the `None`.
""",
)


@validator(check="acme", codes=(UNWRAP,), languages=("rust",))
def unwrap_introduced(change: Change) -> Iterable[Finding]:
    """Looks at each added line."""
    assert change.after is not None
    for line in change.lines.added:
        if ".unwrap()" in change.after.line_text(line):
            yield UNWRAP.finding("an added `.unwrap()`", path=change.file.path, line=line)
