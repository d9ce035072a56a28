"""SQL that fits neither the schema nor its constraints (sqlite3)."""

from __future__ import annotations

import ast
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from .fix_case import mend
from .fix_refusals import raising
from .fix_rewrite import Edit
from .fix_source import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case, Mends
    from .fix_source import Source

_TABLE = lazy_compile(
    r"create\s+(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?[\"'`]?(\w+)[\"'`]?\s*\((.*?)\)\s*;?\s*$",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_CONSTRAINTS = ("primary", "foreign", "unique", "check", "constraint")
_CHANGES = lazy_compile(r"\s*(?:insert|update|delete|replace)\b", re.IGNORECASE)


def wrong_name(case: Case) -> Mends:
    """The column or the table that the schema has: the close name, else the only one left."""
    here = case.here
    column = re.match(
        r"no such column: (?:\w+\.)?(\w+)|table \w+ has no column named (\w+)", case.message
    )
    table = re.match(r"no such table: (\w+)", case.message)
    tables = {name: columns for name, columns, *_ in _tables(case)}
    wrong = (column[1] or column[2]) if column else table[1] if table else ""
    if not wrong or not tables:
        return
    for node in _queries(case, wrong):
        text = str(node.value)
        words = set(re.findall(r"\w+", text.lower()))
        if table is not None:
            names = sorted(tables)
        else:
            names = [
                one for name in sorted(tables) if name.lower() in words for one in tables[name]
            ]
        meant = get_close_matches(wrong, names, 2, 0.7)
        left = [one for one in names if one.lower() not in words]
        why = "the schema has" if meant else "the only name of the schema that it does not use is"
        for other in meant or (left if len(left) == 1 else []):
            where = f"line {node.lineno} of {here.path}"
            reason = f"the query in {where} asks for `{wrong}`; {why} `{other}`"
            code = re.sub(rf"\b{re.escape(wrong)}\b", other, here.code(node))
            yield mend("sql-name-corrected", reason, here, [Edit(node, code)])
        if column is not None:
            yield from _column_added(case, wrong, words)
        return


def _column_added(case: Case, wrong: str, words: set[str]) -> Mends:
    """A counter that the program counts up and no table has: it begins at 0."""
    counts = rf"\b{re.escape(wrong)}\s*=\s*{re.escape(wrong)}\s*[+-]"
    if not any(
        isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and re.search(counts, one.value)
        for one in case.here.nodes
    ):
        return
    for name, columns, file, node in _tables(case):
        if name.lower() not in words or not columns:
            continue
        code = file.code(node)
        last = list(re.finditer(r"\n([ \t]*)[^\n]*[^\s,][^\n]*\n\s*\)", code))
        if not last:
            continue
        at = last[-1].end(0) - len(re.search(r"\n\s*\)$", last[-1][0])[0])  # type: ignore[index]
        kind = "INTEGER NOT NULL DEFAULT 0" if "INTEGER" in code else "integer not null default 0"
        new = f"{code[:at]},\n{last[-1][1]}{wrong} {kind}{code[at:]}"
        reason = (
            f"`{wrong}` is counted up and `{name}` has no such column (line {node.lineno} of"
            f" {file.path}): it gets one that begins at 0"
        )
        yield mend("sql-column-added", reason, file, [Edit(node, new)])
        return


def _tables(case: Case) -> Iterator[tuple[str, list[str], Source, ast.Constant]]:
    """The tables that the tree creates, with their columns."""
    for file in case.sources:
        for node in file.nodes:
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            for found in _TABLE.finditer(node.value):
                parts = [part.split() for part in _split(found[2])]
                columns = [
                    words[0].strip("\"'`") for words in parts
                    if words and words[0].lower() not in _CONSTRAINTS
                ]  # fmt: skip
                yield found[1], columns, file, node


def _split(text: str) -> list[str]:
    """At the commas that stand in no parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _queries(case: Case, wrong: str) -> list[ast.Constant]:
    """The texts of the failing function, then of the file, that hold the wrong name."""
    function = case.function
    near = list(own_nodes(function)) if function is not None else []
    return [
        one
        for one in [*near, *case.here.nodes]
        if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and re.search(rf"\b{re.escape(wrong)}\b", one.value)
        and re.match(r"\s*(?:select|insert|update|delete|replace|with)\b", one.value, re.IGNORECASE)
    ]


def constraint_failed(case: Case) -> Mends:
    """All changes of the function in one transaction, and a refusal where one is not allowed."""
    here, function = case.here, case.function
    refused = raising(case, "not allowed: {error}", cause="error")
    if function is None or refused is None:
        return
    block = _changing_block(here, function)
    if block is None:
        return
    connection, statements, commit = block
    first, last = statements[0], statements[-1]
    text = here.block(first, last, " " * 8)
    if not text:
        return
    code = (
        f"try:\n    with {connection}:\n{text.rstrip()}\n"
        f"except {_error(case)} as error:\n    {refused.code}\n"
    )
    gone = [*statements[1:], *([commit] if commit is not None else [])]
    edits = [Edit(first, code), *(Edit(one, "", "remove") for one in gone)]
    reason = (
        f"lines {first.lineno} to {last.end_lineno} of {here.path} change several rows: together or"
        f" not at all, {refused.why}"
    )
    yield mend("one-transaction", reason, here, edits, refused.imports)


def _error(case: Case) -> str:
    """The error as this file can name it: `sqlite3.IntegrityError`."""
    return case.error if "sqlite3" in case.here.module_names else case.kind


def _changing_block(
    here: Source, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[str, list[ast.stmt], ast.stmt | None] | None:
    """The connection, the statements that change through it one after the other, and the commit."""
    found: list[ast.stmt] = []
    connection = ""
    for one in function.body:
        match one:
            case ast.Expr(
                ast.Call(ast.Attribute(on, "execute" | "executemany"), [ast.Constant(str(sql)), *_])
            ):
                if _CHANGES.match(sql) and connection in ("", here.code(on)):
                    connection = here.code(on)
                    found.append(one)
                    continue
            case ast.Expr(ast.Call(ast.Attribute(on, "commit"), [])) if here.code(on) == connection:
                return connection, found, one
        if found:
            break
    return (connection, found, None) if found else None
