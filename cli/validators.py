"""`patchvet validators`: every validator with its codes, built in or from a plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .listing import add_format, as_json, table

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..validators.validator import Validator
    from .console import Console

TITLE = "list the validators and their codes"

EPILOG = """\
examples:
  patchvet validators
  patchvet validators --format json    with the file and line of each
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options."""
    add_format(parser)


def execute(args: Namespace, console: Console) -> int:
    """Prints one row a code, in the order in which the checks run."""
    from ..validators.registry import Registry

    registry = Registry.discover()
    if args.format == "json":
        records = [_record(one) for one in registry.validators]
        console.write(as_json({"schema_version": 1, "validators": records}))
    else:
        rows = [row for one in registry.validators for row in _rows(one)]
        listed = {row[0] for row in rows}
        rows += [
            (code.code, code.name, code.severity.value, "-", "the checker itself", "all")
            for code in registry.codes
            if code.code not in listed
        ]
        console.write(table(("CODE", "NAME", "SEVERITY", "CHECK", "VALIDATOR", "LANGUAGES"), rows))
    return 0


def _rows(one: Validator) -> list[tuple[str, ...]]:
    languages = "all" if one.languages is None else ", ".join(sorted(one.languages))
    return [
        (code.code, code.name, code.severity.value, one.check, one.name, languages)
        for code in one.codes
    ]


def _record(one: Validator) -> dict[str, Any]:
    return {
        "name": one.name,
        "check": one.check,
        "languages": None if one.languages is None else sorted(one.languages),
        "origin": one.origin,
        "codes": [
            {"code": code.code, "name": code.name, "severity": code.severity.value}
            for code in one.codes
        ],
    }
