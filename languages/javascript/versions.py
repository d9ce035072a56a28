"""JavaScript's syntax by the version of node that first took it without a flag, newest first.

Sources: node's changelogs and V8's release notes (node 24 has V8 13.6, 23 has 12.9, 22 has 12.4,
20 has 11.3, 16 has 9.4 from 16.11 on).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..newer import Form, nearest_file, newest_form, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..newer import Version

_UNRELEASED = (9999,)


def _regex(node: Node, source: bytes) -> tuple[bytes, bytes]:
    """The body and the flags of a `regex` node."""
    text = source[node.start_byte : node.end_byte]
    body, _, flags = text[1:].rpartition(b"/")
    return body, flags


def _has_v_flag(node: Node, source: bytes) -> bool:
    return b"v" in _regex(node, source)[1]


def _has_modifiers(node: Node, source: bytes) -> bool:
    return re.search(rb"\(\?(?:[ims]+(?:-[ims]*)?|-[ims]+):", _regex(node, source)[0]) is not None


def _repeats_a_group(node: Node, source: bytes) -> bool:
    body = _regex(node, source)[0]
    names = re.findall(rb"\(\?<([^=!>][^>]*)>", body)
    return b"|" in body and len(names) > len(set(names))


FORMS = (
    Form(
        since=_UNRELEASED, title="`import defer`", text=r"\bimport\s+defer\s*\*|\bimport\.defer\b"
    ),
    Form(since=_UNRELEASED, title="a decorator", text=r"^\s*@[\w$(]", kinds=("decorator",)),
    Form(
        since=(24,),
        title="`using x = …`",
        text=r"(?:^|[;{(])\s*(?:await\s+)?using\s+[\w$]+\s*(?:=|of\b)",
    ),
    Form(
        since=(24,),
        title="`import source`",
        text=r"\bimport\s+source\s+[\w$]+\s+from\b|\bimport\.source\b",
    ),
    Form(since=(23,), title="`(?i:…)`", kinds=("regex",), holds=_has_modifiers),
    Form(since=(23,), title="a repeated group name", kinds=("regex",), holds=_repeats_a_group),
    Form(since=(20,), title="the regular expression flag `v`", kinds=("regex",), holds=_has_v_flag),
    Form(
        since=(18, 20),
        title="`with { type: … }` after an import",
        text=r"[\"']\s*with\s*\{",
    ),
    Form(since=(16, 11), title="`static { … }`", text=r"^\s*static\s*\{"),
    Form(since=(16, 4), title="`#x in y`", text=r"#[\w$]+\s+in\b"),
    Form(since=(15,), title="a logical assignment", text=r"(?:&&|\|\||\?\?)="),
    Form(
        since=(14, 6),
        title="a private method",
        text=r"^\s*(?:(?:static|async|get|set)\s+|\*\s*)*#[\w$]+\s*\(",
    ),
    Form(since=(14,), title="`?.` or `??`", text=r"\?\.(?!\d)|\?\?"),
)


def newer_than_node(
    path: str, lines: Sequence[int], syntax: SyntaxTree, tree: SourceTree, running: str
) -> str | None:
    """Why node `running` may not judge this code: a newer form on `lines`, or `engines` says so."""
    form = newest_form(FORMS, lines, syntax, _version(running))
    here = f"this is node {running}"
    if form is not None and form.since == _UNRELEASED:
        return f"{form.title} is in no release of node that is known here; {here}"
    if form is not None:
        return f"{form.title} is node {spell(form.since)} syntax; {here}"
    wanted = _engines(tree, path)
    if wanted is not None and _oldest(wanted) > _version(running):
        return f"package.json asks for node {wanted}; {here}"
    return None


def _version(text: str) -> Version:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _engines(tree: SourceTree, path: str) -> str | None:
    """`engines.node` of the nearest package.json."""
    data = nearest_file(tree, path, "package.json")
    if data is None:
        return None
    import json

    try:
        package = json.loads(data)
    except ValueError:
        return None  # the project's own trouble, and not this file's
    engines = package.get("engines") if isinstance(package, dict) else None
    wanted = engines.get("node") if isinstance(engines, dict) else None
    return wanted if isinstance(wanted, str) else None


def _oldest(wanted: str) -> Version:
    """The lowest version that a range of npm's allows: `^20.1 || >=22` → (20, 1)."""
    return min(_lower_bound(choice) for choice in wanted.split("||"))


def _lower_bound(choice: str) -> Version:
    found = re.match(r"\s*(?:>=|\^|~|=|v)?\s*v?(\d+(?:\.\d+)*)", choice)
    return _version(found[1]) if found else ()
