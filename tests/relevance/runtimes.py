"""Builds and runs a program of the paired suite with the real runtime of its language."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paired import Call, Case

HERE = Path(__file__).resolve().parent
SECONDS = 20
# Where the program is said to stand, whatever the machine.
APPLICATION = "/srv/app"

# The line that names an error in what each runtime prints. Of CPython's the last counts (a chain
# is printed from the cause to the end), of the others' the first.
ERROR_LINES = {
    "python": re.compile(r"^Traceback.*\n(?: .*\n|\n)+(?P<line>\S.*)", re.MULTILINE),
    "javascript": re.compile(
        r"^[ \t]*\^+\n\n?(?P<line>\S.*)|^(?P<bare>\S.*)\n(?:\S.*\n)*?    at ", re.MULTILINE
    ),
    # Or the first line, without what package log may put before it: the time, the place.
    "go": re.compile(
        r"^(?P<line>(?:panic|fatal error): .*)"
        r"|\A(?:\d{4}/\d\d/\d\d \d\d:\d\d:\d\d )?(?:\w+\.go:\d+: )?(?P<bare>.+)",
        re.MULTILINE,
    ),
    "java": re.compile(
        r'^Exception in thread "[^"]*" (?P<line>.*)|^(?P<bare>\S.*)\n\tat ', re.MULTILINE
    ),
}


class Outcome(NamedTuple):
    """What a run came to. `error` is the line that names the error, "" if it ended well."""

    stdout: str
    stderr: str
    status: int
    error: str

    def fails_with(self, error: str) -> bool:
        """True if the line begins with `error`, as a whole name."""
        return bool(re.match(re.escape(error) + r"(?![\w.])", self.error))


def error_line(language: str, stderr: str) -> str:
    found = list(ERROR_LINES[language].finditer(stderr))
    if not found:
        return ""
    chosen = found[-1] if language == "python" else found[0]
    return chosen["line"] or chosen.groupdict().get("bare") or ""


def build(language: str, folders: Sequence[Path]) -> None:
    """Compiles the programs in `folders`; ends the script if one doesn't."""
    if language == "go":
        for folder in folders:
            if not (folder / "go.mod").exists():
                (folder / "go.mod").write_text("module example.com/app\n\ngo 1.22\n")
            _must(["go", "build", "-gcflags=-l", "-o", "program.exe", "."], folder)
    elif language == "java":
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
            listed.write("\n".join(map(str, folders)))
            listed.flush()
            _must(["java", str(HERE / "CompileAll.java"), listed.name], HERE)
    elif language == "javascript":
        for folder in folders:
            for path in sorted(folder.rglob("*.*js")):
                _must(["node", "--check", str(path)], folder)
    else:
        for folder in folders:
            for path in sorted(folder.rglob("*.py")):
                compile(path.read_bytes(), str(path), "exec")


def _must(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, env=_environment(), check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{folder}: {' '.join(command)} failed\n{done.stdout}{done.stderr}")


def start(case: Case, folder: Path, call: Call, built: Path) -> Outcome:
    """One run of the program in `folder`, a copy of where it was `built` (what is compiled names
    that place). After SECONDS it is ended, with status -1.
    """
    try:
        done = subprocess.run(
            [*_command(case, folder), *call.args],
            cwd=folder,
            env=_environment(),
            input=call.stdin.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome("", "", -1, "timeout")
    stderr = normal(done.stderr.decode(errors="replace"), folder, built)
    line = error_line(case.language, stderr) if done.returncode else ""
    return Outcome(done.stdout.decode(errors="replace"), stderr, done.returncode, line)


def _command(case: Case, folder: Path) -> list[str]:
    if case.language == "go":
        return [str(folder / "program.exe"), *case.run]
    if case.language == "java":
        flags = ["-Xss512k", "-XX:MaxJavaStackTraceDepth=40", "-XX:TieredStopAtLevel=1"]
        return ["java", *flags, "-cp", str(folder / "classes"), *case.run]
    program, *rest = case.run
    interpreter = [sys.executable, "-s"] if case.language == "python" else ["node"]
    return [*interpreter, str(folder / program), *rest]


def _environment() -> dict[str, str]:
    """Without colours, without leftovers in the folder, the same text encoding everywhere."""
    fixed = {"NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    return {**os.environ, **fixed}


def normal(text: str, *folders: Path) -> str:
    """`text` without the machine's own folders and addresses."""
    roots = {str(folder): APPLICATION for folder in folders}
    roots[sysconfig.get_path("stdlib")] = f"/usr/lib/python3.{sys.version_info.minor}"
    if (go := shutil.which("go")) is not None:
        roots[str(Path(go).resolve().parent.parent)] = "/usr/local/go"
    for path in sorted(roots, key=len, reverse=True):
        text = text.replace(path, roots[path])
    return re.sub(r"\b0x[0-9a-f]{6,}", "0xc000012345", text)
