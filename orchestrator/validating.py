"""Judging a candidate before anything runs it: the package's own check, asked about the error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..validators.check import Checker
from ..validators.options import Options
from ..validators.registry import Registry
from .journal import sha256

if TYPE_CHECKING:
    from ..languages.fixing import Candidate
    from ..patches.trees import SourceTree
    from ..validators.report import Report
    from .protocols import Incident


class CheckValidator:
    """Asks `check` with the error as it stood in the log. No process is started, no toolchain is
    looked for: the oracles are the embedded ones. Without `relevance` it is not asked whether the
    patch addresses the error; what a tester is worth shows then.
    """

    def __init__(
        self,
        registry: Registry | None = None,
        options: Options | None = None,
        *,
        relevance: bool = True,
    ) -> None:
        self._registry = registry if registry is not None else Registry.discover()
        self._options = options if options is not None else Options()
        self._relevance = relevance

    def validate(self, candidate: Candidate, tree: SourceTree, incident: Incident) -> Report:
        options = self._options._replace(error=incident.trace_text if self._relevance else None)
        with Checker(self._registry, options) as checker:
            return checker.check(candidate.patch, tree, source=sha256(candidate.patch))
