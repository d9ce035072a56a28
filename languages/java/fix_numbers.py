"""Text that is no number, no date: refused where it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import spot
from ..fix_tools import Edit, Mend
from ..fix_words import called
from ..program import Assign, Call, Class, Function, Member, Name, Raise, Try, walk
from .fix_refusals import refusal, throw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..fix_words import Part
    from ..program import Node

_INPUT = lazy_compile(r'For input string: "([^"]*)"')
_NUMBER = lazy_compile(r"[-+]?\d+(?:\.\d+)?")
_READERS = {
    "NumberFormatException": ("parseInt", "parseLong", "parseDouble", "parseFloat", "valueOf"),
    "DateTimeParseException": ("parse",),
    "IllegalArgumentException": ("valueOf",),
}


def build(failure: Failure) -> Iterator[Mend]:
    """The program's own careful reader, where it has one; else a handler at the reading."""
    kind = failure.error_type.rpartition(".")[2]
    for call in failure.site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Member):
            continue
        if call.function.name in _READERS.get(kind, ()) and call.arguments:
            yield from _trimmed(failure.message, failure.site, call)
            yield from _own_reader(failure, failure.site, call)
            yield from _handled(failure, failure.site, call, failure.error_type)
            return


def _trimmed(message: str, site: Site, call: Call) -> Iterator[Mend]:
    """A number with blanks around it."""
    found = _INPUT.match(message)
    if found is None or found[1] == found[1].strip() or not _NUMBER.fullmatch(found[1].strip()):
        return
    value = call.arguments[0].value
    reason = f'what line {site.line} reads has blanks around it: "{found[1]}"'
    edit = Edit(site.source.path, value.place.end, value.place.end, ".trim()")
    yield Mend("blanks-trimmed", reason, (edit,))


def _own_reader(failure: Failure, site: Site, call: Call) -> Iterator[Mend]:
    """`number(text)`, which reads in the same way and refuses what it can't."""
    source = site.source
    wanted = source.text(call.function)
    for other in (source, *failure.neighbours(source.path)):
        for holder in other.module.body:
            if not isinstance(holder, Class):
                continue
            for function in holder.body:
                if isinstance(function, Function) and _reads(other, function, wanted):
                    if function is site.function or (
                        other is not source and _is_hidden(other, function)
                    ):
                        continue
                    name = function.name if other is source else f"{holder.name}.{function.name}"
                    reason = (
                        f"`{name}` reads like `{wanted}` on line {site.line}, and refuses what is "
                        "no number"
                    )
                    yield Mend("own-reader", reason, (source.replace(call.function, name),))
                    return


def _reads(source: Source, function: Function, wanted: str) -> bool:
    if [one.type for one in function.parameters] != ["String"] or function.body is None:
        return False
    if "static" not in function.flags:
        return False
    for one in function.body.statements:
        if isinstance(one, Try) and one.handlers:
            reads = any(
                isinstance(each, Call) and source.text(each.function) == wanted
                for each in walk(one.body)
            )
            throws = any(isinstance(each, Raise) for each in walk(one.handlers[0].body))
            return reads and throws
    return False


def _is_hidden(source: Source, function: Function) -> bool:
    header = source.slice(function.place.start, function.place.end).partition("(")[0]
    return "private" in header.split()


def _handled(failure: Failure, site: Site, call: Call, error_type: str) -> Iterator[Mend]:
    """`try` around the statement; a declaration is split, so that its variable stays in scope."""
    source = site.source
    at = spot(site, call)
    if at is None:
        return
    statement = at.statement
    if not (source.begins_line(statement.place.start) and source.ends_line(statement.place.end)):
        return
    argument = call.arguments[0].value
    word = _word(argument) or "value"
    message: tuple[Part, ...] = (
        (f"bad {word} ", argument) if _is_short(argument) else (f"bad {word}",)
    )
    thrown = throw(refusal(failure, site), message, source)
    kind = error_type.removeprefix("java.lang.")
    text = source.text(statement)
    rows = ["try {"]
    if isinstance(statement, Assign) and statement.declares:
        if not isinstance(statement.target, Name) or statement.value is None or not statement.type:
            return
        if statement.type == "var":
            return
        rows = [f"{statement.type} {statement.target.name};", "try {"]
        text = f"{statement.target.name} = {source.text(statement.value)};"
    indent = source.indent(statement.place.start)
    body = [row.removeprefix(indent) for row in text.split(source.newline)]
    rows += ["\t" + row for row in body]
    rows += [f"}} catch ({kind} malformed) {{", "\t" + thrown, "}"]
    start = source.line_start(statement.place.start)
    end = source.line_end(statement.place.end - 1)
    reason = (
        f"`{source.text(call)}` on line {site.line} may get what it can't read: that is refused"
    )
    edit = Edit(source.path, start, end, source.lines(indent, rows))
    yield Mend("malformed-refused", reason, (edit,))


def _word(node: Node) -> str:
    """What a person calls the text: of a call, what it is given or asked for."""
    if isinstance(node, Call) and node.arguments:
        return called(node.arguments[0].value) or called(node)
    return called(node)


def _is_short(node: Node) -> bool:
    """Whether it can be put into a message as it is."""
    if isinstance(node, Call):
        return isinstance(node.function, Member) and node.function.name == "get"
    return isinstance(node, Name | Member)
