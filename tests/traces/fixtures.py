"""The captured errors and what is expected of them, for the tests beside this file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from patchvet.languages.traces import Frame

HERE = Path(__file__).resolve().parent
SERVER = "/srv/app/"
LANGUAGES = {"python": "python", "node": "javascript", "go": "go", "java": "java"}


@dataclass(frozen=True)
class Captured:
    """What one program printed under one version of its runtime."""

    language: str
    runtime: str
    name: str
    text: str

    @property
    def expected(self) -> dict[str, Any]:
        return EXPECTED[self.language][self.name]

    def __str__(self) -> str:
        return f"{self.runtime}-{self.name}"


def _captured() -> list[Captured]:
    found = []
    for document in sorted((HERE / "captured").glob("*.txt")):
        language = LANGUAGES[document.stem.partition("-")[0]]
        text = document.read_text(encoding="utf-8")
        for section in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
            name, _, body = section.partition("\n")
            found.append(Captured(language, document.stem, name, body))
    return found


EXPECTED = {
    language: tomllib.loads((HERE / "expected" / f"{language}.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES.values()
}
CAPTURED = _captured()


def place(frame: Frame | None, language: str) -> str:
    """A frame as the expectations name it: its file, and its line of code in the program."""
    if frame is None:
        return "none"
    path = frame.path.removeprefix(SERVER)
    if language == "java":
        path = f"{frame.module.rpartition('.')[0]}/{path}"
    program = HERE / "programs" / language / path
    if not program.is_file() or frame.line is None:
        return f"{path}: {frame.line}"
    return f"{path}: {program.read_text(encoding='utf-8').splitlines()[frame.line - 1].strip()}"
