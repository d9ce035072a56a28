"""Whether what takes the place of a value works where the value is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ...languages.words import words
from ._delta import new_leaves
from ._judgement import CANNOT_TELL, Evidence, Judgement, judgement
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.remedies import Facts
    from ._judge import Case

# The fields and methods of plain values that constants stand for: CPython 3.11's str, list and
# dict, ECMAScript 2024's String and Array. What is not here is not known to be there.
_FIELDS = {
    "text": words(
        "capitalize casefold center count encode endswith expandtabs find format format_map index "
        "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable "
        "isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix "
        "replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip "
        "swapcase title translate upper zfill "
        "length at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf "
        "localeCompare match matchAll normalize padEnd padStart repeat replaceAll search slice "
        "startsWith substring toLowerCase toUpperCase toString trim trimEnd trimStart valueOf "
        "isEmpty isBlank equals compareTo contains chars"
    ),
    "list": words(
        "append clear copy count extend index insert pop remove reverse sort "
        "length at concat every fill filter find findIndex findLast flat flatMap forEach includes "
        "indexOf join keys lastIndexOf map push reduceRight shift slice some splice "
        "toSorted toReversed unshift values entries "
        "size isEmpty stream add contains iterator addAll"
    ),
    "mapping": words("clear copy get items keys pop setdefault update values"),
}
_ARITHMETIC = words("+ - * / // % **")


def kind_of(value: p.Node | None) -> str | None:
    """The kind of a constant or an empty collection; None for all else."""
    if value is None:
        return "null"
    if isinstance(value, p.Literal):
        kinds = {"null": "null", "undefined": "null", "bool": "bool", "str": "text", "char": "text"}
        if value.kind in kinds:
            return kinds[value.kind]
        return "number" if value.kind in ("int", "long", "float", "float32", "bigint") else None
    if isinstance(value, p.Collection) and not value.items and value.kind != "set":
        return "list"
    if isinstance(value, p.Mapping) and not value.entries and value.kind in ("dict", "object"):
        return "mapping"
    return None


def supports(use: p.Node, operand: str, kind: str, facts: Facts) -> bool:
    """Whether a constant of the kind may stand for `operand` in the expression `use`."""
    return not any(_clashes(one, operand, kind, facts) for one in p.walk(use))


def _clashes(use: p.Node, operand: str, kind: str, facts: Facts) -> bool:
    if isinstance(use, p.Member) and spell(use.object) == operand:
        if use.optional and kind == "null":
            return False
        if facts.untyped and kind == "mapping":
            return False
        return use.name not in _FIELDS.get(kind, ())
    if isinstance(use, p.Index) and spell(use.object) == operand:
        if facts.untyped:
            return kind == "null" and not use.optional
        return True
    if isinstance(use, p.Await) and spell(use.value) == operand:
        return not facts.untyped
    if isinstance(use, p.Binary) and use.operator in _ARITHMETIC:
        sides = (spell(use.left), spell(use.right))
        return (
            operand in sides and not facts.untyped and kind in ("null", "list", "mapping", "text")
        )
    if isinstance(use, p.Call) and spell(use.function) == operand:
        return not (use.optional and kind == "null")
    if isinstance(use, p.Formatted) and spell(use.value) == operand and use.spec:
        return kind != "number" if use.spec[-1] in "bcdeEfFgGnoxX%" else kind in ("null", "list")
    if isinstance(use, p.ForEach | p.Clause) and spell(use.iterable) == operand:
        return kind in ("null", "number", "bool") or (facts.untyped and kind == "mapping")
    if isinstance(use, p.Assign) and use.value is not None and spell(use.value) == operand:
        if isinstance(use.target, p.Collection) and not use.several:
            return True
        return isinstance(use.target, p.Mapping) and kind == "null"
    return False


def trips(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A constant is given back now that is not of the kind of all else that is, or that a caller
    cannot work with.
    """
    there = {id(one) for one in p.walk(new)}
    for leaf in new_leaves(old, new, case.after.facts):
        if id(leaf) not in there or not isinstance(leaf, p.Return):
            continue
        kind = kind_of(leaf.value)
        if kind is None:
            continue
        if kind != "null" and _is_odd(kind, old, new):
            return judgement(
                CANNOT_TELL,
                f"`{new.name}` gives {_ARTICLES[kind]} here, which it gives nowhere else",
                Evidence("given back", path, leaf.place.line),
            )
        use = _tripped(case, path, new, kind, 0)
        if use is not None:
            return judgement(
                CANNOT_TELL,
                f"`{spell(use)}` does not work with what `{new.name}` gives back here",
                Evidence("given back", path, leaf.place.line),
                Evidence("used", path, use.place.line),
            )
    return None


_ARTICLES = {
    "number": "a number", "text": "a text", "bool": "a truth value",
    "list": "a list", "mapping": "a mapping",
}  # fmt: skip
_WRITTEN = {
    "str": "text", "int": "number", "float": "number", "bool": "bool",
    "list": "list", "List": "list", "Sequence": "list", "Iterable": "list",
    "dict": "mapping", "Dict": "mapping", "Mapping": "mapping",
}  # fmt: skip


def _is_odd(kind: str, old: p.Function, new: p.Function) -> bool:
    written = new.results[0] if len(new.results) == 1 else ""
    if written:
        kinds = {_WRITTEN.get(one.strip().partition("[")[0], "") for one in written.split("|")}
        return not ({kind, ""} & kinds)
    if old.body is None:
        return False
    known = {
        _made(one.value) for one in p.walk(old.body) if isinstance(one, p.Return) and one.value
    }
    return bool(known) and "" not in known and kind not in known


def _made(value: p.Node) -> str:
    """The kind of what an expression gives, where its form tells."""
    if isinstance(value, p.Template):
        return "text"
    if isinstance(value, p.Collection):
        return "list" if value.kind in ("list", "array", "slice") else ""
    if isinstance(value, p.Mapping):
        return "mapping"
    if isinstance(value, p.Comprehension):
        return {"list": "list", "dict": "mapping"}.get(value.kind, "")
    return kind_of(value) or ""


def _tripped(case: Case, path: str, function: p.Function, kind: str, depth: int) -> p.Node | None:
    """A use of what the function gives that does not work with a constant of the kind."""
    if not function.name or depth > 2 or "generator" in function.flags:
        return None
    facts = case.after.facts
    for step in case.after.steps:
        body = step.function.body
        if body is None or step.function.place == function.place:
            continue
        for call in p.walk(body):
            if not isinstance(call, p.Call) or last_name(call.function) != function.name:
                continue
            texts = {spell(call)}
            for one in p.walk(body):
                if isinstance(one, p.Await) and spell(one.value) in texts:
                    texts.add(spell(one))
            texts |= set(_held(body, texts))
            for use in _uses(body):
                if any(_clashes(use, text, kind, facts) for text in texts):
                    return use
            if any(
                isinstance(one, p.Return) and one.value is not None and spell(one.value) in texts
                for one in p.walk(body)
            ):
                deeper = _tripped(case, path, step.function, kind, depth + 1)
                if deeper is not None:
                    return deeper
    return None


def _held(body: p.Block, texts: set[str]) -> Iterator[str]:
    """The variables that hold it and that nobody tests."""
    for one in p.walk(body):
        if isinstance(one, p.Assign) and one.value is not None and spell(one.value) in texts:
            name = spell(one.target)
            if isinstance(one.target, p.Name) and not _is_tested(body, name):
                yield name


def _is_tested(body: p.Block, name: str) -> bool:
    tests: list[p.Node] = []
    for one in p.walk(body):
        if isinstance(one, p.If | p.Conditional | p.While) and one.test is not None:
            tests.append(one.test)
        elif isinstance(one, p.Logical):
            tests.append(one.left)
        elif isinstance(one, p.Clause):
            tests += one.tests
    return any(
        isinstance(part, p.Name) and part.name == name for test in tests for part in p.walk(test)
    )


def _uses(body: p.Block) -> Iterator[p.Node]:
    return (one for one in p.walk(body) if isinstance(one, _USES))


_USES = (p.Member, p.Index, p.Binary, p.Call, p.ForEach, p.Clause, p.Assign, p.Formatted)
