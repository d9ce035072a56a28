"""`patchvet trace`: the errors in a log, as they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .inputs import read_log, source_name
from .listing import add_format, as_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .console import Console

TITLE = "read the errors out of a log"

EPILOG = """\
examples:
  patchvet trace app.log
  kubectl logs deploy/shop | patchvet trace -
  patchvet trace app.log --root . --library vendor/ --format json
"""

FOUND, NONE_FOUND = 0, 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options."""
    parser.add_argument("log", metavar="LOG", help="a log file; `-` is standard input")
    parser.add_argument("--root", metavar="DIR", help="name the files of this source tree too")
    for owner, whose in (("application", "your own"), ("library", "a library's")):
        parser.add_argument(
            f"--{owner}",
            metavar="PREFIX",
            action="append",
            default=[],
            help=f"paths or modules that start so are {whose}; may be repeated",
        )
    add_format(parser)


def execute(args: Namespace, console: Console) -> int:
    """Prints every error. Status 0 if there is one, 1 if not."""
    from ..languages.trace_log import read_traces
    from .output.trace_json import trace_to_json
    from .output.trace_text import traces_text

    traces = read_traces(read_log(args.log), application=args.application, library=args.library)
    locator = None
    if args.root is not None:
        from ..languages.locating import Locator
        from ..patches.trees import WorkTree

        locator = Locator(WorkTree(args.root))
    name = source_name(args.log)
    if args.format == "json":
        errors = [trace_to_json(one, locator) for one in traces]
        console.write(as_json({"schema_version": 1, "source": name, "errors": errors}))
    else:
        console.write(traces_text(traces, name, locator, console.style("never")))
    return FOUND if traces else NONE_FOUND
