"""What is said of a file that does not parse: which token, where, in characters."""

from __future__ import annotations

import pytest

from patchvet.grammars import SyntaxTree, load_grammar


def parse(language: str, source: bytes | str) -> SyntaxTree:
    data = source.encode() if isinstance(source, str) else source
    return load_grammar(language).parse(data, seconds=30)


def first(language: str, source: bytes | str) -> tuple[int, int, str]:
    problem = parse(language, source).problems()[0]
    return problem.line, problem.column, problem.message


BROKEN = [
    ("python", "x = f(1\ny = 2\n", 1, 6, "unclosed `(`"),
    ("python", "x = (1]\n", 1, 7, "unexpected `]`: it does not close the `(` of line 1"),
    ("python", "x = 1)\n", 1, 6, "unexpected `)`"),
    ("python", "def f(:\n    pass\n", 1, 6, "unclosed `(`"),
    ("python", "def f(a)\n    return a\n\n\nx = 1\n", 1, 9, "expected `:`"),
    ("python", "if x\n    y()\nz()\n", 1, 5, "expected `:`"),
    ("python", "x = 'abc\ny = 1\n", 1, 5, "unclosed string"),
    ("javascript", "f({a: 1);\n", 1, 8, "expected `}` before `)`"),
    ("javascript", "let x = ;\n", 1, 9, "unexpected `;`"),
    ("javascript", "function f() {\n  g(\n", 2, 5, "nothing closes the `(` of line 2"),
    ("javascript", "if (a) {\n  b();\n}}\n", 3, 2, "unexpected `}`"),
    ("go", "package a\n\nfunc f() {\n\tx := \n}\n", 4, 6, "expected identifier before `}`"),
    ("go", "package a\n\nfunc f() {\n", 3, 11, "nothing closes the `{` of line 3"),
    ("go", "package a\n\nfunc f() {\n}\n}\n", 5, 1, "unexpected `}`"),
    ("java", "class A {\n  int x = 1\n}\n", 2, 12, "expected `;` before `}`"),
    ("java", "class A {\n  void f() { g(1; }\n}\n", 2, 17, "expected `)` before `;`"),
    ("typescript", "let a: number = ;\n", 1, 17, "unexpected `;`"),
    ("tsx", "let a = <b>x</b;\n", 1, 16, "expected `>` before `;`"),
    ("rust", "fn f( {}\n", 1, 6, "expected `)` before `{`"),
]


@pytest.mark.parametrize(("language", "source", "line", "column", "message"), BROKEN)
def test_the_first_token_that_does_not_fit_is_named(
    language: str, source: str, line: int, column: int, message: str
) -> None:
    """The most telling place comes first, wherever the ERROR node happens to start."""
    where = first(language, source)
    assert where[:2] == (line, column), where
    assert message in where[2]


WHOLE = [
    ("python", "x = f(1)\ny = 'a'\n"),
    ("javascript", "f({a: 1});\nconst b = <p>{x}</p>;\n"),
    ("go", "package a\n\nfunc f() {\n}\n"),
    ("java", "class A {\n  int x = 1;\n}\n"),
    ("typescript", "let a: number = 1;\n"),
    ("tsx", "let a = <b>x</b>;\n"),
    ("rust", "fn f() {}\n"),
    ("python", ""),
]


@pytest.mark.parametrize(("language", "source"), WHOLE)
def test_a_whole_file_has_no_problems(language: str, source: str) -> None:
    """The same files, repaired."""
    tree = parse(language, source)
    assert not tree.has_error
    assert tree.problems() == ()


COMPILED = [
    "x = f(1\ny = 2\n",
    "x = (1]\n",
    "a = [\n    1,\n    2,\n)\n",
    "def f():\n    return {\n        'a': (1, 2,\n    }\n",
    "if x:\n    y = 1)\n",
    "class A:\n    def f(self):\n        return g(1, 2\n\n    def h(self):\n        pass\n",
    "x = 1 +\n",
    "for x in y\n    pass\n\nz()\n",
    "class A\n    x = 1\n",
    "try\n    x()\nfinally:\n    y()\n",
]


@pytest.mark.parametrize("source", COMPILED)
def test_python_names_the_line_that_cpython_names(source: str) -> None:
    """CPython looks for a bracket before it blames a token, and so does this."""
    with pytest.raises(SyntaxError) as raised:
        compile(source, "x.py", "exec")
    assert first("python", source)[0] == raised.value.lineno


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("x = 'ä€😀')\n".encode(), 10),
        (b"x = '\xff\xfe')\n", 9),
        (b"x = '\xe2\x82')\n", 9),
        (b"x = 'ab')\n", 9),
    ],
)
def test_columns_count_characters(source: bytes, column: int) -> None:
    """An emoji is one character, and so is each byte that is no UTF-8."""
    problem = parse("python", source).problems()[0]
    assert (problem.line, problem.column) == (1, column)
    assert (problem.end_line, problem.end_column) == (1, column + 1)
    assert source[problem.start : problem.end] == b")"


def test_a_place_is_found_for_every_offset() -> None:
    """Lines end at `\\n` alone; a form feed, a carriage return and U+2028 end none."""
    source = "a\fb\rc\u2028d\r\nef\n".encode()
    tree = parse("python", source)
    assert tree.point(0) == (1, 1)
    assert tree.point(source.index(b"d")) == (1, 7)
    assert tree.point(source.index(b"f\n")) == (2, 2)
    assert tree.point(len(source)) == (3, 1)


def test_the_number_of_problems_is_capped() -> None:
    """A file in another language has an error on every line; nobody reads them all."""
    tree = parse("python", "x = )\n" * 500)
    assert len(tree.problems()) == 50
    assert len(tree.problems(limit=3)) == 3


DEEP = [
    ("python", b"(" * 100_000),
    ("javascript", b"[" * 100_000 + b"}"),
    ("go", b"package a\nfunc f(){" + b"{" * 100_000),
    ("java", b"class A{" * 100_000),
    ("python", bytes(range(256)) * 100),
]


@pytest.mark.parametrize(("language", "source"), DEEP, ids=["py", "js", "go", "java", "binary"])
def test_deep_nesting_is_no_end_to_it(language: str, source: bytes) -> None:
    """Nothing here recurses: 100,000 levels are walked as ten are."""
    assert parse(language, source).problems()
