"""Channels that nobody empties, fills or closes, and channels that are closed already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_failure import trail_to
from ..fix_places import definition, spot
from ..fix_tools import Edit, Mend
from ..fix_words import called
from ..program import (
    Assign,
    Call,
    Deferred,
    Expression,
    ForEach,
    Function,
    Member,
    Name,
    Send,
    Unary,
    walk,
)
from .fix_errors import classes, owner, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..program import Class, Node


def build(failure: Failure) -> Iterator[Mend]:
    """Room for what is sent; a close behind the last sender; a mark on what is closed."""
    message, site = failure.message, failure.site
    if message.startswith("all goroutines are asleep"):
        yield from _buffered(site)
        yield from _closed_behind(failure)
    elif message in ("send on closed channel", "close of closed channel"):
        yield from _marked(failure, site)


def _buffered(site: Site) -> Iterator[Mend]:
    """`make(chan T)` whose senders wait for a receiver that comes only after them."""
    for send in walk(site.scope):
        if not isinstance(send, Send) or not isinstance(send.channel, Name):
            continue
        made = definition(site.scope, send.channel.name, send.place.start)
        if made is None or not isinstance(made.value, Call) or not _is_make(made.value, 1):
            continue
        above = trail_to(site.scope, send)
        source = site.source
        loop = next(
            (one for one in above if isinstance(one, ForEach) and one.kind == "range"), None
        )
        if loop is None and not _on_line(site, send):
            continue
        size = f"len({source.text(loop.iterable)})" if loop is not None else "1"
        name = send.channel.name
        reason = (
            f"`{name}` has no room, and nobody receives from it before all have sent on line "
            f"{send.place.line}"
        )
        end = made.value.arguments[0].place.end
        yield Mend("channel-buffered", reason, (Edit(source.path, end, end, f", {size}"),))
        return


def _on_line(site: Site, node: Node) -> bool:
    return node.place.line <= site.line <= node.place.end_line


def _is_make(call: Call, count: int) -> bool:
    is_make = isinstance(call.function, Name) and call.function.name == "make"
    return is_make and len(call.arguments) == count


def _closed_behind(failure: Failure) -> Iterator[Mend]:
    """`close` after all senders are done, for a loop that ends only with the channel."""
    name = _ranged(failure.site)
    for site in failure.sites:
        if name is None:
            return
        source = site.source
        made = definition(site.scope, name, len(source.data))
        if made is not None and isinstance(made.value, Call):
            yield from _close_in(site, name)
            return
        name = _passed(failure, site, name)


def _ranged(site: Site) -> str | None:
    for one in site.on_line():
        if isinstance(one, ForEach) and one.place.line == site.line:
            return one.iterable.name if isinstance(one.iterable, Name) else None
        if isinstance(one, Unary) and one.operator == "<-" and isinstance(one.operand, Name):
            return one.operand.name
    return None


def _passed(failure: Failure, site: Site, name: str) -> str | None:
    """What the caller calls the channel that is the parameter `name` here."""
    function = site.function
    index = failure.sites.index(site) + 1
    if function is None or index == len(failure.sites):
        return None
    names = [one.target.name for one in function.parameters if isinstance(one.target, Name)]
    if name not in names:
        return None
    for call in failure.sites[index].on_line():
        if isinstance(call, Call) and called(call.function) == called(
            Name(call.place, function.name)
        ):
            values = [argument.value for argument in call.arguments]
            if len(values) == len(names):
                given = values[names.index(name)]
                return given.name if isinstance(given, Name) else None
    return None


def _close_in(site: Site, name: str) -> Iterator[Mend]:
    source = site.source
    if any(_closes(one, name) for one in walk(site.scope)):
        return
    reason = f"`{name}` is never closed, so the loop over it never ends"
    for one in walk(site.scope):
        if isinstance(one, Expression) and isinstance(one.value, Call):
            function = one.value.function
            if isinstance(function, Member) and function.name == "Wait":
                edit = source.after(one.place.end - 1, [f"close({name})"])
                yield Mend("channel-closed", reason, (edit,))
                return
    senders = [one for one in walk(site.scope) if isinstance(one, Deferred) and _sends(one, name)]
    if len(senders) == 1 and isinstance(senders[0].call, Call):
        literal = senders[0].call.function
        above = trail_to(site.scope, senders[0])
        in_loop = any(isinstance(one, ForEach) for one in above)
        if isinstance(literal, Function) and literal.body is not None and not in_loop:
            first = literal.body.statements[0].place.start
            edit = source.before(first, [f"defer close({name})"])
            yield Mend("channel-closed", reason, (edit,))


def _closes(node: Node, name: str) -> bool:
    if not isinstance(node, Call) or not isinstance(node.function, Name):
        return False
    values = [one.value for one in node.arguments]
    return node.function.name == "close" and any(
        isinstance(one, Name) and one.name == name for one in values
    )


def _sends(node: Node, name: str) -> bool:
    return any(
        isinstance(one, Send) and isinstance(one.channel, Name) and one.channel.name == name
        for one in walk(node)
    )


def _marked(failure: Failure, site: Site) -> Iterator[Mend]:
    """A flag beside the channel, set where it is closed and asked where it is used."""
    source = site.source
    channel = next((one for one in map(_channel, site.on_line()) if one is not None), None)
    if channel is None:
        return
    holder, statement = source.text(channel.object), spot(site, channel)
    home = _home(failure, source, channel.name)
    if statement is None or home is None or owner(statement) is None:
        return
    where, struct = home
    rows_edits = _refusal(failure, site, channel)
    if rows_edits is None:
        return
    rows, edits = rows_edits
    guard = [f"if {holder}.closed {{", *("\t" + row for row in rows), "}"]
    own: list[Edit] = [source.before(statement.statement.place.start, guard), *edits]
    end = where.line_start(struct.place.end - 1)
    own.append(Edit(where.path, end, end, where.lines("", ["", "\tclosed bool"])))
    for other in (source, *failure.neighbours(source.path)):
        for one in walk(other.module):
            if (
                isinstance(one, Expression)
                and (closed := _closed(one)) is not None
                and closed.name == channel.name
                and other.begins_line(one.place.start)
            ):
                text = other.text(closed.object)
                own.append(other.after(one.place.end - 1, [f"{text}.closed = true"]))
    verb = "sent to" if failure.message.startswith("send") else "closed again"
    reason = f"`{source.text(channel)}` is {verb} on line {site.line} after it was closed"
    yield Mend("channel-marked", reason, tuple(own))


def _channel(node: Node) -> Member | None:
    """The channel in a field that is sent to or closed."""
    if isinstance(node, Send) and isinstance(node.channel, Member):
        return node.channel
    return _closed(node)


def _closed(node: Node) -> Member | None:
    if not isinstance(node, Expression) or not isinstance(node.value, Call):
        return None
    call = node.value
    if isinstance(call.function, Name) and call.function.name == "close" and call.arguments:
        value = call.arguments[0].value
        return value if isinstance(value, Member) else None
    return None


def _home(failure: Failure, source: Source, name: str) -> tuple[Source, Class] | None:
    """The one struct whose field `name` is a channel, if nothing in it is called `closed`."""
    found = []
    for struct in classes(failure, source):
        fields = {
            one.target.name: one.type
            for one in struct.body
            if isinstance(one, Assign) and isinstance(one.target, Name)
        }
        if "chan" in fields.get(name, "") and "closed" not in fields:
            found.append(struct)
    if len(found) != 1:
        return None
    for one in (source, *failure.neighbours(source.path)):
        if found[0] in one.module.body:
            return one, found[0]
    return None


def _refusal(
    failure: Failure, site: Site, channel: Member
) -> tuple[list[str], tuple[Edit, ...]] | None:
    at = spot(site, channel)
    function = owner(at) if at is not None else None
    if at is None or function is None:
        return None
    if not function.results and failure.message.startswith("close"):
        return ["return"], ()  # what is closed already is what was wanted
    what = called(channel.object) or "it"
    return refused(failure, site, at, (f"{what} is closed already",))
