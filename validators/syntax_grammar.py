"""What the grammar and the rules of a language hold against a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .balance import bracket_hint, opens_more
from .introduced import END_OF_FILE, comparable_before, new_ranges, split

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..grammars import SyntaxProblem, SyntaxTree
    from ..languages import Language
    from ..languages.rules import SyntaxRule, Violation
    from .change import Change, Source

# To tell new errors from old, all of them are wanted; past this many nobody could tell them apart.
MOST_COMPARED = 500


class Fault(NamedTuple):
    """An error in the image after, by whoever found it. Lines and columns as in a Finding."""

    message: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    hint: str = ""


class Faults(NamedTuple):
    """The errors that a patch brought in, and those that were there before."""

    new: tuple[Fault, ...] = ()
    old: tuple[Fault, ...] = ()


def grammar_faults(change: Change, language: Language, after: Source) -> Faults:
    """The faults by grammar and rules. Raises ParseStopped at the deadline.

    The image before is parsed only if there is something to compare, or rules that run faster
    with it: a run over what was touched costs less than the walk of a whole file.
    """
    before = comparable_before(change)
    problems = _problems(change, after, before)
    if problems.new:  # enough to know; and a query over a broken file of 100,000 tokens takes 10 s
        return problems
    violations = _violations(change, language.syntax_rules(), after, before)
    return Faults(problems.new + violations.new, problems.old + violations.old)


def fault_of(problem: SyntaxProblem) -> Fault:
    """The grammar's problem as a fault."""
    hint = f"add the `{problem.wanted}`" if _is_token(problem.wanted) else ""
    if problem.message.startswith("unclosed"):
        hint = f"close the `{problem.found}`"
    return Fault(
        problem.message,
        problem.line,
        problem.column,
        problem.end_line,
        problem.end_column,
        hint,
    )


def _problems(change: Change, after: Source, before: Source | None) -> Faults:
    if not after.tree.has_error:
        return Faults()
    if before is None or not before.tree.has_error:
        return Faults(tuple(map(fault_of, after.tree.problems())))
    problems = after.tree.problems(MOST_COMPARED)
    known = before.tree.problems(MOST_COMPARED)
    new, old = split(
        change,
        [(one, after.tree) for one in problems],
        [(one, before.tree) for one in known],
        _describe_problem,
    )
    # Behind a bracket that was never closed all is one error, in which the grammar sees no second
    # one. A bracket that the patch leaves open is told by counting, unless it repairs something.
    if not new and len(problems) == len(known) and opens_more(change):
        message = "a bracket stays open, in a file that did not parse before either"
        line = next(iter(change.lines.added), None)
        return Faults((Fault(message, line, hint=bracket_hint(change)),))
    return Faults(tuple(fault_of(one) for one, _ in new), tuple(fault_of(one) for one, _ in old))


def _describe_problem(row: tuple[SyntaxProblem, SyntaxTree]) -> tuple[int, Hashable]:
    problem, tree = row
    at_the_end = problem.start >= len(tree.source.rstrip())
    line = END_OF_FILE if at_the_end else problem.line
    return line, (problem.kind, problem.wanted, problem.found)


def _violations(
    change: Change, rules: tuple[SyntaxRule, ...], after: Source, before: Source | None
) -> Faults:
    if not rules:
        return Faults()
    from ..languages.rules import run_rules

    if before is None:
        return Faults(tuple(_fault(one, after.tree) for one in run_rules(rules, after.tree)))
    ranges = new_ranges(change)
    violations = run_rules(rules, after.tree, ranges=ranges, before=before.tree)
    if not violations:
        return Faults()
    new, old = split(
        change,
        [(one, after.tree) for one in violations],
        [(one, before.tree) for one in run_rules(rules, before.tree)],
        _describe_violation,
    )
    return Faults(tuple(_fault(*row) for row in new), tuple(_fault(*row) for row in old))


def _describe_violation(row: tuple[Violation, SyntaxTree]) -> tuple[int, Hashable]:
    violation, tree = row
    return tree.point(violation.start)[0], (violation.rule, violation.message)


def _fault(violation: Violation, tree: SyntaxTree) -> Fault:
    line, column = tree.point(violation.start)
    return Fault(violation.message, line, column, *tree.point(violation.end))


def _is_token(wanted: str) -> bool:
    """Whether `wanted` is text that can be typed in, as `)` is and `identifier` is not."""
    return bool(wanted) and not wanted[0].isalpha() and wanted[0] not in "_\n"
