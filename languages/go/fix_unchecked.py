"""Errors that were thrown away, or made into a panic, though the function could return them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import definition, names_in
from ..fix_tools import Edit, Mend
from ..program import (
    Assign,
    Binary,
    Block,
    Call,
    Collection,
    Deferred,
    Expression,
    Function,
    If,
    Literal,
    Member,
    Name,
    walk,
)
from .fix_errors import imports, returning, spot_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node


_PARSING = lazy_compile(r'strconv\.\w+: parsing "([^"]*)": invalid syntax')
_NUMBER = lazy_compile(r"[-+]?\d+(?:\.\d+)?")


def build(failure: Failure) -> Iterator[Mend]:
    """The error checked where it arises; the panic returned."""
    yield from _used_too_early(failure)
    yield from _trimmed(failure)
    yield from _discarded(failure, failure.site)
    yield from _panics(failure, failure.site)


def _used_too_early(failure: Failure) -> Iterator[Mend]:
    """`defer value.Close()` between the call and the check of its error."""
    for site in failure.sites:
        for block in walk(site.scope):
            if not isinstance(block, Block):
                continue
            rows = block.statements
            for call, early, check in zip(rows, rows[1:], rows[2:], strict=False):
                names = _checked(call, check)
                if not isinstance(early, Deferred) or not names & names_in(early):
                    continue
                source = site.source
                start, end = (
                    source.line_start(early.place.start),
                    source.line_end(early.place.end - 1),
                )
                below = source.line_end(check.place.end - 1)
                text = source.slice(start, end)
                reason = (
                    f"line {early.place.line} uses the value before its error is checked on line "
                    f"{check.place.line}"
                )
                edits = (Edit(source.path, start, end, ""), Edit(source.path, below, below, text))
                yield Mend("used-after-check", reason, edits)
                return


def _checked(call: Node, check: Node) -> set[str]:
    """The values of `value, err := f()`, where `check` is `if err != nil`."""
    if not isinstance(call, Assign) or not isinstance(call.target, Collection):
        return set()
    names = [one.name for one in call.target.items if isinstance(one, Name)]
    if len(names) < 2 or not isinstance(check, If) or not isinstance(check.test, Binary):
        return set()
    return set(names[:-1]) if names[-1] in names_in(check.test) else set()


def _trimmed(failure: Failure) -> Iterator[Mend]:
    """A number with blanks around it."""
    found = _PARSING.search(failure.message)
    if found is None or found[1] == found[1].strip() or not _NUMBER.fullmatch(found[1].strip()):
        return
    for site in failure.sites:
        source = site.source
        for one in walk(site.scope):
            if isinstance(one, Call) and source.text(one.function).startswith("strconv."):
                value = one.arguments[0].value
                reason = f'what line {one.place.line} reads has blanks around it: "{found[1]}"'
                edits = (source.replace(value, f"strings.TrimSpace({source.text(value)})"),)
                yield Mend("blanks-trimmed", reason, (*edits, *imports(source, "strings")))
                return


def in_caller(failure: Failure) -> Iterator[Mend]:
    """The same in the function that called the failing one: less sure, so it comes last."""
    for site in failure.sites[1:2]:
        yield from _discarded(failure, site)


def _discarded(failure: Failure, site: Site) -> Iterator[Mend]:
    """`value, _ := f()` above the failing line, which uses `value`."""
    source = site.source
    used: set[str] = set()
    for one in site.on_line():
        if one.place.line >= site.line:
            used |= names_in(one)
    for name in tuple(used):
        given = definition(site.scope, name, source.offset(site.line, 1))
        if given is not None and given.value is not None:
            used |= names_in(given.value)
    for one in walk(site.scope):
        if not isinstance(one, Assign) or not one.several or one.place.line > site.line:
            continue
        target = one.target
        if not isinstance(one.value, Call) or not isinstance(target, Collection):
            continue
        names = [part.name for part in target.items if isinstance(part, Name)]
        if len(names) < 2 or names[-1] != "_" or not used & set(names[:-1]):
            continue
        at = spot_in(source, one)
        function = _function(site, one)
        if at is None or function is None or not source.begins_line(one.place.start):
            continue
        error = f'fmt.Errorf("{_what(one.value)}: %w", err)'
        told = returning(failure, site, function, error, imports(source, "fmt"))
        if told is None:
            continue
        rows, edits = told
        check = ["if err != nil {", *("\t" + row for row in rows), "}"]
        reason = (
            f"line {one.place.line} throws away the error of `{source.text(one.value)}`, and its "
            f"empty value fails on line {site.line}"
        )
        swap = source.replace(target.items[-1], "err")
        edits = (swap, source.after(one.place.end - 1, check), *edits)
        yield Mend("error-checked", reason, edits)


def _function(site: Site, node: Node) -> Function | None:
    from ..fix_failure import trail_to

    above = trail_to(site.source.module, node)
    return next((one for one in reversed(above) if isinstance(one, Function)), None)


def _what(call: Call) -> str:
    """What failed, in a word or two: the first text among the arguments, else what is called."""
    for argument in call.arguments:
        if isinstance(argument.value, Literal) and isinstance(argument.value.value, str):
            text = argument.value.value
            if text.isidentifier():
                return text
    function = call.function
    return function.name if isinstance(function, Name | Member) else "call"


def _panics(failure: Failure, site: Site) -> Iterator[Mend]:
    """`panic(err)` of an error value → `return …, err`."""
    if failure.error_type != "panic":
        return
    source = site.source
    for one in site.on_line():
        if not isinstance(one, Expression) or not isinstance(one.value, Call):
            continue
        call = one.value
        if not isinstance(call.function, Name) or call.function.name != "panic":
            continue
        value = call.arguments[0].value if call.arguments else None
        function = _function(site, one)
        if value is None or function is None or not _is_error(site, value):
            continue
        told = returning(failure, site, function, source.text(value))
        if told is None or len(told[0]) != 1:
            continue
        rows, edits = told
        reason = (
            f"the panic on line {site.line} ends the program; its error can be returned to a "
            "caller that answers it"
        )
        yield Mend("panic-to-error", reason, (source.replace(one, rows[0]), *edits))


def _is_error(site: Site, node: Node) -> bool:
    """Whether it is an error value, and one that tells of the world, not of a slip in the code."""
    if isinstance(node, Name):
        return node.name in ("err", "error") or node.name.endswith(("Err", "Error"))
    if isinstance(node, Call) and isinstance(node.function, Member):
        name = site.source.text(node.function)
        return name == "errors.New" or (name == "fmt.Errorf" and "%w" in site.source.text(node))
    return False
