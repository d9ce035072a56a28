"""What a patch changes in effect: functions, fields, variables and imports, without what only reads
differently or only reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ._values import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.remedies import Facts
    from ._images import File


class Changed(NamedTuple):
    """One thing that is not as it was.

    `kind`: "function", "field", "variable", "import" or "statement". `writes` are the names of
    the fields, keys and variables whose writers changed; `calls` the names that it calls.
    """

    kind: str
    name: str
    qualified: str
    path: str
    line: int
    writes: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    is_new: bool = False
    is_gone: bool = False


def changes_between(old: File | None, new: File | None, facts: Facts) -> list[Changed]:
    """All that differs in effect between two images of a file."""
    before = {} if old is None else _members(old, facts)
    after = {} if new is None else _members(new, facts)
    path = new.path if new is not None else old.path if old is not None else ""
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key, []), after.get(key, [])
        if [text for text, _ in was] == [text for text, _ in now]:
            continue
        found.append(_changed(key, was, now, path, facts))
    return found


Key = tuple[str, str]
Spelt = list[tuple[str, p.Node]]


def _changed(key: Key, was: Spelt, now: Spelt, path: str, facts: Facts) -> Changed:
    kind, qualified = key
    old, new = {text for text, _ in was}, {text for text, _ in now}
    different = [node for text, node in was if text not in new]
    different += [node for text, node in now if text not in old]
    node = (now or was)[0][1]
    for text, one in now:
        if text not in old:
            node = one
            break
    writes = _written_anew(was, now, facts)
    calls = frozenset(name for one in different for name in _called(one))
    name = qualified.rpartition(".")[2]
    return Changed(kind, name, qualified, path, node.place.line, writes, calls, not was, not now)


def _written_anew(was: Spelt, now: Spelt, facts: Facts) -> frozenset[str]:
    """The names that are written in another way, and those that are written with such a name."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for side, found in ((was, before), (now, after)):
        for _, node in side:
            for name, text in _written(node, facts):
                found.setdefault(name, []).append(text)
    different = {
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    }
    for _ in range(3):
        for name, texts in (*before.items(), *after.items()):
            if any(different & names_in(text) for text in texts):
                different.add(name)
    return frozenset(different - {"", "this"})


def _written(node: p.Node, facts: Facts) -> Iterator[tuple[str, str]]:
    used = (
        {id(one.value) for one in p.walk(node) if isinstance(one, p.Expression)}
        if facts.untyped
        else set()
    )
    for one in p.walk(node):
        if isinstance(one, p.Assign):
            yield from _target(one.target, spell(one))
        elif isinstance(one, p.Call) and isinstance(one.function, p.Member):
            # What a method does to its receiver is a change of it, too.
            name = one.function.name
            if facts.untyped and name not in facts.changing and id(one) not in used:
                continue
            yield _last(one.function.object), spell(one)
        elif isinstance(one, p.Entry) and isinstance(one.key, p.Literal):
            yield str(one.key.value), spell(one)
        elif isinstance(one, p.Argument) and one.name:
            yield one.name, spell(one)


def _target(target: p.Node, text: str) -> Iterator[tuple[str, str]]:
    if isinstance(target, (p.Name, p.Member)):
        yield target.name, text
    elif isinstance(target, p.Index):
        yield _last(target.object), text
        if isinstance(target.key, p.Literal):
            yield str(target.key.value), text
    elif isinstance(target, p.Collection):
        for item in target.items:
            yield from _target(item, text)


def _last(node: p.Node) -> str:
    return node.name if isinstance(node, p.Name | p.Member) else ""


def _called(node: p.Node) -> Iterator[str]:
    for one in p.walk(node):
        if isinstance(one, p.Call):
            yield _last(one.function)


def _members(file: File, facts: Facts) -> dict[Key, Spelt]:
    """All parts of a file, by kind and name, with their spelling."""
    found: dict[Key, Spelt] = {}
    for node in file.module.body:
        _collect(node, facts, "", found)
    return found


def _collect(node: p.Node, facts: Facts, inside: str, found: dict[Key, Spelt]) -> None:
    if isinstance(node, p.Function):
        key = ("function", node.qualified or node.name)
        found.setdefault(key, []).append((spell(reduced(node, facts)), node))
    elif isinstance(node, p.Class):
        head = node._replace(body=())
        found.setdefault(("class", node.qualified), []).append((spell(head), node))
        for part in node.body:
            _collect(part, facts, node.qualified, found)
    elif isinstance(node, p.Import):
        for binding in node.bindings:
            key = ("import", binding.name)
            found.setdefault(key, []).append((f"{node.module} {binding.imported}", node))
    elif isinstance(node, p.Assign):
        kind = "field" if inside else "variable"
        name = spell(node.target)
        if isinstance(node.value, p.Function):
            _collect(
                node.value._replace(qualified=node.value.qualified or name), facts, inside, found
            )
        else:
            found.setdefault((kind, f"{inside}.{name}" if inside else name), []).append(
                (spell(node), node)
            )
    else:
        small = reduced(node, facts)
        if small is not None:
            found.setdefault(("statement", ""), []).append((spell(small), node))


def reduced(node: p.Node, facts: Facts) -> p.Node:
    """The record without the statements that have no effect but to report."""
    if isinstance(node, p.Function) and node.body is not None:
        body = reduced(node.body, facts)
        assert isinstance(body, p.Block), "a block stays one"
        return node._replace(body=_without_unused(body), decorators=node.decorators)
    if isinstance(node, p.Block):
        parts = [reduced(one, facts) for one in node.statements if not idle(one, facts)]
        return node._replace(statements=tuple(one for one in parts if not idle(one, facts)))
    fields: list[object] = []
    touched = False
    for field in node:
        new: object = field
        if isinstance(field, p.Block | p.If | p.Handler | p.Try | p.Case):
            new = reduced(field, facts)
        elif isinstance(field, tuple) and field and isinstance(field[0], p.Handler | p.Case):
            new = tuple(reduced(one, facts) for one in field)
        touched = touched or new is not field
        fields.append(new)
    kind: Any = type(node)
    made: p.Node = kind(*fields) if touched else node
    return made


def idle(node: p.Node, facts: Facts) -> bool:
    """Whether a statement only reports: a log call, a pass, a test with nothing in it."""
    if isinstance(node, p.Expression):
        return facts.logs(node.value) or isinstance(node.value, p.Literal | p.Name)
    if isinstance(node, p.Jump):
        return node.kind == "pass"
    if isinstance(node, p.If):
        blocks = [node.then, *([node.other] if node.other is not None else [])]
        return (
            node.before is None
            and _is_pure(node.test)
            and all(all(idle(one, facts) for one in block.statements) for block in blocks)
        )
    return False


def _is_pure(node: p.Node) -> bool:
    """Whether evaluating a test changes nothing, as far as can be seen."""
    return not any(isinstance(one, p.Assign | p.Await | p.Yield) for one in p.walk(node))


def _without_unused(body: p.Block) -> p.Block:
    """Without functions inside that nobody names, and names that are given and never looked at."""
    used = {one.name for one in _uses(body)}
    kept = [
        one
        for one in body.statements
        if not (isinstance(one, p.Function) and one.name and one.name not in used)
        and not _is_unused(one, used)
    ]
    return body._replace(statements=tuple(kept))


def _is_unused(node: p.Node, used: set[str]) -> bool:
    value = node.value if isinstance(node, p.Assign) else None
    return (
        isinstance(node, p.Assign)
        and isinstance(node.target, p.Name)
        and node.target.name not in used
        and isinstance(value, p.Literal | p.Name | p.Member | p.Function | p.Collection | p.Binary)
    )


def _uses(node: p.Node) -> Iterator[p.Name]:
    """The names that are looked at, not those that are only assigned to."""
    waiting: list[p.Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, p.Name):
            yield one
        for part in p.children(one):
            if isinstance(one, p.Assign) and part is one.target and isinstance(part, p.Name):
                continue
            waiting.append(part)
