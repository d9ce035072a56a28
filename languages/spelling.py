"""The canonical spelling of programs in the common form: the key by which analyses compare them.

    spell(a['b'] . c (x, k = 1))  ==  "a['b'].c(x, k=1)"

Places, comments, parentheses without effect, quotes and the spelling of numbers make no difference;
what is meant does: `(a + b) * c` keeps its parentheses, `a ?. b` its mark. Expressions read as they
do in most languages; statements are bracketed (`Return[x]`, `If[a < b; {…}; -]`). A spelling is for
comparing, not for running: literals are spelt one way in every language (`null`, `true`, 'text').
A function is spelt without the names of what it stands in, so one that moved is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .program import (
    Argument,
    Assign,
    Await,
    Binary,
    Block,
    Call,
    Collection,
    Conditional,
    Convert,
    Entry,
    Expression,
    Function,
    Group,
    Index,
    Literal,
    Logical,
    Mapping,
    Member,
    Name,
    Parameter,
    Place,
    Slice,
    Spread,
    Template,
    TypeTest,
    Unary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .program import Node

_BRACKETS = {
    "list": "[]",
    "array": "[]",
    "slice": "[]",
    "tuple": "()",
    "set": "{}",
    "sequence": "()",
}
_SUFFIXES = {"bigint": "n", "long": "L", "float32": "f"}
_WORDS = {"null": "null", "undefined": "undefined", "ellipsis": "...", "hole": "<hole>"}


def spell(node: Node) -> str:
    """The spelling of a record and all in it.

    What is nested too deep for Python's stack (some 100 functions in one another; 200 operators
    are not) is spelt by its place, and so the same as nothing else.
    """
    speller = _SPELLERS.get(type(node))
    try:
        return _bracketed(node) if speller is None else speller(node)
    except RecursionError:
        return f"{type(node).__name__}@{node[0].start}-{node[0].end}"


def spell_or_none(node: Node | None) -> str:
    """The spelling, or "" for what isn't there."""
    return "" if node is None else spell(node)


def _operand(node: Node) -> str:
    """Spelt inside another expression: what has operators is put in parentheses."""
    text = spell(node)
    return text if type(node) in _CLOSED else f"({text})"


def _list(nodes: Iterable[Node]) -> str:
    return ", ".join([spell(node) for node in nodes])


def _bracketed(node: Any) -> str:
    return f"{type(node).__name__}[{'; '.join([_value(value) for value in node[1:]])}]"


def _value(value: Any) -> str:
    """A field of a record: a record, several, a word, a flag or nothing."""
    if value is None:
        return "-"
    if isinstance(value, tuple):
        if value and isinstance(value[0], Place):
            return spell(value)  # type: ignore[arg-type]  # begins with a place: it is a record
        return f"[{', '.join([_value(one) for one in value])}]"
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    return str(value)


def _literal(node: Literal) -> str:
    kind, value = node.kind, node.value
    if kind == "bool":
        return "true" if value else "false"
    if kind in _SUFFIXES:
        return f"{value}{_SUFFIXES[kind]}"
    if kind == "char":
        return f"c{value!r}"
    if kind == "regex" and isinstance(value, tuple):
        return "/{}/{}".format(*value)
    return _WORDS[kind] if kind in _WORDS else repr(value)


def _name(node: Name) -> str:
    return node.name


def _member(node: Member) -> str:
    return f"{_operand(node.object)}{'?.' if node.optional else '.'}{node.name}"


def _group(node: Group) -> str:
    return f"({spell(node.value)})"


def _index(node: Index) -> str:
    return f"{_operand(node.object)}{'?.' if node.optional else ''}[{spell(node.key)}]"


def _slice(node: Slice) -> str:
    bounds = f"{spell_or_none(node.low)}:{spell_or_none(node.high)}"
    if node.step is not None:
        bounds += f":{spell(node.step)}"
    return bounds if node.object is None else f"{_operand(node.object)}[{bounds}]"


def _argument(node: Argument) -> str:
    return f"{node.spread}{node.name}{'=' if node.name else ''}{spell(node.value)}"


def _call(node: Call) -> str:
    types = f"<{', '.join(node.type_arguments)}>" if node.type_arguments else ""
    new, mark = "new " if node.new else "", "?." if node.optional else ""
    body = "" if node.body is None else f" {spell(node.body)}"
    return f"{new}{_operand(node.function)}{types}{mark}({_list(node.arguments)}){body}"


def _unary(node: Unary) -> str:
    operator = node.operator
    if operator[:1] == "x" and len(operator) == 3:
        return f"{_operand(node.operand)}{operator[1:]}"
    if operator[-1:] == "x" and len(operator) == 3:
        return f"{operator[:-1]}{_operand(node.operand)}"
    gap = " " if operator.isalpha() else ""
    return f"{operator}{gap}{_operand(node.operand)}"


def _binary(node: Binary | Logical) -> str:
    return f"{_operand(node.left)} {node.operator} {_operand(node.right)}"


def _conditional(node: Conditional) -> str:
    return f"{_operand(node.test)} ? {_operand(node.then)} : {_operand(node.other)}"


def _collection(node: Collection) -> str:
    brackets = _BRACKETS.get(node.kind, "[]")
    comma = "," if node.kind == "tuple" and len(node.items) == 1 else ""
    size = "" if node.size is None else f"[{spell(node.size)}]"
    return f"{size}{node.type}{brackets[0]}{_list(node.items)}{comma}{brackets[1]}"


def _entry(node: Entry) -> str:
    return (
        f"**{spell(node.value)}" if node.key is None else f"{spell(node.key)}: {spell(node.value)}"
    )


def _mapping(node: Mapping) -> str:
    return f"{node.type}{{{_list(node.entries)}}}"


def _spread(node: Spread) -> str:
    return f"*{_operand(node.value)}"


def _template(node: Template) -> str:
    texts = [
        repr(part.value)[1:-1]
        if isinstance(part, Literal) and part.kind == "str"
        else f"${{{spell(part)}}}"
        for part in node.parts
    ]
    return f"`{''.join(texts)}`"


def _convert(node: Convert) -> str:
    if node.kind == "assert":
        return f"{_operand(node.value)}.({node.type})"
    return f"({node.type})({spell(node.value)})"


def _type_test(node: TypeTest) -> str:
    binding = f" {node.binding}" if node.binding else ""
    return f"{_operand(node.value)} instanceof {node.type}{binding}"


def _await(node: Await) -> str:
    return f"await {_operand(node.value)}"


def _parameter(node: Parameter) -> str:
    type_ = f": {node.type}" if node.type else ""
    default = "" if node.default is None else f"={spell(node.default)}"
    return f"{node.spread}{spell(node.target)}{type_}{default}"


def _function(node: Function) -> str:
    words = [*map(spell, node.decorators), *sorted(node.flags), node.kind, node.name]
    if node.type_parameters:
        words[-1] += f"<{', '.join(node.type_parameters)}>"
    receiver = "" if node.receiver is None else f"({spell(node.receiver)}) "
    results = f" -> {', '.join(node.results)}" if node.results else ""
    body = "-" if node.body is None else spell(node.body)
    head = " ".join(word for word in words if word)
    return f"{receiver}{head}({_list(node.parameters)}){results} {body}"


def _assign(node: Assign) -> str:
    declares = f"{node.declares} " if node.declares else ""
    type_ = f": {node.type}" if node.type else ""
    value = "" if node.value is None else f" {node.operator} {spell(node.value)}"
    tag = f" {node.tag!r}" if node.tag else ""
    return f"{declares}{spell(node.target)}{type_}{value}{tag}"


def _block(node: Block) -> str:
    return f"{{{'; '.join([spell(one) for one in node.statements])}}}"


def _expression(node: Expression) -> str:
    return spell(node.value)


# What can stand inside another expression as it is.
_CLOSED = frozenset(
    {Literal, Name, Member, Group, Index, Slice, Call, Collection, Convert, Mapping, Template}
    | {Argument, Spread}
)

_SPELLERS: dict[type, Callable[[Any], str]] = {
    Literal: _literal,
    Name: _name,
    Member: _member,
    Group: _group,
    Index: _index,
    Slice: _slice,
    Argument: _argument,
    Call: _call,
    Unary: _unary,
    Binary: _binary,
    Logical: _binary,
    Conditional: _conditional,
    Collection: _collection,
    Entry: _entry,
    Mapping: _mapping,
    Spread: _spread,
    Template: _template,
    Convert: _convert,
    TypeTest: _type_test,
    Await: _await,
    Parameter: _parameter,
    Function: _function,
    Assign: _assign,
    Block: _block,
    Expression: _expression,
}
