"""Python's syntax by version (from 3.12: older interpreters don't run patchvet), newest first.

Sources: the "What's New" page of each release and the PEPs named beside the forms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..newer import Form, newest_form, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..newer import Version


def _prefix(node: Node, source: bytes) -> bytes:
    """The letters before the quotes of a `string` node, lower-cased."""
    return re.split(rb"[\"']", source[node.start_byte : node.end_byte], maxsplit=1)[0].lower()


def _is_template(node: Node, source: bytes) -> bool:
    return b"t" in _prefix(node, source)


def _is_free_f_string(node: Node, source: bytes) -> bool:
    """Whether a field of an f-string holds what only PEP 701 lets in.

    That is the quotes around the string, a backslash, a comment, or a line end between single
    quotes.
    """
    if node.type == "concatenated_string":
        # CPython 3.11 complains of the last of strings side by side, whichever is to blame.
        return any(_is_free_f_string(child, source) for child in node.children)
    prefix = _prefix(node, source)
    if b"f" not in prefix:
        return False
    text = source[node.start_byte + len(prefix) : node.end_byte]
    quotes = text[:3] if text[:3] in (b'"""', b"'''") else text[:1]
    forbidden = [quotes, b"\\", b"#"] + ([b"\n"] if len(quotes) == 1 else [])
    fields = [
        source[child.start_byte : child.end_byte]
        for child in node.children
        if child.type == "interpolation"
    ]
    return any(mark in field for field in fields for mark in forbidden)


def _unpacks(node: Node, source: bytes) -> bool:
    return any("splat" in child.type for child in node.children)


FORMS = (
    # PEP 810
    Form(
        since=(3, 15),
        title="`lazy import`",
        text=r"^\s*lazy\s+(?:import|from)\b",
    ),
    # PEP 798
    Form(
        since=(3, 15),
        title="unpacking in a comprehension",
        text=r"\{\s*\*\*[^}]*\bfor\b",  # which the grammar does not know
        kinds=(
            "list_comprehension",
            "set_comprehension",
            "dictionary_comprehension",
            "generator_expression",
        ),
        holds=_unpacks,
    ),
    # PEP 758. `as` still needs the parentheses.
    Form(
        since=(3, 14),
        title="`except A, B:` without parentheses",
        text=r"^\s*except\*?\s*[\w.]+(?:\s*,\s*[\w.]+)+\s*,?\s*:",
    ),
    # PEP 750
    Form(
        since=(3, 14),
        title="a template string",
        kinds=("string",),
        holds=_is_template,
    ),
    # PEP 696
    Form(
        since=(3, 13),
        title="a default for a type parameter",
        text=r"^\s*(?:(?:async\s+)?def|class|type)\s+\w+\s*\[[^\]]*[^=!<>]=[^=]",
    ),
    # PEP 695
    Form(
        since=(3, 12),
        title="`type X = …`",
        text=r"^\s*type\s+\w+\s*(?:\[.*\]\s*)?=[^=]",
    ),
    Form(
        since=(3, 12),
        title="`def f[T]`",
        text=r"^\s*(?:async\s+)?def\s+\w+\s*\[",
    ),
    Form(
        since=(3, 12),
        title="`class C[T]`",
        text=r"^\s*class\s+\w+\s*\[",
    ),
    # PEP 701
    Form(
        since=(3, 12),
        title="an f-string with its own quotes, a backslash, a comment or a line end in a field",
        kinds=("string", "concatenated_string"),
        holds=_is_free_f_string,
    ),
)


def newer_than_interpreter(
    path: str, lines: Sequence[int], syntax: SyntaxTree, tree: SourceTree, running: Version
) -> str | None:
    """Why `running` may not judge this code: a newer form on `lines`, or the project says so.

    Returns a sentence that names both versions, or None.
    """
    form = newest_form(FORMS, lines, syntax, running)
    here = f"this interpreter is {spell(running)}"
    if form is not None:
        return f"{form.title} is Python {spell(form.since)} syntax; {here}"
    from .requires import requires_python  # reads configuration files, for rejected code only

    wanted = requires_python(tree, path)
    if wanted is not None and not wanted.allows(running):
        return f"the project requires Python {wanted.text}; {here}"
    return None
