"""Names that are not there: undefined, not yet bound, not in the module they are imported from."""

from __future__ import annotations

import ast
import re
import sys
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from .fix_case import mend, module_name
from .fix_imports import Import, module_of
from .fix_refusals import raising
from .fix_rewrite import Edit
from .fix_source import own_nodes, parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .fix_case import Case, Mends
    from .fix_source import Function, Source

_CLOSE = 0.7
# What is imported from the standard library by name so often that the name tells the module.
_WELL_KNOWN = {
    "Path": "pathlib", "datetime": "datetime", "timedelta": "datetime", "date": "datetime",
    "timezone": "datetime", "defaultdict": "collections", "Counter": "collections",
    "OrderedDict": "collections", "deque": "collections", "namedtuple": "collections",
    "Decimal": "decimal", "Fraction": "fractions", "partial": "functools", "reduce": "functools",
    "wraps": "functools", "lru_cache": "functools", "dataclass": "dataclasses", "field":
    "dataclasses", "Enum": "enum", "chain": "itertools", "product": "itertools", "groupby":
    "itertools", "contextmanager": "contextlib", "closing": "contextlib", "suppress": "contextlib",
    "Any": "typing", "NamedTuple": "typing", "Optional": "typing", "sleep": "time", "ABC": "abc",
    "abstractmethod": "abc", "uuid4": "uuid", "sqrt": "math", "ceil": "math", "floor": "math",
    "itemgetter": "operator", "attrgetter": "operator", "Thread": "threading", "Lock": "threading",
}  # fmt: skip


def undefined_name(case: Case) -> Mends:
    """The import that is missing, or the name that was meant."""
    matched = re.match(r"name '(\w+)' is not defined", case.message)
    found = [one for one in case.find(ast.Name) if matched and one.id == matched[1]]
    if not found or matched is None:
        return
    node, name, here = found[0], matched[1], case.here
    where = f"line {node.lineno} of {here.path}"
    above = here.parent(node)
    is_module = isinstance(above, ast.Attribute) and above.value is node
    imports = list(_imports_for(case, name, is_module))
    spellings = get_close_matches(name, sorted(_in_scope(case, node) - {name}), 2, _CLOSE)
    for one in imports:
        text = f"from {one.module} import {one.name}" if one.name else f"import {one.module}"
        reason = f"`{name}` in {where} is nowhere imported: `{text}`"
        yield mend("import-added", reason, here, (), (one,))
    for other in spellings:
        edits = [Edit(one, other) for one in _uses(case, node, name)]
        reason = f"`{name}` in {where} is nowhere defined, `{other}` is"
        yield mend("name-corrected", reason, here, edits)


def _imports_for(case: Case, name: str, is_module: bool) -> Iterator[Import]:
    for file in case.sources:
        if file is not case.here and _defines(file, name) and not _imports(file, case.here):
            yield Import(_module_from(case, file), name)
    own = any(module_name(path) == name for path in case.paths if path.endswith(".py"))
    if is_module and (own or name in sys.stdlib_module_names):
        yield Import(name)
    if name in _WELL_KNOWN and not (is_module and name in sys.stdlib_module_names):
        yield Import(_WELL_KNOWN[name], name)


def _module_from(case: Case, file: Source) -> str:
    """How the failing file names a module of the tree: as it imports others of that folder."""
    folder = case.here.path.rpartition("/")[0]
    name = module_name(file.path)
    is_relative = any(isinstance(one, ast.ImportFrom) and one.level for one in case.here.tree.body)
    if file.path.rpartition("/")[0] != folder:
        return file.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if is_relative:
        return f".{name}"
    package = f"{folder}/__init__.py" in case.paths
    return f"{folder.replace('/', '.')}.{name}" if package and folder else name


def _defines(file: Source, name: str) -> bool:
    return not isinstance(file.module_names.get(name), ast.Import | ast.ImportFrom | None.__class__)


def _imports(file: Source, other: Source) -> bool:
    """Whether `file` imports `other`: the other way round it would be a circle."""
    name = module_name(other.path)
    return any(
        isinstance(one, ast.ImportFrom)
        and (module_of(one).rpartition(".")[2] == name or name in [a.name for a in one.names])
        for one in file.tree.body
    ) or any(
        isinstance(one, ast.Import) and name in [a.name.rpartition(".")[2] for a in one.names]
        for one in file.tree.body
    )


def _in_scope(case: Case, node: ast.Name) -> set[str]:
    return {one for one in case.here.names_before(node) if not one.startswith("__")}


def _uses(case: Case, node: ast.Name, name: str) -> list[ast.Name]:
    function = case.here.function(node)
    area: Iterable[ast.AST] = ast.walk(function) if function is not None else [node]
    return [
        one
        for one in area
        if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Load)
    ]


def unbound_local(case: Case) -> Mends:
    """A global that is assigned to; else a branch that binds the name or refuses."""
    matched = re.search(r"local variable '(\w+)'", case.message)
    function, here = case.function, case.here
    if matched is None or function is None:
        return
    name = matched[1]
    if name in here.module_names and _stores(function.body, name):
        reason = f"`{function.name}` assigns to `{name}` of the module (line {function.lineno})"
        first = _first_statement(function)
        yield mend("global-declared", reason, here, [Edit(first, f"global {name}\n", "before")])
    choice = _binding_choice(here, function, name, case.place.line)
    if choice is None:
        return
    last, is_loop = choice
    line = f"line {last.lineno} of {here.path}"
    about = f"nothing binds `{name}` where no branch does ({line})"
    if not is_loop and (word := _documented_word(here, function, name)):
        text, told = word
        edits = [_before_choice(here, last, f"{name} = {text}\n")]
        yield mend("bound-before", f"{about}: the docstring says `{told}`", here, edits)
    subject = _subject(case, function)
    refused = raising(case, f"no {name.replace('_', ' ')}{subject}")
    if refused is not None:
        edits = [_with_else(here, last, refused.code)]
        reason = f"{about}: {refused.why}"
        yield mend("branch-domain-error", reason, here, edits, refused.imports)


def _first_statement(function: Function) -> ast.stmt:
    has_docstring = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if has_docstring else 0]


def _binding_choice(
    here: Source, function: Function, name: str, line: int
) -> tuple[ast.stmt, bool] | None:
    """The last `if` of the chain, or the loop, that binds the name in some of its branches only."""
    for node in own_nodes(function):
        if isinstance(node, ast.For) and not node.orelse and (node.end_lineno or 0) < line:
            breaks = any(isinstance(one, ast.Break) for one in ast.walk(node))
            if breaks and _stores(node.body, name):
                return node, True
        elif isinstance(node, ast.If) and not node.orelse and (node.end_lineno or 0) < line:
            if not _stores(node.body, name):
                continue
            return node, False
    return None


def _stores(body: list[ast.stmt], name: str) -> bool:
    return any(
        isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Store)
        for statement in body
        for one in ast.walk(statement)
    )


def _with_else(here: Source, last: ast.stmt, code: str) -> Edit:
    """An `else` for the whole chain that `last` ends, or for the loop."""
    return Edit(last, f"{code}\n", "else")


def _before_choice(here: Source, last: ast.stmt, code: str) -> Edit:
    top = last
    while isinstance(above := here.parent(top), ast.If) and top in above.orelse:
        top = above
    return Edit(top, code, "before")


def _documented_word(here: Source, function: Function, name: str) -> tuple[str, str] | None:
    """The one value that the docstring lists (`up, down or level`) and no branch assigns."""
    told = ast.get_docstring(function) or ""
    assigned = [
        one.value.value
        for one in here.assignments(function, name)
        if isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    ]
    for listed in re.finditer(
        r"((?:[`'\"]?\w+[`'\"]?, )*[`'\"]?\w+[`'\"]?),? or [`'\"]?(\w+)", told
    ):
        words = [*re.findall(r"\w+", listed[1]), listed[2]]
        left = [word for word in words if word not in assigned]
        if len(assigned) >= 2 and set(assigned) <= set(words) and len(left) == 1:
            return f'"{left[0]}"', listed[0]
    return None


def _subject(case: Case, function: Function) -> str:
    names = [one.arg for one in parameters(function) if one.arg not in ("self", "cls")]
    return f" for {{{names[0]}}}" if names else ""


def wrong_import(case: Case) -> Mends:
    """The name that the module has; the module that has the name; the module that was meant."""
    here, message = case.here, case.message
    if matched := re.match(r"cannot import name '(\w+)' from '?([\w.]+)", message):
        name, module = matched[1], matched[2]
        for node in here.nodes:
            if isinstance(node, ast.ImportFrom) and name in [one.name for one in node.names]:
                yield from _from_module(case, node, name, module)
    elif matched := re.match(r"No module named '([\w.]+)'", message):
        yield from _misspelt_module(case, matched[1])


def _from_module(case: Case, node: ast.ImportFrom, name: str, module: str) -> Mends:
    here = case.here
    target = next((one for one in case.sources if _is_module(one, module)), None)
    if target is not None:
        imported = {one.name for one in node.names}
        names = {one for one in target.module_names if one not in imported}
        for other in _meant(name, names):
            line = target.module_names[other].lineno
            reason = f"{target.path} has no `{name}`; it has `{other}` (line {line})"
            edits = _renamed(here, node, name, other)
            yield mend("import-corrected", reason, here, edits)
    for file in case.sources:
        if file not in (target, here) and _defines(file, name) and len(node.names) == 1:
            other = _module_from(case, file)
            reason = f"`{name}` is defined in {file.path}, not in `{module}`"
            code = here.code(node).replace(module_of(node), other, 1)
            yield mend("import-from-elsewhere", reason, here, [Edit(node, f"{code}\n")])


def _is_module(file: Source, module: str) -> bool:
    path = file.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return path == module or path.endswith(f".{module}") or module.endswith(f".{path}")


def _meant(name: str, names: set[str]) -> list[str]:
    """The names that are close; one with the same first word counts as closer."""
    close = get_close_matches(name, sorted(names), 2, _CLOSE)
    if close:
        return close
    first = name.partition("_")[0]
    alike = [
        one
        for one in sorted(names)
        if one.partition("_")[0] == first and SequenceMatcher(None, name, one).ratio() >= 0.5
    ]
    return alike if len(alike) == 1 else []


def _renamed(here: Source, node: ast.ImportFrom, name: str, other: str) -> list[Edit]:
    names = [
        f"{other if one.name == name else one.name}" + (f" as {one.asname}" if one.asname else "")
        for one in node.names
    ]
    edits = [Edit(node, f"from {module_of(node)} import {', '.join(names)}\n")]
    if any(one.name == name and one.asname for one in node.names):
        return edits
    return edits + [
        Edit(one, other) for one in here.nodes if isinstance(one, ast.Name) and one.id == name
    ]


def _misspelt_module(case: Case, module: str) -> Mends:
    """In the import statement, or in the text of which the module's name was made."""
    here = case.here
    own = sorted({module_name(path) for path in case.paths if path.endswith(".py")})
    last = module.rpartition(".")[2]
    candidates = [*own, *sorted(sys.stdlib_module_names)]
    for other in get_close_matches(last, candidates, 2, 0.8):
        right = module.removesuffix(last) + other
        reason = f"there is no module `{module}`; there is `{right}`"
        for node in here.nodes:
            if isinstance(node, ast.Constant) and node.value == module:
                quote = here.code(node)[:1]
                yield mend("module-corrected", reason, here, [Edit(node, f"{quote}{right}{quote}")])
                break
            is_from = isinstance(node, ast.ImportFrom) and node.module == module
            if is_from or (
                isinstance(node, ast.Import) and module in [one.name for one in node.names]
            ):
                code = re.sub(rf"\b{re.escape(module)}\b", right, here.code(node), count=1)
                edits = [Edit(node, f"{code}\n")]
                if isinstance(node, ast.Import):
                    uses = (one for one in here.nodes if isinstance(one, ast.Name))
                    edits += [Edit(one, right) for one in uses if one.id == module]
                yield mend("module-corrected", reason, here, edits)
                break
