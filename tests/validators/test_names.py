"""The compilers agree with what is said about names: what they refuse is found, and no more."""

from __future__ import annotations

import builtins
import re
import subprocess
from typing import TYPE_CHECKING

from toolchains import needs

import patchvet

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("PV307", "PV308", "PV309", "PV310")

# A body of `main`, and the line of it that the compiler complains about; None if it takes it.
GO = [
    ("fmt.Println(1)", None),
    ("fmt.Println(1)\n\tos.Exit(1)", 7),
    ("fmt.Println(1)\n\tx := 1", 7),
    ("fmt.Println(1)\n\tx := 1\n\tx = 2", 7),
    ("fmt.Println(1)\n\tx := 1\n\tx += 2", None),
    ("fmt.Println(1)\n\tx := 1\n\tx++", None),
    ("fmt.Println(1)\n\tx := 1\n\t{\n\t\tx := x\n\t\tfmt.Println(x)\n\t}", None),
    ("fmt.Println(1)\n\tx := 1\n\t{\n\t\tx := 2\n\t\tfmt.Println(x)\n\t}", 7),
    ("x, err := fmt.Println(1)\n\t_ = err", 6),
    ("x, err := fmt.Println(1)\n\ty, err := fmt.Println(x)\n\t_ = y", 6),
    ("for i, v := range fmt.Sprint(1) {\n\t\t_ = i\n\t}", 6),
    ("var x int\n\tfor x = range []int{1} {\n\t}\n\tfmt.Println(1)", 6),
    ("switch x := any(1).(type) {\n\tcase int:\n\t}\n\tfmt.Println(1)", 6),
    ("switch x := any(1).(type) {\n\tcase int:\n\t\tfmt.Println(x)\n\t}", None),
    ("fmt := struct{ A int }{1}\n\tprintln(fmt.A)", 3),
    ("println(1)", 3),
    ('println(fmt.Sprint(strings.ToUpper("a")))', 6),
    ("var x struct{ a int }\n\tx.a = 1\n\tfmt.Println(1)", None),
    ("var x []int\n\tx[0] = 1\n\tfmt.Println(1)", None),
    ("x := 1\n\t_ = func() int { return x }\n\tfmt.Println(1)", None),
]

JAVA = [
    ("public class Cart { }", None),
    ("public class Basket { }", 1),
    ("class Basket { }", None),
    ("class Cart { }\npublic enum Basket { }", 2),
    ("public class Cart {\n  java.util.List<String> a = new ArrayList<>();\n}", 2),
    ("import java.util.*;\npublic class Cart { List<String> a; }", None),
    ("import java.util.Map;\nclass Cart implements Map.Entry<A, B> { }", 2),
    ("abstract class Cart<A> implements java.util.Map<A, A> { Entry<A, A> e; }", None),
    ("class Cart extends Exception { Thread.State s; Outer o; class Outer { } }", None),
    ("class Cart { <T> T a(T t) { return t; }\n  T b; }", 2),
    ("@Nullable\nclass Cart { }", 1),
    ("class Cart { Object a = Files.class; }", 1),
    ("class Cart { boolean a(Object o) { return o instanceof Pair p; } }", 1),
]


def found_lines(path: str, code: str, others: dict[str, bytes]) -> set[int]:
    """The lines of an added file that the checks of names call wrong."""
    data = code.encode()
    lines = data.splitlines(keepends=True)
    head = f"--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{len(lines)} @@\n".encode()
    patch = head + b"".join(b"+" + line for line in lines)
    options = patchvet.Options(select=CODES, oracles="none")
    report = patchvet.check(patch, others, options=options)
    return {one.line or 0 for one in report.findings if one.code in CODES}


def first_lines(told: str, suffix: str) -> dict[int, int]:
    """The first line that a compiler complains about, by the number of the folder."""
    lines: dict[int, int] = {}
    for folder, line in re.findall(rf"^(?:\./)?p(\d+)/\w+\.{suffix}:(\d+):", told, re.MULTILINE):
        lines[int(folder)] = min(int(line), lines.get(int(folder), int(line)))
    return lines


@needs("go")
def test_go_agrees(tmp_path: Path) -> None:
    """The compiler refuses each body at the line that was found, and takes the others."""
    (tmp_path / "go.mod").write_text("module example.org/shop\n\ngo 1.21\n")
    sources = []
    for number, (body, _) in enumerate(GO):
        sources.append(f'package main\n\nimport "fmt"\n\nfunc main() {{\n\t{body}\n}}\n')
        folder = tmp_path / f"p{number}"
        folder.mkdir()
        (folder / "main.go").write_text(sources[-1])
    command = ["go", "build", "-gcflags=-e", "-o", str(tmp_path / "out") + "/", "./..."]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = first_lines(told.stderr, "go")
    for number, (_, line) in enumerate(GO):
        assert lines.get(number) == line, f"{sources[number]}{told.stderr}"
        found = found_lines("main.go", sources[number], {})
        assert found == ({line} if line else set()), sources[number]


@needs("javac")
def test_javac_agrees(tmp_path: Path) -> None:
    """javac names the same line as the first that is wrong, or has nothing to say."""
    for number, (code, _) in enumerate(JAVA):
        folder = tmp_path / f"p{number}"
        folder.mkdir()
        (folder / "Cart.java").write_text(f"package p{number}; {code}\n")
    files = [f"p{number}/Cart.java" for number in range(len(JAVA))]
    command = ["javac", "-proc:none", "-XDshould-stop.ifError=FLOW", "-d", "out", *files]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = first_lines(told.stderr, "java")
    for number, (code, line) in enumerate(JAVA):
        assert lines.get(number) == line, f"{code}\n{told.stderr}"
        found = found_lines("Cart.java", f"package p{number}; {code}\n", {})
        assert (min(found) if found else None) == line, code


def test_the_builtins_of_this_python_are_known() -> None:
    """A builtin that the list lacks would be an error in every file that uses it."""
    code = "".join(f"print({name})\n" for name in dir(builtins) if name.isidentifier())
    code = code.replace("print(None)\n", "").replace("print(True)\n", "")
    assert found_lines("all.py", code, {}) == set()


@needs("node")
def test_the_globals_of_this_node_are_known(tmp_path: Path) -> None:
    """The same for node's own globals, in a CommonJS module."""
    script = tmp_path / "names.js"
    script.write_text("console.log(Object.getOwnPropertyNames(globalThis).join('\\n'))")
    told = subprocess.run(["node", script], capture_output=True, text=True, check=True)
    names = told.stdout.split()
    assert len(names) > 60
    code = "require('a');\n" + "".join(f"print({name});\n" for name in names)
    assert found_lines("all.js", code, {}) == set()
