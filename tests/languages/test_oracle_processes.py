"""One process an oracle and a run, and none is left behind, however the run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from toolchains import needs

from patchvet.languages import go, java, javascript, python
from patchvet.languages.oracle_set import OracleSet

LANGUAGES = [python.LANGUAGE, javascript.LANGUAGE, go.LANGUAGE, java.LANGUAGE]

GOOD = {
    "python": b"def f(x): return x + %d\n",
    "javascript": b"export const f = (x) => x + %d\n",
    "go": b"package a\n\nfunc f(x int) int { return x + %d }\n",
    "java": b"class A { int f(int x) { return x + %d; } }\n",
}


@pytest.fixture
def started(monkeypatch):
    """The commands of all processes that were started meanwhile."""
    commands = []
    real = subprocess.Popen

    class Counted(real):
        def __init__(self, command, **options):
            commands.append(Path(command[0]).name)
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    return commands


@needs("node", "gofmt", "go", "java", "javac")
def test_fifty_files_a_language_start_one_process_each(started):
    """Never a spawn a file; every answer is right, also those that many threads ask for."""
    jobs = [
        (language, f"{index}", GOOD[language.name] % index + (b") (" if index % 2 else b""))
        for index in range(50)
        for language in LANGUAGES
    ]
    answers = {}
    with OracleSet("auto", LANGUAGES) as oracles:
        oracles.prepare(jobs)

        def ask(mine):
            for language, path, source in mine:
                oracle = oracles.for_language(language)
                answers[language.name, path] = oracle.judge(path, source, 30).accepts

        threads = [threading.Thread(target=ask, args=(jobs[i::4],)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(oracles.labels()) == ["go", "java", "javascript", "python"]
    assert answers == {(language.name, path): int(path) % 2 == 0 for language, path, _ in jobs}
    assert sorted(started) == ["gofmt", "java", "node"]


def test_embedded_starts_none(started):
    """The API's default works in process alone."""
    with OracleSet("embedded", LANGUAGES) as oracles:
        found = [language.name for language in LANGUAGES if oracles.for_language(language)]
    assert found == ["python"]
    assert started == []


# Starts the oracles that it is told, prints their process ids, and works until it is stopped.
RUN = """
import subprocess, sys
real, started = subprocess.Popen, []
class Popen(real):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        started.append(self.pid)
subprocess.Popen = Popen
from patchvet.languages import java, javascript
from patchvet.languages.oracle_set import OracleSet
languages = [java.LANGUAGE, javascript.LANGUAGE]
oracles = OracleSet(sys.argv[1], languages)
def work(once):
    while True:
        for language in languages:
            oracle = oracles.for_language(language)
            if oracle is not None:
                oracle.judge("a", b"x" * 100_000, 30)
        if once:
            return
work(True)
print(*started, flush=True)
if "--end" in sys.argv:
    raise SystemExit  # without close()
with oracles:
    work(False)
"""


def is_running(pid: int) -> bool:
    """A process that ended may stay in the table until the system's first process takes note."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@needs("node", "java", "javac")
@pytest.mark.parametrize(
    ("ending", "names"),
    [
        ("interrupt", "node,javac"),
        ("kill", "node,javac"),
        ("terminate", "node"),
        ("no close", "node"),
    ],
)
def test_no_process_outlives_the_run(ending, names):
    """Ctrl-C in the middle of a file, a kill that nobody can catch, a forgotten close()."""
    command = [sys.executable, "-c", RUN, names, *(["--end"] if ending == "no close" else [])]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        pids = [int(pid) for pid in run.stdout.readline().split()]
        assert len(pids) == len(names.split(","))
        if ending != "no close":
            time.sleep(0.05)  # into the work
            number = {
                "interrupt": signal.SIGINT,
                "kill": signal.SIGKILL,
                "terminate": signal.SIGTERM,
            }
            os.killpg(run.pid, number[ending])  # as a terminal does it: to the whole group
        run.wait(timeout=20)
        if ending == "interrupt":
            assert b"KeyboardInterrupt" in run.stderr.read()
    deadline = time.monotonic() + 20
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_running, pids))
