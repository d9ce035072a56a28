"""Indentation. tree-sitter's scanner reads over what does not fit; CPython's tokenizer does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Finding, parts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

BLANK = b" \t\f"
TAB = 8  # CPython's tokenizer, whatever the editor shows
BOM = b"\xef\xbb\xbf"
SOURCE = "Python reference, 2.1.8 Indentation"

# Statements and clauses that end in a colon and a block.
OWNERS = (
    "case_clause",
    "class_definition",
    "elif_clause",
    "else_clause",
    "except_clause",
    "finally_clause",
    "for_statement",
    "function_definition",
    "if_statement",
    "match_statement",
    "try_statement",
    "while_statement",
    "with_statement",
)
CLAUSES = frozenset(("elif_clause", "else_clause", "except_clause", "finally_clause"))


def _indent(node: Node, tree: SyntaxTree) -> bytes | None:
    """The white space before `node`; None unless a logical line begins with it."""
    source, start = tree.source, node.start_byte
    line = source.rfind(b"\n", 0, start) + 1
    indent = source[line:start]
    if line == 0:
        indent = indent.removeprefix(BOM)
    if indent.strip(BLANK):
        return None
    return None if _continued(line, tree) else indent


def _continued(line: int, tree: SyntaxTree) -> bool:
    """Whether the line before the one at offset `line` ends in a backslash that continues it."""
    end = line - 2 if tree.source[line - 2 : line] == b"\r\n" else line - 1
    if end < 1 or tree.source[end - 1] != ord("\\"):
        return False
    leaf = tree.root.descendant_for_byte_range(end - 1, end)
    return leaf is None or leaf.type != "comment"


def _columns(indent: bytes) -> tuple[int, int]:
    """How deep the tokenizer takes `indent` to be, with tabs of 8 columns and of 1."""
    if indent.count(b" ") == len(indent):
        return len(indent), len(indent)
    wide = narrow = 0
    for byte in indent:
        if byte == ord("\t"):
            wide, narrow = (wide // TAB + 1) * TAB, narrow + 1
        elif byte == ord("\f"):
            wide = narrow = 0
        else:
            wide, narrow = wide + 1, narrow + 1
    return wide, narrow


def _same_depth(node: Node, indent: bytes, wanted: bytes, what: str) -> Iterator[Finding]:
    if indent == wanted:
        return
    (wide, narrow), (wanted_wide, wanted_narrow) = _columns(indent), _columns(wanted)
    if wide != wanted_wide:
        yield node, f"indented by {wide} columns, {what} by {wanted_wide}"
    elif narrow != wanted_narrow:
        yield node, f"indented with other tabs and spaces than {what}"


@rule(
    "stray-indentation",
    "module",
    "block",
    "decorated_definition",
    example="x = 1\n  y = 2\n",
    source=SOURCE,
)
def stray_indentation(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """Every line of a block is as deep as its first."""
    wanted = b"" if node.type == "module" else None
    what = "the lines around it" if node.type == "module" else "the block"
    source, previous = tree.source, -1
    for child in node.children:
        start = child.start_byte
        # What goes on in the line of its predecessor is told apart without a look at the text.
        if child.is_extra or source.find(b"\n", previous, start) < 0 <= previous:
            continue
        previous = start
        indent = _indent(child, tree)
        if wanted is None:
            # A block that begins in its header's line has no second line.
            if indent is None and node.type == "block" and not _begins_line(child, tree):
                wanted, what = b"", "a block in its header's line has no second line; top level"
                continue
            wanted = indent
        elif indent is not None:
            yield from _same_depth(child, indent, wanted, what)


def _begins_line(node: Node, tree: SyntaxTree) -> bool:
    line = tree.source.rfind(b"\n", 0, node.start_byte) + 1
    return not tree.source[line : node.start_byte].strip(BLANK)


@rule(
    "empty-block",
    *OWNERS,
    example="def f():\n\nx = 1\n",
    source="Python reference, 8 Compound statements",
)
def empty_block(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A colon is followed by a statement, or by deeper lines."""
    for block in node.children:
        if block.type != "block":
            continue
        first = next((child for child in block.children if not child.is_extra), None)
        if first is None:
            end = tree.source.find(b"\n", node.start_byte)
            yield (node.start_byte, end if end > 0 else node.end_byte), "nothing is indented below"
            continue
        indent, owner = _indent(first, tree), _indent(node, tree)
        if indent is None or owner is None:
            continue
        (wide, narrow), (owner_wide, owner_narrow) = _columns(indent), _columns(owner)
        if wide <= owner_wide:
            yield first, "is not indented deeper than the line that it belongs to"
        elif narrow <= owner_narrow:
            yield first, "indented with other tabs and spaces than the line that it belongs to"


@rule(
    "misaligned-clause",
    "for_statement",
    "if_statement",
    "try_statement",
    "while_statement",
    example="if a:\n    b\n  else:\n    c\n",
    source=SOURCE,
)
def misaligned_clause(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """`else` and its like stand as deep as the statement that they belong to."""
    owner = _indent(node, tree)
    if owner is None:
        return
    for clause in parts(node):
        if clause.type not in CLAUSES:
            continue
        indent = _indent(clause, tree)
        if indent is None:
            yield clause, f"`{clause.children[0].type}` does not begin its line"
        else:
            yield from _same_depth(clause, indent, owner, f"its `{node.children[0].type}`")


RULES = (stray_indentation, empty_block, misaligned_clause)
