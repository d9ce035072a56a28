"""How a program refuses: the error of its own that somebody above catches, the guard that another
function has for the same value, the value that a function returns for nothing.
"""

from __future__ import annotations

import ast
import builtins
import re
from typing import TYPE_CHECKING, NamedTuple

from ....patterns import lazy_compile
from .fix_imports import Import, module_of
from .fix_nothing import nothing_of
from .fix_source import FUNCTIONS, names_of_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_case import Case
    from .fix_source import Function, Source

_BROAD = ("Exception", "BaseException", "SystemExit", "KeyboardInterrupt")
_ERROR_NAME = lazy_compile(r"(?:Error|Exception|Refused|Refusal|Failure|Invalid|NotFound)$")


class Refusal(NamedTuple):
    """An error that this program raises for what it can't serve. `why`: how that is known."""

    name: str
    imports: tuple[Import, ...]
    why: str


class Exit(NamedTuple):
    """What a guard does: a statement, the kind of mend it makes, and why just this."""

    code: str
    name: str
    why: str
    imports: tuple[Import, ...] = ()


def refusal(case: Case) -> Refusal | None:
    """The error of the program's own for the failing file; None where there is no evidence.

    What a frame above catches goes first, then what the file defines or imports.
    """
    here = case.here
    caught = dict(_caught(case))
    for name, why in caught.items():
        if name == case.kind or name in _BROAD:
            continue
        if name in here.module_names and _takes_text(case, name):
            return Refusal(name, (), why)
        if name not in here.module_names and (import_ := _importable(case, name)) is not None:
            return Refusal(name, (import_,), why)
    for name, statement in here.module_names.items():
        is_own = isinstance(statement, ast.ClassDef) and _is_error(statement)
        is_taken_over = isinstance(statement, ast.ImportFrom) and _ERROR_NAME.search(name)
        if (is_own or (is_taken_over and _definition(case, name))) and _takes_text(case, name):
            line = statement.lineno
            return Refusal(name, (), f"line {line} of {here.path} has it for that")
    for name, why in caught.items():
        if _is_builtin(name) and name != case.kind and name not in _BROAD:
            return Refusal(name, (), why)
    return None


def raising(case: Case, text: str, *, cause: str = "") -> Exit | None:
    """`raise CartError(text)`; `text` is the inside of an f-string. `cause`: a name, or "None"."""
    found = refusal(case)
    if found is None:
        return None
    literal = f'f"{text}"' if "{" in text else f'"{text}"'
    behind = f" from {cause}" if cause else ""
    return Exit(
        f"raise {found.name}({literal}){behind}",
        "domain-error",
        f"raises `{found.name}` ({found.why})",
        found.imports,
    )


def returning(case: Case, function: Function) -> Exit | None:
    """A `return` for nothing, where the program shows what that is."""
    for code, why in nothing_of(case, function):
        return Exit(code, "early-return", why)
    return None


def sibling_exits(case: Case, tests: set[str], names: dict[str, str]) -> Iterator[Exit]:
    """What other guards of the file do whose test is one of `tests` (as code).

    `names`: what a name of theirs is called here. Only exits whose names are bound here, and
    values only between functions with the same return type.
    """
    here, node = case.here, case.statement
    assert node is not None, "a guard is for a statement"
    known = here.names_before(node) | {"self"}
    function = here.function(node)
    for guard in here.nodes:
        if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1:
            continue
        code = here.code(guard.test)
        if code not in tests and _renamed(code, names) not in tests:
            continue
        exit_ = guard.body[0]
        if not isinstance(exit_, ast.Raise | ast.Return):
            continue
        if isinstance(exit_, ast.Return) and not _alike(function, here.function(guard)):
            continue
        text = _renamed(here.code(exit_), names)
        if "\n" not in text and names_of_code(text) <= known:
            owner = here.function(guard)
            where = f"as `{owner.name}` does" if owner is not None else "as is done"
            kind = "domain-error" if isinstance(exit_, ast.Raise) else "early-return"
            yield Exit(text, kind, f"{where} in line {guard.lineno}")


def exits(
    case: Case, text: str, tests: set[str] | None = None, names: dict[str, str] | None = None,
    *, cause: str = "",
) -> Iterator[Exit]:  # fmt: skip
    """Every way in which a guard here can end, best first; none where nothing is evident."""
    seen: set[str] = set()
    function = case.function
    found = [
        *(sibling_exits(case, tests, names or {}) if tests else ()),
        raising(case, text, cause=cause),
        returning(case, function) if function is not None else None,
    ]
    for one in found:
        if one is not None and one.code not in seen and one.name not in seen:
            # One of each kind: the same error with another text cures no more.
            seen |= {one.code, one.name}
            yield one


def _caught(case: Case) -> Iterator[tuple[str, str]]:
    """What the frames above catch around the call, the nearest first, and where."""
    for place in reversed(case.places):
        file = case.source(place.path)
        statement = case.statement_at(place)
        if file is None or statement is None:
            continue
        for above in file.ancestors(statement):
            if isinstance(above, FUNCTIONS):
                break
            if not isinstance(above, ast.Try) or not _is_in(statement, above.body):
                continue
            for handler in above.handlers:
                if any(isinstance(one, ast.Raise) for one in ast.walk(handler)):
                    continue  # passed on, in another form
                for name in _names(handler.type):
                    yield name, f"caught in line {handler.lineno} of {file.path}"


def _is_in(statement: ast.stmt, body: list[ast.stmt]) -> bool:
    return body[0].lineno <= statement.lineno <= (body[-1].end_lineno or 0)


def _names(node: ast.expr | None) -> list[str]:
    each = node.elts if isinstance(node, ast.Tuple) else [node]
    return [one.id for one in each if isinstance(one, ast.Name)]


def _importable(case: Case, name: str) -> Import | None:
    """The import of `name` as a file of the frames has it, unless it would go round in a circle."""
    defined = _definition(case, name)
    if defined is None or not _takes_text(case, name):
        return None
    folder = case.here.path.rpartition("/")[0]
    for place in reversed(case.places):
        file = case.source(place.path)
        statement = file.module_names.get(name) if file is not None else None
        if not isinstance(statement, ast.ImportFrom) or file is None:
            continue
        if statement.level and file.path.rpartition("/")[0] != folder:
            continue
        own = case.here.path.removesuffix(".py").rpartition("/")[2]
        needs = {
            part
            for one in defined[0].tree.body
            if isinstance(one, ast.Import | ast.ImportFrom)
            for part in _modules(one)
        }
        return None if own in needs else Import(module_of(statement), name)
    return None


def _modules(statement: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(statement, ast.ImportFrom):
        last = (statement.module or "").rpartition(".")[2]
        return [last, *(alias.name for alias in statement.names)]
    return [alias.name.rpartition(".")[2] for alias in statement.names]


def _definition(case: Case, name: str) -> tuple[Source, ast.ClassDef] | None:
    for file in case.sources:
        statement = file.module_names.get(name)
        if isinstance(statement, ast.ClassDef) and _is_error(statement):
            return file, statement
    return None


def _is_error(statement: ast.ClassDef) -> bool:
    names = [base.id for base in statement.bases if isinstance(base, ast.Name)]
    return any(_ERROR_NAME.search(name) for name in names)


def _takes_text(case: Case, name: str) -> bool:
    """Whether the error can be made of a text alone, as far as its class is known."""
    found = _definition(case, name)
    if found is None:
        return _is_builtin(name)
    for one in found[1].body:
        if isinstance(one, FUNCTIONS) and one.name == "__init__":
            required = len(one.args.args) - len(one.args.defaults) - 1
            return required == 1 or (required < 1 and len(one.args.args) > 1)
    return True


def _is_builtin(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, Exception)


def _alike(one: Function | None, other: Function | None) -> bool:
    if one is None or other is None:
        return False
    if one.returns is None or other.returns is None:
        return True
    return ast.dump(one.returns) == ast.dump(other.returns)


def _renamed(code: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        code = re.sub(rf"\b{re.escape(old)}\b", new, code)
    return code
