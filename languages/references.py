"""References: which places of a file mean a certain definition, and whether a call of it fits.

A name alone tells little: `get` is a method of a hundred types. So a language reports only what it
can tell from one file's text: the file's own functions, what it imports by name, what stands behind
`self`. It is silent about all else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..grammars import Node, SyntaxTree
    from ..patches.trees import SourceTree
    from .symbols import Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The definition that references are looked for.

    `path` is its file's. `scope` is "file" if other files can't tell what means it, else what its
    file shares with others (a Go package's name). `owner` is the type that it belongs to; "" at the
    top level. `public` tells that other folders may use it,
    `inherits` that its owner may get the same name from elsewhere. `left` is True if its file still
    defines it (only its parameters changed).
    """

    name: str
    owner: str
    kind: str
    path: str
    scope: str = ""
    public: bool = True
    inherits: bool = False
    left: bool = False


class Reference(NamedTuple):
    """A place that means the target. `arguments` is a call's, if it is one."""

    node: Node
    arguments: Node | None = None

    @property
    def line(self) -> int:
        """Its 1-based line."""
        return self.node.start_point.row + 1


class Parameter(NamedTuple):
    """One parameter. `by_name` and `by_place` tell how an argument may be given to it."""

    name: str
    required: bool = True
    by_place: bool = True
    by_name: bool = False


class Signature(NamedTuple):
    """What a call may pass. `rest` takes any number of arguments, `any_name` those of any name."""

    parameters: tuple[Parameter, ...]
    rest: bool = False
    any_name: bool = False


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call passes: the number of arguments without a name, and the names of the others."""

    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """How a language refers to definitions.

    `line` matches a line that may define what can be followed, with the group `name`. `target`
    tells what a symbol of the file at a path is to be looked for as; None if it can't be. `find`
    gives the references in a file's tree, at a path, in a tree of files. `is_left` tells whether
    the target's own file still provides it. `signature` reads a symbol's parameters, `arguments`
    a call's; None where that can't be told.
    """

    line: re.Pattern[bytes]
    target: Callable[[Symbol, SyntaxTree, str], Target | None]
    find: Callable[[Target, SyntaxTree, str, SourceTree], Iterator[Reference]]
    is_left: Callable[[Target, SyntaxTree, SourceTree], bool]
    signature: Callable[[Symbol], Signature | None]
    arguments: Callable[[Node], Arguments | None]


def misfit(signature: Signature, given: Arguments) -> str:
    """Why a call does not fit, as what it does: "passes 3 arguments"; "" if it does."""
    places = [one for one in signature.parameters if one.by_place]
    if given.count > len(places) and not signature.rest:
        return f"passes {_count(given.count)}"
    filled = {one.name for one in places[: given.count]}
    for name in given.names:
        if name in filled:
            return f"passes `{name}` twice"
        known = any(one.by_name and one.name == name for one in signature.parameters)
        if not known and not signature.any_name:
            return f"passes `{name}=`"
    filled.update(given.names)
    missing = [one for one in signature.parameters if one.required and one.name not in filled]
    if not missing:
        return ""
    if given.names or any(one.by_name for one in missing):
        return f"does not pass `{missing[0].name}`"
    return f"passes {_count(given.count)}"


def _count(number: int) -> str:
    return f"{number or 'no'} argument{'' if number == 1 else 's'}"


def occurrences(tree: SyntaxTree, name: str) -> Iterator[Node]:
    """The nodes that are the identifier `name`, in the order of the file."""
    wanted = name.encode()
    pattern = rb"(?<![\w$])%b(?![\w$])" % re.escape(wanted)
    for match in re.finditer(pattern, tree.source):
        node = tree.root.descendant_for_byte_range(*match.span())
        if node is not None and node.byte_range == match.span() and "identifier" in node.type:
            yield node


def enclosing(node: Node, *kinds: str) -> Node | None:
    """The innermost node of `kinds` around `node`."""
    around = node.parent
    while around is not None and around.type not in kinds:
        around = around.parent
    return around
