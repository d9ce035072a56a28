"""docs/ledger.md, written from the table of ledger.py."""

from __future__ import annotations

from pathlib import Path

from ledger import REASONS, Reason

PAGE = Path(__file__).parent.parent / "docs" / "ledger.md"

_HEAD = """\
# Where patchvet is stricter than `git apply`

`accepted` promises that plain `git apply` (2.39, in the folder that was checked) takes the same
bytes. The promise has one direction: what git refuses, patchvet never accepts. It refuses more than
git does, and this page lists every reason, with an example. `benchmarks/applying.py` fails on a
disagreement that is not explained here, and a test runs the examples with git.

There is one leniency: `-p` is detected where git would need to be told. A patch that is accepted
with `strip: 0` in the report is applied by `git apply -p0`.

This page is written by `python benchmarks/applying.py --write-ledger`.
"""


def ledger_page() -> str:
    """The page's text."""
    return _HEAD + "".join(_entry(reason) for reason in REASONS)


def write_ledger() -> None:
    """Writes the page."""
    PAGE.write_text(ledger_page(), encoding="utf-8")


def _entry(reason: Reason) -> str:
    codes = ", ".join(sorted(reason.codes))
    files = "\n".join(
        f"Before, `{path}`{' (a symlink)' if path in reason.links else ''}:\n\n"
        f"```\n{_text(data)}\n```\n"
        for path, data in reason.before.items()
        if b"\0" not in data
    )
    return (
        f"\n## {reason.name[0].upper()}{reason.name[1:]} ({codes})\n\n"
        f"git {reason.git}. patchvet refuses it: {reason.why}.\n\n"
        f"{files}\n" + f"```diff\n{_text(reason.patch)}\n```\n"
    ).replace("\n\n\n", "\n\n")


def _text(data: bytes) -> str:
    return data.decode().removesuffix("\n")
