"""Java: its record. What is special about it stands beside this file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .. import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...grammars import Node, SyntaxTree
    from ..bodies import Bodies
    from ..declarations import Declarations
    from ..fixing import Fixes
    from ..habits import Habits
    from ..log_styles import LogStyle
    from ..lowering import Lowering
    from ..names import Names
    from ..oracles import OracleSpec
    from ..references import References
    from ..regions import Lexis
    from ..remedies import Remedies
    from ..rules import SyntaxRule
    from ..runtime import Runtime
    from ..trace_reader import TraceReader


def _oracle() -> OracleSpec:
    from .oracle import SPEC  # only where syntax is judged

    return SPEC


def _rules() -> tuple[SyntaxRule, ...]:
    from .syntax_rules import RULES  # needed where no oracle settles it

    return RULES


def _traces() -> TraceReader:
    from .traces import READER  # only where an error is given

    return READER


def _lexis() -> Lexis:
    from .lexis import LEXIS  # only where a definition may have been swallowed

    return LEXIS


def _names() -> Names:
    from .scopes import NAMES  # only where a name may be missing

    return NAMES


def _bodies() -> Bodies:
    from .bodies import BODIES  # only where a body may have been emptied

    return BODIES


def _declarations() -> Declarations:
    from .declarations import DECLARATIONS  # only where a definition is added

    return DECLARATIONS


def _habits() -> Habits:
    from .habits import HABITS  # only where a check of structure wants to know

    return HABITS


def _references() -> References:
    from .references import REFERENCES  # only where a definition goes or changes

    return REFERENCES


def _named_after() -> Callable[[SyntaxTree], Iterator[Node]]:
    from .headers import public_names  # only where a file or type gets another name

    return public_names


def _remedies() -> Remedies:
    from .remedies import REMEDIES  # only where an error is given

    return REMEDIES


def _lowering() -> Lowering:
    from .lowering import LOWERING  # only where a program's meaning counts

    return LOWERING


def _log_styles() -> tuple[LogStyle, ...]:
    from .log_style import STYLES  # only where logs are simulated

    return STYLES


def _fixes() -> Fixes:
    from .fixes import FIXES  # only where a patch is to be made

    return FIXES


def _runtime() -> Runtime:
    from .runtime import RUNTIME  # only where a program is executed

    return RUNTIME


LANGUAGE = Language(
    name="java",
    title="Java",
    suffixes=(".java",),
    grammar="java",
    folder=os.path.dirname(__file__),
    measured=True,
    oracle=_oracle,
    syntax_rules=_rules,
    lexis=_lexis,
    names=_names,
    named_after=_named_after,
    bodies=_bodies,
    declarations=_declarations,
    references=_references,
    traces=_traces,
    lowering=_lowering,
    runtime=_runtime,
    remedies=_remedies,
    log_styles=_log_styles,
    fixes=_fixes,
    test_paths=r"(?:^|/)src/(?:test|it|integrationTest)/"
    r"|(?:^|/)(?:Test[A-Z][^/]*|[^/]*(?:Test|Tests|TestCase|IT))\.java$",
    habits=_habits,
)
