"""patchvet: vets patches before anything runs them. Accepted, rejected or unchecked, with evidence.

    import patchvet
    report = patchvet.check(patch, "path/to/tree")
    report.verdict            # "accepted", "rejected" or "unchecked"
    for finding in report.findings: ...

Names are loaded when they are first used, so that `import patchvet` costs next to nothing: neither
tree-sitter nor libcst is loaded by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from .errors import PatchvetError, RegistrationError, TreeError, UsageError
    from .languages import Language
    from .languages.locating import Located, Locator, locate
    from .languages.trace_log import read_traces
    from .languages.traces import Frame, Trace
    from .patches.limits import Limits
    from .patches.model import FileKind, FilePatch, Hunk, Line, Patch, Problem
    from .patches.render import render as render_patch
    from .patches.sequence import apply_patch
    from .patches.trees import GitRevision, InMemoryTree, SourceTree, WorkTree
    from .patches.unified import parse_patch
    from .validators.change import Change, PatchChange, Source
    from .validators.check import Checker, check, iter_check
    from .validators.options import Options
    from .validators.registry import Registry
    from .validators.report import (
        CheckStatus,
        FileReport,
        Finding,
        Report,
        Severity,
        Status,
        Verdict,
    )
    from .validators.validator import Code, Decided, NotRun, Unchecked, Validator, validator

# Where each public name lives; the type checker reads the imports above, a test compares the two.
_HOMES = {
    "errors": ("PatchvetError", "RegistrationError", "TreeError", "UsageError"),
    "languages": ("Language",),
    "languages.locating": ("Located", "Locator", "locate"),
    "languages.trace_log": ("read_traces",),
    "languages.traces": ("Frame", "Trace"),
    "patches.limits": ("Limits",),
    "patches.model": ("FileKind", "FilePatch", "Hunk", "Line", "Patch", "Problem"),
    "patches.sequence": ("apply_patch",),
    "patches.trees": ("GitRevision", "InMemoryTree", "SourceTree", "WorkTree"),
    "patches.unified": ("parse_patch",),
    "validators.change": ("Change", "PatchChange", "Source"),
    "validators.check": ("Checker", "check", "iter_check"),
    "validators.options": ("Options",),
    "validators.registry": ("Registry",),
    "validators.report": (
        "CheckStatus",
        "FileReport",
        "Finding",
        "Report",
        "Severity",
        "Status",
        "Verdict",
    ),
    "validators.validator": ("Code", "Decided", "NotRun", "Unchecked", "Validator", "validator"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Change",
    "CheckStatus",
    "Checker",
    "Code",
    "Decided",
    "FileKind",
    "FilePatch",
    "FileReport",
    "Finding",
    "Frame",
    "GitRevision",
    "Hunk",
    "InMemoryTree",
    "Language",
    "Limits",
    "Line",
    "Located",
    "Locator",
    "NotRun",
    "Options",
    "Patch",
    "PatchChange",
    "PatchvetError",
    "Problem",
    "RegistrationError",
    "Registry",
    "Report",
    "Severity",
    "Source",
    "SourceTree",
    "Status",
    "Trace",
    "TreeError",
    "Unchecked",
    "UsageError",
    "Validator",
    "Verdict",
    "WorkTree",
    "__version__",
    "apply_patch",
    "check",
    "iter_check",
    "locate",
    "parse_patch",
    "read_traces",
    "render_patch",
    "validator",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "render_patch":
        return import_module(".patches.render", __name__).render
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
