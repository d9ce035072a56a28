"""Entry points of installed packages, read without importlib.metadata.

Importing that costs 23-40 ms, more than judging most patches does, and no plugin is there as a
rule. So the files are scanned here for the word `patchvet.`, and only those that have it are read;
that also tells the line on which an entry stands, for the message if something is wrong with it.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from ..errors import RegistrationError

# Both are compiled when they are first matched: compiling them costs 1 ms of every start.
SECTION = r"\[\s*(?P<group>[^\]]*?)\s*\]"

# The packaging specification's object reference, `module:attribute.attribute`, extras left off:
# https://packaging.python.org/en/latest/specifications/entry-points/
ENTRY = (
    r"(?P<name>[^=\[\]]+?)\s*=\s*(?P<module>[\w.]+)\s*(?::\s*(?P<attributes>[\w.]+))?\s*(?:\[.*\])?"
)


class EntryPoint(NamedTuple):
    """One line of an `entry_points.txt`; `origin` is that file and the line."""

    group: str
    name: str
    module: str
    attributes: str
    origin: str

    def load(self) -> Any:
        """The object that it names. Raises RegistrationError if there is none."""
        try:
            thing: Any = import_module(self.module)
            for attribute in filter(None, self.attributes.split(".")):
                thing = getattr(thing, attribute)
        except Exception as error:  # whatever a foreign module raises: the plugin is unusable
            raise RegistrationError(
                f"plugin {self.name!r} ({self.origin}) cannot be loaded: "
                f"{type(error).__name__}: {error}{_where(error)}; repair or uninstall it"
            ) from error
        return thing


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of `group` on the import path, sorted by name."""
    found = [point for point in _scan(tuple(sys.path)) if point.group == group]
    return sorted(found, key=lambda point: (point.name, point.origin))


# Asked once for each group; the path is the key, since tests and notebooks change it.
@lru_cache(maxsize=4)
def _scan(path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    distributions: dict[str, str] = {}
    for folder in path:
        for entry in _metadata_folders(folder or "."):
            # The first of two installations of one distribution wins, as it does on import.
            project = entry.name.removesuffix(".egg-info").partition("-")[0]
            key = project.replace("-", "_").replace(".", "_").lower()
            distributions.setdefault(key, os.path.join(entry.path, "entry_points.txt"))
    return tuple(point for file in distributions.values() for point in _read(file))


def _metadata_folders(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = [one for one in entries if one.name.endswith((".dist-info", ".egg-info"))]
    except OSError:  # a zip file, or a folder that is not there
        return []
    return sorted(found, key=lambda entry: entry.name)


def _read(file: str) -> list[EntryPoint]:
    try:
        with open(file, "rb") as stream:
            data = stream.read()
    except OSError:  # most distributions have no entry points
        return []
    return _parse(file, data.decode("utf-8", "replace")) if b"patchvet." in data else []


def _parse(file: str, text: str) -> list[EntryPoint]:
    points = []
    group = ""
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if section := re.fullmatch(SECTION, line):
            group = section["group"]
        elif line and line[0] not in "#;" and group.startswith("patchvet."):
            entry = re.fullmatch(ENTRY, line)
            if entry is None:
                raise RegistrationError(
                    f"{file}:{number}: `{line}` is no entry point; write `name = module:object`"
                )
            name, module, attributes = entry["name"], entry["module"], entry["attributes"] or ""
            points.append(EntryPoint(group, name, module, attributes, f"{file}:{number}"))
    return points


def _where(error: Exception) -> str:
    """The innermost line that raised, as ` (file:line)`; "" if nothing of Python did."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None or step.tb_frame.f_code.co_filename.startswith("<frozen"):
        return ""
    return f" ({step.tb_frame.f_code.co_filename}:{step.tb_lineno})"
