"""Python in the common form."""

from __future__ import annotations

import ast
import sysconfig
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lowered import breaches, expression, lower, opaque_kinds, spelt, words

from patchvet.languages.program import (
    Function,
    Import,
    Literal,
    Name,
    Opaque,
    Template,
    children,
    walk,
)
from patchvet.languages.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.languages.program import Module

EXPRESSIONS = {
    "a.b['c'](d, *e, f=1, **g)": "a.b['c'](d, *e, f=1, **g)",
    "a[1:2]": "a[1:2]",
    "a[::2, ...]": "a[(::2, ...)]",
    "a[b, c]": "a[(b, c)]",
    "a[b,]": "a[(b,)]",
    "a < b <= c": "(a < b) and (b <= c)",
    "a is not b": "a is not b",
    "a not in b": "a not in b",
    "not a and b or c": "((not a) and b) or c",
    "a if b else c": "b ? a : c",
    "(a + b) * c": "(a + b) * c",
    "a ** -b": "a ** (-b)",
    "lambda x, *y, z=1: x": "lambda(x, *y, z=1) {Return[x]}",
    "[a for a in b if c if d]": "Comprehension[list; a; [Clause[a; b; [c, d]; False]]]",
    "{a: b for a, b in c}": "Comprehension[dict; a: b; [Clause[(a, b); c; []; False]]]",
    "f(a for a in b for c in a)": "f(Comprehension[generator; a; [Clause[a; b; []; False], "
    "Clause[c; a; []; False]]])",
    "{**a, 'b': 1}": "{**a, 'b': 1}",
    "{1, *a}": "{1, *a}",
    "(a,)": "(a,)",
    "()": "()",
    "a, *b": "(a, *b)",
    "(yield)": "Yield[-; False]",
    "f'a{b!r:>{w}}{{c}}{d}'": "`a${Formatted[b; r; >{w}; [w]]}{c}${d}`",
    "f'{a=}'": "`a=${Formatted[a; r; ; []]}`",
    "'a' 'b' f'{c}'": "`ab${c}`",
    "(a := 1)": "a = 1",
    "...": "...",
    "None": "null",
}

STATEMENTS = {
    "a = b = c": "a = b = c",
    "a, *b = c": "(a, *b) = c",
    "a: int": "a: int",
    "a: int = 1": "a: int = 1",
    "a //= 1": "a //= 1",
    "type A[T] = list[T]": "A: list[T]",
    "if a: b\nelif c: d\nelse: e": "If[a; {b}; {If[c; {d}; {e}; -]}; -]",
    "while a: break\nelse: b": "While[a; {Jump[break; ]}; {b}; True; ]",
    "for a, b in c: pass\nelse: d": "ForEach[(a, b); c; {Jump[pass; ]}; {d}; in; ; ; False; ]",
    "with a as b, c: pass": "With[[WithItem[a; b], WithItem[c; -]]; {Jump[pass; ]}; with; False]",
    "with (a as b, c): pass": "With[[WithItem[a; b], WithItem[c; -]]; {Jump[pass; ]}; with; False]",
    "try: a\nexcept (B, c.D) as e: f\nexcept: g\nelse: h\nfinally: i": "Try[{a}; [Handler[["
    "B, c.D]; e; {f}; False], Handler[[]; -; {g}; False]]; {h}; {i}; []]",
    "try: a\nexcept* B: c": "Try[{a}; [Handler[[B]; -; {c}; True]]; -; -; []]",
    "raise A from b": "Raise[A; b]",
    "raise": "Raise[-; -]",
    "del a, b[0]": "Delete[[a, b[0]]]",
    "assert a, 'm'": "Assert[a; 'm']",
    "global a, b": "Scope[global; [a, b]]",
    "import a.b, c as d": "Import[a.b; [Binding[a; ]]; False]\nImport[c; [Binding[d; ]]; False]",
    "from ..a import b as c, d": "Import[..a; [Binding[c; b], Binding[d; d]]; False]",
    "from . import *": "Import[.; [Binding[*; *]]; False]",
    "async def f(a, /, b: int = 1, *, c, **d) -> int: return await a": "async function "
    "f(a, /, b: int=1, *, c, **d) -> int {Return[await a]}",
    "def f():\n  yield from a": "generator function f() {Yield[a; True]}",
    "async def f():\n  async for a in b: pass": "async function f() {ForEach[a; b; {Jump[pass; ]};"
    " -; in; ; ; True; ]}",
    "match a:\n  case 1 | -2: b\n  case c.d: e\n  case f if g: h\n  case _: i": "Switch[a; "
    "[Case[[1, -2]; {b}; -; False], Case[[c.d]; {e}; -; False], Case[[f]; {h}; g; False], "
    "Case[[]; {i}; -; False]]; match; ; -; ]",
}


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expressions(source: str) -> None:
    """What an expression means is in its spelling."""
    assert spelt("python", source) == EXPRESSIONS[source]


@pytest.mark.parametrize("source", STATEMENTS)
def test_statements(source: str) -> None:
    """So it is with statements."""
    assert spelt("python", source) == STATEMENTS[source]


@pytest.mark.filterwarnings("ignore:.*invalid escape sequence")
@pytest.mark.parametrize(
    "literal",
    [
        "'\\n\\x41\\101\\u00e9\\U0001F600\\N{BULLET}\\q\\\\'",
        "b'\\x00\\u0041\\n'",
        "r'\\n\\''",
        "r'\\\\'",
        "'''a\\\nb\n'''",
        "'a' \"b\"",
        "b'a' rb'\\b'",
        "''",
        "b''",
        "0x_1F",
        "1_000.5e-3",
        "3j",
        "0b11",
    ],
)
def test_literals_have_the_values_that_python_gives_them(literal: str) -> None:
    """Escapes, raw strings, concatenation, radixes."""
    found = expression("python", literal)
    assert isinstance(found, Literal)
    assert found.value == ast.literal_eval(literal)


def test_patterns_keep_what_they_capture() -> None:
    """A pattern that is more than a value is Opaque, with its names."""
    source = "match a:\n  case {'k': b, **c} | P(x=d) as e: pass\n"
    names = {node.name for node in walk(lower("python", source)) if isinstance(node, Name)}
    assert names == {"a", "b", "c", "P", "d", "e"}


def test_classes() -> None:
    """Bases are kept as written and as they are evaluated; methods are told from functions."""
    source = """
@dec(1)
class A(B, *c, metaclass=M):
    '''Doc.'''
    x: int
    if y:
        @staticmethod
        def m(): yield
    def n(self):
        def inner(): pass
"""
    made = lower("python", source).body[0]
    assert made.bases == ("B", "*c")
    assert [spell(base) for base in made.arguments] == ["B", "*c", "metaclass=M"]
    assert [spell(one) for one in made.decorators] == ["dec(1)"]
    assert made.place.line == 2
    found = [node for node in walk(made) if isinstance(node, Function)]
    assert [(node.qualified, node.kind, sorted(node.flags)) for node in found] == [
        ("A.m", "method", ["generator", "static"]),
        ("A.n", "method", []),
        ("A.n.inner", "function", []),
    ]


def test_unwanted_bodies_are_left_out() -> None:
    """Only what is asked for is lowered; lambdas always are."""
    source = "def a():\n  pass\nclass B:\n  def c(self):\n    pass\nd = lambda: e\n"
    module = lower("python", source, lambda first, last: first <= 4 <= last)
    found = [node for node in walk(module) if isinstance(node, Function)]
    assert [node.body is None for node in found] == [True, False, False]


EVERYTHING = "\n".join([*EXPRESSIONS, *STATEMENTS])


def test_nothing_opaque_in_what_has_records() -> None:
    """All syntax above has a record."""
    assert opaque_kinds(lower("python", EVERYTHING)) == set()


@pytest.mark.parametrize("cut", range(0, len(EVERYTHING), 61))
def test_what_is_cut_off_is_lowered_all_the_same(cut: int) -> None:
    """No file raises, however broken."""
    assert spell(lower("python", EVERYTHING[:cut]))


@pytest.mark.parametrize(
    "source",
    [
        "(" * 900 + "deep" + ")" * 900,
        "{'a': " * 900 + "deep" + "}" * 900,
        "f(" * 900 + "deep" + ")" * 900,
        "not " * 3_000 + "deep",
        "deep" + ".a()" * 3_000,
        "1 + " * 3_000 + "deep",
        "lambda: " * 900 + "deep",
        "\n".join(f"{' ' * level}class A:" for level in range(300)) + f"\n{' ' * 300}deep",
        "\n".join(f"{' ' * level}def f():" for level in range(300)) + f"\n{' ' * 300}deep",
    ],
)
def test_depth_has_a_bound(source: str) -> None:
    """What is nested too deep is Opaque, with its names; what reads the form may recurse."""
    module = lower("python", source)
    assert opaque_kinds(module)
    assert spell(module)
    assert "deep" in {node.name for node in walk(module) if isinstance(node, Name)}


def _library() -> list[Path]:
    """A few files of the standard library, big and small ones."""
    folder = Path(sysconfig.get_path("stdlib"))
    names = ("argparse", "ast", "asyncio/tasks", "contextlib", "dataclasses", "enum", "fnmatch")
    more = ("json/decoder", "pathlib", "shlex", "statistics", "string", "textwrap", "typing")
    files = [folder / f"{name}.py" for name in (*names, *more)]
    return [file for file in files if file.exists()]


@pytest.mark.parametrize("file", _library(), ids=lambda file: file.stem)
def test_the_standard_library(file: Path) -> None:
    """Nothing is opaque or lost, places nest, and constants are those that CPython reads."""
    data = file.read_bytes()
    module = lower("python", data)
    assert opaque_kinds(module) <= {"class_pattern", "keyword_pattern"}
    assert list(breaches(module)) == []
    tree = ast.parse(data)
    assert Counter(_constants(module)) == Counter(_constants_of(tree))
    have = words(module)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert [name for name in named if name not in have] == []
    imports = sum(isinstance(node, Import) for node in walk(module))
    assert imports >= sum(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))


def _constants(module: Module) -> Iterator[tuple[str, str]]:
    """Each constant once: a chained comparison has its middle in two places. Texts of f-strings
    are left out, as in `_constants_of`: CPython joins them differently.
    """
    waiting, seen = [module], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Literal) and id(node) not in seen:
            seen.add(id(node))
            yield type(node.value).__name__, repr(node.value)
        for child in children(node):
            text = isinstance(node, Template | Opaque) and isinstance(child, Literal)
            if not (text and child.kind == "str"):
                waiting.append(child)


def _constants_of(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The constants that are evaluated: not those of annotations. An f-string without a field is
    one.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            if len(texts) == len(node.values):
                yield "str", repr("".join(texts))
        if isinstance(node, ast.Constant | ast.MatchSingleton):
            yield type(node.value).__name__, repr(node.value)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "format_spec"):
                continue
            for child in value if isinstance(value, list) else [value]:
                text = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
                if isinstance(child, ast.AST) and not text:
                    waiting.append(child)
