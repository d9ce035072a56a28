"""JavaScript in the common form."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lowered import breaches, expression, lower, opaque_kinds, spelt, words
from toolchains import needs

from patchvet.grammars import load_grammar
from patchvet.languages.program import Await, Call, Function, Group, Literal, Name, Template, walk
from patchvet.languages.spelling import spell

EXPRESSIONS = {
    "a?.b.c": "a?.b.c",
    "(a?.b).c": "(a?.b).c",
    "(a?.b)?.()": "(a?.b)?.()",
    "(a.b).c": "a.b.c",
    "a?.[0]?.(1)": "a?.[0]?.(1)",
    "a.b.#c": "a.b.#c",
    "new a.b(1, ...c)": "new a.b(1, *c)",
    "new X": "new X()",
    "new (f())(1)": "new f()(1)",
    "import('x')": "import('x')",
    "new.target": "new.target",
    "a + b * c": "a + (b * c)",
    "(a + b) * c": "(a + b) * c",
    "a ?? b": "a ?? b",
    "a && b || c": "(a and b) or c",
    "#x in a": "#x in a",
    "typeof a": "typeof a",
    "x++": "x++",
    "--x": "--x",
    "a ? b : c": "a ? b : c",
    "(a, b)": "(a, b)",
    "a ??= b": "a ??= b",
    "[1, , ...a]": "[1, <hole>, *a]",
    "[,]": "[<hole>]",
    "[a, b] = [b, a]": "[a, b] = [b, a]",
    "({a, b: c = 1, ...d} = e)": "{'a': a, 'b': c = 1, **d} = e",
    "({a, 'b': 1, 2: 3, [c]: 4, ...d})": "{'a': a, 'b': 1, '2': 3, c: 4, **d}",
    "({get a() {}, set a(v) {}, async *b() {}})": "{'a': getter a() {}, 'a': setter a(v) {}, "
    "'b': async generator method b() {}}",
    "x => y": "lambda(x) {Return[y]}",
    "async ({a}, [b] = [], ...c) => {}": "async lambda({'a': a}, [b]=[], *c) {}",
    "(function f() {})": "function f() {}",
    "`a${b}c\\n`": "`a${b}c\\n`",
    "tag`a${b}`": "Opaque[tagged_template; [tag, `a${b}`]]",
    "/a\\/b/gi": "/a\\/b/gi",
    "10n": "10n",
    "0x1F": "31",
    "1_000": "1000",
    ".5": "0.5",
    "void 0": "void 0",
    "delete a.b": "delete a.b",
}

STATEMENTS = {
    "let a = 1, b;": "let a = 1\nlet b",
    "const {a, b: {c = 1}, ...d} = e": "const {'a': a, 'b': {'c': c = 1}, **d} = e",
    "await using a = b()": "await using a = b()",
    "if (a) b; else if (c) d; else {}": "If[a; {b}; {If[c; {d}; {}; -]}; -]",
    "l: for (const x of y) continue l": "ForEach[x; y; {Jump[continue; l]}; -; of; const; ; "
    "False; l]",
    "for await (x of y);": "ForEach[x; y; {}; -; of; ; ; True; ]",
    "for (var k in o) {}": "ForEach[k; o; {}; -; keys; var; ; False; ]",
    "for (let i = 0, n = 1; i < n; i++) {}": "For[{let i = 0; let n = 1}; i < n; i++; {}; ]",
    "for (;;) {}": "For[-; -; -; {}; ]",
    "do a(); while (b)": "While[b; {a()}; -; False; ]",
    "a: { break a }": "Labeled[a; {Jump[break; a]}]",
    "switch (a) { case 1: b(); case 2: break; default: c() }": "Switch[a; [Case[[1]; {b()}; -; "
    "True], Case[[2]; {Jump[break; ]}; -; False], Case[[]; {c()}; -; False]]; switch; ; -; ]",
    "try { a() } catch { b() } finally { c() }": "Try[{a()}; [Handler[[]; -; {b()}; False]]; -; "
    "{c()}; []]",
    "try {} catch ({message}) {}": "Try[{}; [Handler[[]; {'message': message}; {}; False]]; -; -; "
    "[]]",
    "throw new E": "Raise[new E(); -]",
    "async function* f(a = 1) { yield* a; return }": "async generator function f(a=1) "
    "{Yield[a; True]; Return[-]}",
    "import d, {a as b} from 'm'": "Import[m; [Binding[d; default], Binding[b; a]]; False]",
    "import * as n from 'm'": "Import[m; [Binding[n; ]]; False]",
    "import './m'": "Import[./m; []; False]",
}


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expressions(source: str) -> None:
    """What an expression means is in its spelling."""
    assert spelt("javascript", source) == EXPRESSIONS[source]


@pytest.mark.parametrize("source", STATEMENTS)
def test_statements(source: str) -> None:
    """So it is with statements."""
    assert spelt("javascript", source) == STATEMENTS[source]


def test_a_chain_ends_below_its_parentheses() -> None:
    """`(a?.b).c` fails on what `a?.b.c` steps over."""
    assert isinstance(expression("javascript", "(a?.b).c").object, Group)
    assert not isinstance(expression("javascript", "a?.b.c").object, Group)


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        ("await (0, m.f)(x).y", "(0, m.f)(x).y"),
        ("await (f)(x)[y]()", "f(x)[y]()"),
        ("await (x)", "x"),
    ],
)
def test_await_reaches_over_the_whole_chain(source: str, inside: str) -> None:
    """What compilers write for an awaited import is no call of a function `await`."""
    found = lower("javascript", f"async function f() {{ {source} }}")
    awaits = [node for node in walk(found) if isinstance(node, Await)]
    assert [spell(node.value) for node in awaits] == [inside]


def test_a_chain_on_an_await_in_parentheses_is_outside() -> None:
    """`(await x).y` reads `y` of what was awaited."""
    assert spelt("javascript", "async () => (await x).y") == "async lambda() {Return[(await x).y]}"


def test_classes() -> None:
    """Members keep their order; static fields, private names and computed names are told apart."""
    source = """
    class A extends mix(B) {
      static #n = 1; y; [k] = 2; 'q r' = 3;
      static { go() } static get p() {} constructor() { super() } async [m]() {}
    }"""
    made = lower("javascript", source).body[0]
    assert [spell(member) for member in made.body] == [
        "field #n = 1",
        "field y",
        "k: field [k] = 2",
        "field q r = 3",
        "static initializer() {go()}",
        "static getter p() {}",
        "constructor constructor() {super()}",
        "m: async method [m]() {}",
    ]
    assert made.statics == {"#n"}
    assert made.bases == ("mix(B)",)
    assert [spell(base) for base in made.arguments] == ["mix(B)"]


def test_functions_are_qualified() -> None:
    """By what they stand in, or by what they are assigned to; the latter is no name of theirs."""
    source = """
    const f = () => { function inner() {} }
    exports.total = function () {}
    class A { m() { return function named() {} } h = () => {} }
    g(function () {})
    """
    found = [node for node in walk(lower("javascript", source)) if isinstance(node, Function)]
    assert [(node.name, node.qualified) for node in found] == [
        ("", "f"),
        ("inner", "f.inner"),
        ("", "total"),
        ("m", "A.m"),
        ("named", "A.m.named"),
        ("", "A.h"),
        ("", ""),
    ]


def test_exports() -> None:
    """Pairs of the name outside and the one inside; re-exports bind no name of the program's."""
    source = """
    export default function () {}
    export const {a, b: [c]} = d
    export {e as f, g}
    export * from 'm'
    export {default as h} from 'n'
    export class K {}
    """
    module = lower("javascript", source)
    assert module.exports == (
        ("default", "*default*"),
        ("a", "a"),
        ("c", "c"),
        ("f", "e"),
        ("g", "g"),
        ("*", "*m*"),
        ("h", "*h*"),
        ("K", "K"),
    )
    assert lower("javascript", "export default function f() {}").exports == (("default", "f"),)


def test_unwanted_bodies_are_left_out() -> None:
    """Only what is asked for is lowered, and it is asked with the function's lines."""
    asked: list[tuple[int, int]] = []

    def wanted(first: int, last: int) -> bool:
        asked.append((first, last))
        return first == 2

    source = "function a() {\n}\nfunction b() {\n  c(() => {})\n}\n".replace("}\nf", "}\n f")
    module = lower("javascript", "\n" + source, wanted)
    assert [function.body is None for function in module.body] == [False, True]
    assert asked == [(2, 3), (4, 6)]


LITERALS = (
    "'a\\u{1F600}\\x41\\101\\0\\n\\v\\'\\\"\\q\\\\'",
    '"\\ud83d\\ude00 \\\nb"',
    "'\\u00e9'",
    "1e3",
    "0b11",
    "0o17",
    "017",
    "089",
    "1_000.5",
    "5.",
    "0xff",
    "123456789",
    "true",
    "null",
)


@needs("node")
def test_literals_have_the_values_that_node_gives_them() -> None:
    """Escapes, radixes and old octals are undone as the runtime does it."""
    program = f"console.log(JSON.stringify([{', '.join(LITERALS)}]))"
    run = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    found = [expression("javascript", f"({literal})") for literal in LITERALS]
    assert all(isinstance(one, Literal) for one in found)
    assert [one.value for one in found] == json.loads(run.stdout)


def test_template_texts_are_unescaped_and_their_line_ends_plain() -> None:
    """A file's own line ends make no difference in a template (ECMAScript 12.9.6)."""
    made = expression("javascript", "`a\r\n\\r${b}`")
    assert isinstance(made, Template)
    assert made.parts[0].value == "a\n\r"


EVERYTHING = "\n".join(
    [f"({source});" for source in EXPRESSIONS if "#x" not in source and ".#" not in source]
    + [f"async () => {{ {source} }};" for source in STATEMENTS if "import" not in source]
)


def test_places_nest_and_parts_are_in_order() -> None:
    """The form of everything above keeps the laws of places."""
    assert list(breaches(lower("javascript", EVERYTHING))) == []


@pytest.mark.parametrize("cut", range(0, len(EVERYTHING), 61))
def test_what_is_cut_off_is_lowered_all_the_same(cut: int) -> None:
    """No file raises, however broken."""
    module = lower("javascript", EVERYTHING[:cut])
    assert spell(module)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 1_500 + "deep" + ")" * 1_500,
        "[" * 1_500 + "deep" + "]" * 1_500,
        "a." * 3_000 + "deep()",
        "1 + " * 3_000 + "deep",
        "{" * 1_500 + "deep" + "}" * 1_500,
        "if (a) {} else " * 700 + "deep",
        "x => " * 1_500 + "deep",
    ],
)
def test_depth_has_a_bound(source: str) -> None:
    """What is nested too deep is Opaque, with its names; what reads the form may recurse."""
    module = lower("javascript", source)
    assert opaque_kinds(module)
    assert spell(module)
    found = {node.name for node in walk(module) if isinstance(node, Name)}
    assert found & {"deep", "a"}


def test_nothing_opaque_in_what_has_records() -> None:
    """The only syntax above without a record is the tagged template."""
    assert opaque_kinds(lower("javascript", EVERYTHING)) == {"tagged_template"}


def _installed() -> list[Path]:
    """Some files of the packages that came with node."""
    node = shutil.which("node")
    if node is None:
        return []
    folder = Path(os.path.realpath(node)).parents[1] / "lib" / "node_modules" / "npm"
    return sorted(folder.glob("lib/utils/*.js"))[:12] + sorted(folder.glob("*/tar/dist/esm/p*.js"))


@pytest.mark.skipif(not _installed(), reason="not installed: npm's own source beside node")
def test_real_files_lose_nothing() -> None:
    """Each identifier is in the form, nothing is opaque, places nest."""
    for file in _installed():
        data = file.read_bytes()
        module = lower("javascript", data)
        assert opaque_kinds(module) <= {"tagged_template"}, file
        assert list(breaches(module)) == [], file
        have = words(module)
        assert [name for name in _identifiers(data) if name not in have] == [], file


def _identifiers(data: bytes) -> set[str]:
    waiting = [load_grammar("javascript").parse(data, seconds=20.0).root]
    found = set()
    while waiting:
        node = waiting.pop()
        if node.type.endswith("identifier"):
            found.add((node.text or b"").decode())
        waiting.extend(node.children)
    return found


def test_jsx_keeps_its_names() -> None:
    """JSX has no record; what it evaluates is inside."""
    module = lower("javascript", "x = <A b={c} {...d}>{e()}</A>")
    names = {node.name for node in walk(module) if isinstance(node, Name)}
    assert names >= {"A", "c", "d", "e"}
    assert any(isinstance(node, Call) for node in walk(module))
