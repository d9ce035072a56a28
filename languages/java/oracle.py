"""javac's parser as the oracle for Java: one JVM a run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..oracles import OracleSpec
from ..worker_oracle import WorkerOracle
from ..workers import Worker

if TYPE_CHECKING:
    from ...grammars import SyntaxTree
    from ...patches.trees import SourceTree

# Each can hand options, and so code, to the JVM.
_JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")

# The first that runs a program from its source (JEP 330).
_OLDEST = 11

# Started from source, which `java` compiles in memory: 0.43 s to the first answer. javac into a
# temporary folder first, then java: 0.60 s (measured on a JDK 17, two cores).
_OPTIONS = (
    # For 200 files of 10 kB 1.8 ms each, against 2.9 with the optimising compiler, which pays off
    # only after about 1,000 files (1.1 ms each, against 0.9).
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
    # Else the JVM keeps a file in /tmp/hsperfdata_USER, and leaves it there when it is killed.
    "-XX:-UsePerfData",
)


class JavacOracle(WorkerOracle):
    """javac's parser, with all errors that it finds; names and types are not looked at."""

    stops_at_first_error = False

    def __init__(self) -> None:
        helper = str(Path(__file__).with_name("SyntaxCheck.java"))
        super().__init__("javac", Worker("javac", [_java(), *_OPTIONS, helper], _JAVA_VARIABLES))

    def newer_than_this(
        self, path: str, source: bytes, syntax: SyntaxTree, tree: SourceTree
    ) -> str | None:
        from .versions import newer_than_javac  # only where a file was rejected

        answer = self.judge(path, source, 5.0)
        if answer.accepts is not False:
            return None
        return newer_than_javac(path, answer.errors, syntax, tree, self._worker.hello())


def _find() -> str | None:
    """Where javac is; None if there is no `java` to run it with, or if they are too old."""
    import shutil  # 3 ms

    javac = shutil.which("javac")
    if javac is None or shutil.which("java") is None:
        return None
    return None if _release(Path(javac)) < _OLDEST else javac


def _java() -> str:
    """The `java` of javac's own JDK: on PATH there may be one of another, or a JRE."""
    import shutil

    javac = shutil.which("javac")
    if javac is not None:
        beside = Path(javac).resolve().with_name("java")
        if beside.exists():
            return str(beside)
    return "java"


def _release(javac: Path) -> int:
    """The JDK's number from the file `release` in its folder; what has none is taken as new."""
    try:
        text = (javac.resolve().parent.parent / "release").read_text("utf-8", "replace")
    except OSError:
        return _OLDEST
    found = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return int(found[1]) if found else _OLDEST


SPEC = OracleSpec(name="javac", embedded=False, find=_find, open=JavacOracle)
