"""Runs a service under its real runtime: a program with requests on stdin, and around it the
services that it calls, each behind a TCP port of its own.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from java_builds import compile_java

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from service_files import Reply, Service, Surroundings

# A service answers in milliseconds; silence of a called one costs it a second.
LONGEST_RUN = 30.0
GO_MODULE = "module {name}\n\ngo 1.21\n"


class BuildError(Exception):
    """The compiler's words."""


@dataclass(frozen=True)
class Ran:
    responses: tuple[str, ...]
    errors: str
    status: int

    @property
    def last(self) -> str:
        return self.responses[-1] if self.responses else ""

    def with_fixed_ports(self, ports: dict[str, int]) -> Ran:
        """As if the called services had the ports 4101, 4102, … in the order of their names."""
        errors = self.errors
        for number, name in enumerate(sorted(ports), 4101):
            errors = re.sub(rf"\b{ports[name]}\b", str(number), errors)
        return replace(self, errors=errors)


def build(language: str, folder: Path) -> list[str]:
    """The command that runs the service in `folder`. Raises BuildError."""
    output = folder.parent / f"{folder.name}.built"
    if language == "python":
        for path in sorted(folder.glob("*.py")):
            try:
                compile(path.read_bytes(), str(path), "exec")
            except SyntaxError as error:
                raise BuildError(str(error)) from error
        return [sys.executable, "-E", "-s", str(folder / "main.py")]
    if language == "javascript":
        for path in sorted(folder.glob("*.js")):
            _compile(["node", "--check", str(path)], folder)
        return ["node", str(folder / "main.js")]
    if language == "go":
        if not (folder / "go.mod").exists():
            (folder / "go.mod").write_text(GO_MODULE.format(name=folder.name))
        # Without inlining each call keeps a frame of its own; without DWARF it links faster.
        _compile(["go", "build", "-gcflags=-l", "-ldflags=-w", "-o", str(output), "."], folder)
        return [str(output)]
    if words := compile_java(folder, output):
        raise BuildError(words)
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(output), "Main"]


def _compile(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(done.stderr + done.stdout)


def run(command: list[str], requests: Sequence[str], ports: dict[str, int]) -> Ran:
    """One process that gets all requests and then the end of its input."""
    try:
        done = subprocess.run(
            command,
            input="".join(f"{line}\n" for line in requests),
            env=_environment(ports),
            capture_output=True,
            text=True,
            timeout=LONGEST_RUN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran((), f"no end after {LONGEST_RUN:.0f} s", -1)
    return Ran(tuple(done.stdout.splitlines()), done.stderr, done.returncode)


def _environment(ports: dict[str, int]) -> dict[str, str]:
    names = {f"PORT_{name.upper().replace('-', '_')}": str(port) for name, port in ports.items()}
    return {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", **names}


@contextmanager
def surroundings(
    service: Service,
    around: Surroundings,
    services: dict[str, Service],
    command_of: Callable[[Service], list[str]],
) -> Iterator[dict[str, int]]:
    """A port for every service that can be reached from this one."""
    ports: dict[str, int] = {}
    with ExitStack() as stack:
        for name in _reachable(service, services):
            peer = services.get(name)
            replies = tuple(one for one in around.replies if one.service == name)
            manner = around.downstream.get(name, "up")
            if peer is None and not replies:
                manner = "down" if manner == "up" else manner
            command = None if peer is None else command_of(peer)
            ports[name] = stack.enter_context(_listen(manner, command, replies, ports))
        yield ports


def _reachable(service: Service, services: dict[str, Service]) -> list[str]:
    found: list[str] = []
    waiting = list(service.calls)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += services[name].calls if name in services else ()
    return found


@contextmanager
def _listen(
    manner: str, command: list[str] | None, replies: tuple[Reply, ...], ports: dict[str, int]
) -> Iterator[int]:
    server = socket.create_server(("127.0.0.1", 0))
    port = int(server.getsockname()[1])
    if manner == "down":
        server.close()
        yield port
        return
    peer = Peer(server, manner, command, replies, ports)
    peer.start()
    try:
        yield port
    finally:
        peer.stop()


class Peer(threading.Thread):
    """A called service: one line in, one line out, a connection each.

    Its program is started by the first line that no reply is written down for. When it has ended,
    connections are closed without an answer, as of any server that died over a request.
    """

    def __init__(
        self,
        server: socket.socket,
        manner: str,
        command: list[str] | None,
        replies: tuple[Reply, ...],
        ports: dict[str, int],
    ) -> None:
        super().__init__(daemon=True)
        self.server, self.command, self.replies, self.ports = server, command, replies, ports
        self.silent = manner == "silent"
        self.drops = int(manner.split()[1]) if manner.startswith("drops ") else 0
        self.process: subprocess.Popen[str] | None = None
        self.held: list[socket.socket] = []

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return  # stopped
            if self.silent:
                self.held.append(connection)
            elif self.drops:
                self.drops -= 1
                connection.close()
            else:
                with connection:
                    self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection.makefile("rw", encoding="utf-8", newline="\n") as stream:
            answer = self._answer(stream.readline().rstrip("\n"))
            if answer:
                stream.write(answer)

    def _answer(self, line: str) -> str:
        for reply in self.replies:
            if re.fullmatch(reply.request, line):
                return f"{reply.response}\n"
        if self.process is None and self.command is not None:
            self.process = subprocess.Popen(
                self.command,
                env=_environment(self.ports),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            return ""
        try:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return ""
        return self.process.stdout.readline()

    def stop(self) -> None:
        # A thread in accept() is only woken by a shutdown.
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.join(LONGEST_RUN)
        for connection in self.held:
            connection.close()
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
