"""gofmt as an oracle: all announced files in one batch, each with its own errors."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile

import pytest
from toolchains import needs

from patchvet.languages.go.oracle import SPEC

pytestmark = needs("gofmt")

VALID = {
    "package": "package a\n",
    "generics": "package a\nfunc F[T ~int | string](x ...T) (y T) { return }\n",
    "byte order mark": "\ufeffpackage a\n",
    "crlf": "package a\r\nvar x = `a\r\nb`\r\n",
    "not formatted": "package a;var   x=1\n",
    "unused import": 'package a\nimport "fmt"\n',
    "line directive": "package a\n//line x.y:100\nvar x = 1\n",
    "labels and goto": "package a\nfunc f() { goto L; L: for { continue L } }\n",
}

BROKEN = {
    "empty": "",
    "no package": "func f() {}\n",
    "unclosed": "package a\nfunc f() {\n",
    "statement at the top": "package a\nx := 1\n",
    "go of no call": "package a\nfunc f() { go x }\n",
    "byte order mark inside": "package a\n\ufeff\n",
    "null byte": "package a\x00\n",
    "bad escape": "package a\nvar s = '\\xzz'\n",
    "mixed parameters": "package a\nfunc f(a int, string) {}\n",
    "missing comma": "package a\nvar x = []int{\n\t1\n}\n",
    "after a line directive": "package a\n//line x.y:100\nvar x = = 1\n",
    "after an inner line directive": "package a\nvar x /*line x.y:7:9*/ = = 1\n",
}


@pytest.fixture
def oracle():
    oracle = SPEC.open()
    yield oracle
    oracle.close()


def put_in_front(folder, monkeypatch, script):
    """A `gofmt` that is found before the real one."""
    shim = folder / "gofmt"
    shim.write_text(f"#!/bin/sh\n{script}\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def jobs(sources):
    return [(f"{name}.go", text.encode()) for name, text in sources.items()]


def test_the_verdicts_are_gofmts(oracle, tmp_path):
    """`gofmt -e`, spawned for each file, says the same as one batch."""
    everything = jobs(VALID | BROKEN)
    oracle.prepare(everything)
    for path, source in everything:
        alone = tmp_path / "alone.go"
        alone.write_bytes(source)
        spawned = subprocess.run(["gofmt", "-e", alone], capture_output=True, check=False)
        answer = oracle.judge(path, source, 10)
        assert answer.accepts is (spawned.returncode == 0) is (path[:-3] in VALID), path
        # Without -l gofmt prints the result, so stderr holds the errors alone, one a line.
        assert len(answer.errors) == len(spawned.stderr.splitlines()), path


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        ('package a\nvar é = "🙂" 2\n', "expected ';', found 2", 2, 13),
        ("package a\n//line x.y:100\nvar x = = 1\n", "expected operand, found '='", 3, 9),
        ("package a\nvar x /*line x.y:7:9*/ = = 1\n", "expected operand, found '='", 2, 26),
    ],
)
def test_places_are_characters_of_this_file(oracle, source, message, line, column):
    """Bytes become characters, and a line directive does not send the error elsewhere."""
    error = oracle.judge("a.go", source.encode(), 10).errors[0]
    assert (error.message, error.line, error.column) == (message, line, column)


def test_one_process_for_all_that_was_announced(oracle, monkeypatch):
    """And one more for what was not; none for what was asked before."""
    started = []
    real = subprocess.Popen

    def counting(command, **options):
        started.append(command)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", counting)
    announced = [(f"{i}.go", b"package a%d\n" % i) for i in range(50)]
    oracle.prepare(announced)
    assert all(oracle.judge(path, source, 10).accepts for path, source in announced)
    assert len(started) == 1
    assert oracle.judge("late.go", b"package late\nx\n", 10).accepts is False
    assert oracle.judge("late.go", b"package late\nx\n", 10).accepts is False
    assert len(started) == 2


@needs("sh")
@pytest.mark.parametrize(
    ("behaviour", "seconds", "reason"),
    [
        ("kill -9 $$", 10, "gofmt crashed"),
        ("exec sleep 30", 0.1, r"gofmt timed out after 0\.1 s"),
        ("echo all is lost >&2; exit 2", 10, "gofmt failed: all is lost"),
    ],
)
def test_one_bad_file_does_not_spoil_the_batch(behaviour, seconds, reason, tmp_path, monkeypatch):
    """If gofmt dies of a file, the others are judged without it."""
    script = f'grep -qs poison ./*.go && {{ {behaviour}; }}\nexec {SPEC.find()} "$@"'
    put_in_front(tmp_path, monkeypatch, script)
    oracle = SPEC.open()
    poison, good = b"package a // poison\n", b"package a\n"
    oracle.prepare([("bad.go", poison), ("good.go", good)])
    answer = oracle.judge("bad.go", poison, seconds)
    assert answer.accepts is None
    assert re.search(reason, answer.reason)
    assert oracle.judge("good.go", good, 10).accepts is True


def test_nothing_is_left_in_the_temporary_folder(oracle, tmp_path, monkeypatch):
    """Neither after a verdict nor after an interrupt."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    oracle.judge("a.go", b"package a\n", 10)
    assert list(tmp_path.iterdir()) == []

    def interrupted(*arguments, **options):
        assert len(list(tmp_path.iterdir())) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        oracle.judge("b.go", b"package b\n", 10)
    assert list(tmp_path.iterdir()) == []


@needs("sh")
def test_too_deep_is_no_rejection(tmp_path, monkeypatch):
    """go/parser stops at 100,000 levels, which is no rule of the language.

    The words are those of gofmt 1.26, which needs a second to say them.
    """
    put_in_front(tmp_path, monkeypatch, "echo '0.go:1:9: exceeded max nesting depth' >&2; exit 2")
    answer = SPEC.open().judge("a.go", b"package a\n", 10)
    assert answer.accepts is None
    assert "nesting depth" in answer.reason


@needs("go")
def test_the_label_names_the_version(oracle, tmp_path, monkeypatch):
    """Read from the binary; of a script in front of it, `go` is asked."""
    command = ["go", "version", SPEC.find()]
    version = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = f"gofmt {version.stdout.split()[-1]}"
    assert oracle.label == expected
    put_in_front(tmp_path, monkeypatch, "")
    assert SPEC.open().label == expected
