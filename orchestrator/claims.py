"""Nobody is believed: what a part claims is looked up where it can be looked up.

Each function raises ClaimRefuted; such a run has failed, whatever it came to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import PatchvetError
from ..languages.locating import locate
from ..languages.trace_log import read_traces
from ..patches.sequence import apply_patch
from ..patches.unified import parse_patch
from ..validators.report import Severity, Status, Verdict
from .analysis import calls_of, trace_ids
from .service import tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..languages.fixing import Candidate
    from ..patches.trees import SourceTree
    from ..validators.report import Report
    from .probing import Probe
    from .protocols import Deployment, Environment, Incident, LogLine, TestResult
    from .service import Service

# A check that crashed: its message names files of this machine, which no journal may hold.
CRASHED = "PV901"
# What an accepted patch must have passed; the others may have had nothing to look at.
MUST_PASS = ("format", "applies")


class ClaimRefuted(PatchvetError):  # noqa: N818 - what happened to the claim
    """A part said what is not so."""

    def __init__(self, stage: str, why: str) -> None:
        super().__init__(f"{stage}: {why}")
        self.stage = stage


def incident_stands_in_log(
    incident: Incident, log: Sequence[LogLine], services: Mapping[str, Service]
) -> None:
    """The error is in the log of that service, reads as it is said to, and nothing that the
    service calls failed in the same request before it.
    """
    if incident.service not in services:
        raise ClaimRefuted("analyse", f"there is no service {incident.service!r}")
    own = [line.text for line in log if line.service == incident.service]
    lines = incident.trace_text.split("\n")
    start = next((at for at in range(len(own)) if own[at : at + len(lines)] == lines), None)
    if start is None:
        raise ClaimRefuted("analyse", f"the log of {incident.service} does not have this error")
    types = {trace.error_type for trace in read_traces(incident.trace_text)}
    if incident.trace.error_type not in types:
        raise ClaimRefuted(
            "analyse", f"the error in the log is no {incident.trace.error_type or 'such error'}"
        )
    _is_first(incident, log, services)
    for name in incident.affected:
        if name not in services or incident.service not in calls_of(services[name], services):
            raise ClaimRefuted("analyse", f"{name} does not call {incident.service}")


def _is_first(incident: Incident, log: Sequence[LogLine], services: Mapping[str, Service]) -> None:
    first = incident.trace_text.split("\n")[0]
    place = next(
        at for at, one in enumerate(log) if one.service == incident.service and one.text == first
    )
    around = log[max(0, place - 6) : place + 1]
    ids = trace_ids("\n".join(one.text for one in around if one.service == incident.service))
    called = calls_of(services[incident.service], services)
    for line in log[:place]:
        if line.service in called and ids & trace_ids(line.text):
            raise ClaimRefuted(
                "analyse", f"{line.service} failed in the same request before {incident.service}"
            )


def frame_is_in(incident: Incident, tree: SourceTree) -> str:
    """The file of the tree that the root cause is in; "" where the trace names none."""
    if incident.frame is None:
        return ""
    found = locate(incident.frame, tree)
    if found.path is None and incident.frame not in incident.trace.causing.frames:
        raise ClaimRefuted("analyse", f"the trace has no frame {incident.frame.path}")
    return found.path or ""


def patched(candidate: Candidate, tree: SourceTree) -> SourceTree | None:
    """The tree with the candidate, as patchvet applies it; None if it does not apply."""
    applied = apply_patch(parse_patch(candidate.patch), tree)
    return applied.result if applied.applies else None


def nothing_crashed(report: Report) -> None:
    """A check that broke off is a fault of ours, and no reason to refuse a patch."""
    if any(one.code == CRASHED for one in report.findings):
        raise ClaimRefuted(
            "validate", "a check crashed; `patchvet check` with this patch and error tells more"
        )


def report_is_about(
    report: Report, candidate: Candidate, tree: SourceTree, *, relevance: bool
) -> SourceTree:
    """An accepting report names the candidate's files, contradicts itself nowhere, and says that
    the patch addresses the error, or that only running can tell. Gives the patched tree.
    """
    patch = parse_patch(candidate.patch)
    if [file.path for file in report.files] != [file.path for file in patch.files]:
        raise ClaimRefuted("validate", "the report is about other files than the candidate's")
    if not patch.files:
        raise ClaimRefuted("validate", "a patch of no file was accepted")
    errors = [one.code for one in report.findings if one.severity is Severity.ERROR]
    failed = [name for name, status in report.checks.items() if status is Status.FAIL]
    if errors or failed or any(one.verdict is Verdict.REJECTED for one in report.files):
        raise ClaimRefuted("validate", f"accepted in spite of {', '.join((*errors, *failed))}")
    for name in MUST_PASS:
        if report.checks.get(name) is not Status.PASS:
            raise ClaimRefuted("validate", f"accepted without the check {name!r}")
    wanted = "cannot-tell" if is_left_to_the_test(report) else "addresses"
    if relevance and relevance_of(report) != wanted:
        raise ClaimRefuted(
            "validate", f"accepted, and its verdict on the error is {relevance_of(report)!r}"
        )
    result = patched(candidate, tree)
    if result is None:
        raise ClaimRefuted("validate", "accepted, and it does not apply")
    return result


def is_left_to_the_test(report: Report) -> bool:
    """Nothing speaks against the patch, and reading it cannot tell whether it addresses the error.
    What PV403 itself advises is the next stage: run the program with what made it fail.
    """
    return (
        report.verdict is Verdict.UNCHECKED
        and relevance_of(report) == "cannot-tell"
        and all(
            status is not Status.FAIL and (status is not Status.UNCHECKED or name == "relevance")
            for name, status in report.checks.items()
        )
    )


def relevance_of(report: Report) -> str:
    """The verdict on the error; "" where the report has none."""
    return report.relevance.verdict if report.relevance is not None else ""


def probes_cover(result: TestResult, tree: SourceTree, probes: Iterable[Probe]) -> None:
    """A passed test tried this very tree, and tells of each trigger and check."""
    if result.digest != tree_digest(tree):
        raise ClaimRefuted("test", "another tree was tried than the candidate's")
    if not result.passed:
        return
    wanted = [probe.label for probe in probes]
    if not wanted:
        raise ClaimRefuted("test", "passed, and nobody knows what to try for this error")
    missing = [one for one in wanted if not any(told.startswith(one) for told in result.probes)]
    if missing:
        raise ClaimRefuted("test", f"passed without: {', '.join(missing)}")


def deployment_stands(
    deployment: Deployment,
    environment: Environment,
    tree: SourceTree,
    replicas: Sequence[int],
    stage: str = "deploy",
) -> None:
    """What was put in place is there, in each of the replicas and in the history."""
    name, digest = deployment.service, tree_digest(tree)
    if deployment.digest != digest:
        raise ClaimRefuted(stage, "the deployment's digest is not that of the tree")
    for number in replicas:
        if tree_digest(environment.tree(name, number)) != digest:
            raise ClaimRefuted(stage, f"replica {number} of {name} does not hold the tree")
    if environment.history(name)[-1] != deployment:
        raise ClaimRefuted(stage, f"the history of {name} knows of no such deployment")
