"""node as an oracle: scripts and modules, judged as `node --check` does, never run."""

from __future__ import annotations

import subprocess

import pytest
from toolchains import needs

from patchvet.languages.javascript.oracle import SPEC

pytestmark = needs("node")

# name: (suffix, source, what node --check says of it)
SNIPPETS = {
    "script": (".js", "var x = require('y')", True),
    "empty": (".js", "", True),
    "return at the top of a script": (".cjs", "return 1", True),
    "return at the top of a module": (".mjs", "return 1", False),
    "await at the top of a script": (".cjs", "await x", False),
    "await at the top of a module": (".mjs", "await x", True),
    "import in a script": (".cjs", "import x from 'y'", False),
    "import in a module": (".mjs", "import x from 'y'; export { x }", True),
    "export of nothing": (".mjs", "export { x }", False),
    "hashbang in a script": (".cjs", "#!/usr/bin/env node\nreturn", True),
    "hashbang in a module": (".mjs", "#!/usr/bin/env node\nawait 0", True),
    "hashbang on line 2": (".cjs", "\n#!/usr/bin/env node", False),
    "byte order mark": (".cjs", "\ufeffx", True),
    "byte order mark and hashbang in a script": (".cjs", "\ufeff#!/usr/bin/env node", False),
    "with in a module": (".mjs", "with (x) {}", False),
    "with in a script": (".cjs", "with (x) {}", True),
    "declared twice": (".js", "let a; let a", False),
    "early error in a function that is not called": (".js", "function f() { /(/ }", False),
    "private name": (".js", "class A { #x; f() { return this.#y } }", False),
    "unclosed": (".js", "f(", False),
    "jsx": (".js", "x = <div/>", False),
}


@pytest.fixture(scope="module")
def oracle():
    oracle = SPEC.open()
    yield oracle
    oracle.close()


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_verdict_is_nodes(oracle, name):
    """`.mjs` is a module, `.cjs` is not."""
    suffix, source, good = SNIPPETS[name]
    assert oracle.judge(f"a{suffix}", source.encode(), 10).accepts is good


def test_the_table_is_true(tmp_path):
    """`node --check` itself, spawned for each file, says the same."""
    running = []
    for index, (suffix, source, _) in enumerate(SNIPPETS.values()):
        path = tmp_path / f"{index}{suffix}"
        path.write_text(source, "utf-8", newline="")
        quiet = subprocess.DEVNULL
        running.append(subprocess.Popen(["node", "--check", path], stdout=quiet, stderr=quiet))
    said = [process.wait() == 0 for process in running]
    assert said == [good for _, _, good in SNIPPETS.values()]


@pytest.mark.parametrize(
    ("source", "good"),
    [
        ("import x from 'y'; await x", True),
        ("return require('x')", True),
        ("import.meta.url", True),
        ("\ufeff#!/usr/bin/env node\nexport {}", True),  # node runs it, node --check does not
        ("const require = 1", True),
        ("import x from 'y'; return x", False),
        ("with (x) {}\nexport default 1", False),
    ],
)
def test_a_js_file_may_be_either_but_not_both(oracle, source, good):
    """package.json decides, and may be elsewhere: the wrong goal is no error of the syntax."""
    assert oracle.judge("a.js", source.encode(), 10).accepts is good


@pytest.mark.parametrize(
    ("path", "source", "message", "line", "column"),
    [
        ("a.js", "let é = '🙂'; \t 2 2", "Unexpected number", 1, 18),
        ("a.js", "a\r\n2 2\n", "Unexpected number", 2, 3),
        ("a.js", "x = '\u2028'\ny = 2 2", "Unexpected number", 2, 7),
        ("a.js", "f(\n", "Unexpected end of input", 2, 1),
        ("a.js", "\ufeff(]", "Unexpected token ']'", 1, 2),
        ("a.mjs", "\ufeff(]", "Unexpected token ']'", 1, 2),
        ("a.mjs", "import a from 'b';\n let a;", "Identifier 'a' has already been declared", 2, 6),
        ("a.js", "import a from 'b';\nlet a;", "Identifier 'a' has already been declared", 2, 5),
        ("a.js", "}\n//# sourceURL=other.js\n", "Unexpected token '}'", 1, 1),
        ("a.js", "#!x\n\n  }", "Unexpected token '}'", 3, 3),
    ],
)
def test_places_are_characters(oracle, path, source, message, line, column):
    """For modules too, whose errors node prints without a place, and by our count of lines."""
    (error,) = oracle.judge(path, source.encode(), 10).errors
    assert (error.message, error.line, error.column) == (message, line, column)


@pytest.mark.parametrize(
    ("path", "source", "reads"),
    [
        ("a.js", "x = a < b / c", True),
        ("a.js", "x = '</div>'; y = /<b\\/>/", True),
        ("a.js", "x = 1 // @flow", True),
        ("a.js", "x = <div/>", False),
        ("a.js", "x = <a>b</a>", False),
        ("a.js", "x = <>b</>", False),
        ("a.jsx", "x = 1", False),
        ("a.js", "// @flow strict\nx = (y: number)", False),
        ("a.js", "/**\n * The model.\n * @flow\n */\n", False),
        ("a.js", "#!/usr/bin/env node\n/* @noflow */", False),
    ],
)
def test_it_has_no_say_on_other_languages(oracle, path, source, reads):
    """JSX and Flow are not broken JavaScript."""
    assert oracle.reads(path, source.encode()) is reads


def test_nothing_is_executed(oracle, tmp_path, monkeypatch):
    """A patch is vetted before anything runs it, its tree's preload scripts included."""
    trace = tmp_path / "ran"
    evil = f"require('fs').writeFileSync({str(trace)!r}, '')"
    preload = tmp_path / "preload.js"
    preload.write_text(evil)
    monkeypatch.setenv("NODE_OPTIONS", f"--require={preload}")
    fresh = SPEC.open()
    assert fresh.judge("a.js", evil.encode(), 10).accepts is True
    assert fresh.judge("a.mjs", b"import 'node:fs'; await x", 10).accepts is True
    fresh.close()
    assert not trace.exists()


def test_too_deep_is_no_rejection(oracle):
    """V8 runs out of stack on what may be valid: then it cannot tell."""
    answer = oracle.judge("a.js", b"[" * 50_000 + b"]" * 50_000, 10)
    assert answer.accepts is None
    assert "Maximum call stack" in answer.reason


def test_the_label_names_the_version(oracle):
    """As `node --version` prints it."""
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    assert oracle.label == f"node {version.stdout.strip().removeprefix('v')}"
