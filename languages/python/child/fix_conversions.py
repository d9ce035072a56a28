"""Values of another kind than wanted: text that is no number, a number where text is joined."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import handlers, shown, tried
from .fix_imports import Import
from .fix_refusals import exits
from .fix_rewrite import IT, Edit

if TYPE_CHECKING:
    from .fix_case import Case, Mends

# What turns a text or bytes into something: what it raises if it can't, and what it makes.
_CONVERSIONS = {
    "int": ("ValueError", "number"), "float": ("ValueError", "number"),
    "complex": ("ValueError", "number"), "Decimal": ("InvalidOperation", "number"),
    "Fraction": ("ValueError", "number"), "strptime": ("ValueError", "date"),
    "fromisoformat": ("ValueError", "date"), "UUID": ("ValueError", "UUID"),
    "loads": ("json.JSONDecodeError", "JSON"), "load": ("json.JSONDecodeError", "JSON"),
    "json": ("ValueError", "JSON"),
    "decode": ("UnicodeDecodeError", "text"), "read": ("UnicodeDecodeError", "text"),
    "encode": ("UnicodeEncodeError", "text"), "fromhex": ("ValueError", "number"),
    "b64decode": ("ValueError", "base 64"),
}  # fmt: skip


def conversion(case: Case) -> Mends:
    """A precise handler around the conversion that failed, which refuses."""
    here, statement = case.here, case.statement
    if statement is None:
        return
    for node in case.find(ast.Call):
        called = here.code(node.func).rpartition(".")[2]
        if called not in _CONVERSIONS or not _fits(case, called):
            continue
        errors, kind = _CONVERSIONS[called]
        imports: tuple[Import, ...] = ()
        if errors.startswith("json."):
            imports = (Import("json"),)
        elif errors == "InvalidOperation":
            imports = (Import("decimal", "InvalidOperation"),)
        subject = _subject(case, node)
        text = f"{subject} is no {kind}" if subject else f"no {kind}"
        about = f"`{here.code(node)}` may fail (line {node.lineno} of {here.path})"
        if _converts_only(statement, node):
            yield from handlers(case, errors, text, about, name="conversion", imports=imports)
        elif not here.is_conditional(node):
            yield from _apart(case, node, errors, text, about, imports)
        return


def _fits(case: Case, called: str) -> bool:
    if case.kind in ("UnicodeDecodeError", "UnicodeEncodeError", "JSONDecodeError"):
        return _CONVERSIONS[called][0].endswith(case.kind) or called in ("json", "read")
    if case.kind == "InvalidOperation":
        return called == "Decimal"
    return _CONVERSIONS[called][0] == "ValueError"


def _subject(case: Case, node: ast.Call) -> str:
    if node.args:
        return shown(case.here, node.args[0])
    return ""


def _converts_only(statement: ast.stmt, node: ast.Call) -> bool:
    """Whether a handler around the whole statement handles nothing but the conversion."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Return | ast.Expr):
        return False
    return all(one is node for one in ast.walk(statement) if isinstance(one, ast.Call))


def _apart(
    case: Case, node: ast.Call, errors: str, text: str, about: str, imports: tuple[Import, ...]
) -> Mends:
    """The conversion gets a statement of its own."""
    here, statement = case.here, case.statement
    assert statement is not None, "the node was found in it"
    taken = {one.id for one in here.nodes if isinstance(one, ast.Name)}
    name = next(one for one in ("number", "value", "converted", "result_") if one not in taken)
    for one in exits(case, text, cause="None"):
        code = tried(errors, one.code).replace(IT, f"{name} = {here.code(node)}")
        edits = [Edit(node, name), Edit(statement, code, "before")]
        reason = f"{about}: {one.why}"
        yield mend(f"conversion-{one.name}", reason, here, edits, (*imports, *one.imports))


def missing_thing(case: Case) -> Mends:
    """A file that is not there, or may not be read: the path beside the program, or a refusal."""
    here, statement = case.here, case.statement
    yield from _beside_program(case)
    calls = [
        one for one in case.find(ast.Call)
        if here.code(one.func).rpartition(".")[2] in ("open", "read_text", "read_bytes", "stat")
    ]  # fmt: skip
    if not calls or not isinstance(statement, ast.With | ast.Assign | ast.Return | ast.Expr):
        return
    node = calls[0]
    subject = shown(here, node.args[0]) if node.args else ""
    about = f"a file may be missing (line {node.lineno} of {here.path})"
    yield from handlers(case, case.kind, f"no file {subject}".rstrip(), about, name="file")


def _beside_program(case: Case) -> Mends:
    """The file lies beside the program's own, and the path depends on where it is started."""
    here = case.here
    matched = re.search(r"No such file or directory: '([^'/]+)'", case.message)
    folder = here.path.rpartition("/")[0]
    if matched is None or f"{folder}/{matched[1]}".lstrip("/") not in case.paths:
        return
    for node in here.nodes:
        if isinstance(node, ast.Constant) and node.value == matched[1]:
            reason = (
                f"`{matched[1]}` lies beside {here.path}, and line {node.lineno} looks for it where"
                " the program is started"
            )
            edits = [Edit(node, f"Path(__file__).parent / {IT}")]
            yield mend("path-beside-program", reason, here, edits, (Import("pathlib", "Path"),))
            return


def operand_kinds(case: Case) -> Mends:
    """Text and number in one operation: the one that is of the wrong kind is converted."""
    here = case.here
    message = case.message
    if matched := re.match(r'can only concatenate str \(not "(\w+)"\) to str', message):
        yield from _concatenated(case, matched[1])
    elif matched := re.match(
        r"unsupported operand type\(s\) for ([^:]+): '(\w+)' and '(\w+)'", message
    ):
        for node in case.find(ast.BinOp):
            yield from _mixed(case, node, matched[2], matched[3])
            return
    elif matched := re.match(r"sequence item \d+: expected str instance, (\w+) found", message):
        for call in case.find(ast.Call):
            match call:
                case ast.Call(ast.Attribute(_, "join"), [items]):
                    reason = (
                        f"`join` in line {call.lineno} of {here.path} gets {matched[1]}, wants text"
                    )
                    edits = [Edit(items, f"map(str, {IT})")]
                    yield mend("converted-to-text", reason, here, edits)
                    return


def _concatenated(case: Case, kind: str) -> Mends:
    """`"receipt " + items`; but `seat + 1` is arithmetic whose number came as text."""
    here = case.here
    for node in case.find(ast.BinOp):
        if not isinstance(node.op, ast.Add):
            continue
        where = f"line {node.lineno} of {here.path}"
        is_sum = isinstance(node.right, ast.Constant) and not _holds_text(node.left)
        if is_sum and kind in ("int", "float"):
            yield from _from_maker(case, node.left, kind)
            code = here.code(node.left)
            reason = f"`{code}` is text where {where} adds a number"
            yield mend("converted-to-number", reason, here, [Edit(node.left, f"{kind}({IT})")])
        code = here.code(node.right)
        reason = f"`{code}` is {_article(kind)} where {where} joins text"
        yield mend("converted-to-text", reason, here, [Edit(node.right, f"str({IT})")])
        return


def _mixed(case: Case, node: ast.BinOp, left: str, right: str) -> Mends:
    if "str" not in (left, right) or not {left, right} & {"int", "float"}:
        return
    here = case.here
    text, number = (node.left, right) if left == "str" else (node.right, left)
    other = node.right if left == "str" else node.left
    where = f"line {node.lineno} of {here.path}"
    if _holds_text(text):
        reason = f"`{here.code(other)}` is {_article(number)} where {where} joins text"
        yield mend("converted-to-text", reason, here, [Edit(other, f"str({IT})")])
        return
    yield from _from_maker(case, text, number)
    reason = f"`{here.code(text)}` is text where {where} calculates"
    yield mend("converted-to-number", reason, here, [Edit(text, f"{number}({IT})")])


def _holds_text(node: ast.expr) -> bool:
    return any(
        isinstance(one, ast.JoinedStr) or isinstance(getattr(one, "value", None), str)
        for one in ast.walk(node)
    )


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _from_maker(case: Case, node: ast.expr, kind: str) -> Mends:
    """`self.seat`, a field that its class declares as int: converted where the object is made."""
    here = case.here
    owner = here.class_of(node)
    if not isinstance(node, ast.Attribute) or owner is None:
        return
    annotated = [one for one in owner.body if isinstance(one, ast.AnnAssign)]
    fields = [one for one in annotated if isinstance(one.target, ast.Name)]
    names = [here.code(one.target) for one in fields]
    if node.attr not in names or here.code(fields[names.index(node.attr)].annotation) != kind:
        return
    at = names.index(node.attr)
    for file in case.sources:
        for call in file.nodes:
            if not isinstance(call, ast.Call) or file.code(call.func) != owner.name:
                continue
            given = {one.arg: one.value for one in call.keywords}
            value = call.args[at] if at < len(call.args) else given.get(node.attr)
            if value is None or isinstance(value, ast.Starred):
                continue
            if isinstance(value, ast.Call) and file.code(value.func) == kind:
                continue
            reason = (
                f"`{owner.name}.{node.attr}` is declared as {kind}, line {call.lineno} of"
                f" {file.path} makes it of text"
            )
            yield mend("converted-where-made", reason, file, [Edit(value, f"{kind}({IT})")])
            return
