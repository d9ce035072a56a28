"""What the listing commands share: tables that line up, JSON that is ASCII, `--format`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence


def add_format(parser: ArgumentParser) -> None:
    """Declares `--format text|json` for a command that lists something."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how to write it (default: text)",
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their heads, columns two spaces apart."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def as_json(document: object) -> str:
    """`document` as ASCII JSON, with its line end."""
    import json

    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
