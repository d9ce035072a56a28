"""What the tests of built patches share: candidates for a program and a trace, and what they do."""

from __future__ import annotations

import importlib
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import patchvet
from patchvet.orchestrator.service import SERVICES, built_in_service
from patchvet.patches.memory_tree import InMemoryTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patchvet.languages.fixing import Candidate
    from patchvet.orchestrator.service import Fault, Service
    from patchvet.patches.trees import SourceTree

CAPTURED = Path(__file__).parent / "captured"


class Mended(NamedTuple):
    """A program (files by path, or the text of the one file), the trace that its runtime prints,
    what the first candidate is called, and lines that it adds (`+`) and takes away (`-`), in
    their order. No name: there must be no candidate.
    """

    program: str | Mapping[str, str]
    trace: str
    name: str = ""
    lines: tuple[str, ...] = ()


def candidates(language: str, files: Mapping[str, bytes], trace: str) -> list[Candidate]:
    """What the language's builders make of the first error in `trace`."""
    fixes = importlib.import_module(f"patchvet.languages.{language}.fixes").FIXES
    found = patchvet.read_traces(trace, languages=[language])
    assert found, f"no error of {language} is in {trace!r}"
    return list(fixes.candidates(found[0], InMemoryTree(files)))


def of(language: str, path: str, story: Mended) -> list[Candidate]:
    """The candidates of a story, whose one file, if it has just a text, is at `path`."""
    texts = {path: story.program} if isinstance(story.program, str) else story.program
    files = {name: dedent(text).encode() for name, text in texts.items()}
    return candidates(language, files, dedent(story.trace))


def patched(files: Mapping[str, bytes], candidate: Candidate) -> SourceTree:
    """The tree with the candidate applied, by patchvet's own rules."""
    applied = patchvet.apply_patch(patchvet.parse_patch(candidate.patch), InMemoryTree(files))
    assert applied.applies, candidate.patch.decode()
    return applied.result


def changed(candidate: Candidate) -> list[str]:
    """The added and removed lines of a patch, with their marks."""
    rows = candidate.patch.decode().splitlines()
    return [row for row in rows if row[:1] in ("+", "-") and row[:3] not in ("+++", "---")]


def check(language: str, path: str, story: Mended) -> None:
    """The first candidate is the story's, and its lines hold the story's in their order."""
    found = of(language, path, story)
    names = [one.name for one in found]
    if not story.name:
        assert not found, names
        return
    assert names[:1] == [story.name], names
    rows = iter([" ".join(row[:1].split() + row[1:].split()) for row in changed(found[0])])
    wanted = [" ".join(row[:1].split() + row[1:].split()) for row in story.lines]
    assert all(one in rows for one in wanted), changed(found[0])


def faults(language: str) -> Iterator[tuple[Service, Fault]]:
    """The built-in services' faults that something can cure."""
    for folder in sorted((SERVICES / language).iterdir()):
        if folder.is_dir():
            service = built_in_service(language, folder.name)
            for fault in service.faults:
                if fault.curable:
                    yield service, fault


def captured(service: Service, fault: Fault) -> str:
    """The trace that the real runtime printed."""
    path = CAPTURED / service.language / service.name / f"{fault.name}.txt"
    return path.read_text(encoding="utf-8")
