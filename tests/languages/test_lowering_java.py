"""Java in the common form."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lowered import breaches, lower, opaque_kinds, words
from toolchains import needs

from patchvet.grammars import load_grammar
from patchvet.languages.program import Assign, Call, Class, Function, Literal, Node, Switch
from patchvet.languages.spelling import spell

EXPRESSIONS = {
    "a.b.c(1)": "a.b.c(1)",
    "this.x": "this.x",
    "A.this.x": "A.this.x",
    "super.f()": "super.f()",
    "A.super.f()": "A.super.f()",
    "A.<String>f(x)": "A.f<String>(x)",
    "a && b || !c": "(a and b) or (!c)",
    "(a + b) >>> 2": "(a + b) >>> 2",
    "x++ + --y": "(x++) + (--y)",
    "a = b += 2": "a = b += 2",
    "a ? b : c": "a ? b : c",
    "(int) x": "(int)(x)",
    "(A & B) x": "(A & B)(x)",
    "o instanceof String s": "o instanceof String s",
    "o instanceof final String s": "o instanceof String s",
    "o instanceof P(int a, Q(var b, _))": (
        "RecordPattern[o; P; [a: int, RecordPattern[-; Q; [b: var, _]]]]"
    ),
    "a[i][j]": "a[i][j]",
    "new int[n][m][]": "new int[][][](n, m)",
    "new int[]{1, 2}": "int[1, 2]",
    "new int[][]{{1}, {}}": "int[][int[1], int[]]",
    "new Map.Entry<String, T>(1)": "new Map.Entry<String, T>(1)",
    "outer.new Inner(1)": "new outer.Inner(1)",
    "String.class": "String.class",
    "int[].class": "int[].class",
    "A::new": "A.::new",
    "this::f": "this.::f",
    "int[]::new": "int[].::new",
    "() -> {}": "lambda() {}",
    "x -> x + 1": "lambda(x) {Return[x + 1]}",
    "(int a, final B b) -> { return a; }": "lambda(a: int, b: B) {Return[a]}",
    "switch (x) { case 1, 2 -> a; case T t when t.b() -> { yield c; } default -> throw e; }": (
        "Switch[x; [Case[[1, 2]; {Return[a]}; -; False], "
        "Case[[x instanceof T t]; {Return[c]}; t.b(); False], "
        "Case[[]; {Raise[e; -]}; -; False]]; expression; ; -; ]"
    ),
    "switch (x) { case A: yield 1; default: yield 2; }": (
        "Switch[x; [Case[[A]; {Return[1]}; -; False], Case[[]; {Return[2]}; -; False]]; "
        "expression; ; -; ]"
    ),
}

STATEMENTS = {
    "int a = 1, b[] = {2}, c;": "let a: int = 1\nlet b: int[] = int[2]\nlet c: int",
    "final var x = 1L;": "let x: var = 1L",
    "f();": "f()",
    "if (a) b(); else if (c) { } else d();": "If[a; {b()}; {If[c; {}; {d()}; -]}; -]",
    "for (int i = 0, j = 1; i < n; i++, j--) f();": (
        "For[{let i: int = 0; let j: int = 1}; i < n; (i++, j--); {f()}; ]"
    ),
    "for (; ; ) ;": "For[-; -; -; {}; ]",
    "for (final String s : all) f(s);": ("ForEach[s; all; {f(s)}; -; in; let; String; False; ]"),
    "while (a) b();": "While[a; {b()}; -; True; ]",
    "do a(); while (b);": "While[b; {a()}; -; False; ]",
    "out: for (;;) { continue out; }": "For[-; -; -; {Jump[continue; out]}; out]",
    "lab: { break lab; }": "Labeled[lab; {Jump[break; lab]}]",
    "switch (i) { case 1: case 2: a(); break; case X: b(); default: c(); }": (
        "Switch[i; [Case[[1]; {}; -; True], Case[[2]; {a(); Jump[break; ]}; -; False], "
        "Case[[X]; {b()}; -; True], Case[[]; {c()}; -; False]]; switch; ; -; ]"
    ),
    "switch (s) { case null, default -> a(); }": (
        "Switch[s; [Case[[null, default]; {a()}; -; False]]; switch; ; -; ]"
    ),
    "try (var r = f(); q) { a(); } catch (final E | F e) { b(); } finally { c(); }": (
        "Try[{a()}; [Handler[[E, F]; e; {b()}; False]]; -; {c()}; [let r: var = f(), q]]"
    ),
    "synchronized (x) { a(); }": "With[[WithItem[x; -]]; {a()}; synchronized; False]",
    'throw new E("x");': "Raise[new E('x'); -]",
    'assert a : "m";': "Assert[a; 'm']",
    "return;": "Return[-]",
}


def _body(statements: str) -> tuple[Node, ...]:
    module = lower("java", f"class A {{ void f() {{\n{statements}\n}} }}")
    outer = module.body[0]
    assert isinstance(outer, Class)
    function = outer.body[0]
    assert isinstance(function, Function)
    assert function.body is not None
    return function.body.statements


def _value(source: str) -> Node:
    assigned = _body(f"var v = {source};")[0]
    assert isinstance(assigned, Assign)
    assert assigned.value is not None
    return assigned.value


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expressions(source: str) -> None:
    """What is written is what is spelt, in one form."""
    assert spell(_value(source)) == EXPRESSIONS[source]


@pytest.mark.parametrize("source", STATEMENTS)
def test_statements(source: str) -> None:
    """Each statement keeps what an execution of it needs."""
    assert "\n".join(map(spell, _body(source))) == STATEMENTS[source]


CLASSES = """package a.b;
import java.util.*;
import java.util.List;
import static java.lang.Math.max;
@Ann(x = 1) public class Cart<T extends Item> extends Base<T> implements I, J {
  static final int LIMIT = 1, MORE[] = {1};
  int count;
  static { load(); }
  { count = 1; }
  Cart(int n, String... rest) throws E { super(n); }
  static <K> K first(int values[]) { return null; }
  abstract void todo();
  class Inner { int[] total()[] { return null; } }
  static class Nested { }
  enum Size implements I { SMALL(1) { int f() { return 1; } }, BIG; int v; Size(int v) { } }
  record Point(int x, int... rest) { Point { check(x); } }
  interface Shape { int SIDES = 4; default int area() { return 0; } int edges(); }
  Runnable task = new Runnable() { public void run() { todo(); } };
}
"""


def _functions(node: Node) -> list[Function]:
    found = []
    for one in getattr(node, "body", None) or ():
        if isinstance(one, Function):
            found.append(one)
        elif isinstance(one, Class):
            found.extend(_functions(one))
    return found


def test_classes() -> None:
    """A class keeps what is static, which bases it implements, and its members' types."""
    module = lower("java", CLASSES)
    cart = module.body[-1]
    assert isinstance(cart, Class)
    assert module.package == "a.b"
    assert (cart.bases, cart.interfaces) == (("Base<T>", "I", "J"), ("I", "J"))
    assert cart.type_parameters == ("T extends Item",)
    assert cart.statics == {"LIMIT", "MORE", "Nested", "Size", "Point", "Shape"}
    assert [spell(one) for one in cart.decorators] == ["Ann(x=1)"]
    assert [spell(one) for one in cart.body[:3]] == [
        "field LIMIT: int = 1",
        "field MORE: int[] = int[1]",
        "field count: int",
    ]
    size = next(one for one in cart.body if isinstance(one, Class) and one.kind == "enum")
    assert size.statics == {"SMALL", "BIG"}
    small = size.body[0]
    assert isinstance(small, Assign)
    assert isinstance(small.value, Call)
    assert small.value.body is not None
    assert small.value.body.bases == ("Size",)


def test_functions_are_qualified() -> None:
    """By the classes around them; constructors and initialisers by the names in a trace."""
    cart = lower("java", CLASSES).body[-1]
    found = [(one.qualified, one.kind, one.results, sorted(one.flags)) for one in _functions(cart)]
    assert found == [
        ("Cart.<clinit>", "initializer", (), ["static"]),
        ("Cart.<init>", "initializer", (), []),
        ("Cart.<init>", "constructor", (), []),
        ("Cart.first", "method", ("K",), ["static"]),
        ("Cart.todo", "method", (), ["abstract"]),
        ("Cart.Inner.total", "method", ("int[][]",), []),
        ("Cart.Size.<init>", "constructor", (), []),
        ("Cart.Point.<init>", "constructor", (), ["compact"]),
        ("Cart.Shape.area", "method", ("int",), ["default"]),
        ("Cart.Shape.edges", "method", ("int",), ["abstract"]),
    ]
    made = next(one for one in _functions(cart) if one.kind == "constructor")
    assert [spell(one) for one in made.parameters] == ["n: int", "*rest: String"]
    assert made.throws == ("E",)


def test_imports() -> None:
    """A wildcard binds "*"; a static import binds a member of its class."""
    found = [
        (one.module, one.bindings[0].name, one.bindings[0].imported, one.is_static)
        for one in lower("java", CLASSES).body[:-1]
    ]
    assert found == [
        ("java.util", "*", "*", False),
        ("java.util.List", "List", "", False),
        ("java.lang.Math", "max", "max", True),
    ]


def test_unwanted_bodies_are_left_out() -> None:
    """A function within a wanted one comes whole."""
    asked: list[tuple[int, int]] = []

    def wanted(first: int, last: int) -> bool:
        asked.append((first, last))
        return first == 2

    source = "class A {\n void a() { run(() -> {\n  b(); }); }\n void b() {\n }\n}\n"
    first, second = _functions(lower("java", source, wanted).body[0])
    assert "b()" in spell(first)
    assert second.body is None
    assert asked == [(2, 3), (4, 5)]


def test_a_switch_is_a_value_where_one_is_expected() -> None:
    """The same syntax as a statement doesn't return."""
    statement, expression = _body("switch (x) { case 1 -> f(); }")[0], _value("switch (x) { }")
    assert isinstance(statement, Switch)
    assert isinstance(expression, Switch)
    assert (statement.kind, expression.kind) == ("switch", "expression")


STRINGS = (
    r'"a\n\t\"\\\101\0\s\u00e9\uD83D\uDE00"',
    r'"\\u0041 \7 \377 \400"',
    '"""\n      one\n        two \\\n        three\\t\n      "four" \\"""   \n      """',
    '"""\n    a  \n\n   b"""',
)
NUMBERS = (
    "1_000", "0x1F", "017", "0b11", "0xFFFF_FFFF", "0x7fffffff", "1L", "0xFFFFFFFFFFFFFFFFL",
    "1.5", ".5d", "1e-3", "0x1p-2", "1.1f", "3e38f", "'a'", r"'\n'", r"'\''", r"'\u00e9'",
    r"'\101'", r"'\\'",
)  # fmt: skip


def _number(source: str) -> float:
    literal = _value(source)
    assert isinstance(literal, Literal)
    return ord(str(literal.value)) if literal.kind == "char" else float(str(literal.value))


def _text(source: str) -> str:
    literal = _value(source)
    assert isinstance(literal, Literal)
    return str(literal.value)


@needs("javac")
def test_literals_have_the_values_that_java_gives_them(tmp_path: Path) -> None:
    """Escapes, radixes, widths and the indent of text blocks are undone as the compiler does it."""
    program = tmp_path / "Main.java"
    program.write_text(
        "class Main { public static void main(String[] a) {\n"
        f"double[] n = {{{', '.join(NUMBERS)}}}; for (double d : n) System.out.println(d);\n"
        f"String[] all = {{{', '.join(STRINGS)}}};\n"
        "for (String s : all) System.out.println(java.util.Arrays.toString(s.chars().toArray()));"
        "} }"
    )
    run = subprocess.run(["java", program], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert [_number(one) for one in NUMBERS] == [float(one) for one in lines[: len(NUMBERS)]]
    units = [list(_text(one).encode("utf-16-le")) for one in STRINGS]
    assert [
        str([low + 256 * high for low, high in zip(one[::2], one[1::2], strict=True)])
        for one in units
    ] == lines[len(NUMBERS) :]


_ALL = [*(f"v = {one};" for one in EXPRESSIONS), *(f"{{ {one} }}" for one in STATEMENTS)]
EVERYTHING = "\n".join((CLASSES, "class B { void f() {", *_ALL, "} }\n"))


def test_places_nest_and_nothing_is_opaque() -> None:
    """The form of everything above keeps the laws of places."""
    module = lower("java", EVERYTHING)
    assert list(breaches(module)) == []
    assert opaque_kinds(module) == set()


@pytest.mark.parametrize("cut", range(0, len(EVERYTHING), 97))
def test_what_is_cut_off_is_lowered_all_the_same(cut: int) -> None:
    """No file raises, however broken."""
    assert spell(lower("java", EVERYTHING[:cut]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("v = " + "(" * 1_500, ")" * 1_500 + ";"),
        ("v = " + "1 + " * 3_000, ";"),
        ("a." * 3_000, "();"),
        ("f(" * 700, ")" * 700 + ";"),
        ("int[] a = " + "{" * 700, "}" * 700 + ";"),
        ("f(() -> { " * 400, " });" * 400),
        ("new A() { void f() { " * 300, " } };" * 300),
        ("switch (x) { case 1: " * 300, "; }" * 300),
        ("try { } catch (E e) { " * 300, "; }" * 300),
        ("class A { void f() { " * 300, "; } }" * 300),
        ("for (int i : x) " * 500, ";"),
    ],
)
def test_depth_has_a_bound(before: str, after: str) -> None:
    """What is nested too deep is Opaque, with its names."""
    module = lower("java", f"class A {{ void f() {{ {before}deep{after} }} }}")
    assert opaque_kinds(module)
    assert "deep" in words(module)


def _library() -> list[tuple[str, bytes]]:
    compiler = shutil.which("javac")
    homes = Path(compiler).resolve().parents[2] if compiler else Path("nowhere")
    archives = sorted(homes.glob("*/lib/src.zip"))  # of any JDK beside the one on PATH
    archive = next((one for one in reversed(archives) if one.exists()), None)
    if archive is None:
        return []
    names = ("util/HashMap", "util/Scanner", "lang/Enum", "time/LocalDate", "util/Optional")
    with zipfile.ZipFile(archive) as files:
        return [(name, files.read(f"java.base/java/{name}.java")) for name in names]


def test_the_library_of_the_jdk() -> None:
    """Nothing is opaque or lost, and places nest."""
    files = _library()
    if not files:
        pytest.skip("no JDK with its sources (src.zip)")
    for name, data in files:
        module = lower("java", data)
        assert opaque_kinds(module) == set(), name
        assert list(breaches(module)) == [], name
        assert _names(data) - set(re.findall(r"[\w$]+", words(module))) == set(), name


def _names(data: bytes) -> set[str]:
    """The identifiers of a file outside annotations, of which those of fields are left out."""
    found: set[str] = set()
    waiting = [load_grammar("java").parse(data, seconds=20.0).root]
    while waiting:
        node = waiting.pop()
        if node.type.endswith("annotation"):
            continue
        if node.type == "identifier":
            found.add(data[node.start_byte : node.end_byte].decode())
        waiting.extend(node.named_children)
    return found
