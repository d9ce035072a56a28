"""A worker process: it answers, it is ended in time, and it never outlives the run."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from patchvet.languages.worker_oracle import WorkerOracle
from patchvet.languages.workers import FAILURES_IN_A_ROW, Worker, WorkerFailed

# Speaks the frames; what it is sent says how it behaves.
FAKE = r"""
import os, struct, sys, time
def send(body): sys.stdout.buffer.write(struct.pack(">I", len(body)) + body); sys.stdout.flush()
sys.stderr.write("noise on stderr\n")
send(b"1.0")
while True:
    head = sys.stdin.buffer.read(4)
    if not head: break
    body = sys.stdin.buffer.read(struct.unpack(">I", head)[0])
    if body.endswith(b"crash"): os._exit(3)
    if body.endswith(b"hang"): time.sleep(60)
    if body.endswith(b"half"): os.write(1, b"\0\0\0\x09acc"); os._exit(0)
    if body.endswith(b"environment"): body = os.environ.get("LOADS_CODE", "unset").encode()
    if body.endswith(b"pid"): body = str(os.getpid()).encode()
    send(body)
"""


@pytest.fixture
def worker():
    worker = Worker("fake", [sys.executable, "-I", "-c", FAKE], ["LOADS_CODE"])
    yield worker
    worker.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_all(worker):
    """Its version first, then an answer to each request, whatever the size and the bytes."""
    assert worker.hello() == "1.0"
    pids = {worker.ask(b"pid", 10) for _ in range(20)}
    assert len(pids) == 1
    for request in (b"", b"\0\xff", b"x" * 3_000_000):
        assert worker.ask(request, 10) == request


@pytest.mark.parametrize(
    ("request_", "seconds", "reason"),
    [
        (b"crash", 10, r"fake crashed \(exit status 3\)"),
        (b"half", 10, r"fake crashed \(exit status 0\)"),
        (b"hang", 0.1, r"fake timed out after 0.1 s"),
    ],
)
def test_a_failure_is_told_and_the_next_request_starts_anew(worker, request_, seconds, reason):
    """One bad file costs one answer, not the run."""
    first = worker.ask(b"pid", 10)
    with pytest.raises(WorkerFailed, match=reason):
        worker.ask(request_, seconds)
    assert not is_running(int(first))
    assert worker.ask(b"pid", 10) != first


def test_a_worker_that_died_in_between_is_started_again(worker):
    """Nobody's file was at fault, so nobody's answer is lost."""
    pid = int(worker.ask(b"pid", 10))
    os.kill(pid, 9)
    worker._process.wait()
    assert int(worker.ask(b"pid", 10)) != pid


def test_it_is_given_up_after_some_failures_in_a_row(worker):
    """A broken installation is not started once for each file."""
    for _ in range(FAILURES_IN_A_ROW):
        with pytest.raises(WorkerFailed, match="crashed"):
            worker.ask(b"crash", 10)
    with pytest.raises(WorkerFailed, match="given up after 3 failures"):
        worker.ask(b"fine", 10)


def test_an_answer_in_between_forgives(worker):
    """Each of many bad files costs one answer, if others fare well."""
    for _ in range(FAILURES_IN_A_ROW + 1):
        with pytest.raises(WorkerFailed, match="crashed"):
            worker.ask(b"crash", 10)
        assert worker.ask(b"fine", 10) == b"fine"


@pytest.mark.parametrize(
    "command", [["patchvet-no-such-program"], [sys.executable, "-c", "raise SystemExit(9)"]]
)
def test_what_does_not_start_is_an_answer(command):
    """No traceback: the oracle could not tell, and its label is its name."""
    oracle = WorkerOracle("fake", Worker("fake", command))
    oracle.prepare([("a.js", b"")])
    answer = oracle.judge("a.js", b"x", 10)
    assert answer.accepts is None
    assert "fake" in answer.reason
    assert oracle.label == "fake"
    oracle.close()


def test_variables_that_load_code_do_not_reach_it(worker, monkeypatch):
    """What a shell or a tree sets for node must not run inside a checker."""
    monkeypatch.setenv("LOADS_CODE", "evil.js")
    assert worker.ask(b"environment", 10) == b"unset"


def test_its_stderr_is_not_the_users(worker, capfd):
    """Only patchvet speaks on patchvet's terminal."""
    worker.ask(b"x", 10)
    worker.close()
    assert capfd.readouterr() == ("", "")


def test_close_ends_it_and_can_be_repeated(worker):
    """Also in the middle of nothing, and twice."""
    pid = int(worker.ask(b"pid", 10))
    worker.close()
    worker.close()
    assert not is_running(pid)


def test_close_does_not_wait_for_a_thread_that_is_waiting(worker):
    """Ctrl-C closes from the main thread while another is at a slow file."""
    pid = int(worker.ask(b"pid", 10))
    told = []

    def ask():
        try:
            worker.ask(b"hang", 60)
        except WorkerFailed as failure:
            told.append(str(failure))

    thread = threading.Thread(target=ask)
    thread.start()
    while not worker._lock.locked():
        pass  # until the request is on its way
    worker.close()
    thread.join(timeout=10)
    assert len(told) == 1
    assert not is_running(pid)
    with pytest.raises(WorkerFailed, match="closed"):
        worker.ask(b"late", 10)


def test_it_ends_with_its_owner():
    """Whoever forgets close() leaves nothing behind either."""
    worker = Worker("fake", [sys.executable, "-I", "-c", FAKE])
    pid = int(worker.ask(b"pid", 10))
    del worker
    assert not is_running(pid)


def test_an_interrupt_leaves_no_half_frame(worker, monkeypatch):
    """After Ctrl-C in the middle of an exchange the next answer is to the next question."""

    def interrupted(stream, length):
        raise KeyboardInterrupt

    pid = int(worker.ask(b"pid", 10))
    with monkeypatch.context() as patch:
        patch.setattr("patchvet.languages.workers._read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            worker.ask(b"first", 10)
    assert not is_running(pid)
    assert worker.ask(b"second", 10) == b"second"


def test_threads_get_their_own_answers(worker):
    """Requests queue; no answer goes to another's question."""
    wrong = []

    def ask(number):
        for index in range(50):
            text = b"%d-%d" % (number, index)
            if worker.ask(text, 10) != text:
                wrong.append(text)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_it_ends_when_nobody_reads_it_any_more():
    """The end of stdin is how a worker learns that we were killed."""
    with subprocess.Popen(
        [sys.executable, "-I", "-c", FAKE],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.stdin.close()
        assert process.wait(timeout=10) == 0
