"""A field that was null because whoever made the object left it out: is it filled by all now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import (
    ADDRESSES,
    Evidence,
    Judgement,
    judgement,
    written,
)
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._images import File
    from ._judge import Case
    from ._replay import Side


def filled(case: Case) -> Judgement | None:
    """ "addresses" where a field was left out before by somebody and is by nobody after."""
    operand = case.site.operand
    if case.site.kind != "null" or not isinstance(operand, p.Member | p.Name):
        return None
    name = last_name(operand)
    if _is_local(case.before.steps[-1].function, name):
        return None
    before, after = _left_out(case, case.before, name), _left_out(case, case.after, name)
    if not before or after is None or after:
        return None
    step = case.after.steps[-1]
    return judgement(
        ADDRESSES,
        f"`{name}` is filled wherever such an object is made",
        Evidence(
            f"failed: `{written(case.site.node)}`", step.path, case.site.node.place.line, "before"
        ),
    )


def _is_local(function: p.Function, name: str) -> bool:
    targets = [one.target for one in function.parameters]
    if function.body is not None:
        targets += [
            one.target
            for one in p.walk(function.body)
            if isinstance(one, p.Assign) and one.declares
        ]
    return any(
        isinstance(one, p.Name) and one.name == name for target in targets for one in p.walk(target)
    )


def _left_out(case: Case, side: Side, name: str) -> list[p.Node] | None:
    """Where an object is made without the field; None where that cannot be told."""
    owners = [
        (file, one)
        for file in side.image.files(side.steps[-1].path)
        for one in file.classes.values()
        if any(_declares(part, name) for part in one.body)
    ]
    if len(owners) != 1:
        return None
    file, class_ = owners[0]
    if class_.kind == "struct":
        return list(_literals(side, class_.name, name))
    return _constructors(case, file, class_, name)


def _declares(part: p.Node, name: str) -> bool:
    return (
        isinstance(part, p.Assign) and isinstance(part.target, p.Name) and part.target.name == name
    )


def _literals(side: Side, type_: str, name: str) -> Iterator[p.Node]:
    """Go: the composite literals of the type without the field, or with nil in it."""
    for file in side.image.files(side.steps[-1].path):
        for functions in file.functions.values():
            for function in functions:
                for one in p.walk(file.with_body(function)):
                    if (
                        isinstance(one, p.Mapping)
                        and one.kind == "struct"
                        and one.type.lstrip("&*") == type_
                        and not _gives(one, name)
                    ):
                        yield one


def _gives(node: p.Mapping, name: str) -> bool:
    for one in node.entries:
        if isinstance(one.key, p.Literal) and one.key.value == name:
            return _is_there(one.value)
    # Without names, all fields are given.
    return any(isinstance(one.key, p.Literal) and one.key.kind == "int" for one in node.entries)


def _is_there(node: p.Node | None) -> bool:
    """Whether an expression makes something: what is handed over may be null."""
    if isinstance(node, p.Unary) and node.operator == "&":
        return True
    if isinstance(node, p.Mapping | p.Collection):
        return True
    if isinstance(node, p.Call):
        return node.new or last_name(node.function) in ("make", "new", "of", "copyOf")
    return isinstance(node, p.Literal) and node.kind != "null"


def _constructors(case: Case, file: File, class_: p.Class, name: str) -> list[p.Node] | None:
    """Java: the constructors that leave the field as it is."""
    for part in class_.body:
        if _declares(part, name) and isinstance(part, p.Assign) and _is_there(part.value):
            return []
    init = case.before.facts.init
    made = [
        file.with_body(one)
        for one in class_.body
        if isinstance(one, p.Function) and one.name in init
    ]
    if not made:
        return [class_]
    return [one for one in made if not _sets(one, name)]


def _sets(function: p.Function, name: str) -> bool:
    if function.body is None:
        return False
    for one in function.body.statements:
        value = one.value if isinstance(one, p.Expression) else one
        if isinstance(value, p.Call) and spell(value.function) == "this":
            return True
        if isinstance(value, p.Assign) and last_name(value.target) == name:
            return _is_there(value.value)
    return False
