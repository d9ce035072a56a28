"""`patchvet check`: judges patches against a source tree."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from .output import Run, format_names, load_format
from .parser import comma_list, count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from ..languages.traces import Trace
    from ..patches.trees import SourceTree
    from ..validators.check import Checker
    from ..validators.options import Options
    from ..validators.plan import Plan
    from ..validators.report import Report
    from .console import Console

TITLE = "judge patches against a source tree"

EPILOG = """\
exit status:
  0  every patch is accepted        1  a patch is rejected
  2  wrong usage, unreadable input  3  a patch is unchecked
  4  internal error; where several apply, 4 goes before 2, 1 and 3

examples:
  patchvet check fix.patch                 against the work tree of this repository
  git diff | patchvet check - --rev HEAD   what is about to be committed
  patchvet check --stack 00*.patch         a series, each on top of those before
  patchvet check fix.patch --error app.log does it address the error in the log?
  patchvet check fix.patch --format json   for programs
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options; every one is described in docs/cli.md."""
    add = parser.add_argument
    add("patches", nargs="+", metavar="PATCH", help="a patch file; - is standard input")

    tree = parser.add_argument_group("what to judge against").add_argument
    tree(
        "--root",
        metavar="DIR",
        help="the source tree (default: git's top level above the current folder, else that)",
    )
    tree("--rev", metavar="REV", help="a git revision of DIR instead of the files on disk")
    tree(
        "-p",
        dest="strip",
        metavar="N",
        type=count,
        help="leading path components to take off, as in git apply (default: detected)",
    )
    tree("--stack", action="store_true", help="the patches are a series: each sees those before")

    how = parser.add_argument_group("how to judge").add_argument
    how(
        "--error",
        metavar="LOG",
        help="a log with the error that the patch is to address; - is standard input",
    )
    names: dict[str, Any] = {
        "action": "extend",
        "type": comma_list(),
        "default": [],
        "metavar": "CODES",
    }
    how(
        "--select",
        **names,
        help="only these: codes, prefixes (PV3), names, checks; a,b or repeated",
    )
    how("--ignore", **names, help="not these; format, applies and path safety always run")
    how(
        "--allow",
        action="extend",
        type=comma_list(("symlink", "submodule")),
        default=[],
        metavar="KINDS",
        help="take entries that are refused by default: symlink, submodule",
    )
    how(
        "--scope",
        choices=("auto", "patch", "tree"),
        default="auto",
        help="where to look for uses of what the patch takes away: its files and their folders "
        "(patch), all files (tree), or all files for what is public (default: auto)",
    )
    how(
        "--oracles",
        default="auto",
        metavar="WHICH",
        help="real parsers to ask: auto (all that are installed), embedded (starts no process), "
        "none, or names joined by commas (default: auto)",
    )
    how(
        "--require-oracle",
        action="store_true",
        help="a file that no real parser judged is unchecked",
    )
    _add_result_arguments(parser)


def _add_result_arguments(parser: ArgumentParser) -> None:
    result = parser.add_argument_group("what comes out").add_argument
    result(
        "--format",
        choices=format_names(),
        default="text",
        help="how to write the report (default: text)",
    )
    result(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the text: auto is on a terminal only; NO_COLOR and FORCE_COLOR are honoured",
    )
    result(
        "--fail-on",
        choices=("error", "warning", "never"),
        default="error",
        help="the least severity that rejects; never: a rejection leaves the exit status at 0 "
        "(default: error)",
    )
    result("--allow-unchecked", action="store_true", help="exit 0 where a patch is unchecked")


def execute(args: Namespace, console: Console) -> int:
    """Judges every patch, prints as it goes, and returns the exit status."""
    from ..validators.check import Checker  # the rest of patchvet: `--help` goes without it
    from .exit_status import exit_status
    from .inputs import open_tree, source_name

    started = perf_counter()
    _demand_one_stdin([*args.patches, *([args.error] if args.error else [])])
    run = Run(sources=[source_name(patch) for patch in args.patches], limited_by=_limits(args))
    style, output = console.style(args.color), load_format(args.format)
    with Checker(options=_options(args)) as checker, open_tree(args.root, args.rev) as tree:
        for report in _judge_all(args, tree, checker, run, console):
            run.reports.append(report)
            console.write(output.patch(report, run, style))
    run.elapsed = perf_counter() - started
    run.status = exit_status(run, fail_on=args.fail_on, allow_unchecked=args.allow_unchecked)
    console.write(output.end(run, style))
    return run.status


def _demand_one_stdin(patches: Sequence[str]) -> None:
    from .failures import CommandError
    from .inputs import STDIN

    if patches.count(STDIN) > 1:
        raise CommandError("stdin-twice")


def _options(args: Namespace) -> Options:
    from ..validators.options import Options

    return Options(
        oracles=args.oracles,
        select=tuple(args.select),
        ignore=tuple(args.ignore),
        strip=args.strip,
        allow=frozenset(args.allow),
        scope=args.scope,
        fail_on=args.fail_on,
        require_oracle=args.require_oracle,
        error=None if args.error is None else _errors(args.error),
    )


def _errors(argument: str) -> tuple[Trace, ...]:
    """The errors of the log. Raises CommandError for one that cannot be read or that has none."""
    from ..languages.trace_log import read_traces
    from .failures import CommandError
    from .inputs import read_log, source_name

    traces = read_traces(read_log(argument))
    if not traces:
        raise CommandError("log-without-error", what=source_name(argument))
    return traces


def _limits(args: Namespace) -> list[str]:
    """The options that leave checks out: a verdict that they limit says so."""
    chosen = {"--select": args.select, "--ignore": args.ignore}
    return [f"{option} {','.join(names)}" for option, names in chosen.items() if names]


def _judge_all(
    args: Namespace, tree: SourceTree, checker: Checker, run: Run, console: Console
) -> Iterator[Report]:
    """Reads all patches before it judges the first, so that an oracle in batches starts once.

    One that cannot be read or judged is told, and the rest goes on; those that stand on top of it
    (`--stack`) have no base.
    """
    from .failures import CommandError, Telling
    from .inputs import read_patch, source_name

    plans: list[tuple[str, Plan]] = []
    for patch in args.patches:
        plan, source = None, source_name(patch)
        with Telling(console, run.troubles, source):
            data = read_patch(patch, checker.options.limits.patch_bytes)
            plan = checker.plan(data, tree, source=source)
            plans.append((source, plan))
        if args.stack and plan is not None:
            tree = plan.result
        elif args.stack and patch != args.patches[-1]:
            with Telling(console, run.troubles):
                raise CommandError("stack-broken", what=source)
            break
    with Telling(console, run.troubles):
        checker.prepare([plan for _, plan in plans])
    for source, plan in plans:
        report = None
        with Telling(console, run.troubles, source):
            report = checker.judge(plan)
        if report is not None:
            yield report
