"""What tree-sitter-javascript calls things, and how its nodes are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

FUNCTIONS = (
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "generator_function",
    "arrow_function",
    "method_definition",
)
CLASSES = ("class_declaration", "class")
# What `arguments`, `await`, `yield` and labels do not reach out of.
OWNERS = frozenset((*FUNCTIONS, "field_definition", "class_static_block"))
NAMES = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")


def text(node: Node, tree: SyntaxTree) -> bytes:
    return tree.source[node.start_byte : node.end_byte]


def word(node: Node, tree: SyntaxTree) -> str:
    return text(node, tree).decode("utf-8", "replace")


def child_at(node: Node, index: int) -> Node | None:
    """The child number `index`, None if there are fewer."""
    return node.child(index) if index < node.child_count else None


def first_named(node: Node) -> Node | None:
    """The first named child that is no comment."""
    return next((child for child in node.named_children if not child.is_extra), None)


def has_token(node: Node, token: str) -> bool:
    """Whether `token` (`async`, `*`, `static`, …) stands among the node's own children."""
    return any(child.type == token for child in node.children)


def unwrapped(node: Node) -> Node:
    """The expression inside of any number of parentheses."""
    while node.type == "parenthesized_expression":
        inner = first_named(node)
        if inner is None:
            break
        node = inner
    return node


def newline_between(tree: SyntaxTree, before: Node, after: Node) -> bool:
    gap = tree.source[before.end_byte : after.start_byte]
    return b"\n" in gap or b"\r" in gap or b"\xe2\x80\xa8" in gap or b"\xe2\x80\xa9" in gap


def owner(chain: list[Node], node: Node) -> tuple[Node | None, Node]:
    """The function, field or static block that `node` runs in, and its child above `node`.

    `chain` is what `ancestors` gave. A computed name and its function are different places: the
    name runs outside.
    """
    inner = node
    for outer in chain:
        if outer.type in OWNERS and inner.type != "computed_property_name":
            return outer, inner
        inner = outer
    return None, inner


def bound_names(pattern: Node) -> Iterator[Node]:
    """The identifiers that a binding (a name, a pattern, a parameter) declares."""
    stack = [pattern]
    while stack:
        node = stack.pop()
        kind = node.type
        if kind in ("identifier", "shorthand_property_identifier_pattern"):
            yield node
        elif kind in ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters"):
            stack.extend(reversed(node.named_children))
        elif kind in ("assignment_pattern", "object_assignment_pattern"):
            left = node.child_by_field_name("left")
            stack += [left] if left is not None else []
        elif kind == "pair_pattern":
            value = node.child_by_field_name("value")
            stack += [value] if value is not None else []


def declarators(declaration: Node) -> Iterator[Node]:
    return (child for child in declaration.named_children if child.type == "variable_declarator")


def declared(declaration: Node) -> Iterator[Node]:
    """The names that `var`, `let`, `const` or `using` declares."""
    for declarator in declaration.named_children:
        name = declarator.child_by_field_name("name")
        if name is None:
            continue
        if name.type == "identifier":  # nearly always: twice as fast as the general way
            yield name
        else:
            yield from bound_names(name)


def imported_names(statement: Node) -> Iterator[Node]:
    """The names that an import declares."""
    for clause in statement.named_children:
        if clause.type != "import_clause":
            continue
        for part in clause.named_children:
            if part.type == "identifier":
                yield part
            elif part.type == "namespace_import":
                yield from part.named_children[-1:]
            elif part.type == "named_imports":
                for specifier in part.named_children:
                    name = specifier.child_by_field_name("alias")
                    name = name or specifier.child_by_field_name("name")
                    if name is not None:
                        yield name


def has_directive(block: Node, tree: SyntaxTree) -> bool:
    """Whether a program or a function's body begins with `"use strict"`."""
    for child in block.children:
        if child.type in ("comment", "hash_bang_line", "{", "html_comment"):
            continue
        first = child_at(child, 0) if child.type == "expression_statement" else None
        if first is None or first.type != "string":
            return False
        if text(first, tree)[1:-1] == b"use strict":
            return True
    return False


# Most files that hold the word export to `exports`.
_EXPORT = lazy_compile(rb"export(?!s\b)")


def is_module(tree: SyntaxTree) -> bool:
    """Whether the file can only be a module: it imports or exports at its top level."""
    source = tree.source
    if b"import" not in source and _EXPORT.search(source) is None:
        return False
    return any(
        child.type in ("import_statement", "export_statement") for child in tree.root.children
    )


def is_strict(chain: list[Node], node: Node, tree: SyntaxTree) -> bool:
    """Whether `node`, with `chain` around it, is strict mode code (11.2.2)."""
    for outer in (node, *chain):
        if outer.type == "class_body":
            return True
        body = outer.child_by_field_name("body") if outer.type in FUNCTIONS else None
        if body is not None and body.type == "statement_block" and has_directive(body, tree):
            return True
    return is_module(tree) or has_directive(tree.root, tree)
