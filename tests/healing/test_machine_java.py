"""Java under the machine prints what Java prints: programs that try the language's parts, and one
error for each way to fail.

What java 17 printed stands beside each program. A change of a program needs
`PATCHVET_REFRESH=1 pytest tests/healing/test_machine_java.py`, with javac and java.
"""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from machine_world import World, language_of
from toolchains import needs

from patchvet.orchestrator.machine import Answered, CannotTell, Failed, Machine
from patchvet.orchestrator.service import Service

PROGRAMS = Path(__file__).parent / "machine_programs"
NAMES = ("language.java", "mixed.java", "patches.java", "faults.java")


def requests(name: str) -> list[str]:
    """What a program's switch of requests knows."""
    text = (PROGRAMS / name).read_text(encoding="utf-8")
    inside = text[text.index("static String handle") :]
    return [*re.findall(r'^ {12}case "(\w+)"', inside, re.MULTILINE), "other"]


def run(source: bytes, *lines: str) -> tuple[str, object]:
    """What a program printed on both streams, and how it ended."""
    files = {"Main.java": source}
    world = World(Service("app", "", "java", (), "", (), (), files))
    machine = Machine(language_of("java"), files, world, "Main.java:Main.handle")
    ended: object = machine.start()
    for line in lines if ended is None else ():
        ended = machine.handle(line)
        if isinstance(ended, Answered):
            world.print(ended.response + "\n")
    printed = "".join(text for _, text in world.printed)
    return printed + (ended.text if isinstance(ended, Failed) else ""), ended


@cache
def recorded(name: str) -> dict[str, str]:
    blocks = (PROGRAMS / f"{name}.txt").read_text(encoding="utf-8").split("== ")[1:]
    return {head: rest for head, _, rest in (one.partition("\n") for one in blocks)}


def own(text: str) -> list[str]:
    """Without the frames of the library, and how many of them are left out."""
    return [
        line for line in text.splitlines()
        if "\tat java.base/" not in line and not line.strip().startswith("... ")
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_request_is_known(name: str) -> None:
    assert list(recorded(name)) == requests(name)


@pytest.mark.parametrize(
    ("name", "request_"), [(name, one) for name in NAMES for one in requests(name)]
)
def test_a_request_prints_what_java_prints(name: str, request_: str) -> None:
    """Every line, and of the error that ends it all but the library's frames."""
    printed, ended = run((PROGRAMS / name).read_bytes(), request_)
    assert not isinstance(ended, CannotTell), ended
    assert own(printed) == own(recorded(name)[request_])


@needs("javac")
@pytest.mark.parametrize("name", NAMES)
def test_the_records_are_what_java_prints(name: str, tmp_path: Path) -> None:
    """The outside that the machine is held to; all requests only when it is written anew."""
    (tmp_path / "Main.java").write_bytes((PROGRAMS / name).read_bytes())
    compile_ = ["javac", "-g", "-nowarn", "-Xlint:none", "Main.java"]
    subprocess.run(compile_, cwd=tmp_path, check=True, capture_output=True)
    refresh = bool(os.environ.get("PATCHVET_REFRESH"))
    asked = requests(name)
    told = {}
    for one in asked if refresh else asked[:: max(1, len(asked) // 2)]:
        done = subprocess.run(
            ["java", "-XX:TieredStopAtLevel=1", "-cp", ".", "Main", one],
            cwd=tmp_path, capture_output=True, check=False,
        )  # fmt: skip
        told[one] = (done.stdout + done.stderr).decode("utf-8")
    if refresh:
        text = "".join(f"== {one}\n{rest}" for one, rest in told.items())
        (PROGRAMS / f"{name}.txt").write_text(text, encoding="utf-8")
        recorded.cache_clear()
    assert {one: own(text) for one, text in told.items()} == {
        one: own(recorded(name)[one]) for one in told
    }


UNMODELLED = (
    ("return new java.util.Random().nextInt() + line;", "Random"),
    ('java.util.Map<String, Integer> m = java.util.Map.of("a", 1, "b", 2); return "" + m;',
     "the order of Map.of"),
    ("while (true) { }", "more steps than the model takes"),
    ('return handle("x");', "calls nested deeper than 400"),
    ('return "" + new Object();', "says its address"),
    ('Integer a = 1000, b = 1000; return "" + (a == b);', "the same object"),
    ('return line.replaceAll("(?i)x", "y");', "the regular expression"),
    ('return "" + System.nanoTime();', "`java.lang.System.nanoTime`"),
    ("new Thread(() -> { }).start(); return line;", "Thread"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "reason"), UNMODELLED)
def test_what_is_not_modelled_is_said_not_guessed(body: str, reason: str) -> None:
    """Where the model ends it names what it met, and the line."""
    source = f"""class Main {{
    static String handle(String line) {{
        {body}
    }}
    public static void main(String[] args) {{ System.out.println(handle("")); }}
}}
"""
    _, ended = run(source.encode(), "x")
    assert isinstance(ended, CannotTell), ended
    assert reason in ended.reason
    assert (ended.path, ended.line > 0) == ("Main.java", True)
