"""PV505: the patch changes what decides whether patches are let in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .report import Severity
from .validator import Code, Outcome, validator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..patches.model import FilePatch
    from .change import Change

GATE_CHANGED = Code(
    "PV505",
    "gate-changed",
    Severity.WARNING,
    """
What it finds: a patch that changes a CI pipeline, a git hook's source, the code owners or
patchvet's own settings beside other files. A patch that changes nothing else gets a note.

Why it matters: a patch that was to pass a gate has changed the gate. It may be right, but a person
should see it.

Example: a fix that also turns a job in `.github/workflows/test.yml` off.

Instead: send the change to the gate as a patch of its own.
""",
)

# Where the wide-spread hosts and hook managers keep what runs before a merge.
_GATES = lazy_compile(
    r"""(?:^|/)(?:
        \.github/(?:workflows/.+|CODEOWNERS) | \.gitlab-ci\.ya?ml | \.gitlab/ci/.+
      | \.circleci/.+ | \.buildkite/.+ | \.woodpecker(?:\.ya?ml|/.+) | \.drone\.ya?ml
      | \.travis\.ya?ml | azure-pipelines\.ya?ml | bitbucket-pipelines\.ya?ml | Jenkinsfile
      | \.pre-commit-config\.ya?ml | \.husky/.+ | \.githooks/.+ | lefthook\.ya?ml
      | CODEOWNERS | patchvet\.toml
    )$""",
    re.VERBOSE,
)


@validator(name="gate-changed", check="safety", codes=(GATE_CHANGED,))
def check_gate_changed(change: Change) -> Iterable[Outcome]:
    """Looks at the paths of the file before and after, and whether the patch changes anything
    else.
    """
    path = _gate(change.file)
    if path is None:
        return
    alone = all(_gate(file) is not None for file in change.patch.files)
    yield GATE_CHANGED.finding(
        f"the patch changes `{path}`, which decides what is let in",
        hint="" if alone else "have a person look at it, or send it as a patch of its own",
        severity=Severity.NOTE if alone else None,
        path=change.file.path,
        patch_line=change.file.patch_line,
    )


def _gate(file: FilePatch) -> str | None:
    """The file's path before or after, if a gate stands there."""
    paths = (path for path in (file.new_path, file.old_path) if path is not None)
    return next((path for path in paths if _GATES.search(path)), None)
