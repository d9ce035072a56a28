"""A module that wasn't found: whether the name that is made now is one of a file that is there.

What the program put into the name is read from the message, which tells the path that was missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ...patterns import lazy_compile
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, UNRELATED, Evidence, Judgement, judgement
from ._loose import swallowed
from ._modules import module_file

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from ._judge import Case
    from ._run import Step

_MISSING = lazy_compile(r"Cannot find (?:module|package) '([^']+)'")
_LOADERS = ("require", "import")


def required_now(case: Case) -> Judgement | None:
    """The verdict for a file that `require` or `import` didn't find; None if it can't be told."""
    match = _MISSING.search(case.message)
    if match is None:
        return None
    caught = swallowed(case)
    if caught is not None:
        return caught
    missing = match[1]
    old, new = case.before.steps[-1], case.after.steps[-1]
    here = Evidence(f"not found: `{missing}`", old.path, case.site.node.place.line, "before")
    loads = list(_loads(new))
    before = [one for one in _loads(old) if _is_at(one, case)]
    if not before:
        return None
    known = _parts(before[0], old)
    filled = _filled(known, missing)
    if _is_there(case, missing, old.path):
        return judgement(ADDRESSES, f"`{missing}` is there now", here)
    literal = _put_right(case, filled, known, here)
    if literal is not None:
        return literal
    answers: set[str] = set()
    for one in loads:
        parts = _parts(one, new)
        if [text for text, _ in parts] == [text for text, _ in known]:
            answers.add(UNRELATED)
            continue
        path = "".join(text if is_text else filled.get(text, "\0") for text, is_text in parts)
        if "\0" in path:
            answers.add(CANNOT_TELL)
        else:
            answers.add(ADDRESSES if _is_there(case, path, new.path) else UNRELATED)
    if answers == {ADDRESSES}:
        there = Evidence(f"now: `{spell(loads[0])}`", new.path, loads[0].place.line)
        return judgement(ADDRESSES, "what is loaded now is there", here, there)
    if answers == {UNRELATED}:
        return _same(case, here)
    return None


def _same(case: Case, here: Evidence) -> Judgement:
    """The same name is made: unless what it is made of is changed elsewhere."""
    names = {
        one.name
        for step in case.before.steps
        for one in p.walk(step.function)
        if isinstance(one, p.Name)
    }
    own = {one.qualified for one in (step.function for step in case.before.steps)}
    for one in case.changed:
        is_kept = not one.is_new and not one.is_gone
        if one.kind in ("variable", "field") and one.name in names and is_kept:
            return _fewer(case, one.name, here)
        if one.kind == "function" and one.qualified not in own and one.name in _called(case):
            return judgement(
                CANNOT_TELL, f"the patch changes `{one.name}`, from which the name may come", here
            )
    return judgement(UNRELATED, "the same module is asked for, and it isn't there", here)


def _called(case: Case) -> set[str]:
    step = case.before.steps[-1]
    return {
        one.function.name
        for one in p.walk(step.function)
        if isinstance(one, p.Call) and isinstance(one.function, p.Name)
    }


def _fewer(case: Case, name: str, here: Evidence) -> Judgement:
    """A table from which entries were taken, and nothing else: what they were for is gone."""
    sizes = []
    for side in (case.before, case.after):
        file = side.image.file(side.steps[-1].path)
        values = [] if file is None else [one.value for one in file.variables.get(name, ())]
        sizes.append(
            {
                spell(entry)
                for value in values
                if isinstance(value, p.Mapping)
                for entry in value.entries
            }
        )
    if sizes[1] < sizes[0]:
        return judgement(MASKS, f"what was missing is taken out of `{name}`", here)
    return judgement(CANNOT_TELL, f"the patch changes `{name}`, from which the name may come", here)


def _put_right(
    case: Case, filled: dict[str, str], known: list[tuple[str, bool]], here: Evidence
) -> Judgement | None:
    """A text in the file that the missing name was made of, replaced by one that fits a file."""
    paths = {one.path for one in case.changed}
    for text in filled.values():
        for path in paths:
            old, new = (side.image.file(path) for side in (case.before, case.after))
            if old is None or new is None:
                continue
            gone, fresh = _texts(old.module), _texts(new.module)
            if text not in gone or text in fresh:
                continue
            for other in sorted(fresh - gone):
                made = "".join(
                    one
                    if is_text
                    else (other if filled.get(one) == text else filled.get(one, "\0"))
                    for one, is_text in known
                )
                if "\0" not in made and _is_there(case, made, case.after.steps[-1].path):
                    return judgement(ADDRESSES, f"`{text}` is put right: `{other}`", here)
    return None


def _texts(node: p.Node) -> set[str]:
    return {
        str(one.value) for one in p.walk(node) if isinstance(one, p.Literal) and one.kind == "str"
    }


def _is_at(node: p.Call, case: Case) -> bool:
    place = case.site.node.place
    return place.start <= node.place.start < place.end or node.place == place


def _loads(step: Step) -> Iterator[p.Call]:
    for one in p.walk(step.function):
        if not isinstance(one, p.Call) or not isinstance(one.function, p.Name):
            continue
        if one.function.name in _LOADERS and len(one.arguments) == 1:
            yield one


def _parts(call: p.Call, step: Step) -> list[tuple[str, bool]]:
    """The name as texts (True) and as what isn't known, spelt (False)."""
    return list(_flat(call.arguments[0].value, step, 0))


def _flat(node: p.Node, step: Step, depth: int) -> Iterator[tuple[str, bool]]:
    if isinstance(node, p.Literal) and node.kind == "str":
        yield str(node.value), True
    elif isinstance(node, p.Template):
        for part in node.parts:
            yield from _flat(part.value if isinstance(part, p.Formatted) else part, step, depth)
    elif isinstance(node, p.Binary) and node.operator == "+":
        yield from _flat(node.left, step, depth)
        yield from _flat(node.right, step, depth)
    elif isinstance(node, p.Name) and node.name == "__dirname":
        yield "./", True
    elif _is_join(node):
        assert isinstance(node, p.Call), "asked above"
        for place, one in enumerate(node.arguments):
            if place:
                yield "/", True
            yield from _flat(one.value, step, depth)
    else:
        value = _value(node, step) if isinstance(node, p.Name) and depth < 4 else None
        if value is None:
            yield spell(node), False
        else:
            yield from _flat(value, step, depth + 1)


def _is_join(node: p.Node) -> bool:
    return (
        isinstance(node, p.Call)
        and isinstance(node.function, p.Member)
        and node.function.name in ("join", "resolve")
        and isinstance(node.function.object, p.Name)
        and node.function.object.name == "path"
    )


def _value(node: p.Name, step: Step) -> p.Node | None:
    values = [
        one.value
        for one in p.walk(step.function)
        if isinstance(one, p.Assign)
        and isinstance(one.target, p.Name)
        and one.target.name == node.name
    ]
    value = values[0] if len(values) == 1 else None
    return value if isinstance(value, p.Literal | p.Template | p.Binary | p.Call) else None


def _filled(parts: list[tuple[str, bool]], missing: str) -> dict[str, str]:
    """What stood for the unknown parts in the path that was missing."""
    import re as regex

    texts: list[str] = []
    names: list[str] = []
    for text, is_text in parts:
        if is_text:
            texts.append(regex.escape(text.replace("../", "").replace("./", "")))
        elif text in names:
            texts.append(f"(?P=n{names.index(text)})")
        else:
            texts.append(f"(?P<n{len(names)}>[^/]+)")
            names.append(text)
    pattern = "".join(texts).replace("//", "/")
    found: re.Match[str] | None = regex.search(
        f"(?:^|/){pattern.lstrip('/')}(?:\\.[cm]?js)?$", missing
    )
    return {} if found is None else {name: found[f"n{n}"] for n, name in enumerate(names)}


def _is_there(case: Case, path: str, home: str) -> bool:
    """Whether the tree has the file after the patch."""
    path = path.replace(".//", "./").removeprefix("file://")
    if not path.startswith("/"):
        wanted = path if path.startswith(".") else f"./{path}"
        return module_file(case.after, home, wanted) is not None
    parts = [one for one in path.split("/") if one]
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        if len(parts) - start > 1 and _loads_as(case, tail):
            return True
    return False


def _loads_as(case: Case, path: str) -> bool:
    return any(case.after.image.file(path + one) is not None for one in ("", ".js", ".mjs", ".cjs"))
