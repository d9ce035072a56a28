"""Python's rules: what CPython rejects and what it accepts, decided by compile() itself."""

from __future__ import annotations

import sys
import warnings

import pytest
from early_errors import EarlyError, early_errors

from patchvet.grammars import load_grammar
from patchvet.languages.python.oracle import SPEC
from patchvet.languages.python.syntax_rules import RULES
from patchvet.languages.rules import run_rules

GRAMMAR = load_grammar("python")
CASES = early_errors("python")

# What only a list of Unicode's names can tell, and that list grows.
BEYOND_RULES = {"name-escape-of-nothing"}


def rejects(source: bytes) -> bool:
    """Whether the grammar or a rule holds something against `source`."""
    tree = GRAMMAR.parse(source, seconds=5)
    return tree.has_error or bool(run_rules(RULES, tree))


def compiles(source: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "case", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_early_error_is_found_and_its_twin_is_not(case: EarlyError) -> None:
    """Without any oracle; compile() says that the case is one."""
    if sys.version_info[:2] == (3, 11):  # the list was made by it; others differ in a few
        assert not compiles(case.bad)
        assert compiles(case.good)
    assert rejects(case.bad) is (case.name not in BEYOND_RULES)
    assert not rejects(case.good)


def test_the_oracle_finds_every_early_error() -> None:
    assert len(CASES) >= 80
    oracle = SPEC.open()
    assert [case.name for case in CASES if oracle.judge("a.py", case.bad, 5).accepts] == []


VALID = {
    "tabs throughout": "if a:\n\tb\n\tif c:\n\t\td\n",
    "form feed at the left": "x = 1\n\f\ndef f():\n    pass\n\fy = 2\n",
    "byte order mark": "\ufeffx = 1\ny = 2\n",
    "crlf": "if a:\r\n    b\r\nelse:\r\n    c\r\n",
    "comments at any depth": "if a:\n        # deep\n    b\n  # shallow\n    c\n# left\n    d\n",
    "comment that ends in a backslash": "x = 1  # a \\\ny = 2\n# b \\\nz = 3\n",
    "continuation lines at any depth": "x = (1,\ny,\n        z)\nw = 1 + \\\n  2\n",
    "statement on the header's line": "if a: b; c\nelse: d\nclass A: x = 1; y = 2\n",
    "one-line clauses": "try: a\nexcept B: c\nelse: d\nfinally: e\n",
    "strings over lines": "x = '''a\n  b\n'''\ny = 'a\\\nb'\nz = f'''{\na}'''\n",
    "decorators": "@a\n# comment\n@b(\n  c)\ndef f(): pass\n",
    "import in brackets": "from a import (b as\n  c,\n  d,)\n",
    "with in brackets": "with (a as b,\n      c as\n      d): pass\n",
    "lambda that yields": "f = lambda: (yield)\n",
    "yield in a default value": "def f():\n    def g(a=(yield)): pass\n",
    "await in a generator expression": "async def f(): return (await a for a in b)\n",
    "await in a comprehension": "async def f(): return [await a for a in b if await c]\n",
    "break in an else of an if": "for a in b:\n    if c:\n        pass\n    else:\n        break\n",
    "continue in finally": "for a in b:\n    try:\n        c\n    finally:\n        continue\n",
    "star arguments last": "f(*a, *b, c=1, *d, **e, g=2, **h)\n",
    "starred call": "f(*g(a), *b.c, *d[0], **e(f))\n",
    "starred index": "a[*b]\na[1, *b]\n",
    "starred statement": "*a, b\n*a,\n",
    "starred annotation": "def f(*args: *Ts): pass\n",
    "starred return": "def f(): return *a, *b\n",
    "print as a function": "print\nprint(a)\nprint >>f, x\nprint -1\n",
    "soft keywords": "match = case = type = 1\nmatch(a)\ntype(b)\nmatch[c]\n_ = match.d\n",
    "global at module level": "global x\nx = 1\n",
    "global of a name used elsewhere": "x = 1\ndef f():\n    y.x\n    g(x=1)\n    global x\n"
    "    x = 2\n",
    "nonlocal of a class": "class A:\n    def f(self):\n        nonlocal __class__\n",
    "future imports": '"""a"""\nfrom __future__ import division\n'
    "from __future__ import annotations\n",
    "numbers": "x = 0, 00, 0_0, 1_0, 0x_f, 0o7, 0b1, 1., .1, 1e5, 1E-5, 1j, 0777j, 0777.5\n",
    "escapes": 'x = "\\xa0\\u0001\\U0010ffff\\N{LATIN SMALL LETTER A}\\\\x"\n'
    'y = r"\\x", b"\\u\\N\\x00"\n',
    "interpolated strings": "f'{a!r:>{w}} {{}} {b=} {c:%H:%M} {d[\"e\"]}'\nf'\\N{EN DASH}'\n",
    "walrus": "if a := b: pass\nf(a := 1)\nx[a := 1]\n[a := 1, (b := 2)]\n{c: (d := 1)}\n",
    "deletions": "del a, b.c, d[0], (e, f), [g], (h)\n",
    "annotations": "a: int\na.b: int = 1\n(c): int = 1\nd: tuple = 1, 2\n",
    "patterns": "match a, b:\n    case [1, *_] | (2, _) if c: pass\n    case A(b=c, d=E.f): pass\n"
    "    case {'g': h, **i}: pass\n    case -1 + 2j | None: pass\n    case _: pass\n",
    "newer syntax": "def f[T: int, *Ts, **P](): pass\ntype X[T] = list[T]\nf'{a['b']}'\n",
}


@pytest.mark.parametrize("name", VALID)
def test_valid_code_is_left_alone(name: str) -> None:
    source = VALID[name].encode()
    if name != "newer syntax":
        assert compiles(source)
    assert not rejects(source)


def test_deep_nesting_is_no_recursion() -> None:
    """A rule that called itself would die of a file that tree-sitter reads with ease."""
    depth = 3000
    for source in (
        f"del {'[' * depth}a{']' * depth}\n",
        f"match a:\n    case {'(' * depth}b{')' * depth}: pass\n",
        f"{'(' * depth}a := 1{')' * depth}\n",
    ):
        run_rules(RULES, GRAMMAR.parse(source.encode(), seconds=5))
