"""The one place where the stages of a check are chained.

    bytes → Patch → (per file) before, after → validators → findings → statuses → verdict

Reading happens before the middle, writing after it; the middle is pure, so the API, the command
line, the pytest plugin and the orchestrator all call this and get the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from os import PathLike
from time import perf_counter
from typing import TYPE_CHECKING

from ..languages.oracle_set import OracleSet
from ..patches.trees import SourceTree, as_tree
from .error_input import with_error_read
from .judge import Judge
from .options import Options
from .plan import Plan, make_plan
from .registry import Registry
from .report import FileReport, Report
from .selection import selection

if TYPE_CHECKING:
    from types import TracebackType

    from .options import ErrorInput
    from .patch_input import PatchInput

TreeInput = str | PathLike[str] | Mapping[str, bytes] | SourceTree


class Checker:
    """One run: a registry, options, and oracles that are opened at most once and closed at the end.

    Use it as a context manager where more than one patch is judged:

        with Checker(options=Options(oracles="auto")) as checker:
            for report in checker.check_all(patches, tree): ...

    Raises UsageError for options that make no sense and RegistrationError for a broken plugin.
    """

    def __init__(self, registry: Registry | None = None, options: Options | None = None) -> None:
        self.registry = registry if registry is not None else Registry.discover()
        self.options = with_error_read(options if options is not None else Options())
        self._judge = Judge(self.registry, selection(self.registry, self.options), self.options)
        self.oracles = OracleSet(self.options.oracles, self.registry.languages)

    def __enter__(self) -> Checker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every oracle's process. Safe to call twice."""
        self.oracles.close()

    def check(self, patch: PatchInput, tree: TreeInput, *, source: str | None = None) -> Report:
        """Judges one patch against `tree`. `source` is the name to show for the patch."""
        *_, report = self.iter_check(patch, tree, source=source)
        assert isinstance(report, Report), "iter_check ends with the report"
        return report

    def iter_check(
        self, patch: PatchInput, tree: TreeInput, *, source: str | None = None
    ) -> Iterator[FileReport | Report]:
        """Yields a FileReport for each file as it is done, and the Report last."""
        plan = self.plan(patch, tree, source=source)
        self.prepare([plan])
        yield from self._judged(plan)

    def check_all(
        self,
        patches: Iterable[tuple[PatchInput, str | None]],
        tree: TreeInput,
        *,
        stack: bool = False,
    ) -> Iterator[Report]:
        """Judges several patches, given as (patch, name to show), and yields their reports.

        With `stack` they are a series: each is judged against the tree as those before leave it
        (one that does not apply leaves it as it was); without it each is judged for itself.
        """
        base = as_tree(tree)
        plans = []
        for patch, source in patches:
            plan = self.plan(patch, base, source=source)
            plans.append(plan)
            if stack:
                base = plan.result
        self.prepare(plans)
        yield from map(self.judge, plans)

    def plan(self, patch: PatchInput, tree: TreeInput, *, source: str | None = None) -> Plan:
        """Reads and applies a patch; the first of the three steps of a check of many patches."""
        started = perf_counter()
        plan = make_plan(
            patch, as_tree(tree), self.registry.languages, self.oracles, self.options, source
        )
        return replace(plan, seconds=perf_counter() - started)

    def prepare(self, plans: Iterable[Plan]) -> None:
        """Announces plans that will be judged: an oracle that works in batches starts once."""
        self.oracles.prepare([job for plan in plans for job in plan.oracle_jobs()])

    def judge(self, plan: Plan) -> Report:
        """Judges a plan."""
        *_, report = self._judged(plan)
        assert isinstance(report, Report), "judging ends with the report"
        return report

    def _judged(self, plan: Plan) -> Iterator[FileReport | Report]:
        started = perf_counter()
        for item in self._judge.reports(
            plan.as_patch_change(self.options, self.registry.languages)
        ):
            if isinstance(item, Report):
                yield item._replace(elapsed=plan.seconds + perf_counter() - started)
            else:
                yield item


def check(
    patch: PatchInput,
    tree: TreeInput,
    *,
    registry: Registry | None = None,
    options: Options | None = None,
    error: ErrorInput | None = None,
) -> Report:
    """Judges one patch against a source tree, in memory. Never writes.

    `patch` is the patch itself (bytes or str), a path to it, or a Patch. `tree` is a folder's path,
    a mapping of path → bytes, or a SourceTree (`GitRevision(root, rev)`). By default no process is
    started: the oracles are "embedded". With `error` (a log, a Trace) it is asked whether the patch
    addresses it, too: `report.relevance`.

    A bad patch is a Report with findings. Raises UsageError for a patch or option that makes no
    sense, TreeError for a tree that cannot be read, RegistrationError for a broken plugin.
    """
    with Checker(registry, _with(options, error)) as checker:
        return checker.check(patch, tree)


def iter_check(
    patch: PatchInput,
    tree: TreeInput,
    *,
    registry: Registry | None = None,
    options: Options | None = None,
    error: ErrorInput | None = None,
) -> Iterator[FileReport | Report]:
    """Like `check`, but yields each FileReport as it is done, and the Report last."""
    with Checker(registry, _with(options, error)) as checker:
        yield from checker.iter_check(patch, tree)


def _with(options: Options | None, error: ErrorInput | None) -> Options | None:
    if error is None:
        return options
    return (options or Options())._replace(error=error)
