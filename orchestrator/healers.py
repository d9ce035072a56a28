"""Where candidates come from: a language's own fixes, a script, or any command."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError, UsageError
from ..languages.discovery import discover_languages
from ..languages.fixing import Candidate
from ..languages.table import LanguageTable
from ..patches.unified import parse_patch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..patches.trees import SourceTree
    from .protocols import Incident

SECONDS = 30.0
MOST_BYTES = 5_000_000


class NoCandidate(PatchvetError):  # noqa: N818 - an answer, with its reason
    """A healer has nothing to offer; says why."""


class FixHealer:
    """Asks the language of the error: `languages/<language>/fixes.py`."""

    def __init__(self, languages: LanguageTable | None = None) -> None:
        self._languages = languages or LanguageTable(discover_languages())

    def candidates(self, incident: Incident, tree: SourceTree) -> Iterable[Candidate]:
        """Raises NoCandidate for a language that has no fixes."""
        language = self._languages.get(incident.trace.language)
        fixes = language.fixes() if language is not None else None
        if fixes is None:
            raise NoCandidate(f"no fixes are known for {incident.trace.language}")
        return fixes.candidates(incident.trace, tree)


class ScriptedPatch(NamedTuple):
    """A patch that a story brings along; for the errors of `service`, or of any."""

    patch: bytes
    service: str = ""


class ScriptedHealer:
    """Gives the patches that were written down, in their order, whatever the error."""

    def __init__(self, patches: Iterable[ScriptedPatch | bytes | str]) -> None:
        self._patches = tuple(_scripted(one) for one in patches)

    def candidates(self, incident: Incident, tree: SourceTree) -> Iterable[Candidate]:
        for number, one in enumerate(self._patches, 1):
            if one.service in ("", incident.service):
                yield Candidate(one.patch, f"scripted-{number}", f"patch {number} of the script")


class CommandHealer:
    """Runs a command for each error: the incident as JSON on its standard input, patches on its
    standard output.

    Input: {"service", "language", "error": {"type", "message", "text"}, "frame": {"path", "line",
    "function"} or null, "affected", "files": {path: text}}. Output: a unified diff, or JSON: a list
    of diffs, best first. Raises NoCandidate, with the reason, where it exits with a status, says
    nothing that is a patch, or takes longer than `seconds` of real time.
    """

    def __init__(self, command: Sequence[str], *, seconds: float = SECONDS) -> None:
        if not command:
            raise UsageError("a healer's command is empty; name a program")
        self._command, self._seconds = tuple(command), seconds

    def candidates(self, incident: Incident, tree: SourceTree) -> Iterable[Candidate]:
        patches = _patches_in(self._run(json.dumps(_told(incident, tree))), self._command[0])
        return tuple(
            Candidate(patch, f"command-{number}", f"patch {number} of {self._command[0]}")
            for number, patch in enumerate(patches, 1)
        )

    def _run(self, question: str) -> bytes:
        name = self._command[0]
        try:
            done = subprocess.run(
                self._command,
                input=question.encode(),
                capture_output=True,
                timeout=self._seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NoCandidate(f"{name} gave no answer within {self._seconds:g} s") from None
        except OSError as error:
            raise NoCandidate(f"{name} can't be run: {(error.strerror or '').lower()}") from error
        if done.returncode:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise NoCandidate(f"{name} ended with status {done.returncode}: {' '.join(last)}")
        if len(done.stdout) > MOST_BYTES:
            raise NoCandidate(f"{name} wrote more than {MOST_BYTES} bytes")
        return done.stdout


def _scripted(one: ScriptedPatch | bytes | str) -> ScriptedPatch:
    if isinstance(one, str):
        return ScriptedPatch(one.encode())
    return ScriptedPatch(one) if isinstance(one, bytes) else one


def _told(incident: Incident, tree: SourceTree) -> dict[str, Any]:
    frame = incident.frame
    trace = incident.trace
    return {
        "service": incident.service,
        "language": trace.language,
        "error": {
            "type": trace.error_type,
            "message": trace.message,
            "text": incident.trace_text,
        },
        "frame": None
        if frame is None
        else {"path": frame.path, "line": frame.line, "function": frame.function},
        "affected": list(incident.affected),
        "files": {
            path: (tree.read(path) or b"").decode("utf-8", "replace") for path in tree.paths()
        },
    }


def _patches_in(output: bytes, name: str) -> Iterator[bytes]:
    """One diff, or a JSON list of diffs."""
    if not output.strip():
        raise NoCandidate(f"{name} had no patch to offer")
    if not output.lstrip().startswith(b"["):
        if not parse_patch(output).files:
            raise NoCandidate(f"{name} wrote something that is no patch")
        return iter((output,))
    try:
        listed = json.loads(output)
    except (ValueError, RecursionError) as error:
        raise NoCandidate(f"{name} wrote broken JSON: {error}") from error
    if not all(isinstance(one, str) for one in listed):
        raise NoCandidate(f"{name} wrote a list of something else than diffs")
    return iter([one.encode("utf-8", "surrogateescape") for one in listed])
