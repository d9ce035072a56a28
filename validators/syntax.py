"""PV201: the file does not parse after the patch, and did before.

The real parser's word goes first, where there is one; else the grammar and the rules decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.model import Exhibit
from .balance import bracket_hint
from .introduced import place_in_patch
from .report import Finding, Severity
from .syntax_grammar import Fault, fault_of, grammar_faults
from .syntax_oracle import Opinion, Says, ask
from .validator import Code, Decided, NotRun, Outcome, Unchecked, validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..languages import Language
    from ..languages.oracles import Oracle
    from .change import Change, Source

# One slip makes a parser stumble many times; the first few tell where.
MOST_SHOWN = 3

NEW_SYNTAX_ERROR = Code(
    "PV201",
    "new-syntax-error",
    Severity.ERROR,
    """
What it finds: a file that the patch breaks: it holds a syntax error that the file before did not
have at that place. In languages whose grammar nobody measured it is a warning.

Why it matters: code that does not parse takes down everything that imports it, at its start.

Example: a hunk that drops the `)` of a call, or whose new block is indented by one space too few.

Instead: repair the line that the finding names, and check the patch again.
""",
)


@validator(check="syntax", codes=(NEW_SYNTAX_ERROR,))
def new_syntax_error(change: Change) -> Iterable[Outcome]:
    """The syntax of the file after the patch, by the strongest parser at hand."""
    after, language = change.after, change.language
    if after is None:
        yield NotRun("there is no file after the patch")
        return
    if language is None:
        yield NotRun("no known language")
        return
    if reason := _too_large(change, after):
        yield Unchecked(f"too large: {reason}")
        return
    from ..grammars import GrammarMissing, ParseStopped  # loads tree_sitter, 10 ms

    try:
        yield from _judged(change, language, after)
    except (ParseStopped, GrammarMissing) as reason_not_to:
        yield Unchecked(str(reason_not_to))


def _too_large(change: Change, after: Source) -> str:
    limits = change.options.limits
    size = len(after.data)
    if size > limits.file_bytes:
        return f"the file has {size:,} bytes, the limit is {limits.file_bytes:,}"
    # tree-sitter takes 9-20 s and 1-2 GB for 10 MB on one line.
    longest = max(map(len, after.lines), default=0) if size > limits.line_bytes else 0
    if longest > limits.line_bytes:
        return f"a line has {longest:,} bytes, the limit is {limits.line_bytes:,}"
    return ""


def _judged(change: Change, language: Language, after: Source) -> Iterator[Outcome]:
    oracle = change.oracles.for_language(language)
    reads = oracle is not None and oracle.reads(after.path, after.data)
    if oracle is None or not reads:
        if change.options.require_oracle:
            yield Unchecked(_why_no_oracle(language, oracle))
        yield from _by_grammar(change, language, after)
        return
    opinion = ask(oracle, change, after)
    if opinion.says is Says.NEW_ERRORS:
        yield Decided(oracle.label)
        faults = [_with_hint(fault, after) for fault in opinion.faults.new]
        yield from _findings(change, faults, Severity.ERROR, oracle.label)
    elif opinion.says is Says.ACCEPTED:
        yield Decided(oracle.label)
        yield from _lag_note(change, language, after, oracle.label)
    else:
        yield from _without_oracle(change, language, after, oracle.label, opinion)


def _without_oracle(
    change: Change, language: Language, after: Source, label: str, opinion: Opinion
) -> Iterator[Outcome]:
    """The oracle could not tell: the grammar is asked, and the reason is told."""
    if opinion.says is Says.CANNOT_TELL or change.options.require_oracle:
        yield Unchecked(opinion.reason, label)
    # A form that is too new for the oracle may be too new for the grammar as well.
    excused = {fault.line for fault in opinion.faults.old if opinion.says is Says.CANNOT_TELL}
    outcomes = list(_by_grammar(change, language, after, excused))
    yield from outcomes
    if opinion.says is Says.OLD_ERRORS and len(outcomes) == 1:
        yield from _old_note(change, opinion.faults.old)


def _by_grammar(
    change: Change, language: Language, after: Source, excused: Iterable[int | None] = ()
) -> Iterator[Outcome]:
    faults = grammar_faults(change, language, after)
    new = [fault for fault in faults.new if fault.line not in excused]
    label = _grammar_label(language, after)
    yield Decided(label)
    severity = Severity.ERROR if language.measured else Severity.WARNING
    yield from _findings(change, new, severity, label)
    if not new:
        yield from _old_note(change, faults.old)


def _findings(
    change: Change, faults: Sequence[Fault], severity: Severity, by: str
) -> Iterator[Finding]:
    shown = list(_with_causes(change, faults[:MOST_SHOWN]))
    for fault in shown:
        yield _finding(change, fault, severity, f"{fault.message} ({by})")
    rest = len(faults) - len(shown)
    if rest:
        message = f"{rest} more such places in this file, perhaps from the same cause"
        yield NEW_SYNTAX_ERROR.finding(message, severity=Severity.NOTE, path=change.file.path)


def _with_causes(change: Change, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Points from an error that stands outside the patch's own lines to what the patch did.

    The token that would make *that* line parse is then no way out, so its hint is left away; and
    where one bracket explains it all, one error is enough.
    """
    added = frozenset[int]() if change.file.is_binary else frozenset(change.lines.added)
    cause: str | None = None
    for fault in faults:
        if fault.line in added:
            yield fault
        elif not cause:
            cause = bracket_hint(change)
            yield fault._replace(hint=cause)


def _with_hint(fault: Fault, after: Source) -> Fault:
    """The oracle's fault with the way out that the grammar sees on that line, if it sees one."""
    problems = (fault_of(one) for one in after.tree.problems() if one.line == fault.line)
    return fault._replace(hint=next((one.hint for one in problems if one.hint), ""))


def _old_note(change: Change, faults: Sequence[Fault]) -> Iterator[Finding]:
    """An old error is not the patch's fault, and yet a reason not to trust the file."""
    for fault in faults[:1]:
        message = f"the file did not parse before the patch either: {fault.message}"
        yield _finding(change, fault, Severity.NOTE, message)


def _lag_note(change: Change, language: Language, after: Source, by: str) -> Iterator[Finding]:
    """The oracle takes what the grammar does not: told where the patch wrote the line."""
    added = frozenset(change.lines.added)
    for problem in after.tree.problems():
        if problem.line in added:
            label = _grammar_label(language, after)
            message = f"{label} does not know this code, {by} takes it: the grammar is older"
            yield _finding(change, fault_of(problem), Severity.NOTE, message)
            return


def _finding(change: Change, fault: Fault, severity: Severity, message: str) -> Finding:
    patch_line, hunk = place_in_patch(change, fault.line)
    return NEW_SYNTAX_ERROR.finding(
        message,
        severity=severity,
        hint=fault.hint if severity is not Severity.NOTE else "",
        path=change.file.path,
        line=fault.line,
        column=fault.column,
        end_line=fault.end_line,
        end_column=fault.end_column,
        patch_line=patch_line,
        hunk=hunk,
        exhibits=tuple(_exhibits(change, fault)),
    )


def _exhibits(change: Change, fault: Fault) -> Iterator[Exhibit]:
    if change.after is None or fault.line is None:
        return
    one_line = fault.end_line in (None, fault.line)
    yield Exhibit(
        label=str(fault.line),
        text=change.after.line_text(fault.line),
        path=change.file.path,
        line=fault.line,
        column=fault.column,
        end_column=fault.end_column if one_line else None,
        note=fault.message,
    )


def _grammar_label(language: Language, after: Source) -> str:
    from ..grammars import load_grammar

    label = load_grammar(language.grammar_for(after.path)).label
    return f"{label} + rules" if language.syntax_rules() else label


def _why_no_oracle(language: Language, oracle: Oracle | None) -> str:
    missing = f"no real parser for {language.title} here"
    spec = language.oracle()
    if spec is None:
        return f"{missing}: none is known; drop --require-oracle"
    if oracle is not None:
        return f"{missing}: {oracle.label} does not read such a file; drop --require-oracle"
    if spec.find() is None:
        return f"{missing}: install {spec.name} or drop --require-oracle"
    return f"{missing}: allow {spec.name} with --oracles auto or drop --require-oracle"
