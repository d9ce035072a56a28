"""`patchvet`: finds the command, runs it, and turns whatever happens into an exit status."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from . import check, explain, heal, languages, trace, validators
from .console import Console
from .failures import FAILURES, CommandError, Telling
from .parser import SUPPRESS, Answered, Parser, VersionAction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from .output import Trouble

# A command is a module with TITLE, EPILOG, `add_arguments(parser)` and `execute(args, console)`.
COMMANDS: dict[str, ModuleType] = {
    "check": check,
    "explain": explain,
    "heal": heal,
    "languages": languages,
    "trace": trace,
    "validators": validators,
}

DESCRIPTION = """\
Vets patches before anything runs them: accepted, rejected or unchecked, always with evidence.
Reads only; works offline.

commands:
"""

EPILOG = """\
examples:
  patchvet check fix.patch       judge a patch against the repository that you are in
  git diff | patchvet check -    judge what you changed (add --rev HEAD: it is applied already)
  patchvet explain PV102         what a code means, and what to do about it

`patchvet COMMAND --help` lists the options of a command.
"""


def make_parser() -> Parser:
    """The parser of the whole command line."""
    # The commands stand in the description: argparse's own list of them wraps after 7 letters.
    listed = "".join(f"  {name:12}{command.TITLE}\n" for name, command in COMMANDS.items())
    parser = Parser(
        prog="patchvet",
        usage="patchvet [--help] [--version] COMMAND ...",
        description=DESCRIPTION + listed,
        epilog=EPILOG,
    )
    parser.add_argument("--version", action=VersionAction, help="show the version and exit")
    commands = parser.add_subparsers(
        metavar="COMMAND", dest="command", required=True, prog="patchvet", help=SUPPRESS
    )
    for name, command in COMMANDS.items():
        about = f"{command.TITLE.capitalize()}."
        command.add_arguments(commands.add_parser(name, description=about, epilog=command.EPILOG))
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line `argv` (without the program's name) and returns its exit status.

    Never raises and never exits: every failure is one line on standard error and a status.
    """
    console = Console()
    troubles: list[Trouble] = []
    try:
        with Telling(console, troubles):
            return _execute(sys.argv[1:] if argv is None else argv, console)
    except KeyboardInterrupt:
        console.tell(str(CommandError("interrupted")))
        return FAILURES["interrupted"].status
    return troubles[-1].status


def _execute(argv: Sequence[str], console: Console) -> int:
    try:
        args = make_parser().parse_args(argv)
    except Answered as answer:
        console.write(str(answer))
        return 0
    status: int = COMMANDS[args.command].execute(args, console)
    return status


def run() -> None:
    """The console script. Never returns."""
    # A run is short and makes few cycles: collecting as often as a server must costs a tenth of it.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(main())
