"""Which Python versions a project is for: `requires-python` and its older relatives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile
from ..newer import nearest_file

if TYPE_CHECKING:
    from ...patches.trees import SourceTree
    from ..newer import Version

_CLAUSE = lazy_compile(r"\s*(~=|\^|>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)(\.\*)?")


class Requirement(NamedTuple):
    """A version specifier (PEP 440's, and Poetry's `^`) as it stands in the file."""

    text: str

    def allows(self, running: Version) -> bool:
        """Whether a (major, minor) version fits; what cannot be read allows everything.

        The patch level is ignored: no release between two minors brings syntax.
        """
        return all(self._clause_allows(clause, running) for clause in self.text.split(","))

    @staticmethod
    def _clause_allows(clause: str, running: Version) -> bool:
        found = _CLAUSE.match(clause)
        if found is None:
            return True
        operator, number, star = found.groups()
        parts = tuple(int(part) for part in number.split("."))
        bound = (*parts, 0)[:2]
        if operator == "<":
            # `<3.12.1` still allows 3.12.
            return running < bound or (running == bound and any(parts[2:]))
        if operator == "<=":
            return running <= bound
        if operator == "==":
            return running[: len(parts)] == parts[:2]
        if operator == "!=":
            return not (star and running[: len(parts)] == parts[:2])
        if operator == ">":
            # `>3.11.2` allows 3.11; PEP 440's `>3.11` rules out every 3.11.
            return running > bound or (running == bound and len(parts) > 2)
        # ">=", and "~=" and "^", which also name the major version.
        return running >= bound and (operator == ">=" or running[0] == bound[0])


def requires_python(tree: SourceTree, path: str) -> Requirement | None:
    """What the nearest pyproject.toml says of Python, else the nearest setup.cfg."""
    pyproject = nearest_file(tree, path, "pyproject.toml")
    text = _from_pyproject(pyproject) if pyproject is not None else None
    if text is None:
        setup = nearest_file(tree, path, "setup.cfg")
        text = _from_setup_cfg(setup) if setup is not None else None
    return Requirement(text) if text else None


def _from_pyproject(data: bytes) -> str | None:
    import tomllib

    try:
        document = tomllib.loads(data.decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return None  # the project's own trouble, and not this file's
    for keys in (
        ("project", "requires-python"),
        ("tool", "poetry", "dependencies", "python"),
    ):
        value: object = document
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str):
            return value
    return None


def _from_setup_cfg(data: bytes) -> str | None:
    found = re.search(rb"^python_requires\s*=\s*(\S.*)$", data, re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip() if found else None
