"""Ways in which a good patch, or the tree it is for, goes bad. Each is a function of one edit.

(rng, patch, before) → (patch, before), or None where there is nothing to corrupt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pairs import REGULAR, SYMLINK, edited

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from pairs import Tree

if TYPE_CHECKING:
    Corrupted = tuple[bytes, Tree] | None
    _Corruption = Callable[[random.Random, bytes, Tree], Corrupted]

_HUNK = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*\n", re.MULTILINE)
_FILE = re.compile(rb"^diff --git .*\n", re.MULTILINE)


def _rows(patch: bytes) -> list[bytes]:
    return (
        patch.splitlines(keepends=True)
        if b"\r" not in patch
        else re.findall(rb"[^\n]*\n|[^\n]+", patch)
    )


def _body(rows: list[bytes]) -> list[int]:
    """The indices of the rows of hunks."""
    inside, found = False, []
    for at, row in enumerate(rows):
        if row.startswith((b"diff --git ", b"GIT binary")):
            inside = False
        elif row.startswith(b"@@ -"):
            inside = True
        elif inside and row[:1] in b" +-\\":
            found.append(at)
    return found


def _on_body_row(change: Callable[[random.Random, bytes], list[bytes]]) -> _Corruption:
    def corrupt(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
        rows = _rows(patch)
        body = _body(rows)
        if not body:
            return None
        at = rng.choice(body)
        rows[at : at + 1] = change(rng, rows[at])
        return b"".join(rows), before

    return corrupt


def _alter(rng: random.Random, row: bytes) -> list[bytes]:
    at = rng.randrange(1, max(2, len(row) - 1))
    return [row[:at] + bytes([rng.choice(b"abz 09{}\t")]) + row[at + 1 :]]


drop_line = _on_body_row(lambda _, row: [])
repeat_line = _on_body_row(lambda _, row: [row, row])
alter_line = _on_body_row(_alter)
flip_sign = _on_body_row(lambda rng, row: [bytes([rng.choice(b" +-")]) + row[1:]])
strip_origin = _on_body_row(lambda _, row: [row[1:]])
strip_trailing_space = _on_body_row(lambda _, row: [row.rstrip() + b"\n"])
tabs_for_spaces = _on_body_row(lambda _, row: [row[:1] + row[1:].replace(b" ", b"\t", 1)])
junk_line = _on_body_row(lambda _, row: [row, b"what is this?\n"])
empty_line = _on_body_row(lambda _, row: [row, b"\n"])
mark_no_newline = _on_body_row(lambda _, row: [row, b"\\ No newline at end of file\n"])
crlf_row = _on_body_row(lambda _, row: [row[:-1] + b"\r\n"])


def _renumber(which: int, rng: random.Random, patch: bytes) -> bytes | None:
    hunks = list(_HUNK.finditer(patch))
    if not hunks:
        return None
    hunk = rng.choice(hunks)
    numbers = [int(hunk[at]) if hunk[at] is not None else 1 for at in range(1, 5)]
    numbers[which] = max(0, numbers[which] + rng.choice([-9, -3, -2, -1, 1, 1, 2, 3, 9, 50]))
    row = b"@@ -%d,%d +%d,%d @@\n" % tuple(numbers)
    return patch[: hunk.start()] + row + patch[hunk.end() :]


def old_start(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    changed = _renumber(0, rng, patch)
    return None if changed is None else (changed, before)


def new_start(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    changed = _renumber(2, rng, patch)
    return None if changed is None else (changed, before)


def both_starts(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    """The hunk's lines are right, its place is off by as much on both sides."""
    shift = rng.choice([-5, -1, 1, 2, 7, 40])

    def moved(hunk: re.Match[bytes]) -> bytes:
        old, new = (max(0, int(hunk[at]) + shift) for at in (1, 3))
        return b"@@ -%d,%d +%d,%d @@\n" % (old, int(hunk[2] or 1), new, int(hunk[4] or 1))

    return (_HUNK.sub(moved, patch), before) if _HUNK.search(patch) else None


def old_count(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    changed = _renumber(1, rng, patch)
    return None if changed is None else (changed, before)


def new_count(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    changed = _renumber(3, rng, patch)
    return None if changed is None else (changed, before)


def bare_header(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    hunks = list(_HUNK.finditer(patch))
    if not hunks:
        return None
    hunk = rng.choice(hunks)
    return patch[: hunk.start()] + b"@@\n" + patch[hunk.end() :], before


def heading(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return _HUNK.sub(lambda hunk: hunk[0].rstrip() + b" def other():\n", patch), before


def no_last_newline(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return patch[:-1], before


def truncate(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return patch[: rng.randrange(1, len(patch) + 1)], before


def truncate_at_row(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    rows = _rows(patch)
    return b"".join(rows[: rng.randrange(1, len(rows) + 1)]), before


def _on_header_row(change: Callable[[random.Random, bytes], list[bytes]]) -> _Corruption:
    def corrupt(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
        rows = _rows(patch)
        headers = sorted(set(range(len(rows))) - set(_body(rows)))
        if not headers:
            return None
        at = rng.choice(headers)
        rows[at : at + 1] = change(rng, rows[at])
        return b"".join(rows), before

    return corrupt


drop_header = _on_header_row(lambda _, row: [])
repeat_header = _on_header_row(lambda _, row: [row, row])
alter_header = _on_header_row(_alter)


def no_git_headers(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    """What remains is a plain unified diff."""
    kept = [row for row in _rows(patch) if row[:1] in b" +-@\\"]
    return (b"".join(kept), before) if kept else None


def _hunks_of(patch: bytes) -> tuple[bytes, list[bytes]]:
    """The head of a patch of one file, and its hunks."""
    starts = [hunk.start() for hunk in _HUNK.finditer(patch)]
    ends = [*starts, len(patch)][1:]
    return patch[: starts[0]] if starts else patch, [
        patch[start:end] for start, end in zip(starts, ends, strict=True)
    ]


def _on_hunks(change: Callable[[random.Random, list[bytes]], None], least: int) -> _Corruption:
    def corrupt(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
        files = [one.start() for one in _FILE.finditer(patch)]
        ends = [*files, len(patch)][1:]
        parts = [patch[start:end] for start, end in zip(files, ends, strict=True)]
        able = [at for at, part in enumerate(parts) if len(_hunks_of(part)[1]) >= least]
        if not able:
            return None
        at = rng.choice(able)
        head, hunks = _hunks_of(parts[at])
        change(rng, hunks)
        parts[at] = head + b"".join(hunks)
        return b"".join(parts), before

    return corrupt


def _pop_hunk(rng: random.Random, hunks: list[bytes]) -> None:
    hunks.pop(rng.randrange(len(hunks)))


def _repeat_hunk(rng: random.Random, hunks: list[bytes]) -> None:
    hunks.insert(rng.randrange(len(hunks) + 1), rng.choice(hunks))


drop_hunk = _on_hunks(_pop_hunk, 2)
drop_only_hunk = _on_hunks(_pop_hunk, 1)
repeat_hunk = _on_hunks(_repeat_hunk, 1)
swap_hunks = _on_hunks(lambda _, hunks: hunks.reverse(), 2)


def repeat_files(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    starts = [one.start() for one in _FILE.finditer(patch)]
    if not starts:
        return None
    start = rng.choice(starts)
    end = min((one for one in starts if one > start), default=len(patch))
    return patch + patch[start:end], before


def swap_files(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    starts = [one.start() for one in _FILE.finditer(patch)]
    if len(starts) < 2:
        return None
    ends = [*starts, len(patch)][1:]
    parts = [patch[start:end] for start, end in zip(starts, ends, strict=True)]
    rng.shuffle(parts)
    return b"".join(parts), before


def patch_to_crlf(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return patch.replace(b"\n", b"\r\n"), before


def fenced(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return b"Here is the fix:\n\n```diff\n" + patch + b"```\nThanks.\n", before


def indented(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return b"".join(b"  " + row for row in _rows(patch)), before


def reversed_signs(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    swap = {b"+": b"-", b"-": b"+"}
    rows = _rows(patch)
    for at in _body(rows):
        rows[at] = swap.get(rows[at][:1], rows[at][:1]) + rows[at][1:]
    return b"".join(rows), before


def _on_tree(change: Callable[[random.Random, bytes], bytes]) -> _Corruption:
    def corrupt(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
        files = sorted(path for path, (_, mode) in before.items() if mode != SYMLINK)
        if not files:
            return None
        path = rng.choice(files)
        data, mode = before[path]
        return patch, before | {path: (change(rng, data), mode)}

    return corrupt


stale_file = _on_tree(edited)
prepended = _on_tree(lambda rng, data: b"one more line\n" * rng.choice([1, 2, 7]) + data)
appended = _on_tree(lambda rng, data: data + b"one more line\n" * rng.choice([1, 2, 7]))
beheaded = _on_tree(lambda rng, data: b"".join(data.splitlines(keepends=True)[1:]))
doubled = _on_tree(lambda rng, data: data + data)
doubled_apart = _on_tree(lambda rng, data: b"x\n" * rng.randrange(9) + data + b"y\n" + data)
file_to_crlf = _on_tree(lambda rng, data: data.replace(b"\n", b"\r\n"))
file_without_newline = _on_tree(lambda rng, data: data.removesuffix(b"\n"))
emptied = _on_tree(lambda rng, data: b"")


def file_missing(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    path = rng.choice(sorted(before)) if before else ""
    return patch, {one: entry for one, entry in before.items() if one != path}


def file_in_the_way(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    names = re.findall(rb"^(?:rename|copy) to (.*)\n|^\+\+\+ b/(.*)\n", patch, re.MULTILINE)
    plain = [(one or other).decode() for one, other in names if b'"' not in one + other]
    plain = [path.rstrip("\t") for path in plain if path.rstrip("\t") not in before]
    if not plain:
        return None
    return patch, before | {rng.choice(plain): (b"in the way\n", REGULAR)}


def executable(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    return patch, {
        path: (data, mode if mode == SYMLINK else mode ^ 0o111)
        for path, (data, mode) in before.items()
    }


def link_for_file(rng: random.Random, patch: bytes, before: Tree) -> Corrupted:
    files = sorted(path for path, (_, mode) in before.items() if mode != SYMLINK)
    return (patch, before | {rng.choice(files): (b"target", SYMLINK)}) if files else None


# Every public function of this file, under its name.
CORRUPTIONS: dict[str, _Corruption] = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and not name.startswith("_") and value is not edited
}
