"""Which types the files around a Java file bring in without an import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile

if TYPE_CHECKING:
    from ...patches.trees import SourceTree

# Files from which builds make Java types, or that declare types of other JVM languages.
_SOURCES_OF_TYPES = (
    *(".proto", ".g4", ".g3", ".g", ".thrift", ".avsc", ".avdl", ".xsd", ".wsdl", ".fbs", ".aidl"),
    *(".jj", ".jjt", ".flex", ".jflex", ".peg", ".y", ".kt", ".groovy", ".scala", ".xtend"),
    *(".aj", ".java.template", ".java.in", ".java.ftl", ".vm"),
)
# What Android's build makes for each package.
_OF_BUILDS = frozenset(("R", "BR", "BuildConfig", "Manifest"))


def in_package(name: str, package: str, path: str, files: SourceTree, paths: list[str]) -> bool:
    """Whether a file of the package declares the type `name`, in the same folder or in another
    source root.
    """
    declares = lazy_compile(rb"\b(?:class|interface|enum|record)\s+%b\b" % re.escape(name.encode()))
    return any(
        one.endswith(f"/{name}.java") or declares.search(files.read(one) or b"")
        for one in package_files(package, path, paths)
        if one != path
    )


def package_files(package: str, path: str, paths: list[str]) -> list[str]:
    """The package's Java files: of the folder, and of folders that are called like the package."""
    folder = path.rpartition("/")[0]
    inside = package.replace(".", "/")
    return [
        one
        for one in paths
        if one.endswith(".java")
        and (
            (where := one.rpartition("/")[0]) == folder
            or (inside and (where == inside or where.endswith(f"/{inside}")))
        )
    ]


def may_be_made(name: str, package: str, path: str, paths: list[str]) -> bool:
    """Whether a build may make the type `name`: of another language's file, or for an annotation
    (`AutoValue_Cart`, `CartBuilder`, `QCart` for `Cart`).
    """
    if name in _OF_BUILDS or "_" in name or any(one.endswith(_SOURCES_OF_TYPES) for one in paths):
        return True
    around = (
        one.rpartition("/")[2].removesuffix(".java") for one in package_files(package, path, paths)
    )
    return any(len(one) > 3 and one in name for one in around)
