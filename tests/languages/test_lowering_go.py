"""Go in the common form."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lowered import breaches, lower, opaque_kinds, words
from toolchains import needs

from patchvet.languages.program import Assign, Class, Function, Literal, Name, Node
from patchvet.languages.spelling import spell

EXPRESSIONS = {
    "a.b.c": "a.b.c",
    "f(x, y...)": "f(x, *y)",
    "a && b || !c": "(a and b) or (!c)",
    "(a + b) * c": "(a + b) * c",
    "^a &^ *p": "(^a) &^ (*p)",
    "<-c": "<-c",
    "a[1:2:3]": "a[1:2:3]",
    "a[:]": "a[:]",
    "m[k]": "m[k]",
    "x.(T)": "x.(T)",
    "[]byte(x)": "([]byte)(x)",
    "T(x)": "T(x)",
    "(*T)(nil)": "(*T)(null)",
    "f[int](x)": "f<int>(x)",
    "p.F[int, []T](x)": "p.F<int, []T>(x)",
    "F[int, T]": "F[(int, T)]",
    "make([]int, 3)": "make([]int, 3)",
    "new(T)": "new(T)",
    "make(chan<- int)": "make(chan<- int)",
    "[]int{1, 5: 2, 3}": "int[1, 5: 2, 3]",
    "[3]int{1}": "[3]int[1]",
    "[...]string{2: `a`}": "string[2: 'a']",
    "map[string]T{`a`: {1, 2}, k: {a: 1}}": "map[string]T{'a': T{0: 1, 1: 2}, k: T{'a': 1}}",
    "[]*T{{a: b}}": "*T[&T{'a': b}]",
    "[][]int{{1}, {2}}": "[]int[int[1], int[2]]",
    "&Cart{Items: items}": "&Cart{'Items': items}",
    "Point{1, 2}": "Point{0: 1, 1: 2}",
    "pkg.T{}": "pkg.T{}",
    "Pair[int]{a: 1}": "Pair[int]{'a': 1}",
    "Weekdays{sunday: 1}": "Weekdays{sunday: 1}",
    "struct{ a int }{1}": "struct{ a int }{0: 1}",
    "func(a, b int, c ...T) (n int, err error) { return }": (
        "lambda(a: int, b: int, *c: T) -> int, error {Return[-]}"
    ),
    "c.Total": "c.Total",
}

STATEMENTS = {
    "x := 1": ":= x = 1",
    "a, b = b, a": "(a, b) = (b, a)",
    "v, ok := m[k]": ":= (v, ok) = m[k]",
    "a[i], p.x = f()": "(a[i], p.x) = f()",
    "x += 2": "x += 2",
    "x++": "x++",
    "var a, b int = 1, 2": "var (a, b): int = (1, 2)",
    "var x T": "var x: T",
    "c <- v": "Send[c; v]",
    "defer f()": "Deferred[defer; f()]",
    "go func() { f() }()": "Deferred[go; (lambda() {f()})()]",
    "return a, b": "Return[(a, b)]",
    "if x := f(); x > 0 { a() } else if b { } else { c() }": (
        "If[x > 0; {a()}; {If[b; {}; {c()}; -]}; := x = f()]"
    ),
    "for { break }": "While[-; {Jump[break; ]}; -; True; ]",
    "for a { }": "While[a; {}; -; True; ]",
    "for i := 0; i < n; i++ { continue }": ("For[:= i = 0; i < n; i++; {Jump[continue; ]}; ]"),
    "for i, v := range xs { }": "ForEach[(i, v); xs; {}; -; range; :=; ; False; ]",
    "for i = range 10 { }": "ForEach[i; 10; {}; -; range; ; ; False; ]",
    "for range f { }": "ForEach[-; f; {}; -; range; ; ; False; ]",
    "L: for { continue L }": "While[-; {Jump[continue; L]}; -; True; L]",
    "L: f(); goto L": "Labeled[L; f()]\nJump[goto; L]",
    "switch x := f(); x { case 1, 2: fallthrough; default: a() }": (
        "Switch[x; [Case[[1, 2]; {}; -; True], Case[[]; {a()}; -; False]]; switch; ; := x = f(); ]"
    ),
    "switch { case a: b() }": "Switch[-; [Case[[a]; {b()}; -; False]]; switch; ; -; ]",
    "switch v := x.(type) { case nil: case int, *T: f() }": (
        "Switch[x; [Case[[null]; {}; -; False], Case[[int, *T]; {f()}; -; False]]; type; v; -; ]"
    ),
    "select { case v, ok := <-c: f(); case d <- 1: case <-e: default: }": (
        "Switch[-; [Case[[:= (v, ok) = <-c]; {f()}; -; False], Case[[Send[d; 1]]; {}; -; False], "
        "Case[[<-e]; {}; -; False], Case[[]; {}; -; False]]; select; ; -; ]"
    ),
    "{ f() }": "{f()}",
    ";": "Jump[pass; ]",
}

HEAD = "package p\ntype Weekdays map[int]int\n"


def _body(statements: str) -> tuple[Node, ...]:
    function = lower("go", f"{HEAD}func f() {{\n{statements}\n}}\n").body[-1]
    assert isinstance(function, Function)
    assert function.body is not None
    return function.body.statements


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expressions(source: str) -> None:
    """What is written is what is spelt, in one form."""
    assigned = _body(f"_ = {source}")[0]
    assert isinstance(assigned, Assign)
    assert assigned.value is not None
    assert spell(assigned.value) == EXPRESSIONS[source]


@pytest.mark.parametrize("source", STATEMENTS)
def test_statements(source: str) -> None:
    """Each statement keeps what an execution of it needs."""
    assert "\n".join(map(spell, _body(source))) == STATEMENTS[source]


@pytest.mark.parametrize(
    ("source", "several"),
    [
        ("v, ok := m[k]", True),
        ("v, ok = x.(T)", True),
        ("v, ok = <-c", True),
        ("a, b := f()", True),
        ("a, b := 1, 2", False),
        ("a := f()", False),
        ("var v, ok = m[k]", True),
    ],
)
def test_one_value_for_several_targets_is_told(source: str, several: bool) -> None:
    """A comma-ok and a call of several results differ from as many values as targets."""
    assigned = _body(source)[0]
    assert isinstance(assigned, Assign)
    assert assigned.several is several


def test_constants_have_their_own_values() -> None:
    """What a constant repeats is written out, and iota counts lines, not names."""
    source = """package p
const (
	_, a = iota, "x"
	b, c
	// a comment is no line
	d T = 1 << (10 * iota)
	e
)
const f = iota
"""
    found = [spell(one) for one in lower("go", source).body]
    assert found == [
        "const _ = 0",
        "const a = 'x'",
        "const b = 1",
        "const c = 'x'",
        "const d: T = 1 << (10 * 2)",
        "const e: T = 1 << (10 * 3)",
        "const f = 0",
    ]


def test_types() -> None:
    """Types keep their fields, what they embed, their tags and their type parameters."""
    source = """package p
type S[K comparable] struct {
	a, b int `json:"x"`
	*E
	q.F
}
type I interface { M(x int) error; q.J; ~int | string }
type N []S[int]
type A = N
"""
    struct, interface, named, alias = lower("go", source).body
    assert isinstance(struct, Class)
    assert isinstance(interface, Class)
    assert isinstance(named, Class)
    assert isinstance(alias, Class)
    assert (struct.kind, struct.bases, struct.type_parameters) == (
        "struct",
        ("*E", "q.F"),
        ("K comparable",),
    )
    assert [spell(field) for field in struct.body] == [
        "field a: int 'json:\"x\"'",
        "field b: int 'json:\"x\"'",
        "field E: *E",
        "field F: q.F",
    ]
    assert (interface.kind, interface.bases) == ("interface", ("q.J", "~int | string"))
    assert [spell(method) for method in interface.body] == ["abstract method M(x: int) -> error -"]
    assert (named.kind, named.bases) == ("type", ("[]S[int]",))
    assert (alias.kind, alias.bases) == ("alias", ("N",))


def test_functions_are_qualified_by_their_receiver() -> None:
    """A pointer, type parameters or no name of the receiver make no difference."""
    source = """package p
func (c *Cart[K]) Total() (n int, err error) { return }
func (Cart) Len(int, string) int
func init() {}
"""
    total, length, init = lower("go", source).body
    assert isinstance(total, Function)
    assert isinstance(length, Function)
    assert isinstance(init, Function)
    assert total.qualified == "Cart.Total"
    assert total.receiver is not None
    assert total.receiver.type == "*Cart[K]"
    assert (total.results, total.result_names) == (("int", "error"), ("n", "err"))
    assert (length.qualified, length.body) == ("Cart.Len", None)
    assert [one.target for one in length.parameters if isinstance(one.target, Name)]
    assert init.qualified == "init"


def test_imports() -> None:
    """A package is called by its last element that is no version."""
    source = (
        'package p\nimport ("net/http"; y "x/y/v2"; "a/b/v3"; . "c"; _ "d"; "gopkg.in/yaml.v3")'
    )
    found = [(one.module, one.bindings[0].name) for one in lower("go", source).body]
    assert found == [
        ("net/http", "http"),
        ("x/y/v2", "y"),
        ("a/b/v3", "b"),
        ("c", "*"),
        ("d", "_"),
        ("gopkg.in/yaml.v3", "yaml"),
    ]


def test_unwanted_bodies_are_left_out() -> None:
    """A function within a wanted one comes whole: a deferred one guards the lines around it."""
    asked: list[tuple[int, int]] = []

    def wanted(first: int, last: int) -> bool:
        asked.append((first, last))
        return first == 2

    source = "package p\nfunc a() {\n\tdefer func() {\n\t\trecover()\n\t}()\n}\nfunc b() {\n}\n"
    first, second = lower("go", source, wanted).body
    assert isinstance(first, Function)
    assert isinstance(second, Function)
    assert "recover()" in spell(first)
    assert second.body is None
    assert asked == [(2, 6), (7, 8)]


STRINGS = (
    r'"a\n\t\"\\\x41\101\u00e9\U0001F600"',
    r'"\xff\xc3\xa9"',
    "`raw\\n\r\n`",
    '"日本"',
)
NUMBERS = (
    "1_000", "0x1F", "0o17", "017", "0b11", "0xdead_beef", "1.5", ".5e3", "1e-3", "0x1p-2",
    "'a'", r"'\n'", r"'\''", r"'\xff'", r"'\u00e9'", "'日'", r"'\101'",
)  # fmt: skip


def _value(source: str) -> object:
    assigned = _body(f"_ = {source}")[0]
    assert isinstance(assigned, Assign)
    assert isinstance(assigned.value, Literal)
    value = assigned.value.value
    return ord(str(value)) if assigned.value.kind == "char" else value


@needs("go")
def test_literals_have_the_values_that_go_gives_them(tmp_path: Path) -> None:
    """Escapes, radixes and bytes that are no text are undone as the compiler does it."""
    program = tmp_path / "main.go"
    lists = f"[][]byte{{{', '.join(f'[]byte({one})' for one in STRINGS)}}}"
    numbers = f"[]any{{{', '.join(NUMBERS)}}}"
    program.write_text(
        'package main\nimport "encoding/json"\nimport "os"\n'
        f"func main() {{ json.NewEncoder(os.Stdout).Encode([]any{{{numbers}, ints({lists})}}) }}\n"
        "func ints(all [][]byte) (found [][]int) { for _, one := range all { var row []int\n"
        "for _, b := range one { row = append(row, int(b)) }; found = append(found, row) }\n"
        "return }",
        newline="",
    )
    run = subprocess.run(["go", "run", program], capture_output=True, text=True, check=True)
    expected, rows = json.loads(run.stdout)
    assert [_value(one) for one in NUMBERS] == expected
    assert [list(str(_value(one)).encode("utf-8", "surrogateescape")) for one in STRINGS] == rows


_ALL = [*(f"_ = {one}" for one in EXPRESSIONS), *(f"{{ {one} }}" for one in STATEMENTS)]
EVERYTHING = "\n".join((HEAD, "func f() {", *_ALL, "}\n"))


def test_places_nest_and_nothing_is_opaque() -> None:
    """The form of everything above keeps the laws of places."""
    module = lower("go", EVERYTHING)
    assert list(breaches(module)) == []
    assert opaque_kinds(module) == set()


@pytest.mark.parametrize("cut", range(0, len(EVERYTHING), 97))
def test_what_is_cut_off_is_lowered_all_the_same(cut: int) -> None:
    """No file raises, however broken."""
    assert spell(lower("go", EVERYTHING[:cut]))


@pytest.mark.parametrize(
    "source",
    [
        "(" * 1_500 + "deep" + ")" * 1_500,
        "-" * 1_500 + "deep",
        "a." * 3_000 + "deep()",
        "1 + " * 3_000 + "deep",
        "[]T{" + "{" * 1_500 + "deep" + "}" * 1_501,
        "func() {" * 700 + "deep()" + "}" * 700,
    ],
)
def test_depth_has_a_bound(source: str) -> None:
    """What is nested too deep is Opaque, with its names; what reads the form may recurse."""
    module = lower("go", f"package p\nvar x = {source}\n")
    assert opaque_kinds(module)
    assert "deep" in spell(module)


def _library() -> list[Path]:
    go = shutil.which("go")
    folder = Path(go).resolve().parent.parent / "src" if go else Path("nowhere")
    names = (
        "bufio/scan",
        "container/heap/heap",
        "errors/wrap",
        "net/textproto/reader",
        "sync/once",
    )
    more = ("slices/sort", "strings/builder", "text/template/exec", "time/format", "go/ast/walk")
    files = [folder / f"{name}.go" for name in (*names, *more)]
    return [file for file in files if file.exists()]


@needs("go")
@pytest.mark.parametrize("file", _library(), ids=lambda file: file.stem)
def test_the_standard_library(file: Path) -> None:
    """Nothing is opaque or lost, and places nest."""
    data = file.read_bytes()
    module = lower("go", data)
    assert opaque_kinds(module) == set()
    assert list(breaches(module)) == []
    assert _names(data) - set(re.findall(r"\w+", words(module))) == set()


def _names(data: bytes) -> set[str]:
    from patchvet.grammars import load_grammar

    found: set[str] = set()
    waiting = [load_grammar("go").parse(data, seconds=20.0).root]
    while waiting:
        node = waiting.pop()
        if node.type in ("identifier", "field_identifier"):
            found.add(data[node.start_byte : node.end_byte].decode())
        waiting.extend(node.named_children)
    return found
