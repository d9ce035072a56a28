"""What a program in the child imports: its own files, real modules that reach nothing outside, and
stand-ins for those that would.

This keeps an honest program from the machine and makes its world repeatable. It is no wall against
a hostile one: what runs here passed the check before.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn

from . import stand_ins

Want = Callable[[dict[str, Any]], dict[str, Any]]

# Modules that are the same everywhere and touch nothing outside the program.
REAL = frozenset((
    "__future__", "abc", "array", "ast", "asyncio", "base64", "binascii", "bisect", "calendar",
    "cmath", "codecs", "collections", "concurrent", "contextlib", "contextvars", "copy", "copyreg",
    "csv", "dataclasses", "datetime", "decimal", "difflib", "enum", "errno", "fractions",
    "functools", "gc", "hashlib", "heapq", "hmac", "html", "inspect", "io", "itertools", "json",
    "keyword", "locale", "logging", "math", "numbers", "operator", "pprint", "queue", "random",
    "re", "reprlib", "sched", "secrets", "shlex", "sqlite3", "statistics", "string", "struct",
    "textwrap", "threading", "traceback", "types", "typing", "typing_extensions", "unicodedata",
    "urllib", "uuid", "warnings", "weakref", "zlib", "zoneinfo",
))  # fmt: skip


@lru_cache(maxsize=256)
def _compiled(text: str, path: str) -> types.CodeType:
    # A program is started anew for every probe, and half the time of a start was spent here.
    return compile(text, path, "exec", dont_inherit=True, optimize=0)


class NotThere(Exception):  # noqa: N818 - a limit of the mock, not an error of the program
    """The program wants what the child does not give it: its text names it."""


class Modules:
    """The modules of one program. `want` asks the parent (see `programs.Program.want`)."""

    def __init__(
        self, files: Mapping[str, str], folder: str, environment: Mapping[str, str], want: Want
    ) -> None:
        self._files, self._folder, self._want = files, folder, want
        self._loaded: dict[str, types.ModuleType] = {}
        self.missing = ""
        self._builtins = {
            **vars(builtins),
            "__import__": self._import,
            "print": self._print,
            "input": self._input,
            "open": self._no_files,
        }
        self._output = stand_ins.Output()
        self._stand_ins = stand_ins.make(
            self._requests(), self._output, environment, want, self.not_there
        )

    def run_main(self, path: str) -> None:
        """Executes the file at `path` as `__main__`."""
        self._execute(path, self._module("__main__", path))

    def not_there(self, what: str) -> NoReturn:
        """Also remembered: a program may well swallow the exception."""
        self.missing = f"the program needs {what}, which a mock run does not have"
        raise NotThere(self.missing)

    def _requests(self) -> Iterator[str]:
        """stdin: asking for a line ends the response to the one before."""
        while True:
            reply = self._want({"answered": self._output.take()})
            yield f"{reply['line']}\n"

    def _module(self, name: str, path: str) -> types.ModuleType:
        module = types.ModuleType(name)
        module.__file__ = f"{self._folder}/{path}"
        vars(module)["__builtins__"] = self._builtins
        # Where a class or a pickle looks itself up by name; dataclasses do.
        self._loaded[name] = module
        return module

    def _execute(self, path: str, module: types.ModuleType) -> None:
        code = _compiled(self._files[path], f"{self._folder}/{path}")
        # One program runs at a time; dataclasses and typing look modules up here.
        before = sys.modules.get(module.__name__)
        sys.modules[module.__name__] = module
        try:
            exec(code, vars(module))  # noqa: S102 - to run the program is what this is for
        finally:
            if before is not None:
                sys.modules[module.__name__] = before
            else:
                del sys.modules[module.__name__]

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as the real one's
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> types.ModuleType:
        top = name.partition(".")[0]
        if level == 0 and (path := self._own(name)) is not None:
            return self._own_module(name, path)
        if top in self._stand_ins:
            return self._stand_ins[top]
        if top in REAL and level == 0:
            return importlib.__import__(name, None, None, fromlist, 0)
        if level or top in sys.stdlib_module_names:
            self.not_there(f"the module `{name}`")
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    def _own(self, name: str) -> str | None:
        path = name.replace(".", "/")
        return next((p for p in (f"{path}.py", f"{path}/__init__.py") if p in self._files), None)

    def _own_module(self, name: str, path: str) -> types.ModuleType:
        if name in self._loaded:
            return self._loaded[name]
        module = self._module(name, path)
        try:
            self._execute(path, module)
        except BaseException:
            del self._loaded[name]
            raise
        return module

    def _print(self, *values: object, file: Any = None, **layout: Any) -> None:
        """The real one, into the response; what goes to another file is its own."""
        layout.pop("flush", None)
        print(*values, file=self._output if file is None else file, **layout)

    def _input(self, prompt: object = "") -> str:
        self._output.write(str(prompt))
        line: str = self._stand_ins["sys"].stdin.readline()
        return line.rstrip("\n")

    def _no_files(self, *_: object, **__: object) -> NoReturn:
        self.not_there("files")
