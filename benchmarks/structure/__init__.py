"""Generators of broken changes, one module a group of checks, found by walking this folder.

A module holds `CODES`, the codes that it has instances of, and

    def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]: ...

which yields instances of these codes in `language` ("python", "javascript", "go", "java") made of
the files of the corpus, for as long as it finds any; none for a language that a check does not
speak. The caller stops when it has enough of each code. What an instance does must follow from
the text alone: a generator that asked patchvet what is broken would measure nothing.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Instance:
    """One change that deserves `code`: the file at `path` before and after.

    None for `before` is an added file, for `after` a deleted one. `others` are further files of
    the tree, which the patch leaves alone, `more` further files that it changes (before, after).
    """

    code: str
    language: str
    path: str
    before: bytes | None
    after: bytes | None
    others: Mapping[str, bytes] = field(default_factory=dict)
    more: Mapping[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        return {self.path: (self.before, self.after), **self.more}

    @property
    def tree(self) -> dict[str, bytes]:
        """The tree before the patch."""
        old = {path: images[0] for path, images in self.changes.items()}
        return {**self.others, **{path: data for path, data in old.items() if data is not None}}

    @property
    def patch(self) -> bytes:
        """The change as `git diff` would print it."""
        return b"".join(diff(path, *images) for path, images in self.changes.items())


class Corpus:
    """Real files of one language as (file name, bytes). May be walked many times; read once."""

    def __init__(self, files: Iterator[tuple[str, bytes]]) -> None:
        self._files = files
        self._read: list[tuple[str, bytes]] = []

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        yield from self._read
        for path, data in self._files:
            self._read.append((PurePath(path).name, data))
            yield self._read[-1]


def diff(path: str, before: bytes | None, after: bytes | None) -> bytes:
    """A git diff of one file."""
    head = f"diff --git a/{path} b/{path}\n"
    if before is None:
        head += "new file mode 100644\n"
    elif after is None:
        head += "deleted file mode 100644\n"
    body = difflib.unified_diff(
        _lines(before or b""),
        _lines(after or b""),
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
    )
    marked = (x if x.endswith("\n") else f"{x}\n\\ No newline at end of file\n" for x in body)
    return head.encode() + "".join(marked).encode("latin-1")


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("latin-1"))
