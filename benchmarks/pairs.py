"""Generated trees before and after a change: the material of the comparison with `git apply`.

Everything comes from a seeded `random.Random`, so that a failing pair can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Tree = dict[str, tuple[bytes, int]]

REGULAR, EXECUTABLE, SYMLINK = 0o100644, 0o100755, 0o120000

# Templates of code and prose; {n} is a small number, so that lines repeat now and then.
_TEXTS = {
    "py": ["def f{n}(a):", "    return a + {n}", "    if a:", "        pass", "", "x = [{n}, {n}]"],
    "js": ["function f{n}(a) {{", "  return a * {n};", "}}", "", "const x{n} = () => {n};"],
    "go": ["func F{n}(a int) int {{", "\treturn a + {n}", "}}", "", "type T{n} struct {{"],
    "java": ["class C{n} {{", "    int f() {{ return {n}; }}", "    }}", "}}", "", "\t// {n}"],
    "txt": ["The {n}th line of a text.", "", "It goes on; and on.", " * item {n}", "end"],
    "few": ["}}", "", "x"],
    "one": ["same"],
}
# Lines that look like parts of a patch, or hold bytes at which careless readers break lines.
_ODD = [
    b"--- a/x",
    b"+++ b/x",
    b"@@ -1,2 +1,2 @@",
    b"diff --git a/x b/x",
    b"-- ",
    b"\\ No newline at end of file",
    b"-",
    b"+",
    b" ",
    b"\t",
    b"form\x0cfeed",
    b"a\x1cb\x1dc\x1ed",
    b"line\xe2\x80\xa8separator",
    b"next\xc2\x85line",
    b"caf\xe9 latin",
    b"\xff\xfe\xfd",
    b"bare\rreturn",
    b"trailing  ",
    b"GIT binary patch",
    b"x" * 300,
]
_NAMES = ["a", "b.txt", "lib/util", "deep/er/est", "sp ace", "caf\u00e9", 'quo"te', "back\\slash"]
_NAMES += ["tab\tname", "-dash", "lib/b.txt", "x y/z", "@@", "newline\nname"]


@dataclass(frozen=True)
class Pair:
    """A tree before and after; `name` is the number of the pair, unique within a run."""

    name: str
    before: Tree
    after: Tree


def make_pair(rng: random.Random, name: str) -> Pair:
    """A random pair. All paths lie in the folder `name`, so that pairs can share one tree."""
    before = {f"{name}/{one}": _file(rng) for one in rng.sample(_NAMES, rng.choice([1, 1, 2, 3]))}
    before = {path: entry for path, entry in before.items() if not _is_below_other(path, before)}
    after = dict(before)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        rng.choices(_ACTIONS, _WEIGHTS)[0](rng, name, after)
    return Pair(name, before, after)


def _is_below_other(path: str, tree: Tree) -> bool:
    return any(path.startswith(f"{one}/") or one.startswith(f"{path}/") for one in tree)


def _file(rng: random.Random) -> tuple[bytes, int]:
    if rng.random() < 0.03:
        return f"target{rng.randrange(9)}".encode(), SYMLINK
    if rng.random() < 0.02:
        return rng.randbytes(rng.randrange(1, 400)) + b"\0", REGULAR
    lines = _lines(rng, rng.choice([0, 1, 2, 5, 12, 30, 80]))
    end = b"\r\n" if rng.random() < 0.12 else b"\n"
    data = b"".join(line + end for line in lines)
    if rng.random() < 0.15:
        data = data.removesuffix(end)
    return data, EXECUTABLE if rng.random() < 0.1 else REGULAR


def _lines(rng: random.Random, count: int) -> list[bytes]:
    templates = _TEXTS[rng.choice(list(_TEXTS))]
    odd = rng.random() < 0.25
    return [
        rng.choice(_ODD)
        if odd and rng.random() < 0.2
        else rng.choice(templates).format(n=rng.randrange(9)).encode()
        for _ in range(count)
    ]


def edited(rng: random.Random, data: bytes) -> bytes:
    """`data` with some of its lines replaced, removed, repeated, moved, or with new ones added."""
    lines = data.split(b"\n")
    last = lines.pop()
    whole = [line + b"\n" for line in lines] + ([last] if last else [])
    for _ in range(rng.choice([1, 1, 2, 4])):
        at = rng.randrange(len(whole) + 1)
        new = [line + b"\n" for line in _lines(rng, rng.choice([1, 1, 2, 5]))]
        action = rng.randrange(5)
        if action == 0:
            whole[at : at + len(new)] = new
        elif action == 1:
            whole[at:at] = new
        elif action == 2:
            del whole[at : at + rng.choice([1, 1, 2, 6])]
        elif action == 3:
            whole[at:at] = whole[at : at + 2]
        elif whole[at:]:
            whole[at] = rng.choice([b" ", b"\t", b""]) + whole[at].replace(b" ", b"  ", 1)
    whole = [line if line.endswith(b"\n") else line + b"\n" for line in whole[:-1]] + whole[-1:]
    result = b"".join(whole)
    if rng.random() < 0.1:
        result = result[:-1] if result.endswith(b"\n") else result + b"\n"
    return result


def _edit(rng: random.Random, name: str, tree: Tree) -> None:
    for path in rng.sample(sorted(tree), min(1, len(tree))):
        data, mode = tree[path]
        tree[path] = (b"elsewhere", mode) if mode == SYMLINK else (edited(rng, data), mode)


def _rename(rng: random.Random, name: str, tree: Tree) -> None:
    for path in rng.sample(sorted(tree), min(1, len(tree))):
        target = f"{name}/moved{rng.randrange(3)}/{path.rpartition('/')[2]}"
        if target not in tree:
            data, mode = tree.pop(path)
            changed = mode != SYMLINK and len(data) > 200 and rng.random() < 0.6
            tree[target] = (edited(rng, data) if changed else data, mode)


def _add(rng: random.Random, name: str, tree: Tree) -> None:
    tree.setdefault(f"{name}/new{rng.randrange(3)}", _file(rng))


def _delete(rng: random.Random, name: str, tree: Tree) -> None:
    for path in rng.sample(sorted(tree), min(1, len(tree))):
        del tree[path]


def _change_mode(rng: random.Random, name: str, tree: Tree) -> None:
    for path in rng.sample(sorted(tree), min(1, len(tree))):
        data, mode = tree[path]
        if mode != SYMLINK:
            tree[path] = (data, EXECUTABLE if mode == REGULAR else REGULAR)


def _change_ends(rng: random.Random, name: str, tree: Tree) -> None:
    for path in rng.sample(sorted(tree), min(1, len(tree))):
        data, mode = tree[path]
        if mode != SYMLINK:
            crlf = b"\r\n" in data
            tree[path] = (
                data.replace(b"\r\n", b"\n") if crlf else data.replace(b"\n", b"\r\n"),
                mode,
            )


_ACTIONS: list[Callable[[random.Random, str, Tree], None]] = [
    _edit,
    _rename,
    _add,
    _delete,
    _change_mode,
    _change_ends,
]
_WEIGHTS = [10, 2, 1, 1, 0.5, 0.3]
