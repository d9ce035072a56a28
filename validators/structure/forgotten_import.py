"""PV307: a name that nothing in the file imports, declares or receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..introduced import comparable_before
from ..report import Finding, Severity
from ..validator import Code, Decided, NotRun, Outcome, validator
from ._names import (
    WORD,
    added_spans,
    finding_at,
    line_of,
    removed_lines,
    sound_tree,
    table_of,
    within_time,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.names import Names, NameTable, Use
    from ..change import Change

FORGOTTEN_IMPORT = Code(
    "PV307",
    "forgotten-import",
    Severity.ERROR,
    """
What it finds: an added line that uses a name which nothing in the file imports, declares or
receives; and an import that the patch removes while the file still uses what it brought in.

Why it matters: it parses. Python and JavaScript find out when the line runs, Go and Java do not
compile.

Example: `json.loads(text)` in a file without `import json`.

Instead: import the name, or keep the import that the patch removes.
""",
)


@validator(check="structure", codes=(FORGOTTEN_IMPORT,))
def forgotten_import(change: Change) -> Iterable[Outcome]:
    """Looks up the names of the added lines, and those that removed lines may have imported."""
    names = change.language.names() if change.language else None
    if names is None or change.after is None or change.file.is_binary:
        yield NotRun("nothing whose names could be told")
        return
    removed = _maybe_unimported(change, names)
    if not change.lines.added and not removed:
        yield Decided("patchvet")
        return
    tree = sound_tree(change, change.after)
    if tree is None:
        yield NotRun("names can't be told in a file that does not parse")
        return
    yield from within_time(_findings(change, names, tree, removed))


def _maybe_unimported(change: Change, names: Names) -> set[bytes]:
    """The words of removed lines that may have been imports."""
    return {
        word
        for _, line in removed_lines(change)
        if names.imports.match(line.rstrip(b"\r\n"))
        for word in WORD.findall(line)
    } - names.known()


def _findings(
    change: Change, names: Names, tree: SyntaxTree, removed: set[bytes]
) -> Iterator[Finding]:
    assert change.after is not None
    table = table_of(change.after, tree, names)
    missing = _missing_in_added(change, names, table)
    for word in removed - missing.keys():
        use = _unbound_use(table, word)
        if use is not None:
            missing[word] = use
    if not missing or names.unknowable(tree, change.after.path):
        return
    imports = _imported_before(change, names, [word for word in missing if word in removed])
    missing = {
        word: use
        for word, use in missing.items()
        if not names.elsewhere(use, change.result, change.file.path, word in imports)
    }
    known = _unbound_before(change, names, missing.keys() - imports.keys())
    for word, use in missing.items():
        line = imports.get(word)
        if word not in known:
            yield _finding(change, names, use, line)


def _missing_in_added(change: Change, names: Names, table: NameTable) -> dict[bytes, Use]:
    """The names that added lines use and nothing binds, with the first use of each."""
    from ...grammars import load_grammar  # loads tree_sitter

    assert change.language is not None
    query = load_grammar(change.language.grammar_for(change.file.path)).query(names.query)
    known = names.known()
    missing: dict[bytes, Use] = {}
    near: dict[bytes, bool] = {}
    for word, node in table.candidates(query, added_spans(change)):
        if word in known:
            continue
        if word not in near:
            near[word] = names.nearby(word, change.result, change.file.path)
        if near[word] or word in missing or table.is_reached(word, node):
            continue
        use = table.use(word, node)
        if use is not None and not table.is_bound(word, node):
            missing[word] = use
    return missing


def _unbound_use(table: NameTable, word: bytes) -> Use | None:
    """The first place that uses `word` where nothing binds it."""
    for node in table.occurrences(word):
        if not table.is_bound(word, node):
            use = table.use(word, node)
            if use is not None:
                return use
    return None


def _imported_before(change: Change, names: Names, words: list[bytes]) -> dict[bytes, int]:
    """Those of `words` that an import brought in before and the patch removed, with its line."""
    source = comparable_before(change) if words else None
    before = sound_tree(change, source)
    if source is None or before is None:
        return {}
    table = table_of(source, before, names)
    found = {}
    for word in words:
        for binding in table.bindings(word):
            line, _ = before.point(binding.at)
            if binding.by_import and change.lines.after(line) is None:
                found[word] = line
    return found


def _unbound_before(change: Change, names: Names, words: set[bytes]) -> set[bytes]:
    """The names that the file used before, too, without anything that binds them: it knows from
    where they come. All of them if it did not parse.
    """
    source = comparable_before(change)
    if source is None or not words:
        return set()
    before = sound_tree(change, source)
    if before is None:
        return set(words)
    table = table_of(source, before, names)
    return {word for word in words if _unbound_use(table, word) is not None}


def _finding(change: Change, names: Names, use: Use, imported_on: int | None) -> Finding:
    name = written(use.name)
    if imported_on is not None:
        message = f"the patch removes the import of {name}, which line {line_of(use)} still uses"
        hint = f"keep the import on line {imported_on} of the file before, or drop the use"
    else:
        message = f"{name} is used here, and nothing in the file imports or declares it"
        hint = names.suggestion(use.name) or f"import {name}, or declare it"
    return finding_at(FORGOTTEN_IMPORT, change, use.tree, use.node, message, hint)
