"""What binds and what uses a name in JavaScript (ECMA-262, 8.1 to 8.2 and Annex B.3).

Where a page's scripts share their globals nothing is known: only a file that is a module, by its
imports, exports or `require`, is asked about names that it does not declare.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..names import Binding, Names, Use, read_names

if TYPE_CHECKING:
    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

_FUNCTIONS = frozenset(
    (
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
        "class_static_block",
        "program",
    )
)
_BLOCKS = frozenset(
    (*_FUNCTIONS, "statement_block", "for_statement", "for_in_statement", "switch_body")
)
_PATTERNS = frozenset(
    ("object_pattern", "array_pattern", "rest_pattern", "parenthesized_expression", "array")
)
_DECLARATIONS = frozenset(("function_declaration", "generator_function_declaration"))
_EXPRESSIONS = frozenset(("function_expression", "generator_function", "class"))


def bind(node: Node, chain: list[Node]) -> Binding | None:
    depth, child = _outermost_pattern(node, chain)
    if depth >= len(chain):
        return None
    parent = chain[depth]
    kind = parent.type
    if kind == "variable_declarator":
        if parent.child_by_field_name("name") != child:
            return None
        is_var = chain[depth + 1].type == "variable_declaration"
        by_import = _requires(parent)
        return _in_scope(node, chain, _FUNCTIONS if is_var else _BLOCKS, by_import)
    if kind == "formal_parameters":
        return _over(node, chain[depth + 1])
    if kind == "arrow_function":
        return _over(node, parent) if parent.child_by_field_name("parameter") == child else None
    if kind == "catch_clause":
        return _over(node, parent) if parent.child_by_field_name("parameter") == child else None
    if kind in ("assignment_expression", "augmented_assignment_expression", "for_in_statement"):
        return _by_left(node, chain, depth, child)
    return _by_declaration(node, chain) if depth == 0 else None


def _outermost_pattern(node: Node, chain: list[Node]) -> tuple[int, Node]:
    """How far a pattern (`{a, b: [c]}`) reaches: the depth of what holds it, and its node."""
    depth, child = 0, node
    while depth < len(chain):
        parent = chain[depth]
        kind = parent.type
        if kind in ("assignment_pattern", "object_assignment_pattern"):
            inside = parent.child_by_field_name("left") == child
        elif kind == "pair_pattern":
            inside = parent.child_by_field_name("value") == child
        else:
            inside = kind in _PATTERNS
        if not inside:
            break
        child = parent
        depth += 1
    return depth, child


def _by_left(node: Node, chain: list[Node], depth: int, child: Node) -> Binding | None:
    """`a = 1` makes a global where nothing declares `a`: in strict code it would be an error."""
    parent = chain[depth]
    if parent.child_by_field_name("left") != child:
        return None
    kind = parent.child_by_field_name("kind")
    if kind is not None:
        return _over(node, parent) if kind.type != "var" else _in_scope(node, chain, _FUNCTIONS)
    return _over(node, chain[-1])


def _by_declaration(node: Node, chain: list[Node]) -> Binding | None:
    parent = chain[0]
    kind = parent.type
    if kind in ("import_clause", "namespace_import"):
        return Binding(node.start_byte, 0, chain[-1].end_byte, by_import=True)
    if kind == "import_specifier":
        alias = parent.child_by_field_name("alias")
        is_local = alias is None or alias == node
        return Binding(node.start_byte, 0, chain[-1].end_byte, by_import=True) if is_local else None
    if parent.child_by_field_name("name") != node:
        return None
    if kind in _DECLARATIONS:
        return _in_scope(node, chain[1:], _FUNCTIONS)
    if kind == "class_declaration":
        return _in_scope(node, chain[1:], _BLOCKS)
    return _over(node, parent) if kind in _EXPRESSIONS else None


def _requires(declarator: Node) -> bool:
    """Whether a variable is what `require("…")` gives, or a part of it."""
    value = declarator.child_by_field_name("value")
    text = value.text if value is not None else None
    return text is not None and text.startswith((b"require(", b"await import("))


def _in_scope(
    node: Node, chain: list[Node], kinds: frozenset[str], by_import: bool = False
) -> Binding | None:
    for outer in chain:
        if outer.type in kinds:
            return _over(node, outer, by_import)
    return None


def _over(node: Node, scope: Node, by_import: bool = False) -> Binding:
    # A comment at the top of the file stands before the program's first byte.
    start = 0 if scope.type == "program" else scope.start_byte
    return Binding(node.start_byte, start, scope.end_byte, by_import)


def is_use(node: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    parent = chain[0]
    kind = parent.type
    if kind.startswith("jsx_"):
        # `<div>` is an element of the page; a component's name starts with a capital letter.
        is_tag = parent.child_by_field_name("name") == node
        return not is_tag or tree.source[node.start_byte : node.start_byte + 1].isupper()
    if kind == "export_specifier":
        statement = chain[2] if len(chain) > 2 else None
        from_elsewhere = statement is not None and statement.child_by_field_name("source")
        return parent.child_by_field_name("name") == node and not from_elsewhere
    return node.type in ("identifier", "shorthand_property_identifier") and kind not in (
        "import_specifier",
        "meta_property",
        "namespace_export",
    )


_MODULE = lazy_compile(
    rb"^\s*(?:import|export)\b|\brequire\s*\(|\bmodule\.exports\b|\bexports\.[\w$]+\s*=",
    re.MULTILINE,
)
_HIDDEN = lazy_compile(rb"\beval\s*\(|\bwith\s*\(|eslint-disable[^\n]*\bno-undef\b")


def unknowable(tree: SyntaxTree, path: str) -> str:
    found = _HIDDEN.search(tree.source)
    if found:
        return f"`{found[0].decode('utf-8', 'replace')}` may bring in names"
    return "" if _MODULE.search(tree.source) else "a script shares its globals with others"


@cache
def _listed() -> tuple[frozenset[bytes], tuple[bytes, ...]]:
    names = read_names(os.path.join(os.path.dirname(__file__), "globals.txt"))
    prefixes = tuple(sorted(name[:-1] for name in names if name.endswith(b"*")))
    return frozenset(name for name in names if not name.endswith(b"*")), prefixes


def known() -> frozenset[bytes]:
    """The names of globals.txt that are written out there."""
    return _listed()[0]


# Where a project may tell its linter which globals it has.
_CONFIGURATIONS = (
    ".eslintrc",
    ".eslintrc.js",
    ".eslintrc.cjs",
    ".eslintrc.json",
    ".eslintrc.yml",
    ".eslintrc.yaml",
    "eslint.config.js",
    "eslint.config.mjs",
    "eslint.config.cjs",
    ".jshintrc",
    "biome.json",
    "package.json",
    "webpack.config.js",
    "vite.config.js",
    "rollup.config.js",
    "jest.config.js",
    "jest.setup.js",
    "setupTests.js",
    "setup.js",
    "helper.js",
)
_GLOBAL_COMMENT = lazy_compile(rb"/\*\s*(?:globals?|jshint|jslint|exported)\b([^*]*)\*/")


def elsewhere(use: Use, tree: SourceTree, path: str, was_imported: bool) -> bool:
    """Whether a name is likely a global: of a host, by a comment, a guard or a configuration."""
    name = use.name
    if name.startswith(_listed()[1]) or (name.startswith(b"__") and name.endswith(b"__")):
        return True
    source = use.tree.source
    word = re.escape(name) + rb"(?![\w$])"
    if re.search(rb"\btypeof\s*\(?\s*" + word, source):
        return True
    if re.search(rb"\b(?:global|globalThis|window|self|root)\.%b" % word, source):
        return True
    whole = lazy_compile(rb"(?<![\w$])" + word)
    if any(whole.search(comment) for comment in _GLOBAL_COMMENT.findall(source)):
        return True
    return not was_imported and _is_configured(whole, tree, path)


def _is_configured(name: re.Pattern[bytes], tree: SourceTree, path: str) -> bool:
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        for file in _CONFIGURATIONS:
            place = f"{folder}/{file}" if folder else file
            data = tree.read(place) if place != path else None
            if data is not None and name.search(data):
                return True
    return False


NAMES = Names(
    query="[(identifier) (shorthand_property_identifier)] @use",
    is_use=is_use,
    bind=bind,
    known=known,
    # An import, a `require`, or a line inside of a list of names.
    imports=lazy_compile(rb".*\b(?:import|require)\b|[\w\s$,{}]*(?:from\b.*)?$"),
    unknowable=unknowable,
    elsewhere=elsewhere,
)
