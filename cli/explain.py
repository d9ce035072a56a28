"""`patchvet explain`: what a code means, why it matters, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .listing import add_format, as_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..validators.registry import Registry
    from ..validators.validator import Code
    from .console import Console

TITLE = "explain a code"

EPILOG = """\
examples:
  patchvet explain PV102
  patchvet explain context-mismatch already-applied
  patchvet explain PV102 --format json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the command's options."""
    parser.add_argument("codes", nargs="+", metavar="CODE", help="PV102, or context-mismatch")
    add_format(parser)


def execute(args: Namespace, console: Console) -> int:
    """Prints the page of each code. Raises CommandError for an unknown one."""
    from ..validators.registry import Registry

    registry = Registry.discover()
    pages = [_page(registry, key) for key in args.codes]
    if args.format == "json":
        console.write(as_json({"schema_version": 1, "codes": pages}))
    else:
        console.write("\n".join(map(_text, pages)))
    return 0


def _page(registry: Registry, key: str) -> dict[str, Any]:
    code = registry.code(key)
    if code is None:
        raise _unknown(registry, key)
    owner = next((one for one in registry.validators if code in one.codes), None)
    languages = owner.languages if owner else None
    return {
        "code": code.code,
        "name": code.name,
        "severity": code.severity.value,
        # Only PV901 has no validator: it is about those that crash.
        "check": owner.check if owner else None,
        "validator": owner.name if owner else None,
        "languages": sorted(languages) if languages is not None else None,
        "doc": code.doc.strip(),
    }


def _text(page: dict[str, Any]) -> str:
    facts = [f"severity: {page['severity']}"]
    if page["check"]:
        facts += [f"check: {page['check']}", f"validator: {page['validator']}"]
    if page["languages"]:
        facts.append(f"languages: {', '.join(page['languages'])}")
    return f"{page['code']} {page['name']}\n{' · '.join(facts)}\n\n{page['doc']}\n"


def _unknown(registry: Registry, key: str) -> Exception:
    from .failures import CommandError

    return CommandError("unknown-code", what=key, nearest=_way_out(registry.codes, key))


def _way_out(codes: tuple[Code, ...], key: str) -> str:
    from difflib import get_close_matches

    known = {name: one for one in codes for name in (one.code.lower(), one.name)}
    near = get_close_matches(key.lower(), known, n=1)
    if not near:
        return "`patchvet validators` lists them all"
    return f"did you mean {known[near[0]].code} {known[near[0]].name}?"
