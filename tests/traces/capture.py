"""Runs the programs beside this file and writes down what their runtimes print when they fail.

    python tests/traces/capture.py [python javascript go java]

Each language's documents in `captured/` are written anew, one for each version of the runtime that
is installed: `python-3.11.txt`. A document has a section `=== name` a program. Paths of the machine
are replaced by those of a server (`/srv/app`), addresses by one that is always the same.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
PROGRAMS, CAPTURED = HERE / "programs", HERE / "captured"
APPLICATION = "/srv/app"

PYTHONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
NEEDS_GROUPS = {"group", "nested_group", "task_group", "notes"}


def run(command: list[str], folder: Path, **variables: str) -> str:
    """All that the command prints. It is run without colours, and far from any terminal."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", **variables}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.stdout.decode()


def normal(text: str, *roots: tuple[str, str]) -> str:
    """`text` with each root (longest first) replaced, and every address the same."""
    for path, shown in sorted(roots, key=lambda pair: -len(pair[0])):
        text = text.replace(path, shown)
    return re.sub(r"\b0x[0-9a-f]{6,}", "0xc000012345", text)


def python() -> Iterator[tuple[str, dict[str, str]]]:
    folder = PROGRAMS / "python"
    for version in PYTHONS:
        interpreter = python_of(version)
        if interpreter is None:
            continue
        library = run([interpreter, "-c", "import os; print(os.path.dirname(os.__file__))"], folder)
        roots = (str(folder), APPLICATION), (library.strip(), f"/usr/lib/python{version}")
        yield (
            f"python-{version}",
            {
                path.stem: normal(run([interpreter, "-E", "-s", str(path)], folder), *roots)
                for path in sorted(folder.glob("*.py"))
                if path.stem not in NEEDS_GROUPS or int(version[2:]) >= 11
            },
        )


def python_of(version: str) -> str | None:
    """The path of that Python, if it is there and is it: a shim may stand for none."""
    for name in (f"python{version}", str(Path.home() / f".pyenv/shims/python{version}")):
        found = shutil.which(name)
        if found is not None:
            asked = subprocess.run(
                [found, "-c", "import sys; print(sys.executable)"],
                capture_output=True,
                text=True,
                env={**os.environ, "PYENV_VERSION": pyenv_version(version)},
                check=False,
            )
            if asked.returncode == 0:
                return asked.stdout.strip()
    return None


def pyenv_version(version: str) -> str:
    """pyenv's name of an installed release of that version; "system" without one."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(path.name for path in versions.glob(f"{version}.*"))
    return found[-1] if found else "system"


def javascript() -> Iterator[tuple[str, dict[str, str]]]:
    folder = PROGRAMS / "javascript"
    version = run(["node", "--version"], folder).strip().lstrip("v").partition(".")[0]
    files = sorted(path for path in folder.iterdir() if not path.stem.endswith("_lib"))
    yield (
        f"node-{version}",
        {
            path.stem: normal(run(["node", str(path)], folder), (str(folder), APPLICATION))
            for path in files
        },
    )


def go() -> Iterator[tuple[str, dict[str, str]]]:
    folder = PROGRAMS / "go"
    version = ".".join(run(["go", "env", "GOVERSION"], folder).strip()[2:].split(".")[:2])
    root = run(["go", "env", "GOROOT"], folder).strip()
    roots = (str(folder), APPLICATION), (root, "/usr/local/go")
    names = re.findall(r'^\t"(\w+)":', (folder / "faults.go").read_text(), re.MULTILINE)
    with tempfile.TemporaryDirectory() as build:
        program = f"{build}/shop"
        print(run(["go", "build", "-gcflags=-l", "-o", program, "."], folder), end="")
        found = {name: run([program, name], folder) for name in names}
    found["compiler"] = run(["go", "build", "./broken"], folder)
    found["run"] = run(["go", "run", ".", "divide"], folder)
    found["test"] = run(["go", "test", "./stock"], folder)
    # The one line that differs from run to run, apart from addresses.
    yield (
        f"go-{version}",
        {
            name: re.sub(r"\t\d\.\d+s$", "\t0.003s", normal(text, *roots), flags=re.MULTILINE)
            for name, text in found.items()
        },
    )


def java() -> Iterator[tuple[str, dict[str, str]]]:
    folder = PROGRAMS / "java"
    faults = (folder / "shop/Faults.java").read_text()
    names = re.findall(r'ALL\.put\("(\w+)"', faults)
    homes = {str(Path(found).resolve().parent.parent) for found in [shutil.which("javac")] if found}
    homes |= {
        str(path) for path in Path("/usr/lib/jvm").glob("*/") if (path / "bin/javac").exists()
    }
    seen = set()
    for home in sorted({str(Path(one).resolve()) for one in homes}):
        version = run([f"{home}/bin/javac", "-version"], folder).split()[1].partition(".")[0]
        if version in seen:
            continue
        seen.add(version)
        sources = sorted(map(str, (folder / "shop").glob("*.java")))
        with tempfile.TemporaryDirectory() as classes:
            print(run([f"{home}/bin/javac", "-g", "-d", classes, *sources], folder), end="")
            command = [
                f"{home}/bin/java",
                "-Xss512k",
                "-XX:MaxJavaStackTraceDepth=40",
                "-cp",
                classes,
                "shop.Main",
            ]
            yield f"java-{version}", {name: run([*command, name], folder) for name in names}


LANGUAGES: dict[str, Callable[[], Iterator[tuple[str, dict[str, str]]]]] = {
    "python": python,
    "javascript": javascript,
    "go": go,
    "java": java,
}


def main(wanted: list[str]) -> None:
    CAPTURED.mkdir(exist_ok=True)
    for language in wanted or LANGUAGES:
        for name, sections in LANGUAGES[language]():
            text = "".join(f"=== {section}\n{out}" for section, out in sorted(sections.items()))
            (CAPTURED / f"{name}.txt").write_text(text, encoding="utf-8")
            print(f"{name}: {len(sections)}")


if __name__ == "__main__":
    main(sys.argv[1:])
