"""PV310: a public type of Java in a file of another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..introduced import comparable_before
from ..report import Finding, Severity
from ..validator import Code, Decided, NotRun, Outcome, validator
from ._names import finding_at, sound_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import Node
    from ..change import Change

MISNAMED_PUBLIC_CLASS = Code(
    "PV310",
    "misnamed-public-class",
    Severity.ERROR,
    """
What it finds: in Java, a public class, interface, enum, record or annotation at the top of a file
that is not called after it, if the patch renames one of the two or adds the file.

Why it matters: javac refuses it: `class Cart is public, should be declared in a file named
Cart.java` (JLS 7.6 leaves it to the compiler, and javac takes the choice).

Example: `public class Cart` in `Basket.java`.

Instead: name the file after the class, or the class after the file.
""",
)

# Both are declarations of another kind, in files of these names alone.
_OF_THEIR_OWN = ("package-info.java", "module-info.java")


@validator(check="structure", codes=(MISNAMED_PUBLIC_CLASS,), languages=("java",))
def misnamed_public_class(change: Change) -> Iterable[Outcome]:
    """Compares the names of the public types after the patch with the file's, and those before."""
    if change.language is None or change.after is None or change.file.is_binary:
        yield NotRun("there is no file after the patch")
        return
    if not _may_be_renamed(change):
        yield Decided("patchvet")
        return
    if sound_tree(change, change.after) is None:
        yield NotRun("names can't be told in a file that does not parse")
        return
    yield from _findings(change)
    yield Decided("patchvet")


def _may_be_renamed(change: Change) -> bool:
    """Whether the patch adds or renames the file, or writes what may be a type's header."""
    if change.before is None or change.before.path != change.file.path:
        return True
    lines = change.after.lines if change.after is not None else []
    return any(
        word in lines[line - 1]
        for line in change.lines.added
        for word in (b"public", b"class", b"interface", b"enum", b"record")
    )


def _findings(change: Change) -> Iterator[Finding]:
    assert change.language is not None
    assert change.after is not None
    after, names_of = change.after, change.language.named_after()
    filename = after.path.rpartition("/")[2]
    if names_of is None or filename in _OF_THEIR_OWN:
        return
    before = sound_tree(change, comparable_before(change))
    old: set[str] = set()
    if before is not None and change.before is not None:
        old = {_text(name) for name in names_of(before)} - {_stem(change.before.path)}
    for node in names_of(after.tree):
        name = _text(node)
        if name != _stem(after.path) and name not in old:
            message = f"the public type `{name}` stands in `{filename}`"
            hint = f"call the file `{name}.java`, or the type `{_stem(after.path)}`"
            yield finding_at(MISNAMED_PUBLIC_CLASS, change, after.tree, node, message, hint)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".java")


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
