"""Tiny programs: what was, where it failed, what a patch leaves, and the verdict."""

from __future__ import annotations

import difflib

import patchvet


def verdict(name: str, before: str, after: str, trace: str) -> str:
    """The verdict of the change for the error. `LINE` in the trace is the line with the mark."""
    line = next(n for n, text in enumerate(before.splitlines(), 1) if "// here" in text)
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    tree = patchvet.InMemoryTree({name: before.encode()})
    report = patchvet.check("".join(lines).encode(), tree, error=trace.replace("LINE", str(line)))
    assert report.relevance is not None, "an error was given"
    return report.relevance.verdict
