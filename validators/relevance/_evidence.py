"""What a verdict rests on, as lines of the files that a reader can look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import TreeError
from ..report import Proof

if TYPE_CHECKING:
    from ..change import PatchChange
    from ._judgement import Evidence

_HINTS = {
    "masks": "cure what fails instead of hiding it",
    "unrelated": "start from the expression that failed and from what its operands come from",
    "cannot-tell": "run the program with what made it fail",
}


def hint_for(verdict: str) -> str:
    """The way out."""
    return _HINTS.get(verdict, "")


def place_for(patch: PatchChange, proofs: tuple[Proof, ...]) -> tuple[str | None, int | None]:
    """Where the finding stands: the evidence in a file of the patch, its first file otherwise."""
    paths = {change.file.path for change in patch.changes}
    for proof in reversed(proofs):
        if proof.side == "after" and proof.path in paths:
            return proof.path, proof.line
    return (patch.changes[0].file.path if patch.changes else None), None


def proofs_of(patch: PatchChange, evidence: tuple[Evidence, ...]) -> tuple[Proof, ...]:
    """The evidence with the lines that it is about."""
    return tuple(
        Proof(one.text, one.path, one.line, one.side, _line(patch, one)) for one in evidence
    )


def _line(patch: PatchChange, proof: Evidence) -> str:
    tree = patch.tree if proof.side == "before" else patch.result
    try:
        data = tree.read(proof.path)
    except TreeError:
        return ""
    lines = (data or b"").split(b"\n")
    if proof.line is None or not 1 <= proof.line <= len(lines):
        return ""
    return lines[proof.line - 1].rstrip(b"\r").decode("utf-8", "replace")
