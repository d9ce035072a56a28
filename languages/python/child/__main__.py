"""The child's side: answers questions on stdin, as frames, until stdin ends."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import struct
import sys
import threading
import traceback
from typing import IO, Any

_LENGTH = struct.Struct(">I")
# What may be asked, each a module beside this one; imported with the first question for it.
MODULES = ("programs", "fixes")


def main() -> None:
    # What a program prints by itself must not get between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    questions = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    _write(answers, sys.version.split()[0].encode())
    # Whoever runs a program here soon wants it mended: libcst takes 0.2 s, while the parent is at
    # something else.
    threading.Thread(target=_prepare, daemon=True).start()
    while (question := _read(questions)) is not None:
        _write(answers, json.dumps(_answer(json.loads(question))).encode())


def _prepare() -> None:
    with contextlib.suppress(ImportError):  # told to whoever asks for it
        importlib.import_module(".fixes", __package__)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    module, _, function = question.pop("task").rpartition(".")
    if module not in MODULES:
        return {"crash": f"no such module: {module}"}
    try:
        task = getattr(importlib.import_module(f".{module}", __package__), function)
        answer: dict[str, Any] = task(**question)
    except Exception as error:  # whatever it is, the parent must learn of it, and the child go on
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"
        return {"crash": f"{type(error).__name__}: {error} ({place})"}
    return answer


def _read(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _write(stream: IO[bytes], body: bytes) -> None:
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


if __name__ == "__main__":
    main()
