"""Compiles folders of Java in one process, which lives as long as this one."""

from __future__ import annotations

import base64
import functools
import subprocess
from pathlib import Path


def compile_java(folder: Path, output: Path) -> str:
    """The compiler's words if `folder` cannot be compiled into `output`, else ""."""
    compiler = _compiler()
    if compiler.stdin is None or compiler.stdout is None:
        raise AssertionError("the compiler is started with pipes")
    compiler.stdin.write(f"{folder}\t{output}\n")
    compiler.stdin.flush()
    answer = compiler.stdout.readline().split()
    if not answer:
        return "the compiler's process has ended"
    return "" if answer[0] == "ok" else base64.b64decode(answer[1]).decode()


@functools.cache
def _compiler() -> subprocess.Popen[str]:
    """It reads until its input ends, so it ends with this process."""
    program = Path(__file__).with_name("CompileJava.java")
    return subprocess.Popen(
        ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
