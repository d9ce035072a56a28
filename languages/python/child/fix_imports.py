"""Where an import belongs in a file: into the one of the same module, or into its group by name."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .fix_source import Source

# Lines `first` to before `end` of the file become the text.
Splice: TypeAlias = tuple[int, int, str]
_Statement: TypeAlias = ast.Import | ast.ImportFrom


class Import(NamedTuple):
    """`import module`, or `from module import name`; `module` with its leading dots."""

    module: str
    name: str = ""


def import_splices(source: Source, wanted: Iterable[Import]) -> Iterator[Splice]:
    """Nothing for what is imported already."""
    present = [one for one in source.tree.body if isinstance(one, _Statement)]
    for one in dict.fromkeys(wanted):
        if not any(_gives(statement, one) for statement in present):
            yield _splice(source, present, one)


def module_of(statement: ast.ImportFrom) -> str:
    """The module of a `from` import as it is written."""
    return "." * statement.level + (statement.module or "")


def _gives(statement: _Statement, one: Import) -> bool:
    if isinstance(statement, ast.Import):
        return not one.name and any(
            alias.name == one.module and not alias.asname for alias in statement.names
        )
    return module_of(statement) == one.module and any(
        alias.name == one.name and not alias.asname for alias in statement.names
    )


def _splice(source: Source, present: list[_Statement], one: Import) -> Splice:
    newline = "\r\n" if source.lines and source.lines[0].endswith("\r\n") else "\n"
    for statement in present:
        if one.name and isinstance(statement, ast.ImportFrom):
            same = module_of(statement) == one.module
            if same and statement.lineno == statement.end_lineno:
                return _joined(statement, one.name, newline)
    text = f"from {one.module} import {one.name}" if one.name else f"import {one.module}"
    groups = _groups([one for one in present if not _is_future(one)])
    kind = _is_standard(one.module)
    group = next((group for group in groups if _kind(group[0]) == kind), None)
    if group is not None:
        key = _key(text)
        later = next((s for s in group if _key(source.code(s)) > key), None)
        at = later.lineno if later is not None else _end(group[-1]) + 1
        return (at, at, text + newline)
    if groups and kind:
        return (groups[0][0].lineno, groups[0][0].lineno, f"{text}{newline}{newline}")
    if present:
        at = _end(present[-1]) + 1
        return (at, at, f"{newline}{text}{newline}")
    return _first(source, text, newline)


def _joined(statement: ast.ImportFrom, name: str, newline: str) -> Splice:
    written = [f"{a.name} as {a.asname}" if a.asname else a.name for a in statement.names]
    names = [*written, name]
    if written == sorted(written, key=str.lower):
        names.sort(key=str.lower)
    text = f"from {module_of(statement)} import {', '.join(names)}{newline}"
    indent = " " * statement.col_offset
    return (statement.lineno, statement.lineno + 1, indent + text)


def _first(source: Source, text: str, newline: str) -> Splice:
    body = source.tree.body
    if ast.get_docstring(source.tree, clean=False) is not None:
        at = _end(body[0]) + 1
        return (at, at, f"{newline}{text}{newline}")
    at = min([body[0].lineno, *(d.lineno for d in getattr(body[0], "decorator_list", ()))])
    return (at, at, f"{text}{newline}{newline}{newline}")


def _groups(present: list[_Statement]) -> list[list[_Statement]]:
    groups: list[list[_Statement]] = []
    for one in present:
        follows = groups and one.lineno == _end(groups[-1][-1]) + 1
        if follows and _kind(one) == _kind(groups[-1][0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _kind(statement: _Statement) -> bool:
    if isinstance(statement, ast.Import):
        return _is_standard(statement.names[0].name)
    return _is_standard(module_of(statement))


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def _is_future(statement: _Statement) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _key(code: str) -> tuple[bool, str]:
    return code.startswith("from"), code.split()[1].lower()


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno
