"""Which `-p` a patch was made for: the names in it decide, and where they don't, the tree.

git's own default comes first (`-p1`; `-p0` for a bare name without a folder), so that nothing is
read otherwise than `git apply` reads it as long as its reading finds the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .identity import Identity, identify
from .names import header_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sections import Section
    from .trees import SourceTree

# a/ b/, git's mnemonic prefixes (i index, w work tree, c commit, o object), and --no-index's 1/ 2/.
_PREFIXES = frozenset(("a", "b", "c", "i", "o", "w", "1", "2"))
# Reading from a git revision costs about 50 µs a path; more votes would not change the outcome.
_VOTERS = 100


def detect_strip(sections: Sequence[Section], tree: SourceTree | None) -> int:
    """The number of leading components to take off: 0 or 1."""
    voters: list[tuple[Identity, Identity]] = []
    decided_zero = False
    for section in sections:
        with_one, with_none = identify(section, 1), identify(section, 0)
        said = _said_by_header(section)
        one = said != 0 and not with_one.problems
        none = said != 1 and not with_none.problems
        if one and not none:
            return 1
        decided_zero = decided_zero or (none and not one)
        if one and none:
            voters.append((with_one, with_none))
            if len(voters) >= _VOTERS:
                break
    if decided_zero:
        return 0
    if not voters:
        return 1
    by_tree = None if tree is None else _ask_tree(voters, tree)
    if by_tree is not None:
        return by_tree
    return 1 if all(_looks_prefixed(none) for _, none in voters) else 0


def _said_by_header(section: Section) -> int | None:
    """What the `diff --git` line tells: where it has the same name twice, behind what, if anything.

    The names of a rename stand a second time in lines that have no prefix.
    """
    if section.rest is None:
        return None
    rest = section.rest.rstrip("\r")
    if section.moved_from is not None and section.moved_to is not None:
        return 0 if rest == f"{section.moved_from} {section.moved_to}" else 1
    one, none = header_name(rest, 1), header_name(rest, 0)
    if (one is None) == (none is None):
        return None
    return 0 if one is None else 1


def _ask_tree(voters: Sequence[tuple[Identity, Identity]], tree: SourceTree) -> int | None:
    """The `-p` under which more of the files that must exist do; None if neither finds any."""
    made = {none.new_path for _, none in voters if none.old_path is None}
    needed = [
        (one, none)
        for one, none in voters
        if none.old_path is not None and none.old_path not in made
    ]
    found_one = sum(1 for one, _ in needed if _exists(tree, one.old_path))
    if needed and found_one == len(needed):
        return 1
    found_none = sum(1 for _, none in needed if _exists(tree, none.old_path))
    if found_one == found_none == 0:
        return None
    return 1 if found_one >= found_none else 0


def _exists(tree: SourceTree, path: str | None) -> bool:
    from .paths import unsafe_path

    return path is not None and unsafe_path(path) is None and tree.mode(path) is not None


def _looks_prefixed(unstripped: Identity) -> bool:
    paths = [path for path in (unstripped.old_path, unstripped.new_path) if path is not None]
    return all(path.partition("/")[0] in _PREFIXES for path in paths)
