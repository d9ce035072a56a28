"""What languages know of bad signs is held against their own tools, and survives broken code."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from casefiles import CASES, file_diff, read_cases
from toolchains import needs

import patchvet

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = (
    "swallowed_error",
    "test_tampering",
    "unreachable_code",
    "debug_leftover",
    "stub",
)
OURS = patchvet.Options(select=("PV322", "PV323", "PV326", "PV341", "PV342", "PV346"))

# Bodies of a Go function with a result, and whether `go vet` calls something in it unreachable.
GO_BODIES = {
    "return 1\n\tx++\n\treturn x": True,
    'panic("x")\n\tx++\n\treturn x': True,
    "for {\n\t\tbreak\n\t\tx++\n\t}\n\treturn x": True,
    "goto end\n\tx++\nend:\n\treturn x": True,
    "if x > 0 {\n\t\treturn 1\n\t}\n\treturn x": False,
    "goto end\nend:\n\treturn x": False,
    "switch x {\n\tcase 1:\n\t\treturn 1\n\tdefault:\n\t\tbreak\n\t}\n\treturn x": False,
}
# Bodies of a Java method with a result, and whether javac calls something in it unreachable.
JAVA_BODIES = {
    "return 1; x++;": True,
    "throw new Error(); x++;": True,
    "while (true) { break; x++; }": True,
    "for (;;) { continue; x++; }": True,
    "if (x > 0) return 1; else x++; return x;": False,
    "switch (x) { case 1: return 1; default: break; } return x;": False,
    "System.exit(0); return x;": False,
}


def found(path: str, before: str, after: str) -> set[str]:
    patch = file_diff(path, before.encode(), after.encode())
    return {
        one.code for one in patchvet.check(patch, {path: before.encode()}, options=OURS).findings
    }


@needs("go")
def test_go_vet_agrees_on_what_is_unreachable(tmp_path: Path) -> None:
    """PV326 warns of a Go function exactly where `go vet` does."""
    for number, (body, expected) in enumerate(GO_BODIES.items()):
        source = f"package p\n\nfunc f(x int) int {{\n\t{body}\n}}\n"
        (tmp_path / f"f{number}.go").write_text(source.replace("func f(", f"func f{number}("))
        assert ("PV326" in found("f.go", "package p\n", source)) == expected, body
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.20\n")
    vet = subprocess.run(
        ["go", "vet", "-unreachable", "."], cwd=tmp_path, capture_output=True, text=True
    )
    said = {int(number) for number in re.findall(r"f(\d+)\.go.*unreachable code", vet.stderr)}
    assert said == {number for number, yes in enumerate(GO_BODIES.values()) if yes}, vet.stderr


@needs("javac")
def test_javac_agrees_on_what_is_unreachable(tmp_path: Path) -> None:
    """PV326 warns of a Java method exactly where javac refuses it."""
    methods = []
    for number, (body, expected) in enumerate(JAVA_BODIES.items()):
        source = f"class A {{\n    int f(int x) {{\n        {body}\n    }}\n}}\n"
        assert ("PV326" in found("A.java", "class A {\n}\n", source)) == expected, body
        methods.append(f"int f{number}(int x) {{ {body} }}")
    (tmp_path / "A.java").write_text("class A {\n" + "\n".join(methods) + "\n}\n")
    javac = subprocess.run(["javac", "A.java"], cwd=tmp_path, capture_output=True, text=True)
    lines = [line for line in javac.stderr.splitlines() if "unreachable statement" in line]
    said = {int(line.split(":")[1]) - 2 for line in lines}
    assert said == {number for number, yes in enumerate(JAVA_BODIES.values()) if yes}, javac.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_code_that_is_cut_off_stops_no_check(document: str) -> None:
    """However torn the file after a patch is, these checks end without a crash."""
    for case in read_cases(CASES / "structure" / f"{document}.md"):
        for path, after in case.after.items():
            for part in (3, 2, 1) if after else ():
                assert after is not None
                torn = after[: len(after) * part // 4] + b"\xff{("
                patch = file_diff(path, case.before.get(path), torn)
                report = patchvet.check(patch, case.before, options=OURS)
                assert "PV901" not in {one.code for one in report.findings}, (case.title, part)
