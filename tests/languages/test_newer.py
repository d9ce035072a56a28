"""Code newer than its parser is told apart from broken code, and both versions are named."""

from __future__ import annotations

import sys

import pytest

from patchvet.grammars import load_grammar
from patchvet.languages.go.versions import newer_than_gofmt
from patchvet.languages.java.versions import newer_than_javac
from patchvet.languages.javascript.versions import newer_than_node
from patchvet.languages.oracles import OracleError
from patchvet.languages.python.oracle import SPEC
from patchvet.languages.python.versions import newer_than_interpreter


class Tree(dict):
    """Just the part of a source tree that is asked for versions."""

    def read(self, path):
        return self.get(path)


EMPTY = Tree()


def parsed(grammar, text):
    return load_grammar(grammar).parse(text.encode(), seconds=10)


def python(text, running, lines=(), tree=EMPTY, path="src/a.py"):
    return newer_than_interpreter(path, lines, parsed("python", text), tree, running)


PYTHON = [
    ((3, 12), "type X = int\n", "`type X = …`"),
    ((3, 12), "type X[T] = list[T]\n", "`type X = …`"),
    ((3, 12), "def f[T](x: T): pass\n", "`def f[T]`"),
    ((3, 12), "class A:\n    async def f[T](self): pass\n", "`def f[T]`"),
    ((3, 12), "class C[T]: pass\n", "`class C[T]`"),
    ((3, 12), "f'{x['a']}'\n", "an f-string"),
    ((3, 12), "f'{\"\\n\".join(x)}'\n", "an f-string"),
    ((3, 12), "f'''{\n  x # why\n}'''\n", "an f-string"),
    ((3, 12), "f'{\nx}'\n", "an f-string"),
    ((3, 12), "x = (f'{','}'\n     f'{y}')\n", "an f-string"),
    ((3, 13), "def f[T = int](x): pass\n", "a default"),
    ((3, 13), "class C[T, U = list[T]]: pass\n", "a default"),
    ((3, 14), "try: pass\nexcept A, B: pass\n", "`except A, B:`"),
    ((3, 14), "try: pass\nexcept* a.A, B: pass\n", "`except A, B:`"),
    ((3, 14), "x = t'{y}'\n", "a template string"),
    ((3, 15), "lazy import x\n", "`lazy import`"),
    ((3, 15), "x = [*y for y in z]\n", "unpacking"),
    ((3, 15), "x = {**y for y in z}\n", "unpacking"),
]


@pytest.mark.parametrize(("since", "text", "form"), PYTHON)
def test_python_forms(since, text, form):
    """A form is newer than the release before its own, and no news to its own."""
    before = (3, since[1] - 1)
    sentence = python(text, before)
    assert sentence.startswith(form)
    assert sentence.endswith(f"is Python 3.{since[1]} syntax; this interpreter is 3.{before[1]}")
    assert python(text, since) is None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="needs an interpreter older than the code")
@pytest.mark.parametrize("text", [text for _, text, _ in PYTHON])
def test_the_oracle_finds_them_where_it_complains(text):
    """The running interpreter rejects each, and the oracle says why that does not count."""
    oracle = SPEC.open()
    source = text.encode()
    assert oracle.judge("a.py", source, 1.0).accepts is False
    assert oracle.newer_than_this("a.py", source, parsed("python", text), EMPTY) is not None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = (1\n", 1),
        ("type(x) = 1\n", 1),
        ("f[T](x) = 1\n", 1),
        ("def f(x[1]): pass\n", 1),
        ("f'{x[\"a\"]}' 1\n", 1),
        ("f'\\n{x' 1\n", 1),
        ("x = 't' t'\n", 1),
        ("try: pass\nexcept (A, B) as e, f: pass\n", 2),
        ("type X = int\ny = 2 2\n", 2),
        ("class C[T]:\n    x = 1\n    y = 2 2\n", 3),
    ],
)
def test_broken_python_is_not_excused(text, line):
    """Neither by something alike, nor by a newer form elsewhere in the file."""
    assert python(text, (3, 11), [line]) is None


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (">=3.8", True),
        (">=3.12", False),
        (">=3.11.4", True),
        ("<3.11", False),
        ("<3.11.9", True),
        ("<=3.11", True),
        (">3.11", False),
        (">3.10", True),
        ("~=3.9", True),
        ("~=2.7", False),
        ("==3.11.*", True),
        ("==3.12.*", False),
        ("!=3.11.*", False),
        ("!=3.11.2", True),
        (">=3.8, <3.10", False),
        ("^3.12", False),
        ("^3.9", True),
        ("*", True),
        ("what?", True),
    ],
)
def test_what_the_project_requires(wanted, fits):
    """The nearest pyproject.toml decides whether this interpreter may judge."""
    tree = Tree(
        {
            "pkg/pyproject.toml": f'[project]\nrequires-python = "{wanted}"\n'.encode(),
            "pyproject.toml": b'[project]\nrequires-python = ">=3.99"\n',
        }
    )
    sentence = python("x = (\n", (3, 11), [1], tree, "pkg/src/a.py")
    assert sentence == (
        None if fits else f"the project requires Python {wanted}; this interpreter is 3.11"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.cfg", "[options]\npython_requires = >=3.12\n"),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = ">=3.12"\n'),
    ],
)
def test_older_ways_to_require(name, text):
    """setup.cfg and Poetry's own table, too."""
    assert "requires Python >=3.12" in python("x = (\n", (3, 11), [1], Tree({name: text.encode()}))


@pytest.mark.parametrize("text", ["[project\n", "[project]\nrequires-python = 3\n", "\xff"])
def test_a_broken_pyproject_excuses_nothing(text):
    """It is the project's own trouble."""
    assert python("x = (\n", (3, 11), [1], Tree({"pyproject.toml": text.encode("latin-1")})) is None


def node(text, running, lines=(1,), tree=EMPTY):
    return newer_than_node("src/a.js", lines, parsed("javascript", text), tree, running)


@pytest.mark.parametrize(
    ("before", "since", "text", "form"),
    [
        ("23.11.0", "24.0.0", "{ using x = y(); }", "`using x = …` is node 24 syntax"),
        ("23.11.0", "24.0.0", "for (await using x of y) {}", "`using x = …` is node 24 syntax"),
        ("22.1.0", "24.0.0", "import source x from 'y'", "`import source` is node 24 syntax"),
        ("22.1.0", "23.0.0", "x = /a(?i:b)/", "`(?i:…)` is node 23 syntax"),
        ("22.1.0", "23.0.0", "x = /(?<a>b)|(?<a>c)/", "a repeated group name is node 23 syntax"),
        ("18.1.0", "20.0.0", "x = /[a--b]/v", "the regular expression flag `v` is node 20 syntax"),
        ("18.1.0", "18.20.0", "import x from 'y' with { type: 'json' }", "`with { type: … }`"),
        ("16.10.0", "16.11.0", "class A {\n static { f() }\n}", "`static { … }` is node 16.11"),
        ("16.3.0", "16.4.0", "class A { #x; f(y) { return #x in y } }", "`#x in y` is node 16.4"),
        ("14.0.0", "15.0.0", "x ||= y", "a logical assignment is node 15 syntax"),
        ("14.5.0", "14.6.0", "class A {\n static #x() {}\n}", "a private method is node 14.6"),
        ("12.0.0", "14.0.0", "x?.y", "`?.` or `??` is node 14 syntax"),
    ],
)
def test_javascript_forms(before, since, text, form):
    """As for Python; node's version has three parts."""
    lines = (1, 2)
    sentence = node(text, before, lines)
    assert sentence.startswith(form)
    assert sentence.endswith(f"; this is node {before}")
    assert node(text, since, lines) is None


@pytest.mark.parametrize("text", ["@dec class A {}", "import defer * as x from 'y'"])
def test_forms_of_no_release_yet(text):
    """A stage 3 proposal is not broken code, whatever the version."""
    assert "is in no release of node that is known here" in node(text, "99.0.0")


@pytest.mark.parametrize(
    "text",
    [
        "x = 1 1",
        "using = 1 1",
        "f(using x)",
        "x = y ? .5 : (",
        "x = /(?:a)/ 1",
        "x = /(?<a>b)(?<c>d)|e/ 1",
        "with (x) { ",
        "let static = {",
    ],
)
def test_broken_javascript_is_not_excused(text):
    """What only looks like a newer form."""
    assert node(text, "12.0.0" if "?" not in text else "14.0.0") is None


@pytest.mark.parametrize(
    ("wanted", "excused"),
    [
        (">=22", True),
        (">=20.3", True),
        ("22.x", True),
        ("^22 || >=24", True),
        (">=18", False),
        ("^20.1 || >=22", False),
        ("<20", False),
        ("*", False),
    ],
)
def test_the_engines_of_a_package(wanted, excused):
    """The nearest package.json decides whether this node may judge."""
    tree = Tree({"package.json": b'{"engines": {"node": "%s"}}' % wanted.encode()})
    expected = f"package.json asks for node {wanted}; this is node 20.2.0" if excused else None
    assert node("x = 1 1", "20.2.0", tree=tree) == expected


@pytest.mark.parametrize("text", ["{", "[]", '{"engines": []}', '{"engines": {"node": 1}}'])
def test_a_broken_package_excuses_nothing(text):
    """It is the project's own trouble."""
    assert node("x = 1 1", "20.2.0", tree=Tree({"package.json": text.encode()})) is None


def go(text, running, lines=(2,), tree=EMPTY):
    return newer_than_gofmt("pkg/a.go", lines, parsed("go", text), tree, running)


GENERIC_METHOD = "package a\nfunc (s S) F[T any](x T) {}\n"
BROKEN_GO = "package a\nx := 1\n"


def test_go_forms():
    """Generic methods are 1.27's, generic functions 1.18's."""
    sentence = "a method with type parameters is Go 1.27 syntax; this gofmt is of go1.26.8"
    assert go(GENERIC_METHOD, "go1.26.8") == sentence
    assert go(GENERIC_METHOD, "go1.27rc1") is None
    assert "Go 1.18 syntax" in go("package a\nfunc F[T any](x T) {}\n", "go1.17")
    assert go(BROKEN_GO, "go1.17") is None


def test_what_a_module_says():
    """The language version counts, the toolchain does not; nor does a gofmt without a version."""
    newer = Tree({"go.mod": b"module a\n\ngo 1.30\n"})
    assert go(BROKEN_GO, "go1.26.8", tree=newer) == "go.mod says Go 1.30; this gofmt is of go1.26.8"
    assert go(BROKEN_GO, "", tree=newer) is None
    toolchain = Tree({"go.mod": b"module a\n\ngo 1.26\n\ntoolchain go1.30.1\n"})
    assert go(BROKEN_GO, "go1.26.8", tree=toolchain) is None
    constrained = f"//go:build linux && go1.30\n\n{BROKEN_GO}"
    assert "built from Go 1.30 on" in go(constrained, "go1.26.8")


def java(text, running, tree=EMPTY, message="", line=1):
    errors = (OracleError(message, line, 1),)
    return newer_than_javac("src/A.java", errors, parsed("java", text), tree, running)


@pytest.mark.parametrize(
    ("since", "text", "form"),
    [
        (25, "import module java.base;", "`import module`"),
        (25, "void main() { }\n", "a compact source file"),
        (22, "class A { F f = _ -> 1; }", "the unnamed variable `_`"),
        (
            21,
            "class A { boolean f(Object o) { return o instanceof R(int x); } }",
            "a record pattern",
        ),
        (21, "class A { int f(Object o) { return switch (o) { case R(int x) -> 1; }; } }", "a rec"),
        (21, "class A { void f(Object o) { switch (o) { case String s -> {} } } }", "a pattern"),
        (21, "class A { void f(T t) { switch (t) { case U u when u.x: } } }", "a pattern in"),
        (17, "sealed interface A permits B {}", "a sealed type"),
        (16, "record A(int x) {}", "a record"),
        (16, "class A { boolean f(Object o) { return o instanceof B b; } }", "`instanceof`"),
        (15, 'class A { String s = """\n  x""";\n}', "a text block"),
        (
            14,
            "class A { void f(int i) { switch (i) { case 1, 2 -> g(); } } }",
            "a switch expression",
        ),
    ],
)
def test_java_forms(since, text, form):
    """A form is newer than the release before its own, and no news to its own."""
    before = f"{since - 1}.0.2"
    sentence = java(text, before)
    assert sentence.startswith(form)
    assert sentence.endswith(f"is Java {since} syntax; this is javac {before}")
    assert java(text, f"{since}.0.1") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("class A { int x = 1 }", 1),
        ("class A {\n}\nvoid main() {}\n}\n", 3),
        ("package a;\nvoid main() {}\n", 2),
        ("class A { int recorded(int x) { return 1 1; } }", 1),
    ],
)
def test_broken_java_is_not_excused(text, line):
    """Such as a class that lost a brace, whose methods then stand outside any class."""
    assert java(text, "17.0.15", line=line) is None


def test_a_preview_feature():
    """What javac itself calls one is no broken code, whether or not it is in the table."""
    message = "primitive patterns are a preview feature and are disabled by default."
    assert "preview feature of Java 25" in java("class A {}", "25.0.3", message=message)


@pytest.mark.parametrize(
    ("name", "text", "release"),
    [
        ("pom.xml", "<maven.compiler.release>21</maven.compiler.release>", 21),
        ("pom.xml", "<configuration><release>25</release></configuration>", 25),
        ("pom.xml", "<java.version>21</java.version>", 21),
        ("pom.xml", "<maven.compiler.source>1.8</maven.compiler.source>", None),
        ("pom.xml", "<maven.compiler.release>17</maven.compiler.release>", None),
        ("build.gradle", "sourceCompatibility = '21'", 21),
        ("build.gradle", "sourceCompatibility = JavaVersion.VERSION_21", 21),
        ("build.gradle.kts", "languageVersion.set(JavaLanguageVersion.of(25))", 25),
        ("build.gradle.kts", "options.release.set(21)", 21),
        ("build.gradle.kts", "options.release = 17", None),
    ],
)
def test_the_release_of_a_java_project(name, text, release):
    """Maven's and Gradle's ways to say it."""
    expected = f"the project is for Java {release}; this is javac 17.0.15" if release else None
    assert java("class A { int x = 1 }", "17.0.15", Tree({name: text.encode()})) == expected
