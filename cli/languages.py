"""`patchvet languages`: the languages known, their grammars, and the real parsers found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .listing import add_format, as_json, table

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..languages import Language
    from .console import Console

TITLE = "list the languages, their grammars and the real parsers found"

EPILOG = """\
examples:
  patchvet languages
  patchvet languages --format json    with every suffix and file name
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options."""
    add_format(parser)


def execute(args: Namespace, console: Console) -> int:
    """Prints one row a language; those with a grammar alone are only named."""
    from ..validators.registry import Registry

    languages = Registry.discover().languages
    if args.format == "json":
        records = [_record(one) for one in languages]
        console.write(as_json({"schema_version": 1, "languages": records}))
        return 0
    known = [_record(one) for one in languages if not one.fallback]
    console.write(table(("LANGUAGE", "SUFFIXES", "GRAMMAR", "FROM", "REAL PARSER"), _rows(known)))
    console.write(_fallbacks([one.name for one in languages if one.fallback]))
    return 0


def _record(language: Language) -> dict[str, Any]:
    spec = language.oracle()
    return {
        "name": language.name,
        "title": language.title,
        "suffixes": list(language.suffixes),
        "filenames": list(language.filenames),
        "grammar": _grammar(language.grammar),
        "measured": language.measured,
        "oracle": None if spec is None else {"name": spec.name, "found": spec.find()},
    }


def _grammar(name: str) -> dict[str, Any]:
    from ..grammars import GrammarMissing, load_grammar

    try:
        grammar = load_grammar(name)
    except GrammarMissing:
        return {"name": name, "label": None, "source": None, "abi": None}
    return {"name": name, "label": grammar.label, "source": grammar.source, "abi": grammar.abi}


def _rows(records: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for record in records:
        oracle = record["oracle"]
        found = "-" if oracle is None else oracle["found"] or f"{oracle['name']}: not installed"
        grammar = record["grammar"]
        label = grammar["label"] or f"{grammar['name']}: not installed"
        suffixes = " ".join(record["suffixes"])
        rows.append((record["name"], suffixes, label, grammar["source"] or "-", found))
    return rows


def _fallbacks(names: list[str]) -> str:
    import textwrap

    if not names:
        return ""
    what = f"{len(names)} more have a grammar alone; its errors are warnings there:"
    return "\n" + textwrap.fill(f"{what} {', '.join(names)}", width=98) + "\n"
