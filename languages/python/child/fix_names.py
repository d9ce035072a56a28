"""Names that are not there: undefined, or not in the module they are imported from."""

from __future__ import annotations

import ast
import re
import sys
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from .fix_case import mend, module_name
from .fix_imports import Import, module_of
from .fix_rewrite import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .fix_case import Case, Mends
    from .fix_source import Source

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


def misspelt_attribute(case: Case) -> Mends:
    """The attribute that the class or the module has, for one that it does not have."""
    matched = re.match(
        r"(?:'(\w+)' object|module '([\w.]+)') has no attribute '(\w+)'", case.message
    )
    if matched is None:
        return
    owner, module, name = matched[1], matched[2], matched[3]
    for file in case.sources:
        names = _attributes(file, owner) if owner else dict.fromkeys(file.module_names, 1)
        if not names or (module and not _is_module(file, module)):
            continue
        for node in case.find(ast.Attribute):
            if node.attr != name:
                continue
            for other in get_close_matches(name, sorted(names), 2, _CLOSE):
                reason = f"`{owner or module}` of {file.path} has no `{name}`; it has `{other}`"
                edits = [Edit(node, f"{case.here.code(node.value)}.{other}")]
                yield mend("attribute-corrected", reason, case.here, edits)
            return


def _attributes(file: Source, name: str) -> dict[str, int]:
    """The attributes of a class: its methods, what its body binds, what is set on `self`."""
    owner = file.module_names.get(name)
    if not isinstance(owner, ast.ClassDef):
        return {}
    names: dict[str, int] = {}
    for one in ast.walk(owner):
        match one:
            case ast.FunctionDef(attribute) | ast.AsyncFunctionDef(attribute):
                names[attribute] = one.lineno
            case ast.Attribute(ast.Name("self"), attribute, ast.Store()):
                names[attribute] = one.lineno
            case ast.AnnAssign(ast.Name(attribute)) | ast.Assign([ast.Name(attribute)]):
                names[attribute] = one.lineno
    return {one: line for one, line in names.items() if not one.startswith("__")}


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
