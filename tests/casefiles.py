"""Reads the case files: Markdown documents, each a story of one check, that run as tests.

A case is a `##` section. Its fenced blocks are, by their info string:

    ```python app.py before      the file before (left out for an added file)
    ```python app.py after       the file after (left out for a deleted file); the patch is the diff
    ```diff patch                the patch itself, where a case is about how it is written
    ```text findings             what must be found, a line each: `path:line: severity CODE name`

`crlf` behind "before" or "after" ends each line of the block with CRLF. A file that stands there
without `before` or `after` is in the tree and untouched. An empty findings block is a must-pass
case. Words of the title choose options: "(allow symlink)", "(error: trace)".
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
_FENCE = re.compile(r"^(`{3,})(\S+)(?: (.*))?$")


@dataclass
class Case:
    """One section of a case file."""

    document: Path
    title: str
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)
    written_patch: bytes | None = None
    error: str | None = None
    findings: str = ""
    findings_span: tuple[int, int] = (0, 0)

    @property
    def patch(self) -> bytes:
        """The patch as written, or the diff between the images."""
        if self.written_patch is not None:
            return self.written_patch
        return b"".join(
            file_diff(path, self.before.get(path), new) for path, new in self.after.items()
        )

    @property
    def check(self) -> str:
        """The check that the document is about: its folder's name."""
        return self.document.parent.name


def file_diff(path: str, before: bytes | None, after: bytes | None) -> bytes:
    """A git diff of one file, made by difflib so that no tool is needed."""
    head = f"diff --git a/{path} b/{path}\n"
    if before is None:
        head += "new file mode 100644\n"
    elif after is None:
        head += "deleted file mode 100644\n"
    old = _lines(before or b"")
    new = _lines(after or b"")
    diff = difflib.unified_diff(
        old,
        new,
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
        n=3,
    )
    body = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff
    )
    return (head + body).encode("latin-1")


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("latin-1"))


def read_cases(document: Path) -> list[Case]:
    """The cases of one document. Raises ValueError, with the line, for a block it can't place."""
    lines = document.read_text(encoding="utf-8").split("\n")
    cases: list[Case] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("## "):
            cases.append(Case(document, line[3:].strip()))
        elif match := _FENCE.match(line):
            end = lines.index(match[1], at + 1)
            _take_block(cases, document, at, match, lines[at + 1 : end], end)
            at = end
        at += 1
    return cases


def _take_block(
    cases: list[Case], document: Path, at: int, fence: re.Match[str], body: list[str], end: int
) -> None:
    if not cases:
        return  # an example in the document's introduction
    case = cases[-1]
    info = (fence[3] or "").split()
    line_end = "\n"
    if info[1:] and info[-1] == "crlf":
        line_end = "\r\n"
        info.pop()
    text = "".join(f"{line}{line_end}" for line in body)
    if info == ["patch"]:
        case.written_patch = text.encode()
    elif info == ["findings"]:
        case.findings = text
        case.findings_span = (at + 1, end)
    elif info == ["error"]:
        case.error = text
    elif len(info) == 2 and info[1] == "before":
        case.before[info[0]] = text.encode()
        case.after.setdefault(info[0], None)
    elif len(info) == 2 and info[1] == "after":
        case.after[info[0]] = text.encode()
    elif len(info) == 1:
        case.before[info[0]] = text.encode()
    else:
        raise ValueError(f"{document}:{at + 1}: no such block: {fence[0]}")


def all_cases() -> Iterator[Case]:
    """Every case of every document, in a stable order."""
    for document in sorted(CASES.rglob("*.md")):
        yield from read_cases(document)


def write_findings(case: Case, findings: str) -> None:
    """Puts `findings` into the case's document, in place of what it expects now.

    The document is read anew: an earlier case of it may have been rewritten, and the lines moved.
    """
    now = next(one for one in read_cases(case.document) if one.title == case.title)
    lines = case.document.read_text(encoding="utf-8").split("\n")
    start, end = now.findings_span
    lines[start:end] = findings.rstrip("\n").split("\n") if findings else []
    case.document.write_text("\n".join(lines), encoding="utf-8")
