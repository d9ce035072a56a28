"""A file that is not there, while one with nearly its name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .fix_close import closest
from .fix_tools import Mend
from .program import Literal, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_failure import Failure

_MISSING = lazy_compile(
    r"""ENOENT: no such file or directory, \w+ '(?P<node>[^']+)'|"""
    r"""open (?P<go>\S+): no such file or directory|"""
    r"""^(?P<java>\S+) \(No such file or directory\)"""
)


def build(failure: Failure) -> Iterator[Mend]:
    """The name as the tree has it, where the code writes it."""
    found = _MISSING.search(failure.message)
    if found is None:
        return
    path = found["node"] or found["go"] or found["java"]
    name = path.rpartition("/")[2]
    known = {one.rpartition("/")[2] for one in failure.tree.paths()}
    meant = closest(name, known) if name not in known else None
    if meant is None:
        return
    site = failure.site
    for source in (site.source, *failure.neighbours(site.source.path)):
        for one in walk(source.module):
            if isinstance(one, Literal) and one.kind == "str" and str(one.value).endswith(name):
                text = source.text(one)
                at = text.rindex(name)
                edit = source.replace(one, text[:at] + meant + text[at + len(name) :])
                reason = f"there is no file `{name}`; there is `{meant}`"
                yield Mend("file-name", reason, (edit,))
                return
