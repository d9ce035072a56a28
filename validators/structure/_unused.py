"""What the checks of unused names share: which names, and whether the patch brought them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..validator import NotRun
from ._names import asked_about, finding_at, sound_tree, table_of, within_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.unused import Unused, UnusedNames, Wanted
    from ..change import Change
    from ..report import Finding
    from ..validator import Code, Outcome


def unused_names(
    change: Change,
    code: Code,
    what: str,
    find: Callable[[UnusedNames], Callable[..., Iterable[Unused]]],
    tell: Callable[[bool, str], tuple[str, str]],
) -> Iterable[Outcome]:
    """A finding of `code` for each name that `find` gives. `what` they are, for the reasons;
    `tell(is_new, name)` gives message and hint: new, or its last use was taken away.
    """
    wanted = asked_about(change)
    if wanted is None:
        yield NotRun(f"nothing whose {what} could be told")
        return
    tree = sound_tree(change, change.after)
    if tree is None:
        yield NotRun("names can't be told in a file that does not parse")
        return
    yield from within_time(_findings(change, tree, wanted, code, find, tell))


def _findings(
    change: Change,
    tree: SyntaxTree,
    wanted: Wanted,
    code: Code,
    find: Callable[[UnusedNames], Callable[..., Iterable[Unused]]],
    tell: Callable[[bool, str], tuple[str, str]],
) -> Iterator[Finding]:
    assert change.language is not None
    assert change.after is not None
    unused, names = change.language.unused(), change.language.names()
    if unused is None or names is None:
        return
    table = table_of(change.after, tree, names)
    for one in find(unused)(table, wanted, change.result, change.file.path):
        message, hint = tell(wanted.holds(one.node), one.name)
        yield finding_at(code, change, tree, one.node, message, hint)
