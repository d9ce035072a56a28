"""From the files of a program to its compiled form, which is kept by the digest of the files."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...languages.runtime import RETURN, FunctionCode, NotModelled, Suspending
from .compiler import Compiler

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...languages import Language
    from ...languages.program import Module
    from ...languages.runtime import Activation, Code, Linked, Runtime, Value
    from .scopes import Variable


class Compiled(NamedTuple):
    """A program without state: machines of the same files share it."""

    linked: Linked
    variables: int


class Linker:
    """See `languages.runtime.Linker`."""

    def __init__(self, runtime: Runtime, sources: Mapping[str, bytes]) -> None:
        self.runtime = runtime
        self.sources = sources
        self.variables: list[str] = []
        self._shared: dict[str, Variable] = {}

    def compiler(self, path: str, names: Sequence[str] = (), *, shared: bool = False) -> Compiler:
        code = FunctionCode(None, path, self.sources[path])
        outermost = self._shared if shared else {}
        made = Compiler(path, code.source, self.runtime, code, outermost, self.variables)
        parameters = made.scopes.blocks[0]
        for name in names:
            parameters[name] = made.own_variable()
        slots = [one.number for one in parameters.values()]

        def bind(f: Activation, given: Sequence[Value]) -> None:
            for slot, value in zip(slots, given, strict=True):
                f.cells[slot] = [value]

        code.bind = bind
        return made

    def code(self, compiler: Compiler, body: Code) -> FunctionCode:
        code = compiler.scopes.code
        nothing = self.runtime.nothing
        if isinstance(body, Suspending):
            raise NotModelled("a file whose outermost code waits", compiler.path, 1)
        code.body = body
        code.run = lambda f: f.result if body(f) is RETURN else nothing
        return code


def compile_program(language: Language, files: Mapping[str, bytes], entry: str) -> Compiled:
    """Parses, lowers and compiles the program's files; raises NotModelled."""
    wanted = {path: data for path, data in files.items() if path.endswith(language.suffixes)}
    digest = hashlib.sha256(repr((language.name, entry)).encode())
    for path in sorted(wanted):
        digest.update(repr((path, hashlib.sha256(wanted[path]).hexdigest())).encode())
    key = digest.hexdigest()
    if key not in _COMPILED:
        if len(_COMPILED) >= MOST_KEPT:
            del _COMPILED[next(iter(_COMPILED))]
        _COMPILED[key] = _compile(language, wanted, entry)
    return _COMPILED[key]


MOST_KEPT = 128
LONGEST_PARSE = 2.0  # seconds; a service takes a few milliseconds
_COMPILED: dict[str, Compiled] = {}


def _compile(language: Language, files: Mapping[str, bytes], entry: str) -> Compiled:
    runtime = language.runtime()
    if runtime is None:
        raise NotModelled(f"programs in {language.title}")
    modules = {path: _lower(language, path, files[path]) for path in sorted(files)}
    linker = Linker(runtime, files)
    linked = runtime.link(linker, modules, entry)
    return Compiled(linked, len(linker.variables))


def _lower(language: Language, path: str, data: bytes) -> Module:
    return _lowered(language, language.grammar_for(path), path, data)


@lru_cache(maxsize=MOST_KEPT)
def _lowered(language: Language, grammar: str, path: str, data: bytes) -> Module:
    from ...grammars import load_grammar  # tree-sitter is heavy, and not needed to import this

    lowering = language.lowering()
    tree = load_grammar(grammar).parse(data, seconds=LONGEST_PARSE)
    if lowering is None:
        raise NotModelled(f"programs in {language.title}")
    for problem in tree.problems(1):
        raise NotModelled(f"a syntax error: {problem.message}", path, problem.line)
    return lowering.program(tree, None)
