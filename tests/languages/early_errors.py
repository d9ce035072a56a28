"""Reads the lists of early errors, `*_early_errors.txt`, and of valid code, `*_valid.txt`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TEMPLATES = {
    "go": {
        "@file": "%s\n",
        "@top": "package p\n\n%s\n",
        "@function": "package p\n\nfunc f() {\n%s\n}\n",
    },
    "python": {"@file": "%s\n"},
    "javascript": {
        "@file": "%s\n",
        "@strict": '"use strict";\n%s\n',
        "@module": "export {};\n%s\n",
        "@class": "class A extends B {\n%s\n}\n",
        "@async": "async function f() {\n%s\n}\n",
        "@generator": "function* f() {\n%s\n}\n",
    },
    "java": {
        "@file": "%s\n",
        "@class": "class A {\n%s\n}\n",
        "@method": "class A {\nvoid f() {\n%s\n}\n}\n",
    },
}


@dataclass(frozen=True)
class EarlyError:
    """Source that a language's parser rejects, and its nearest relative that is valid."""

    name: str
    bad: bytes
    good: bytes


def early_errors(language: str) -> list[EarlyError]:
    """The list of `language`; the head of the file says how it is written."""
    cases: list[EarlyError] = []
    text = Path(__file__).with_name(f"{language}_early_errors.txt").read_text("utf8")
    template, name = "", ""
    lines: dict[str, list[str]] = {"-": [], "+": []}
    for line in [*text.split("\n"), "@end"]:
        if line[:1] in lines:
            lines[line[0]].append(line[2:])
            continue
        if lines["-"]:
            sources = [_source(language, template, lines[sign]) for sign in "-+"]
            cases.append(EarlyError(name, *sources))
            lines = {"-": [], "+": []}
        if line.startswith("@"):
            template = line
        elif line and not line.startswith("#"):
            name = line
    return cases


def _source(language: str, template: str, lines: list[str]) -> bytes:
    text = "\n".join(lines)
    if template == "@bytes":
        return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
    return (TEMPLATES[language][template] % text).encode()


def valid_sources(language: str) -> dict[str, bytes]:
    """The valid code of `language` by name: whole files, each below a line `== name`."""
    text = Path(__file__).with_name(f"{language}_valid.txt").read_text("utf8")
    files = (part.partition("\n") for part in text.split("\n== ")[1:])
    return {name: f"{source}\n".encode() for name, _, source in files}
