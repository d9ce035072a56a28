"""Writes into a map that nobody made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_tools import Edit, Mend
from ..program import Assign, Class, Index, Mapping, Member, Name, Unary, walk
from .fix_errors import classes, spot_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..program import Literal, Node

_NIL_MAP = "assignment to entry in nil map"


def build(failure: Failure) -> Iterator[Mend]:
    """The map is made where its struct is, where it is declared, or before the write."""
    if failure.message != _NIL_MAP:
        return
    site = failure.site
    for one in site.on_line():
        index = _written(one)
        if index is None:
            continue
        holder = index.object
        if isinstance(holder, Member):
            yield from _in_literals(failure, site, holder.name)
        if isinstance(holder, Name):
            yield from _declared(site, holder.name)
        yield from _lazily(failure, site, one, holder)
        return


def _written(node: Node) -> Index | None:
    if isinstance(node, Assign) and isinstance(node.target, Index):
        return node.target
    if isinstance(node, Unary) and isinstance(node.operand, Index) and "+" in node.operator * 1:
        return node.operand
    return None


def _struct(failure: Failure, source: Source, name: str) -> tuple[Class, Assign] | None:
    """The struct with a map in the field `name`, if only one has."""
    found = [
        (holder, one)
        for holder in classes(failure, source)
        for one in holder.body
        if isinstance(one, Assign) and isinstance(one.target, Name) and one.target.name == name
        and (one.type.startswith("map[") or one.type in _maps(failure, source))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _maps(failure: Failure, source: Source) -> set[str]:
    """The package's own types that are maps."""
    return {
        one.name
        for one in classes(failure, source)
        if one.bases and one.bases[0].startswith("map[")
    }


def _in_literals(failure: Failure, site: Site, name: str) -> Iterator[Mend]:
    """`&Order{id: id}` without the map, where the field is left out."""
    found = _struct(failure, site.source, name)
    if found is None:
        return
    holder, declared = found
    edits, lines = [], []
    for source in (site.source, *failure.neighbours(site.source.path)):
        for one in walk(source.module):
            if isinstance(one, Mapping) and one.kind == "struct" and one.type == holder.name:
                edit = _completed(source, one, name, f"{declared.type}{{}}")
                if edit is not None:
                    edits.append(edit)
                    lines.append(f"{source.path}:{one.place.line}")
    if edits:
        reason = f"`{holder.name}` is made without its map `{name}` at {', '.join(lines)}"
        yield Mend("map-made", reason, tuple(edits))


def _completed(source: Source, literal: Mapping, name: str, value: str) -> Edit | None:
    keys = [_key(entry.key) for entry in literal.entries]
    if name in keys or any(not isinstance(key, str) for key in keys):
        return None
    end = literal.place.end - 1
    if not literal.entries:
        return Edit(source.path, end, end, f"{name}: {value}")
    last = literal.entries[-1].place
    if source.begins_line(end):
        return source.after(last.end, [f"{name}: {value},"], source.indent(last.start))
    return Edit(source.path, last.end, last.end, f", {name}: {value}")


def _key(node: Literal | Node | None) -> object:
    return getattr(node, "value", None)


def _declared(site: Site, name: str) -> Iterator[Mend]:
    """`var counts map[string]int`, here or at the top of the file."""
    source = site.source
    for scope in (site.scope, source.module):
        for one in walk(scope):
            if not isinstance(one, Assign) or not isinstance(one.target, Name):
                continue
            if one.target.name == name and one.value is None and one.type.startswith("map["):
                reason = f"`{name}` is declared on line {one.place.line} and never made"
                start = source.data.rfind(b"var", 0, one.place.start + 4)
                if scope is site.scope:
                    text = f"{name} := {one.type}{{}}"
                else:
                    text = f"var {name} = {one.type}{{}}"
                if source.slice(start, one.place.start).strip() not in ("var", ""):
                    continue
                yield Mend("map-made", reason, (Edit(source.path, start, one.place.end, text),))
                return


def _lazily(failure: Failure, site: Site, write: Node, holder: Node) -> Iterator[Mend]:
    source = site.source
    kind = _type(failure, site, holder)
    at = spot_in(source, write)
    if not kind or at is None:
        return
    text = source.text(holder)
    rows = [f"if {text} == nil {{", f"\t{text} = {kind}{{}}", "}"]
    reason = f"`{text}` can be nil on line {site.line}: it is made before the first write"
    yield Mend("map-made-first", reason, (source.before(at.statement.place.start, rows),))


def _type(failure: Failure, site: Site, holder: Node) -> str:
    """The map's type as it is declared, "" where it is not seen."""
    if isinstance(holder, Member):
        found = _struct(failure, site.source, holder.name)
        return found[1].type if found is not None else ""
    if isinstance(holder, Name):
        for one in walk(site.source.module):
            if (
                isinstance(one, Assign)
                and isinstance(one.target, Name)
                and one.target.name == holder.name
                and one.type.startswith("map[")
            ):
                return one.type
    return ""
