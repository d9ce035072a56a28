"""Which paths a patch writes and takes away: what may be created, and in which order.

git removes everything first and writes everything then. So a path that any part of the patch takes
away may be created, before or after; and a file that the patch writes and then deletes stays, exit
0, which is refused here.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

from .existence import target_exists
from .memory_tree import folders_above
from .model import SYMLINK_MODE, FileKind, FilePatch, Patch, Problem
from .modes import DIRECTORY_MODE, kind_of, same_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .overlay import Overlay
    from .trees import SourceTree

_CREATING = (FileKind.ADD, FileKind.RENAME, FileKind.COPY)
_TAKING = (FileKind.DELETE, FileKind.RENAME)


class Targets:
    """The paths of one patch: those it will take away, and those it wrote or took away so far."""

    def __init__(self, patch: Patch, tree: SourceTree) -> None:
        self._tree = tree
        # Listed once: a patch may put 20,000 files where folders are.
        self._paths: list[str] | None = None
        self._taken_away = {
            file.old_path for file in patch.files if file.kind in _TAKING and file.old_path
        }
        # The kind of the last file patch that wrote a path; None once a file patch took it away.
        self._written: dict[str, FileKind | None] = {}
        # git looks at the disk, and knows only of those links that a header calls links.
        self._links_gone = {
            file.old_path
            for file in patch.files
            if file.kind in _TAKING and file.old_mode == SYMLINK_MODE
        }

    def note(self, file: FilePatch) -> None:
        """Remembers a file patch that was applied."""
        if file.new_path is not None:
            self._written[file.new_path] = file.kind
        if file.kind in _TAKING and file.old_path is not None:
            self._written[file.old_path] = None

    def vanishes(self, file: FilePatch) -> bool:
        """Whether the old path is gone after `file`: not if an earlier file patch wrote it anew."""
        return file.kind in _TAKING and self._written.get(file.old_path or "") is None

    def refusal(self, file: FilePatch, now: Overlay) -> Problem | None:
        """PV104 or PV106 if `file` creates a path that is taken, or one below a file."""
        if file.kind not in _CREATING or file.new_path is None:
            return None
        for folder in folders_above(file.new_path):
            mode = now.mode(folder)
            if mode not in (None, DIRECTORY_MODE, SYMLINK_MODE) and not self._goes_away(folder):
                return _problem(
                    file, f"`{folder}` is no folder, so `{file.new_path}` cannot be there"
                )
            if self._tree.mode(folder) == SYMLINK_MODE and folder not in self._links_gone:
                return _problem(
                    file,
                    f"`{folder}` is a symlink, and nothing in the patch says that the link goes, "
                    f"so `git apply` does not write `{file.new_path}`",
                )
        mode = now.mode(file.new_path)
        if mode == DIRECTORY_MODE:
            return self._folder_in_the_way(file)
        if mode is None or self._goes_away(file.new_path):
            return None
        return target_exists(file, now.read(file.new_path) or b"")

    def _goes_away(self, path: str) -> bool:
        """Whether the patch takes `path` away somewhere, and has not written it anew before."""
        return path in self._taken_away and self._written.get(path) is None

    def _folder_in_the_way(self, file: FilePatch) -> Problem | None:
        """A folder may give way to a file if the patch takes away all that is in it."""
        inside = f"{file.new_path}/"
        written = (path for path, kind in self._written.items() if kind)
        if all(path in self._taken_away for path in self._inside(inside)) and not any(
            path.startswith(inside) for path in written
        ):
            return None
        return _problem(
            file, f"the patch creates `{file.new_path}`, but a folder of that name exists"
        )

    def _inside(self, folder: str) -> Iterator[str]:
        """The paths of the tree that start with `folder`."""
        if self._paths is None:
            self._paths = sorted(self._tree.paths())
        start = bisect_left(self._paths, folder)
        rest = (self._paths[at] for at in range(start, len(self._paths)))
        return takewhile(lambda path: path.startswith(folder), rest)

    def disorder(self, file: FilePatch) -> Problem | None:
        """The problem of a path that an earlier file patch took away, or wrote only to lose it."""
        path = file.old_path
        if path is None or path not in self._written:
            return None
        earlier = self._written[path]
        if earlier is None and file.kind in (FileKind.MODIFY, FileKind.DELETE):
            return Problem(
                "PV101",
                f"`{path}` was renamed or deleted earlier in this patch",
                hint="let the patch change the file under its new name",
                path=path,
                patch_line=file.patch_line,
            )
        lost = file.kind is FileKind.DELETE or (
            file.kind is FileKind.RENAME and earlier is FileKind.MODIFY
        )
        if earlier is None or not lost:
            return None
        return Problem(
            "PV111",
            f"the patch writes `{path}` and {file.kind.value}s it later; "
            "`git apply` loses one of the two",
            hint="make one patch from the tree before to the tree after",
            path=path,
            patch_line=file.patch_line,
        )


def type_problem(file: FilePatch, mode: int) -> Problem | None:
    """PV112 if the patch takes what is there for another type of file; permissions may differ."""
    if file.old_mode is not None and not same_type(file.old_mode, mode):
        message = (
            f"the patch is for {kind_of(file.old_mode)}, but `{file.old_path}` is {kind_of(mode)}"
        )
    elif file.new_mode is not None and not same_type(file.new_mode, mode):
        message = f"the patch makes {kind_of(file.new_mode)} of `{file.old_path}`, {kind_of(mode)}"
    else:
        return None
    return Problem(
        "PV112",
        message,
        hint="delete the file and add the other; a change of type is two file patches",
        path=file.old_path,
        patch_line=file.patch_line,
    )


def link_to_nothing(file: FilePatch) -> Problem:
    """The PV112 of a symlink whose target is empty or holds a NUL; `git apply` fails at both."""
    return Problem(
        "PV112",
        f"the patch makes a symlink of `{file.path}`, and its target is no path",
        hint="let the link's content be the path that it points to, without a newline",
        path=file.path,
        patch_line=file.patch_line,
    )


def _problem(file: FilePatch, message: str) -> Problem:
    return Problem(
        "PV106",
        message,
        hint="choose another path",
        path=file.new_path,
        patch_line=file.patch_line,
    )
