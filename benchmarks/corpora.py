"""Valid source files of each language, from what is installed here. Nothing of it is kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

LARGEST = 60_000  # bytes; the mean is about 12 kB
SUFFIXES = {
    "python": (".py",),
    "javascript": (".js", ".mjs", ".cjs"),
    "go": (".go",),
    "java": (".java",),
}
# JSX and Flow are other languages under the same suffix.
FLOW = re.compile(rb"@flow|^import type |^export type ", re.MULTILINE)

# Folders whose files are broken on purpose.
BROKEN = re.compile(r"/(testdata|lib2to3/tests/data|bad_coding|badsyntax|test/fixtures)")


def files(language: str, more: list[Path], rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the language's installed files in random order, each content once."""
    entries = [entry for place in [*_installed(language), *more] for entry in _entries(place)]
    entries = sorted({e for e in entries if e[1].endswith(SUFFIXES[language])})
    rng.shuffle(entries)
    seen: set[bytes] = set()
    for archive, name in entries:
        if BROKEN.search(name):
            continue
        data = _read(archive, name)
        if not 0 < len(data) <= LARGEST or data in seen:
            continue
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if language == "javascript" and FLOW.search(data[:4000]):
            continue
        seen.add(data)
        yield name, data


def _installed(language: str) -> list[Path]:
    """Where the language's toolchain keeps source files."""
    if language == "python":
        return [Path(sysconfig.get_path("stdlib"))]
    if language == "javascript":
        return [Path(root) for root in [_ask("npm", "root", "-g")] if root]
    if language == "go":
        return [Path(root) / "src" for root in [_ask("go", "env", "GOROOT")] if root]
    return _java_sources()


def _java_sources() -> list[Path]:
    """The `src.zip` of the JDK on PATH, else of any other; a packager may leave a dangling link."""
    javac = shutil.which("javac")
    homes = [Path(javac).resolve().parent.parent] if javac else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    archives = [home / "lib" / "src.zip" for home in homes]
    return [archive for archive in archives if archive.is_file()][:1]


def _ask(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _entries(place: Path) -> Iterator[tuple[Path | None, str]]:
    if place.suffix in (".zip", ".jar"):
        with zipfile.ZipFile(place) as archive:
            yield from ((place, name) for name in archive.namelist())
        return
    for folder, _, names in os.walk(place):
        yield from ((None, os.path.join(folder, name)) for name in names)


_archives: dict[Path, zipfile.ZipFile] = {}


def _read(archive: Path | None, name: str) -> bytes:
    if archive is None:
        try:
            return Path(name).read_bytes()
        except OSError:
            return b""
    if archive not in _archives:
        _archives[archive] = zipfile.ZipFile(archive)
    return _archives[archive].read(name)
