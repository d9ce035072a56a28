"""Unified diffs, git's and others': bytes in, a Patch out, every malformation named by its line.

The hunks are built by unidiff. What unidiff, git or GNU patch let through silently is refused
here. Text is latin-1, split on `\\n` alone: every byte, form feed and U+2028 stays in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .assemble import assemble
from .hunk_rows import Rows
from .limits import Limits
from .model import Patch, Problem
from .scan import Scan, scan
from .strip import detect_strip
from .surroundings import surrounding_text

if TYPE_CHECKING:
    from .trees import SourceTree

_MAIL = lazy_compile(
    rb"\AFrom [0-9a-f]{40,64} |\A(?:[A-Z][\w-]*: [^\n]*\n(?:[ \t][^\n]*\n)*)*Subject: "
)
# A brace, a bracket, and what may stand before them.
_RECORD_STARTS = frozenset((b"{", b"[", b"\xef", b" ", b"\n", b"\r", b"\t"))
# A row costs about 300 bytes while it is read. The Linux kernel's largest releases stay below.
_MOST_ROWS = 2_000_000


def parse_patch(
    data: bytes,
    *,
    source: str = "<patch>",
    strip: int | None = None,
    tree: SourceTree | None = None,
    limits: Limits = Limits(),  # noqa: B008 (frozen, so that sharing it is safe)
) -> Patch:
    """Reads a unified diff, or a patch record (JSON, see `records.py`), whichever the content is.
    Never raises for a bad patch: what is wrong stands in its `problems`.

    `source` is the name to show. `strip` is git's `-p`; None detects it, with the help of `tree`
    where the names alone don't tell. Files that are malformed stand in `files` where their path is
    known, with what could be read of them.
    """
    problem = _too_large(data, limits)
    if problem is not None:
        return Patch(source, "unified", (), 1 if strip is None else strip, (problem,))
    if data[:1] in _RECORD_STARTS:
        from .records import is_record, parse_records  # no diff begins so

        if is_record(data):
            return parse_records(data, source=source, tree=tree)
    found = scan(Rows(data.decode("latin-1")), limits)
    # The hunks of a `*** Begin Patch` block are bare `@@`, and not what is wrong with it.
    if not found.sections and (not found.problems or data[:64].lstrip().startswith(b"*** Begin P")):
        # Its dozen regular expressions cost a cold start 2 ms, and few inputs hold no patch.
        from .looks import no_patch

        return Patch(source, "unified", (), 1 if strip is None else strip, (no_patch(data),))
    if found.over_cap is not None:
        # Whoever sends 100,000 files gets the answer before they are built.
        return Patch(source, "unified", (), 1 if strip is None else strip, (found.over_cap,))
    taken = detect_strip(found.sections, tree) if strip is None else strip
    files, problems = assemble(found, taken, tree)
    form = _format(data, found)
    problems.extend(surrounding_text(found, form))
    problems.sort(key=lambda problem: problem.patch_line or 0)
    return Patch(source, form, tuple(files), taken, tuple(problems))


def _too_large(data: bytes, limits: Limits) -> Problem | None:
    if len(data) > limits.patch_bytes:
        message = f"the patch is larger than {limits.patch_bytes:,} bytes"
    elif data.count(b"\n") > _MOST_ROWS:
        message = f"the patch has more than {_MOST_ROWS:,} lines"
    else:
        return None
    return Problem("PV010", message, "split the patch")


def _format(data: bytes, found: Scan) -> str:
    if _MAIL.match(data[:65_536]):
        return "mbox"
    return "git" if any(section.rest is not None for section in found.sections) else "unified"
