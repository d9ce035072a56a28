"""Go's syntax by release, newest first, and what a module says of its language version.

Source: the release notes, and what go/parser of 1.26 refuses. Forms that only the type checker
knows (1.22 `range 10`, 1.26 `new(expr)`) are no matter here: gofmt parses them in any release.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..newer import Form, nearest_file, newest_form, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...grammars import SyntaxTree
    from ...patches.trees import SourceTree
    from ..newer import Version

FORMS = (
    Form(
        since=(1, 27),
        title="a method with type parameters",
        text=r"^func\s*\([^()]*\)\s*\w+\s*\[",
    ),
    Form(
        since=(1, 18),
        title="a type parameter",
        text=r"^(?:func\s+\w+|type\s+\w+)\s*\[\s*\w+\s+[\w~*(\[.]",
    ),
)


def newer_than_gofmt(
    path: str, lines: Sequence[int], syntax: SyntaxTree, tree: SourceTree, running: str
) -> str | None:
    """Why gofmt `running` (`go1.26.8`) may not judge this code; None if it may.

    That is a newer form on `lines`, the file's `//go:build go1.N`, or the `go` line of go.mod. The
    `toolchain` line says nothing: it does not raise the language version.
    """
    version = _version(running)
    if not version:
        return None
    here = f"this gofmt is of {running}"
    form = newest_form(FORMS, lines, syntax, version)
    if form is not None:
        return f"{form.title} is Go {spell(form.since)} syntax; {here}"
    built = re.search(rb"(?m)^//go:build\s.*?\bgo(1\.\d+)", syntax.source)
    if built is not None and _version(built[1].decode()) > version:
        return f"the file is built from Go {built[1].decode()} on; {here}"
    module = nearest_file(tree, path, "go.mod")
    stated = re.search(rb"(?m)^go\s+(\d+\.\d+)", module) if module is not None else None
    if stated is not None and _version(stated[1].decode()) > version:
        return f"go.mod says Go {stated[1].decode()}; {here}"
    return None


def _version(text: str) -> Version:
    """`go1.26.8` → (1, 26): patch releases bring no syntax."""
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])
