"""Stand-ins for the modules that reach outside: sys, os, time, socket.

They hold what the services use. Anything else of them is not there, and says so.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

Want = Callable[[dict[str, Any]], dict[str, Any]]
# Raises, and remembers what was not there.
NotThere = Callable[[str], NoReturn]


class Output(io.TextIOBase):
    """stdout: what was written since the last request."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        self._parts.append(text)
        return len(text)

    def take(self) -> str:
        """What was written, without its last line end; nothing is left."""
        text = "".join(self._parts)
        self._parts.clear()
        return text.removesuffix("\n")


class _Requests:
    """stdin: a line each time that one is asked for."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def readline(self) -> str:
        return next(self._lines)

    def __iter__(self) -> Iterator[str]:
        return self._lines


class _Module(types.ModuleType):
    def __init__(self, name: str, not_there: NotThere, **members: Any) -> None:
        super().__init__(name)
        self.__dict__.update(members, _not_there=not_there)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise self.__dict__["_not_there"](f"`{self.__name__}.{name}`")


def make(
    requests: Iterator[str],
    output: Output,
    environment: Mapping[str, str],
    want: Want,
    not_there: NotThere,
) -> dict[str, types.ModuleType]:
    """The stand-ins by name; `environment` is the program's `os.environ`."""
    variables = dict(environment)

    def pause(seconds: float) -> None:
        want({"wants": ["pause", seconds]})

    def no_time() -> NoReturn:
        not_there("the time")

    plain = {name: getattr(sys, name) for name in _PLAIN_SYS}
    socket = _Module(
        "socket",
        not_there,
        timeout=TimeoutError,
        error=OSError,
        gaierror=OSError,
        AF_INET=2,
        SOCK_STREAM=1,
    )
    socket.create_connection = lambda address, timeout=None, **_: _Connection(  # type: ignore[attr-defined]
        address[1], want
    )
    return {
        "sys": _Module(
            "sys",
            not_there,
            stdin=_Requests(requests),
            stdout=output,
            stderr=Output(),
            argv=["main.py"],
            **plain,
        ),
        "os": _Module("os", not_there, environ=variables, getenv=variables.get, path=os.path),
        "time": _Module("time", not_there, sleep=pause, time=no_time),
        "socket": socket,
    }


_PLAIN_SYS = (
    "version", "version_info", "maxsize", "exit", "exc_info", "getrecursionlimit",
    "setrecursionlimit", "getsizeof", "intern", "float_info", "byteorder", "platform",
)  # fmt: skip


class _Connection(io.RawIOBase):
    """A connection to another service: the line that is sent, and the answer, which the other side
    is asked for when it is read: there a program that waits in vain stands.
    """

    def __init__(self, port: str | int, want: Want) -> None:
        self._port, self._want = str(port), want
        self._sent = b""
        self._answer: bytes | None = None
        self._ask("connect", "")

    def sendall(self, data: bytes) -> None:
        self._sent += data

    def recv(self, size: int) -> bytes:
        if self._answer is None:
            answer = self._ask("call", self._sent.decode("utf-8").rstrip("\n"))
            self._answer = b"" if answer is None else f"{answer}\n".encode()
        taken, self._answer = self._answer[:size], self._answer[size:]
        return taken

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        taken = self.recv(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)

    def makefile(self, mode: str = "r", *, encoding: str | None = None, **_: Any) -> Any:
        stream = io.BufferedReader(self)
        return stream if "b" in mode else io.TextIOWrapper(stream, encoding=encoding or "utf-8")

    def settimeout(self, seconds: float | None) -> None:
        """Time is the other side's: it says when it is up."""

    def shutdown(self, how: int) -> None:
        """The line was sent whole."""

    def _ask(self, what: str, line: str) -> str | None:
        """The answer; None where the other closed without one."""
        reply = self._want({"wants": [what, self._port, line]})
        if reply.get("refused"):
            raise ConnectionRefusedError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
        if reply.get("timed_out"):
            raise TimeoutError("timed out")
        return None if reply.get("closed") else str(reply["value"])
