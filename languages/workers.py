"""One persistent worker process: requests and answers as length-prefixed frames over its pipes.

A frame is four bytes, the length of the body (big-endian), and the body. A worker first sends one
frame, its version; then it answers each frame on stdin with one on stdout, and exits at the end of
stdin: so it also ends if we are killed. No asyncio: its import alone costs 48 ms (measured).
"""

from __future__ import annotations

import contextlib
import os
import struct
import threading
import weakref
from typing import IO, TYPE_CHECKING

from .watchdog import Watchdog

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence

# A JVM that compiles its own source needs 0.3 to 0.6 s on an idle machine; a busy one far longer.
START_SECONDS = 30.0

# A worker that fails so often without one answer in between is given up for the run.
FAILURES_IN_A_ROW = 3

_LENGTH = struct.Struct(">I")


class WorkerFailed(Exception):  # noqa: N818 - it becomes an answer, never a user's error
    """The worker gave no answer; the text says why: crashed, timed out, does not start."""


class Worker:
    """The process behind an oracle, started on first use and again after a crash or a time-out.

    `environment_without` are variables that would change what the worker runs or loads,
    `environment_with` are set for it. One request at a time; threads queue.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment_without: Sequence[str] = (),
        environment_with: Mapping[str, str] | None = None,
    ) -> None:
        self._name = name
        self._command = list(command)
        self._without = frozenset(environment_without)
        self._with = dict(environment_with or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._hello: str | None = None
        self._greeted = False
        self._failures = 0
        self._closed = False
        self._lock = threading.Lock()
        self._watchdog = Watchdog()

    def start(self) -> None:
        """Starts the process and does not wait for it, so that it starts up beside other work."""
        # A failure to start is told to the first who asks something.
        with self._lock, contextlib.suppress(WorkerFailed):
            self._launch()

    def hello(self) -> str:
        """What the worker said of itself when it started. Raises WorkerFailed if it does not."""
        with self._lock:
            if self._hello is None:
                self._greet()
            assert self._hello is not None
            return self._hello

    def ask(self, request: bytes, seconds: float) -> bytes:
        """The worker's answer to one request. Raises WorkerFailed; the next request starts anew."""
        with self._lock:
            self._greet()
            answer = self._exchange(request, seconds)
            self._failures = 0
            return answer

    def close(self) -> None:
        """Ends the process, also while another thread waits for its answer; safe to call twice.

        That thread, and whoever asks later, gets WorkerFailed.
        """
        self._closed = True
        if self._process is not None:
            _kill(self._process)
        with self._lock:
            self._discard()
            self._watchdog.close()

    def _greet(self) -> None:
        """Makes sure that a process runs and has said hello."""
        self._launch()
        if not self._greeted:
            self._hello = self._exchange(None, START_SECONDS).decode("utf-8", "replace")
            self._greeted = True

    def _launch(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._discard()
        if self._closed:
            raise WorkerFailed(f"{self._name} was closed")
        if self._failures >= FAILURES_IN_A_ROW:
            raise WorkerFailed(f"{self._name} is given up after {self._failures} failures in a row")
        import subprocess  # 5 ms, and most runs start no process

        windows = os.name == "nt"
        try:
            # A session of its own: a terminal's Ctrl-C is for us, and we end the worker.
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a worker's complaints are none of the user's business
                cwd=os.path.dirname(os.path.abspath(__file__)),  # no folder of the patch's author
                env={k: v for k, v in os.environ.items() if k not in self._without} | self._with,
                start_new_session=not windows,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as error:
            self._failures += 1
            raise WorkerFailed(f"{self._name} does not start: {error.strerror}") from error
        # Also called at the interpreter's exit, if nobody called close().
        self._end = weakref.finalize(self, _end, self._process, os.getpid())

    def _exchange(self, request: bytes | None, seconds: float) -> bytes:
        """Sends a frame, unless None, and reads one; the process is gone if that fails."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        self._watchdog.begin(seconds, lambda: _kill(process))
        try:
            if request is not None:
                process.stdin.write(_LENGTH.pack(len(request)) + request)
                process.stdin.flush()
            (length,) = _LENGTH.unpack(_read(process.stdout, _LENGTH.size))
            answer = _read(process.stdout, length)
        except (OSError, EOFError) as error:
            timed_out = self._watchdog.end()
            self._failures += 1
            raise WorkerFailed(self._why(process, timed_out, seconds)) from error
        except BaseException:
            # Ctrl-C in the middle of a frame: what comes next on the pipe has no beginning.
            self._watchdog.end()
            self._discard()
            raise
        if self._watchdog.end():
            raise WorkerFailed(f"{self._name} timed out after {seconds:g} s")
        return answer

    def _why(self, process: subprocess.Popen[bytes], timed_out: bool, seconds: float) -> str:
        self._discard()
        if timed_out:
            return f"{self._name} timed out after {seconds:g} s"
        return f"{self._name} crashed (exit status {process.returncode})"

    def _discard(self) -> None:
        if self._process is not None:
            self._end()
        self._process = None
        self._greeted = False


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the process with all that it started (a `java` on PATH may be a script)."""
    if process.poll() is not None:
        return
    if os.name == "nt":
        process.kill()
        return
    import signal

    with contextlib.suppress(ProcessLookupError):  # it may have ended in between
        os.killpg(process.pid, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kills the process, waits for it and closes its pipes."""
    if os.getpid() != owner:
        return  # a fork of ours: the worker belongs to the parent
    # Killed, not asked: a worker has nothing to save, and a JVM takes 50 ms to say goodbye.
    _kill(process)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # unsent bytes for a process that is gone
                stream.close()
