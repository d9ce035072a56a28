"""JavaScript's rules: what node rejects and what it accepts, decided by node where it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from early_errors import EarlyError, early_errors
from toolchains import needs

from patchvet.grammars import load_grammar
from patchvet.languages.javascript.oracle import SPEC
from patchvet.languages.javascript.syntax_rules import RULES
from patchvet.languages.rules import run_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.languages.oracles import Oracle

GRAMMAR = load_grammar("javascript")
CASES = early_errors("javascript")

# The parameters of an arrow function belong to the function around it.
BEYOND_RULES = {"await-as-parameter-of-arrow"}


def rejects(source: bytes) -> bool:
    """Whether the grammar or a rule holds something against `source`."""
    tree = GRAMMAR.parse(source, seconds=5)
    return tree.has_error or bool(run_rules(RULES, tree))


@pytest.fixture(scope="module")
def node() -> Iterator[Oracle]:
    oracle = SPEC.open()
    yield oracle
    oracle.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_early_error_is_found_and_its_twin_is_not(case: EarlyError) -> None:
    """By the grammar and the rules alone."""
    assert rejects(case.bad) is (case.name not in BEYOND_RULES)
    assert not rejects(case.good)


@needs("node")
def test_the_oracle_says_that_every_case_is_one(node: Oracle) -> None:
    assert len(CASES) >= 80
    node.prepare([(f"{case.name}.js", case.bad) for case in CASES])
    assert [case.name for case in CASES if node.judge("a.js", case.bad, 5).accepts] == []
    assert [case.name for case in CASES if not node.judge("a.js", case.good, 5).accepts] == []


# Valid code at which a simpler rule would take offence.
VALID = {
    "arrow that ends with its line": "f = () => {}\n[1].forEach(f)\n",
    "await of a call in parentheses": "async function f() { await (0, g)(h) }\n",
    "await at the end of a line": "async function f() { return await\n g() }\n",
    "await as a name": "function f() { return await(1) + await\n}\n",
    "await in a computed name": "async function f() { return { [await g()]() {} } }\n",
    "await at the top of a module": "const a = await b\nfor await (c of d);\n",
    "yield as a name": "var yield = 1\nf(yield)\n",
    "yield times": "function f() { return yield * 2 }\n",
    "let as a name": "var let = 1\nlet = 2\n",
    "let at the end of a line": '"use strict"\nlet\na = 1\n',
    "export at the end of a line": "export\nfunction f() {}\n",
    "label in a block": "{ a: 1 }\n",
    "label and a sequence": "{ a: b, c }\n",
    "label and an index": "{ length: 3000 }[42]\n",
    "return at the top of a script": "if (a) return\n",
    "new.target at the top of a script": "new.target\n",
    "arguments of an inner function": "class A { a = function () { return arguments } }\n",
    "super in an object": "x = { get a() { return () => super.a } }\n",
    "super in a field": "class A extends B { a = super.a; static { super.b } }\n",
    "super call in an arrow": "class A extends B { constructor() { (() => super())() } }\n",
    "private name of an outer class": "class A { #a; b = class { m(x) { return x.#a } } }\n",
    "private name with escapes": r"class A { #\u{6F}; m() { this.#o } }" + "\n",
    "colour in a class": 'class A { a = "#fff" }\n',
    "functions repeated in a block": "{ function f() {} function f() {} }\n",
    "functions repeated in a body": "function g() { function f() {} function f() {} var f }\n",
    "var repeats a parameter": "function f(a) { var a; function a() {} }\n",
    "var repeats a caught name": "try {} catch (a) { var a }\n",
    "let below a loop's let": "for (let a of b) { let a }\n",
    "call assigned in sloppy code": "f()++\n",
    "default as a name of exports": "let a; export { a as default }; export * as if from 'b'\n",
    "import of default": "import { default as a } from 'b'\n",
    "continued string": "a = 'b\\\nc'\n",
    "octals in sloppy code": "a = 010 + 09.5; b = '\\1'\n",
    "octal in a tagged template": "a`\\1`\n",
    "line separator in a string": "a = '\u2028'\n",
    "letters of other scripts": "var \u00e9t\u00e9, \u540d, \U00020bb7, \u0e01\u0e33\n",
    "reserved words in tags": "a = <var if='1'><switch.default /></var>\n",
    "hyphens in tags": "a = <my-tag data-a='b\nc' />\n",
    "annex B in a pattern": r"/\c/; /]/; /{/; /a{,2}/; /[\w-a]/; /\k<a/; /(?=a)*/; /\8/" + "\n",
    "names of groups": r"/(?<a>.)\k<a>/; /(?<\u{61}>.)/u; /(?<a>x)|(?<a>y)/" + "\n",
    "sets in a class": r"/[\p{L}--[a-z]]/v; /[\q{abc|d}&&\w]/v; /[^\p{ASCII}]/v" + "\n",
    "flags in a group": "/(?i-m:a)/\n",
    "html comments in a script": "a\n<!-- b\n--> c\n",
}


@pytest.mark.parametrize("name", VALID)
def test_valid_code_passes(name: str) -> None:
    tree = GRAMMAR.parse(VALID[name].encode(), seconds=5)
    assert [violation.rule for violation in run_rules(RULES, tree)] == []


# Newer than node 20.
NEWER = {"names of groups", "flags in a group"}


@needs("node")
def test_the_oracle_says_that_the_valid_code_is(node: Oracle) -> None:
    judged = {name for name in VALID if "tags" not in name} - NEWER
    wrong = [name for name in judged if not node.judge("a.js", VALID[name].encode(), 5).accepts]
    assert wrong == []


def test_beside_an_error_of_the_grammar_the_rules_are_silent() -> None:
    """What the parser recovered is a guess; the file is rejected for the error anyway."""
    tree = GRAMMAR.parse(b"let a; let a; f(\n", seconds=5)
    assert tree.has_error
    assert run_rules(RULES, tree) == ()


def test_thousands_of_private_names_take_no_square_of_time() -> None:
    """Each use once looked up all of its class: seconds for a class of this size."""
    fields = "".join(f"#a{n}; m{n}() {{ this.#b{n} }}\n" for n in range(2000))
    tree = GRAMMAR.parse(f"class A {{\n{fields}}}\n".encode(), seconds=10)
    assert len(run_rules(RULES, tree)) == 2000
