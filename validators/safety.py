"""PV501-PV504: the patch reaches where no patch may: outside the tree, into .git, through a
link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.model import SUBMODULE_MODE, SYMLINK_MODE
from ..patches.paths import unsafe_path
from ..patches.tree_paths import through_symlink
from .problems import as_finding
from .report import Severity
from .validator import Code, Decided, Outcome, validator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .change import Change

PATH_ESCAPE = Code(
    "PV501",
    "path-escape",
    Severity.ERROR,
    """
What it finds: a path that leaves the tree: absolute, with `..`, a drive letter or a NUL, decided
after quoted paths were decoded; and one that is longer than any system takes.

Why it matters: applied, it would write anywhere on the machine.

Example: `+++ b/../../etc/cron.d/job`.

Instead: name files by their path below the root.
""",
)
GIT_FOLDER = Code(
    "PV502",
    "git-folder",
    Severity.ERROR,
    """
What it finds: a path into a `.git` folder, in any case or spelling that a file system takes for it.

Why it matters: a hook or a config written there runs as the user at the next git command
(CVE-2014-9390).

Example: `+++ b/.GIT/hooks/post-checkout`.

Instead: there is no way in; a patch never needs one.
""",
)
THROUGH_SYMLINK = Code(
    "PV503",
    "through-symlink",
    Severity.ERROR,
    """
What it finds: a path that runs through a symlink, also one that the same patch creates.

Why it matters: the bytes land where the link points, which may be outside the tree
(CVE-2023-23946).

Example: a patch that makes `lib` a link to `/etc` and then adds `lib/passwd`.

Instead: patch the file at its real path.
""",
)
SPECIAL_MODE = Code(
    "PV504",
    "special-mode",
    Severity.ERROR,
    """
What it finds: a patch that adds or changes a symlink or a submodule, or sets another special mode.

Why it matters: a link or a submodule brings in content that no check has seen.

Example: `new file mode 120000`.

Instead: if it is meant, allow it by `--allow symlink` or `--allow submodule`.
""",
)

CODES = (PATH_ESCAPE, GIT_FOLDER, THROUGH_SYMLINK, SPECIAL_MODE)
_KNOWN_MODES = {SYMLINK_MODE: "symlink", SUBMODULE_MODE: "submodule"}


@validator(name="path-safety", check="safety", codes=CODES)
def check_path_safety(change: Change) -> Iterable[Outcome]:
    """Looks at each path and mode that the patch names for this file."""
    file = change.file
    for path in dict.fromkeys(path for path in (file.old_path, file.new_path) if path is not None):
        problem = unsafe_path(path) or through_symlink(change.tree, path, file)
        if problem is not None:
            line = problem.patch_line or file.patch_line
            yield as_finding(problem._replace(patch_line=line), CODES, path=file.path)
    for mode in dict.fromkeys((file.old_mode, file.new_mode)):
        if mode is None or mode >> 12 == 0o10:
            continue
        kind = _KNOWN_MODES.get(mode)
        if kind is None:
            yield SPECIAL_MODE.finding(
                f"mode {mode:o} is none that git knows",
                hint="a file's mode is 100644 or 100755",
                path=file.path,
                patch_line=file.patch_line,
            )
        elif kind not in change.options.allow:
            yield SPECIAL_MODE.finding(
                f"the patch touches a {kind} (mode {mode:o})",
                hint=f"if that is meant, allow it: --allow {kind}",
                path=file.path,
                patch_line=file.patch_line,
            )
    yield Decided("patchvet")
