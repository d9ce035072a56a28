"""Which file a section is about and what it does to it, at a given `-p`: git's rules, and stricter.

git trusts `---`/`+++` over the `diff --git` line and takes one of two differing names without a
word. Here names that differ are refused, and so are headers that contradict each other.
"""

from __future__ import annotations

from .model import FileKind, Problem
from .names import git_name, header_name, is_dev_null, is_epoch, moved_name, plain_name
from .quoting import decode_path, shown_path
from .sections import CONTRADICTORY_HEADER, Section


class Identity:
    """A section's kind and decoded paths. Both paths are None where no name could be read.

    `undecided` is True for a patch without `diff --git` whose one hunk is `-0,0`: it adds
    the file if none is there, else it changes it, as git does.
    """

    __slots__ = ("kind", "new_path", "old_path", "problems", "undecided")

    def __init__(self, kind: FileKind, old: str | None, new: str | None) -> None:
        self.kind = kind
        self.old_path = None if old is None else decode_path(old)
        self.new_path = None if new is None else decode_path(new)
        self.problems: list[Problem] = []
        self.undecided = False

    def refuse(self, section: Section, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, message, hint, patch_line=section.start + 1))


def identify(section: Section, strip: int) -> Identity:
    """Reads a section's names. Everything wrong with them is in the identity's `problems`."""
    if section.rest is None:
        return _identify_plain(section, strip)
    if section.moved:
        return _identify_moved(section, strip)
    if section.created or section.deleted:
        return _identify_one_sided(section, strip)
    return _identify_changed(section, strip)


def _identify_plain(section: Section, strip: int) -> Identity:
    old_field, new_field = section.old_field, section.new_field
    if old_field is None or new_field is None:
        return Identity(FileKind.MODIFY, None, None)
    old, new = plain_name(old_field, strip), plain_name(new_field, strip)
    if is_dev_null(old_field) and is_dev_null(new_field):
        old = new = None
    elif is_dev_null(old_field):
        return _named(section, Identity(FileKind.ADD, None, new), strip)
    elif is_dev_null(new_field):
        return _named(section, Identity(FileKind.DELETE, old, None), strip)
    elif old == new and is_epoch(old_field):
        return _named(section, Identity(FileKind.ADD, None, new), strip)
    elif old == new and is_epoch(new_field):
        return _named(section, Identity(FileKind.DELETE, old, None), strip)
    identity = Identity(FileKind.MODIFY, old or new, new or old)
    if old is None or new is None:
        return _named(section, identity, strip, both=True)
    if old != new:
        _refuse_differing(section, identity, old, new)
    spans = section.hunks
    identity.undecided = len(spans) == 1 and spans[0].old == (0, 0)
    return identity


def _identify_moved(section: Section, strip: int) -> Identity:
    kind = FileKind.COPY if section.copied else FileKind.RENAME
    old = None if section.moved_from is None else moved_name(section.moved_from, strip)
    new = None if section.moved_to is None else moved_name(section.moved_to, strip)
    identity = Identity(kind, old, new)
    word = "copy" if section.copied else "rename"
    if old is None or new is None:
        identity.refuse(
            section,
            "PV007",
            f"the {word} does not say both names",
            f"a {word} has both lines, `{word} from PATH` and `{word} to PATH`",
        )
        return identity
    if old == new:
        identity.refuse(
            section,
            CONTRADICTORY_HEADER,
            f"the {word} of `{shown_path(decode_path(old))}` goes to the same name",
            f"delete the lines `{word} from` and `{word} to`",
        )
    _compare(section, identity, (old, new), strip)
    return identity


def _identify_one_sided(section: Section, strip: int) -> Identity:
    """A file that the header calls new or deleted."""
    created = section.created
    named, empty = (
        (section.new_field, section.old_field)
        if created
        else (section.old_field, section.new_field)
    )
    header = header_name(section.rest or "", strip)
    name = header
    if name is None and named is not None and not is_dev_null(named):
        name = git_name(named, strip)
    kind = FileKind.ADD if created else FileKind.DELETE
    identity = Identity(kind, None if created else name, name if created else None)
    word = "new" if created else "deleted"
    if empty is not None and not is_dev_null(empty):
        identity.refuse(
            section,
            CONTRADICTORY_HEADER,
            f"the header calls the file {word}, yet `{'---' if created else '+++'}` names a file",
            f"write `/dev/null` there, or delete the line `{word} file mode`",
        )
    if named is not None and is_dev_null(named):
        identity.refuse(
            section,
            CONTRADICTORY_HEADER,
            f"the header calls the file {word}, yet `{'+++' if created else '---'}` is /dev/null",
            f"name the {word} file there",
        )
    elif named is not None and name is not None and git_name(named, strip) != name:
        _refuse_differing(section, identity, name, git_name(named, strip) or named)
    return _named(section, identity, strip)


def _identify_changed(section: Section, strip: int) -> Identity:
    """A file whose header speaks of no other change than modes: the names must all be the same."""
    old_field, new_field = section.old_field, section.new_field
    rest = section.rest or ""
    if old_field is None and new_field is None:
        name = header_name(rest, strip)
        return _named(section, Identity(FileKind.MODIFY, name, name), strip)
    null = (old_field is not None and is_dev_null(old_field)) or (
        new_field is not None and is_dev_null(new_field)
    )
    if null:
        return _identify_unannounced(section, strip)
    old = None if old_field is None else git_name(old_field, strip)
    new = None if new_field is None else git_name(new_field, strip)
    identity = Identity(FileKind.MODIFY, old or new, new or old)
    if old_field is None or new_field is None:
        identity.refuse(
            section,
            "PV007",
            f"the line `{'---' if old_field is None else '+++'}` is missing",
            "put the pair `--- a/PATH`, `+++ b/PATH` before the file's first hunk",
        )
        return identity
    if old is None or new is None:
        return _named(section, identity, strip, both=True)
    if old != new:
        _refuse_differing(section, identity, old, new)
    else:
        _compare(section, identity, (old, new), strip)
    return identity


def _identify_unannounced(section: Section, strip: int) -> Identity:
    """`--- /dev/null` or `+++ /dev/null` below a header that says nothing of it: git refuses it."""
    old_field, new_field = section.old_field or "", section.new_field or ""
    created = is_dev_null(old_field)
    name = git_name(new_field if created else old_field, strip)
    if created and is_dev_null(new_field):
        name = header_name(section.rest or "", strip)
    identity = (
        Identity(FileKind.ADD, None, name) if created else Identity(FileKind.DELETE, name, None)
    )
    word = "new" if created else "deleted"
    identity.refuse(
        section,
        CONTRADICTORY_HEADER,
        f"`{'---' if created else '+++'} /dev/null` stands in a header that calls no file {word}",
        f"put `{word} file mode 100644` below the `diff --git` line",
    )
    return _named(section, identity, strip)


def _compare(section: Section, identity: Identity, names: tuple[str, str], strip: int) -> None:
    """Refuses a header whose `diff --git`, `---` or `+++` names other files than `names`."""
    for field, name in zip((section.old_field, section.new_field), names, strict=True):
        if field is not None and git_name(field, strip) != name:
            _refuse_differing(section, identity, name, git_name(field, strip) or field)
            return
    rest = (section.rest or "").rstrip("\r")
    if names[0] == names[1] and header_name(rest, strip) != names[0]:
        identity.refuse(
            section,
            "PV008",
            f"the `diff --git` line names other files than `{shown_path(decode_path(names[1]))}`",
            "name the same file in `diff --git`, `---` and `+++`",
        )


def _named(section: Section, identity: Identity, strip: int, *, both: bool = False) -> Identity:
    if both or (identity.old_path is None and identity.new_path is None):
        identity.refuse(
            section,
            "PV007",
            f"no file name is left when -p{strip} takes {strip} leading components off",
            "write `a/` and `b/` before the names, or give the right -p",
        )
    return identity


def _refuse_differing(section: Section, identity: Identity, one: str, other: str) -> None:
    first, second = shown_path(decode_path(one)), shown_path(decode_path(other))
    hint = "name the same file twice; for a rename add `rename from` and `rename to`"
    if one.startswith("a/") and other.startswith("b/") and one[2:] == other[2:]:
        hint = "`a/` and `b/` belong to no name: take them off with `-p 1`"
    identity.refuse(
        section,
        "PV008",
        f"the header names two files, `{first}` and `{second}`, and no rename between them",
        hint,
    )
