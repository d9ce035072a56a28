"""The house keeps its shape: imports run downwards, and what is heavy stays outside the door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import patchvet

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(patchvet.__file__).parent
# From the ground up: a room may import from itself and from the rooms below it.
ROOMS = ("errors", "patches", "grammars", "languages", "validators", "orchestrator", "cli")
TREE_SITTER = {"tree_sitter", "tree_sitter_language_pack"}


def modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS[1:]:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "services" not in path.parts:
                yield room, path


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, what) of each import; relative ones are resolved against the file's package."""
    package = ("patchvet", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            yield node.lineno, ".".join((*base, node.module)) if node.module else ".".join(base)


def test_no_import_runs_upwards() -> None:
    """A room never imports from a room above it, not even late or for types."""
    wrong = []
    for room, path in modules():
        for line, name in imports_of(path):
            parts = name.split(".")
            target = parts[1] if parts[0] == "patchvet" and len(parts) > 1 else None
            if target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert wrong == []


def test_imports_inside_the_package_are_relative() -> None:
    """`import validators` or `import patchvet.x` from inside would load a second copy or a
    stranger.
    """
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom)
        and node.level == 0
        and (node.module or "").split(".")[0] in ("patchvet", *ROOMS)
    ]
    assert wrong == []


def test_only_grammars_imports_tree_sitter() -> None:
    """A change of tree-sitter's API is felt in one room."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for room, path in modules()
        for line, name in imports_of(path)
        if name.split(".")[0] in TREE_SITTER and room != "grammars"
    ]
    assert wrong == []


@pytest.mark.parametrize("heavy", ["tree_sitter", "libcst", "unidiff", "argparse"])
def test_importing_patchvet_loads_nothing_heavy(heavy: str) -> None:
    """`import patchvet` is for free until something is asked of it."""
    code = f"import patchvet, sys; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_public_name_is_there() -> None:
    """What `__all__` promises can be had, and `dir` tells it."""
    for name in patchvet.__all__:
        assert getattr(patchvet, name) is not None
    assert set(patchvet.__all__) <= set(dir(patchvet))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = patchvet.chekc  # type: ignore[attr-defined]
