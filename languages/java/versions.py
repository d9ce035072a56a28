"""Java's syntax by release, newest first, and what a project says of its release.

Source: the JEP named beside each form. Not here: what only javac's later stages refuse (flexible
constructor bodies, JEP 513) and what was withdrawn (string templates, JEP 430).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..newer import Form, nearest_file, newest_form, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..oracles import OracleError

_TYPE = r"[\w.]+(?:<[^()]*>)?(?:\[\])*"


def _is_compact(node: Node, source: bytes) -> bool:
    """Whether a whole file is a compact source file, and not a class that lost a brace.

    Those have a `main` outside any class, no package, and no error.
    """
    tops = [child.type for child in node.children]
    mains = [
        child
        for child in node.children
        if child.type == "method_declaration"
        and (name := child.child_by_field_name("name")) is not None
        and source[name.start_byte : name.end_byte] == b"main"
    ]
    return bool(mains) and "package_declaration" not in tops and not node.has_error


FORMS = (
    # JEP 511, 512
    Form(since=(25,), title="`import module`", text=r"^\s*import\s+module\s+[\w.]+\s*;"),
    Form(since=(25,), title="a compact source file", kinds=("program",), holds=_is_compact),
    # JEP 456
    Form(since=(22,), title="the unnamed variable `_`", text=r"(?<![\w$.\"'])_(?![\w$\"'])"),
    # JEP 440
    Form(
        since=(21,),
        title="a record pattern",
        text=rf"\b(?:instanceof|case)\s+{_TYPE}\s*\(",
    ),
    # JEP 441
    Form(
        since=(21,),
        title="a pattern in a switch",
        text=rf"\bcase\s+(?:null\b|(?:final\s+)?{_TYPE}\s+\w+\s*(?:->|:|\bwhen\b))",
    ),
    # JEP 409
    Form(
        since=(17,),
        title="a sealed type",
        text=r"\b(?:non-)?sealed\s+(?:\w+\s+)*(?:class|interface)\b|\bpermits\s+\w",
    ),
    # JEP 395, 394
    Form(since=(16,), title="a record", text=r"\brecord\s+\w+\s*[<(]"),
    Form(
        since=(16,),
        title="`instanceof` with a variable",
        text=rf"\binstanceof\s+(?:final\s+)?{_TYPE}\s+\w+",
    ),
    # JEP 378
    Form(since=(15,), title="a text block", text=r"\"\"\"\s*$"),
    # JEP 361
    Form(
        since=(14,),
        title="a switch expression",
        text=r"\b(?:case\b[^:]*|default\s*)->|\bswitch\s*\(.*\)\s*\{|^\s*yield\b",
    ),
)


def newer_than_javac(
    path: str,
    errors: Sequence[OracleError],
    syntax: SyntaxTree,
    tree: SourceTree,
    running: str,
) -> str | None:
    """Why javac `running` (`17.0.15`) may not judge this code; None if it may.

    That is a newer form where it complains, what javac itself calls a preview feature, or the
    project's release.
    """
    release = int(running.partition(".")[0])
    here = f"this is javac {running}"
    lines = [error.line for error in errors if error.line]
    form = newest_form(FORMS, lines, syntax, (release,))
    if form is not None:
        return f"{form.title} is Java {spell(form.since)} syntax; {here}"
    if any("preview feature" in error.message for error in errors):
        return f"the code uses a preview feature of Java {release} or a newer one's syntax; {here}"
    stated = _project_release(tree, path)
    if stated > release:
        return f"the project is for Java {stated}; {here}"
    return None


_IN_POM = lazy_compile(
    rb"<(maven\.compiler\.(?:release|source)|release|source|java\.version)>\s*(\d+)\s*</\1>"
)
_IN_GRADLE = lazy_compile(
    rb"(?:JavaLanguageVersion\.of\(|VERSION_|sourceCompatibility\s*=\s*['\"]?|release(?:\.set\(|\s*=)\s*)"
    rb"(\d+)"
)


def _project_release(tree: SourceTree, path: str) -> int:
    """The highest release that the nearest pom.xml or Gradle script names; 0 if none does."""
    stated = [0]
    for name, pattern in (
        ("pom.xml", _IN_POM),
        ("build.gradle", _IN_GRADLE),
        ("build.gradle.kts", _IN_GRADLE),
    ):
        data = nearest_file(tree, path, name)
        if data is not None:
            stated += [int(found[found.re.groups]) for found in pattern.finditer(data)]
    return max(stated)
