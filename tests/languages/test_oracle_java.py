"""javac's parser as an oracle: its verdicts, its places, and nothing beyond syntax."""

from __future__ import annotations

import re
import subprocess

import pytest
from toolchains import needs

from patchvet.languages.java.oracle import SPEC

pytestmark = needs("java", "javac")

VALID = {
    "class": "class A { int x = 1; }\n",
    "empty": "",
    "generics": "class A<T extends Comparable<? super T>> { <U> U f(U... u) { return u[0]; } }\n",
    "lambda": "class A { Runnable r = () -> {}; }\n",
    "unicode escape": "class A { char c = '\\u0041'; }\n",
    "crlf": "class A {\r\n}\r\n",
    "wrong file name": "public class B {}\n",
    "unknown type": "class A { Nowhere x; }\n",
    "declared twice": "class A { int x; int x; }\n",
    "annotation": "@interface A { int value() default 1; }\n",
}

BROKEN = {
    "missing semicolon": "class A { int x = 1 }\n",
    "unclosed": "class A {\n",
    "no statement": "class A { void f() { 1 + 2; } }\n",
    "repeated modifier": "class A { public public int x; }\n",
    "constructor of another name": "class A { B() {} }\n",
    "unclosed comment": "class A { /* }\n",
    "unclosed string": 'class A { String s = "a; }\n',
    "byte order mark": "\ufeffclass A {}\n",
    "keyword as a name": "class A { int class = 1; }\n",
    "else without if": "class A { void f() { else {} } }\n",
    "import behind a class": "class A {}\nimport java.util.List;\n",
    "bad literal": "class A { int x = 0b2; }\n",
}


@pytest.fixture(scope="module")
def oracle():
    oracle = SPEC.open()
    yield oracle
    oracle.close()


@pytest.mark.parametrize("name", [*VALID, *BROKEN])
def test_the_verdict_is_javacs(oracle, name):
    """Names and types are for the compiler; here only the syntax counts."""
    source = (VALID | BROKEN)[name].encode()
    assert oracle.judge("src/A.java", source, 10).accepts is (name in VALID)


def test_the_tables_are_true(tmp_path):
    """One javac over all the files: it stops behind the parser, since some are broken."""
    names = [*VALID, *BROKEN]
    for index, source in enumerate((VALID | BROKEN).values()):
        tmp_path.joinpath(f"F{index}.java").write_bytes(source.encode())
    paths = [f"F{index}.java" for index in range(len(names))]
    command = ["javac", "-proc:none", "-encoding", "UTF-8", "-Xmaxerrs", "999", *paths]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    rejected = {names[int(i)] for i in re.findall(r"(?m)^F(\d+)\.java:\d+: error", done.stderr)}
    assert rejected == set(BROKEN)


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        ('class A {\n\tint é = "🙂" 2;\n}', "';' expected", 2, 13),
        ("class A {\r\n  int x = 1\r\n}", "';' expected", 2, 12),
        ("class A {\r  int x = 1 }", "';' expected", 1, 22),
        ("class A {\n", "reached end of file while parsing", 1, 10),
    ],
)
def test_places_are_characters(oracle, source, message, line, column):
    """javac's own columns expand tabs and count UTF-16 units; ours are an editor's."""
    error = oracle.judge("A.java", source.encode(), 10).errors[0]
    assert (error.message, error.line, error.column) == (message, line, column)


def test_all_errors_are_told(oracle):
    """javac goes on after an error."""
    source = b"class A {\n int x = 1\n void f() { 1; }\n}\n"
    errors = oracle.judge("A.java", source, 10).errors
    assert [(error.line, error.message) for error in errors] == [
        (2, "';' expected"),
        (3, "not a statement"),
    ]
    assert not oracle.stops_at_first_error


@pytest.mark.parametrize("path", ["m/module-info.java", "m/package-info.java", "m/odd name%.java"])
def test_any_file_name_will_do(oracle, path):
    """A module declaration in the wrong file is no matter of syntax, nor is an odd name."""
    assert oracle.judge(path, b"open module m { requires java.base; }", 10).accepts is True
    assert oracle.judge(path, b"open module m { requires }", 10).accepts is False


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_the_encoding_is_the_projects_business(oracle, encoding):
    """javac is told it by the build; a Latin-1 comment is no syntax error."""
    source = 'class A { /* é */ String s = "ü"; }'.encode(encoding)
    assert oracle.judge("A.java", source, 10).accepts is True


def test_too_deep_is_no_rejection(oracle):
    """Valid code can exhaust the parser's stack: then it cannot tell, and goes on with the next."""
    deep = b"class A { int x = " + b"(" * 200_000 + b"1" + b")" * 200_000 + b"; }"
    answer = oracle.judge("A.java", deep, 30)
    assert answer.accepts is None
    assert "StackOverflowError" in answer.reason
    assert oracle.judge("A.java", b"class A {}", 10).accepts is True


def test_the_label_names_the_version(oracle):
    """As `javac -version` prints it."""
    version = subprocess.run(["javac", "-version"], capture_output=True, text=True, check=True)
    assert oracle.label == version.stdout.strip()
