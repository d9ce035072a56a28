"""A language is a record; behaviour has defaults, so most languages override nothing.

One folder a language, and nothing about that language anywhere else. The folder's `__init__.py`
holds one `Language`; heavy parts (oracles, rules, queries) stand beside it and are reached through
functions in the record, which import them when they are first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..grammars import Node, SyntaxTree
    from .bodies import Bodies
    from .child import Child
    from .declarations import Declarations
    from .fixing import Fixes
    from .habits import Habits
    from .log_styles import LogStyle
    from .lowering import Lowering
    from .names import Names
    from .oracles import OracleSpec
    from .references import References
    from .regions import Lexis
    from .remedies import Remedies
    from .rules import SyntaxRule
    from .runtime import Runtime
    from .trace_reader import TraceReader
    from .unused import UnusedNames


def _nothing() -> None:
    return None


def _no_styles() -> tuple[LogStyle, ...]:
    return ()


def _no_rules() -> tuple[SyntaxRule, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What patchvet knows of one language.

    `name` is the key in reports and options, `title` what a person reads. A path belongs to the
    language by its file name first (`filenames`), then by its longest matching suffix (`suffixes`,
    with the dot). `grammar` names a tree-sitter grammar (a dedicated wheel `tree_sitter_<grammar>`
    goes before the language pack); `grammars` overrides it by suffix (`.tsx`). `folder` holds the
    queries (`*.scm`); it is text, since importing pathlib takes 3 ms.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    filenames: tuple[str, ...] = ()
    grammar: str
    grammars: tuple[tuple[str, str], ...] = ()
    folder: str | None = None

    # Whether somebody measured how often this grammar is wrong about valid code. Where nobody
    # did, an error of the grammar is a warning, not a rejection.
    measured: bool = False

    # A fallback gives way, without a word, to any other record that claims its name or suffix.
    fallback: bool = False

    # Where the record stands, for the message if two clash. Discovery fills it in.
    origin: str = ""

    # The real parser, if this language has one that patchvet can ask.
    oracle: Callable[[], OracleSpec | None] = _nothing

    # How its comments, strings and templates are delimited.
    lexis: Callable[[], Lexis | None] = _nothing

    # How its functions' bodies are written, and which do nothing.
    bodies: Callable[[], Bodies | None] = _nothing

    # What its scopes declare, and which of that clashes.
    declarations: Callable[[], Declarations | None] = _nothing

    # What binds and what uses a name.
    names: Callable[[], Names | None] = _nothing

    # Which places mean a definition, and whether a call fits it.
    references: Callable[[], References | None] = _nothing

    # The names of the declarations in a file that the file must be called after.
    named_after: Callable[[], Callable[[SyntaxTree], Iterator[Node]] | None] = _nothing

    # Where its compiler refuses what is unused.
    unused: Callable[[], UnusedNames | None] = _nothing

    # What the grammar lets through and the language forbids.
    syntax_rules: Callable[[], tuple[SyntaxRule, ...]] = _no_rules

    # Which paths hold tests: a regular expression, searched in the whole path. "" knows none.
    test_paths: str = ""

    # What is a bad sign in code that parses: swallowed errors, stubs, unreachable code, how tests
    # are written and turned off.
    habits: Callable[[], Habits | None] = _nothing

    # How the errors that its runtime prints are found and read.
    traces: Callable[[], TraceReader | None] = _nothing

    # How its syntax trees become programs of the common form (`program.py`).
    lowering: Callable[[], Lowering | None] = _nothing

    # What counts as addressing each of its errors.
    remedies: Callable[[], Remedies | None] = _nothing

    # How its common loggers write an error, the most common one first.
    log_styles: Callable[[], tuple[LogStyle, ...]] = _no_styles

    # How its programs are executed without it.
    runtime: Callable[[], Runtime | None] = _nothing

    # How its programs run for real, beside this process.
    child: Callable[[], Child | None] = _nothing

    # How patches for its errors are built.
    fixes: Callable[[], Fixes | None] = _nothing

    def grammar_for(self, path: str) -> str:
        """The name of the grammar that reads the file at `path`."""
        for suffix, grammar in self.grammars:
            if path.endswith(suffix):
                return grammar
        return self.grammar
