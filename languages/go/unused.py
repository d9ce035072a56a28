"""Imports and variables that nothing uses: Go does not compile them (The Go Programming Language
Specification, Import declarations and Variable declarations; cmd/compile agrees on both since 1.0).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...grammars import load_grammar
from ..unused import Unused, UnusedNames, Wanted
from .packages import imports_of, package_declares
from .scopes import BLOCKS, FUNCTIONS, LISTED, NAMES, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node
    from ...patches.trees import SourceTree
    from ..names import Binding, NameTable
    from .packages import Import

_VARIABLES = """
    (short_var_declaration left: (expression_list (identifier) @use))
    (var_spec name: (identifier) @use)
    (range_clause left: (expression_list (identifier) @use))
    (receive_statement left: (expression_list (identifier) @use))
    (type_switch_statement alias: (expression_list (identifier) @use))
"""
_DECLARING_LINE = re.compile(rb"^.*(?::=|\bvar\b).*$", re.MULTILINE)
_WORD = re.compile(rb"[^\W\d]\w*")


def unused_imports(
    table: NameTable, wanted: Wanted, files: SourceTree, path: str
) -> Iterator[Unused]:
    """Those of the imports that `wanted` holds which no qualifier means, if that is certain."""
    for one in imports_of(table.tree):
        if one.explicit in ("_", ".") or one.path == "C":
            continue
        names = [name.encode() for name in one.names]
        asked = wanted.holds(one.node) or not wanted.words.isdisjoint(names)
        if not asked or any(_is_qualifier(table, name) for name in names):
            continue
        if one.certain or not _has_strange_qualifier(table, files, path):
            yield Unused(_written(one), one.node)


def _written(one: Import) -> str:
    return f'{one.explicit} "{one.path}"' if one.explicit else f'"{one.path}"'


def _is_qualifier(table: NameTable, name: bytes) -> bool:
    """Whether `name` stands before a dot where nothing but an import binds it."""
    for node in table.occurrences(name):
        parent = node.parent
        if parent is None or parent.type not in ("selector_expression", "qualified_type"):
            continue
        if parent.named_child(0) == node and not _is_declared(table, name, node):
            return True
    return False


def _is_declared(table: NameTable, name: bytes, node: Node) -> bool:
    """Whether a declaration of the file, and no import, binds `name` at `node`."""
    at = node.start_byte
    return any(
        not binding.by_import and binding.start <= at < binding.end
        for binding in table.bindings(name)
    )


def _has_strange_qualifier(table: NameTable, files: SourceTree, path: str) -> bool:
    """Whether the file uses a qualifier that nothing explains: an import goes by that name."""
    query = load_grammar("go").query(NAMES.query)
    whole = ((0, len(table.tree.source)),)
    strange = {
        name
        for name, node in table.candidates(query, whole)
        if name not in NAMES.known() and not table.is_bound(name, node) and table.use(name, node)
    }
    return any(not package_declares(name, files, path) for name in strange)


def unused_variables(
    table: NameTable, wanted: Wanted, files: SourceTree, path: str
) -> Iterator[Unused]:
    """The variables of functions that are declared and never used, of those that `wanted` holds."""
    query = load_grammar("go").query(_VARIABLES)
    asked = dict(_by_start(table.candidates(query, wanted.spans)))
    for start, end in _touched(table, wanted):
        text = table.tree.source[start:end]
        declaring = {word for line in _DECLARING_LINE.findall(text) for word in _WORD.findall(line)}
        for word in declaring & wanted.words:
            for node in table.occurrences(word, start):
                if node.start_byte >= end:
                    break
                asked.setdefault(node.start_byte, (word, node))
    for _, (word, node) in sorted(asked.items(), key=lambda item: item[0]):
        if word == b"_" or not _is_unused(table, word, node):
            continue
        if not _is_assigned_in_closure(table, word, node) or _refuses_closures(files, path):
            yield Unused(word.decode("utf-8", "replace"), node)


def _touched(table: NameTable, wanted: Wanted) -> list[tuple[int, int]]:
    """The declarations at the top of the file in which something was removed, as byte ranges."""
    if not wanted.words or not wanted.places:
        return []
    # Node.first_child_for_byte would be made for this; in tree_sitter 0.26.1 it crashes.
    ranges = [node.byte_range for node in table.tree.root.named_children]
    return [one for one in ranges if any(one[0] <= place < one[1] for place in wanted.places)]


def _by_start(
    found: Iterator[tuple[bytes, Node]],
) -> Iterator[tuple[int, tuple[bytes, Node]]]:
    return ((node.start_byte, (word, node)) for word, node in found)


def _is_unused(table: NameTable, word: bytes, node: Node) -> bool:
    chain = table.chain(node)
    variable = bind(node, chain)
    if variable is None or not _declares_variable(chain):
        return False
    if _is_used_next(table, word, variable):
        return False
    others = [binding for binding, _ in _declarations(table, word)]
    starts = {binding.at for binding in others}
    if node.start_byte not in starts:
        return False  # `a, err := f()` where `err` is there already
    for occurrence in table.occurrences(word, variable.start):
        at = occurrence.start_byte
        if at >= variable.end:
            break
        hidden = any(one.start > variable.start and one.start <= at < one.end for one in others)
        if not hidden and at not in starts and _uses(table, occurrence):
            return False
    return True


def _is_assigned_in_closure(table: NameTable, word: bytes, node: Node) -> bool:
    """Whether a function literal behind the declaration has the name of this unused variable."""
    variable = bind(node, table.chain(node))
    for occurrence in table.occurrences(word, node.end_byte):
        if variable is None or occurrence.start_byte >= variable.end:
            break
        for outer in table.chain(occurrence):
            if outer.type == "func_literal" and outer.start_byte > node.start_byte:
                return True
    return False


# Before 1.18 the compiler let a variable pass that a function literal assigns (go.dev/issue/8560).
_FIRST_STRICT = (1, 18)
_GO_VERSION = re.compile(rb"^go\s+(\d+)\.(\d+)", re.MULTILINE)


def _refuses_closures(files: SourceTree, path: str) -> bool:
    """Whether the module's go.mod asks for a compiler of 1.18 or later."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        data = files.read(f"{folder}/go.mod" if folder else "go.mod")
        if data is not None:
            match = _GO_VERSION.search(data)
            return match is not None and (int(match[1]), int(match[2])) >= _FIRST_STRICT
    return False


def _is_used_next(table: NameTable, word: bytes, variable: Binding) -> bool:
    """Whether the next place that has the name uses it: then it must be this variable."""
    for occurrence in table.occurrences(word, variable.start):
        inside = occurrence.start_byte < variable.end
        is_new = bind(occurrence, table.chain(occurrence)) is not None
        return inside and not is_new and _uses(table, occurrence)
    return False


def _uses(table: NameTable, node: Node) -> bool:
    return node.type != "field_identifier" and not _is_assigned(table, node)


def _declares_variable(chain: list[Node]) -> bool:
    """Whether a binding's ancestors are those of a variable in a function."""
    kind = chain[0].type if chain[0].type != "expression_list" else chain[1].type
    is_variable = kind in LISTED or kind in ("var_spec", "type_switch_statement")
    return is_variable and any(outer.type in FUNCTIONS for outer in chain)


def _declarations(table: NameTable, word: bytes) -> list[tuple[Binding, Node]]:
    """What declares `word`, with the block it does so in; without `:=` that only assigns."""
    found: list[tuple[Binding, Node]] = []
    for node in table.occurrences(word):
        chain = table.chain(node)
        binding = bind(node, chain)
        block = _block(chain)
        if binding is None or block is None or binding.end == node.end_byte:
            continue  # nothing, or a parameter in the type of a function
        if not _again(block, found):
            found.append((binding, block))
    return found


def _again(block: Node, found: list[tuple[Binding, Node]]) -> bool:
    return any(block == other for _, other in found)


def _block(chain: list[Node]) -> Node | None:
    """The block that a declaration belongs to; of a parameter the function's body."""
    for depth, outer in enumerate(chain):
        if outer.type in BLOCKS:
            return outer
        if outer.type in FUNCTIONS:
            body = outer.child_by_field_name("body")
            return body if depth and body is not None else outer
    return None


def _is_assigned(table: NameTable, node: Node) -> bool:
    """Whether it only gets a value: stands alone on the left of `=`, as itself or in parentheses.

    `x += 1` and `x++` count as uses, as they do for the compiler.
    """
    for outer in table.chain(node):
        if outer.type in ("parenthesized_expression", "expression_list"):
            node = outer
            continue
        if outer.type != "assignment_statement":
            # A `:=` that declares nothing new here assigns as well, and so does a loop.
            return outer.type in LISTED and _is_left(outer, node)
        operator = outer.child_by_field_name("operator")
        return operator is not None and operator.type == "=" and _is_left(outer, node)
    return False


def _is_left(statement: Node, node: Node) -> bool:
    return statement.child_by_field_name("left") == node


UNUSED = UnusedNames(imports=unused_imports, variables=unused_variables)
