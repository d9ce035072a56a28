"""The command's argument parser: argparse, with failures raised and help handed back."""

from __future__ import annotations

import argparse
import os
from argparse import SUPPRESS
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from .._version import __version__
from .failures import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["SUPPRESS", "Answered", "Parser", "VersionAction", "comma_list", "count"]


class Answered(Exception):  # noqa: N818 - not a fault: `--help` and `--version` end the parsing
    """The call is answered by a text alone."""


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps examples as they are written, and knows its width.

    argparse asks shutil for the width whenever an argument is added; importing shutil, with its
    compression modules, costs 4 ms, a tenth of what the whole command may.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=_width())


@cache
def _width() -> int:
    try:
        columns = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 100
    return min(max(columns, 60), 100) - 2


class Parser(argparse.ArgumentParser):
    """Raises CommandError for a wrong call and Answered for `--help`; never exits, never prints."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", HelpFormatter)
        # An option that is cut short today may be ambiguous tomorrow.
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise CommandError("usage", usage=self.format_usage(), what=message, command=self.prog)

    def print_help(self, file: object = None) -> NoReturn:
        raise Answered(self.format_help())


class VersionAction(argparse.Action):
    """`--version`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, *_: object) -> NoReturn:
        raise Answered(f"patchvet {__version__}\n")


def comma_list(choices: Sequence[str] = ()) -> Callable[[str], list[str]]:
    """Reads `a,b`; to be used with action="extend", so that the option may be repeated."""

    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        unknown = [name for name in names if choices and name not in choices]
        if unknown:
            raise argparse.ArgumentTypeError(
                f"invalid choice: '{unknown[0]}' (choose from {', '.join(choices)})"
            )
        if not names:
            raise argparse.ArgumentTypeError("names nothing")
        return names

    return read


def count(text: str) -> int:
    """Reads a number that is not negative."""
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of path components")
    return int(text)
