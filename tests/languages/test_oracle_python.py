"""compile() as an oracle: it agrees with the interpreter, and leaves no traces in the process."""

from __future__ import annotations

import subprocess
import sys
import threading
import warnings

import pytest

from patchvet.languages.python.oracle import SPEC

VALID = {
    "plain": b"x = 1\n",
    "empty": b"",
    "bom": b"\xef\xbb\xbfx = '\xc3\xa9'\n",
    "coding cookie": b"# coding: latin-1\nx = '\xe9'\n",
    "cr line ends": b"x = 1\ry = 2\r",
    "no final newline": b"if x: y",
    "form feed": b"x = 1\n\x0cy = 2\n",
    "top-level annotation": b"x: int\n",
    "match": b"match x:\n    case [1, *_]: pass\n",
    "except star": b"try: pass\nexcept* E: pass\n",
    "invalid escape (a warning only)": b"x = '\\d'\n",
    "is with a literal (a warning only)": b"x is 1\n",
}

BROKEN = {
    "unclosed": b"x = (1\n",
    "null byte": b"x = 1\0\n",
    "not utf-8": b"x = '\xff'\n",
    "unknown cookie": b"# coding: klingon\nx = 1\n",
    "bom against cookie": b"\xef\xbb\xbf# coding: latin-1\nx = 1\n",
    "no body": b"def f():\nx = 1\n",
    "tabs and spaces": b"if 1:\n\tx\n        y\n",
    "return outside": b"return 1\n",
    "break outside": b"if 1: break\n",
    "nonlocal at the top": b"nonlocal x\n",
    "await outside": b"def f(): await x\n",
    "print statement": b"print 'x'\n",
    "twice the same argument": b"def f(a, a): pass\n",
    "global after use": b"def f():\n    x = 1\n    global x\n",
    "star assignment": b"*x = 1\n",
}


@pytest.fixture
def oracle():
    return SPEC.open()


@pytest.mark.parametrize("name", [*VALID, *BROKEN])
def test_the_verdict_is_the_interpreters(oracle, name, tmp_path):
    """Bytes are read as the interpreter reads a file: byte order mark, cookie, null bytes."""
    source = (VALID | BROKEN)[name]
    assert oracle.judge("a.py", source, 1.0).accepts is (name in VALID)


def test_the_tables_are_true(tmp_path):
    """The interpreter itself, in a process of its own, sorts the files in the same way."""
    for index, source in enumerate([*VALID.values(), *BROKEN.values()]):
        tmp_path.joinpath(f"{index}.py").write_bytes(source)
    code = (
        "import py_compile, sys\n"
        "for path in sys.argv[1:]:\n"
        "    try: py_compile.compile(path, doraise=True); print('yes')\n"
        "    except (py_compile.PyCompileError, ValueError): print('no')\n"
    )
    paths = [str(tmp_path / f"{index}.py") for index in range(len(VALID) + len(BROKEN))]
    command = [sys.executable, "-W", "ignore", "-c", code, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["yes"] * len(VALID) + ["no"] * len(BROKEN)


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        # Each of CPython's stages counts in its own way; all are characters in the end.
        ("é = 1; return\n", "'return' outside function", 1, 8),
        ("\ufeff'é'; return\n", "'return' outside function", 1, 6),
        ("x = 1\nif 1:\n  'éé'; break\n", "'break' outside loop", 3, 9),
        ("é = 1 1\n", "invalid syntax", 1, 7),
        ("ééé = 'abc\n", "unterminated string literal (detected at line 1)", 1, 7),
    ],
)
def test_places_are_characters(oracle, source, message, line, column):
    """Line and column are what an editor shows."""
    (error,) = oracle.judge("a.py", source.encode(), 1.0).errors
    assert (error.message, error.line, error.column) == (message, line, column)


def test_a_place_behind_a_cookie(oracle):
    """The column counts the characters of the file's own encoding."""
    source = "# coding: latin-1\né = 1; return\n".encode("latin-1")
    (error,) = oracle.judge("a.py", source, 1.0).errors
    assert (error.line, error.column) == (2, 8)


@pytest.mark.parametrize(
    "source", [b"1" + b"+1" * 20_000, b"if 1: pass\n" + b"elif 1: pass\n" * 20_000, b"-" * 50_000]
)
def test_too_deep_is_no_rejection(oracle, source):
    """Valid code can exhaust the compiler: then it cannot tell, and says so."""
    answer = oracle.judge("a.py", source, 1.0)
    assert answer.accepts is None
    assert "nested too deeply" in answer.reason


@pytest.mark.parametrize("unit", [b"def f(): pass\n", b"f'{x}'\n", b"lambda: 0\n"])
def test_what_takes_minutes_is_not_asked(oracle, unit):
    """compile() has no deadline and takes the square of the size here; a thousand do no harm."""
    answer = oracle.judge("x.py", unit * 51_000, 1.0)
    assert answer.accepts is None
    assert "too long" in answer.reason
    assert oracle.judge("x.py", unit * 1_000, 1.0).accepts is True


def test_warnings_are_neither_errors_nor_heard(oracle, recwarn):
    """`-W error` makes a SyntaxError of an odd escape; the user's own compile() keeps that."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert oracle.judge("a.py", b"x = '\\d'\n", 1.0).accepts is True
        with pytest.raises(SyntaxError):
            compile("x = '\\d'\n", "theirs.py", "exec")
    assert len(recwarn) == 0


def test_the_filters_do_not_grow(oracle):
    """One entry, however often it is asked."""
    oracle.judge("a.py", b"x = 1\n", 1.0)
    before = list(warnings.filters)
    for _ in range(10):
        oracle.judge("a.py", b"x = '\\d'\n", 1.0)
    assert list(warnings.filters) == before


def test_threads_get_the_same_answers(oracle):
    """Also while another thread keeps swapping the process's warning filters."""
    stop = threading.Event()
    answers = []

    def disturb():
        while not stop.is_set():
            with warnings.catch_warnings():
                warnings.simplefilter("error")

    def ask():
        answers.extend(oracle.judge("a.py", b"x = '\\d'\n", 1.0).accepts for _ in range(200))

    disturber = threading.Thread(target=disturb)
    askers = [threading.Thread(target=ask) for _ in range(4)]
    with warnings.catch_warnings():
        # The disturber's last act may be to bring back what it found in between.
        warnings.simplefilter("ignore")
        disturber.start()
        for thread in askers:
            thread.start()
        for thread in askers:
            thread.join()
        stop.set()
        disturber.join()
    assert answers == [True] * 800


def test_the_file_of_that_name_is_not_opened(oracle, tmp_path, monkeypatch):
    """CPython quotes lines from the file named in an error; the tree's files are not for it."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("a.py").write_text("secret\n")
    (error,) = oracle.judge("a.py", b"return\n", 1.0).errors
    assert "secret" not in error.message


def test_the_label_names_interpreter_and_version(oracle):
    """What stands in the report."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert oracle.label == f"{sys.implementation.name} {version} compile"
    assert SPEC.embedded
    assert SPEC.find() is not None
