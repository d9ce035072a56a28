"""Programs that try a language's parts print under the machine what its runtime prints.

What the runtime printed stands beside each program, with the folder as /srv/app. A change of a
program needs `PATCHVET_REFRESH=1 pytest tests/healing/test_machine_programs.py`, with node and go.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from machine_world import World, language_of
from toolchains import needs

from patchvet.orchestrator.machine import Answered, CannotTell, Exited, Failed, Machine
from patchvet.orchestrator.service import Service

PROGRAMS = Path(__file__).parent / "machine_programs"
FOLDER = "/srv/app"
NAMES = ("language.js", "async.js", "faults.js", "language.go")
COMMANDS = {".js": ["node"], ".go": ["go", "run", "-gcflags=-l"]}
LANGUAGES = {".js": "javascript", ".go": "go"}


def bare(language: str, files: dict[str, bytes]) -> Service:
    return Service("app", "", language, (), "", (), (), files)


def run(name: str, source: bytes, entry: str = "") -> tuple[str, Machine, object]:
    """What a program printed, its machine, and how its start ended."""
    language = LANGUAGES[Path(name).suffix]
    world = World(bare(language, {name: source}))
    machine = Machine(language_of(language), {name: source}, world, entry or f"{name}:handle")
    ended = machine.start()
    if language == "go" and ended is None:
        ended = machine.handle("all")
        if isinstance(ended, Answered):
            world.print(ended.response + "\n")
    return "".join(text for stream, text in world.printed if stream == "stdout"), machine, ended


def recorded(name: str) -> str:
    return (PROGRAMS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_program_prints_what_its_runtime_prints(name: str) -> None:
    """Every line, and the error that ends it."""
    printed, _, ended = run(name, (PROGRAMS / name).read_bytes())
    text = ended.text if isinstance(ended, Failed) else ""
    assert not isinstance(ended, CannotTell), ended
    assert (printed + text).splitlines() == recorded(name).splitlines()


@needs("node", "go")
@pytest.mark.parametrize("name", NAMES)
def test_the_records_are_what_the_runtimes_print(name: str, tmp_path: Path) -> None:
    """The outside that the machine is held to."""
    shutil.copy(PROGRAMS / name, tmp_path / name)
    command = [*COMMANDS[Path(name).suffix], str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    told = (done.stdout + done.stderr).replace(str(tmp_path), FOLDER)
    if os.environ.get("PATCHVET_REFRESH"):
        (PROGRAMS / f"{name}.txt").write_text(told, encoding="utf-8")
    assert told == recorded(name)


UNMODELLED = {
    "javascript": (
        ("process.nextTick(() => 1);", "process.nextTick"),
        ("console.log(new Date());", "`Date`"),
        ("console.log('x'.replace(/\\p{L}/u, ''));", "this regular expression"),
        ("new Proxy({}, {});", "`Proxy`"),
        ("while (true) {}", "more steps than the model takes"),
        ("function f() { f(); }\nf();", "calls nested deeper than 400"),
        ("require('fs').readFileSync('x');", "the module `fs`"),
        ("Math.random();", "Math.random"),
        ("label: if (1) { with ({}) {} }", "with_statement"),
    ),
    "go": (
        ('import "regexp"\nfunc handle(_ string) string { regexp.MustCompile("x"); return "" }',
         "`regexp.MustCompile`"),
        ('import "time"\nfunc handle(_ string) string { time.Now(); return "" }', "`time.Now`"),
        ("func handle(_ string) string { for { } }", "more steps than the model takes"),
        ('import "fmt"\nfunc handle(_ string) string { x := 1; return fmt.Sprint(&x) }',
         "an address that is printed"),
        ('func handle(_ string) string { goto end; end: return "" }', "`goto`"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "source", "reason"),
    [(language, *case) for language, cases in UNMODELLED.items() for case in cases],
)
def test_what_is_not_modelled_is_said_not_guessed(language: str, source: str, reason: str) -> None:
    """Where the model ends it names what it met, and the line."""
    name = {"javascript": "main.js", "go": "main.go"}[language]
    text = f"package main\n{source}" if language == "go" else source
    _, _, ended = run(name, text.encode())
    assert isinstance(ended, CannotTell), ended
    assert reason in ended.reason
    assert ended.path == name
    assert ended.line >= 1


def test_a_broken_file_is_not_run() -> None:
    """A syntax error has a place."""
    _, _, ended = run("main.js", b"let a = 1;\nfunction (")
    assert isinstance(ended, CannotTell)
    assert (ended.path, ended.line) == ("main.js", 2)
    assert "syntax error" in ended.reason


def test_a_program_that_has_ended_takes_no_request() -> None:
    """Its state is gone."""
    _, machine, ended = run("main.js", b"process.exit(3);")
    assert ended == Exited(3)
    assert not machine.is_running
    with pytest.raises(ValueError, match="has ended"):
        machine.handle("x")


def test_machines_of_the_same_files_share_no_state() -> None:
    """What is kept by the files' digest is the code alone."""
    source = b"""package main
var count int
var seen = map[string]int{}
func handle(line string) string {
  count++
  seen[line]++
  if count > 1 { return "again" }
  return "first"
}
"""
    for _ in range(2):
        machine = Machine(
            language_of("go"), {"main.go": source}, World(bare("go", {})), "main.go:handle"
        )
        assert machine.start() is None
        assert machine.handle("a") == Answered("first")
        assert machine.handle("a") == Answered("again")
