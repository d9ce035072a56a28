"""Names that mean nothing, or something else: misspelt, not imported, constant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_close import closest
from ..fix_tools import Edit, Mend
from ..program import (
    Assign,
    Class,
    Entry,
    Function,
    Literal,
    Mapping,
    Member,
    Name,
    Parameter,
    walk,
)
from .fix_refusals import (
    bound_by_require,
    exported,
    module_file,
    required,
    requires_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source

_UNDEFINED = lazy_compile(r"([\w$]+) is not defined")
_NO_FUNCTION = lazy_compile(r"(?:([\w$]+)\.)?([\w$]+) is not a (?:function|constructor)")
_NO_MODULE = lazy_compile(r"Cannot find module '([^']+)'")
_EARLY = lazy_compile(r"Cannot access '([\w$]+)' before initialization")

# The members of the namespaces that every program has, as node 20 lists those that are functions
# and hardly anything else's name.
_MEMBERS = {
    "Math": (
        "abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor "
        "fround hypot imul log log10 log1p log2 max min pow random round sign sin sinh sqrt "
        "tan tanh trunc"
    ),
    "JSON": "parse stringify",
    "Object": "assign entries freeze fromEntries hasOwn keys values",
    "Number": "isInteger isSafeInteger",
    "Array": "isArray",
    "process": "argv env exit stdin stdout stderr cwd",
    "console": "log warn",
}
_MODULES = {
    "fs": "readFileSync writeFileSync existsSync readdirSync mkdirSync statSync",
    "path": "join resolve basename dirname extname",
    "readline": "createInterface",
    "util": "inspect promisify",
    "assert": "strictEqual deepStrictEqual",
    "crypto": "createHash randomUUID",
    "events": "EventEmitter once",
    "child_process": "spawn execFile execFileSync",
}
_WHOLE = frozenset(
    ("fs", "path", "os", "util", "net", "http", "https", "crypto", "assert", "url", "zlib",
     "events", "readline", "stream")
)  # fmt: skip


def build(failure: Failure) -> Iterator[Mend]:
    """The name that was meant, its import, or a declaration that lets it change."""
    message, site = failure.message, failure.site
    if found := _UNDEFINED.fullmatch(message):
        yield from _undefined(failure, site, found[1])
    elif message.startswith("Assignment to constant variable"):
        yield from _constant(site)
    elif found := _EARLY.match(message):
        yield from _declared_first(failure, found[1])
    elif found := _NO_MODULE.match(message):
        yield from _module(failure, site, found[1])
    elif found := _NO_FUNCTION.match(message):
        yield from _other_name(failure, site, found[1], found[2])


def _undefined(failure: Failure, site: Site, name: str) -> Iterator[Mend]:
    source = site.source
    for space, members in _MEMBERS.items():
        if name in members.split():
            reason = f"`{name}` is a member of `{space}`, not a name of its own"
            yield Mend("namespace-added", reason, _renamed(source, name, f"{space}.{name}"))
    for other in failure.neighbours(source.path):
        if name in exported(other):
            reason = f"`{name}` is what `{other.path}` exports; this file never asks for it"
            yield Mend("import-added", reason, (required(source, name, other),))
    if (meant := closest(name, _in_scope(source, site))) is not None:
        reason = f"`{name}` on line {site.line} is not defined; `{meant}` is"
        yield Mend("name-corrected", reason, _renamed(source, name, meant))
    yield from _built_in_module(source, name)


def _built_in_module(source: Source, name: str) -> Iterator[Mend]:
    for module, members in _MODULES.items():
        if name in members.split():
            yield _imported(source, f"{{ {name} }}", module, name)
    if name in _WHOLE:
        yield _imported(source, name, name, name)


def _imported(source: Source, pattern: str, module: str, name: str) -> Mend:
    is_module = any(type(one).__name__ == "Import" for one in source.module.body)
    row = (
        f"import {pattern} from '{module}';"
        if is_module
        else f"const {pattern} = require('{module}');"
    )
    first = next((one for one, _ in requires_of(source)), None)
    body = source.module.body
    if first is None:
        strict = bool(body) and source.text(body[0]).strip().strip("\"';") == "use strict"
        first = body[1 if strict and len(body) > 1 else 0]  # type: ignore[assignment]
    assert first is not None
    reason = f"`{name}` comes from node's module `{module}`, which this file never asks for"
    return Mend("import-added", reason, (source.before(first.place.start, [row]),))


def _in_scope(source: Source, site: Site) -> set[str]:
    """The names that can be used at the site: those of the file and of the functions around it."""
    found: set[str] = set()
    for one in source.module.body:
        if isinstance(one, Function | Class):
            found.add(one.name)
        elif isinstance(one, Assign):
            found |= _targets(one)
    for around in site.trail:
        if isinstance(around, Function):
            for one in walk(around):
                if isinstance(one, Parameter | Assign):
                    found |= _targets(one)
    return found - {""}


def _targets(node: Assign | Parameter) -> set[str]:
    if isinstance(node, Assign) and not node.declares:
        return set()
    return {one.name for one in walk(node.target) if isinstance(one, Name)}


def _renamed(source: Source, name: str, meant: str) -> tuple[Edit, ...]:
    """Every use of the plain name; what declares it is not there."""
    return tuple(
        source.replace(one, meant)
        for one in walk(source.module)
        if isinstance(one, Name) and one.name == name and source.text(one) == name
    )


def _constant(site: Site) -> Iterator[Mend]:
    """`const` → `let` at the declaration of what is assigned."""
    source = site.source
    target = next(
        (one.target for one in reversed(site.trail)
         if isinstance(one, Assign) and isinstance(one.target, Name)),
        None,
    )  # fmt: skip
    name = target if target is not None else _stepped(site)
    if name is None:
        return
    for one in walk(source.module):
        if (
            isinstance(one, Assign)
            and one.declares == "const"
            and isinstance(one.target, Name)
            and one.target.name == name.name
            and one.place.start < name.place.start
        ):
            at = source.data.rfind(b"const", 0, one.place.start)
            if source.slice(at + 5, one.place.start).strip():
                continue
            reason = (
                f"`{name.name}` is declared as a constant on line {one.place.line} and assigned "
                f"on line {site.line}"
            )
            yield Mend("const-to-let", reason, (Edit(source.path, at, at + 5, "let"),))
            return


def _stepped(site: Site) -> Name | None:
    return next((one for one in reversed(site.trail) if isinstance(one, Name)), None)


def _module(failure: Failure, site: Site, module: str) -> Iterator[Mend]:
    """The file that was meant by a relative path that leads nowhere."""
    source = site.source
    if not module.startswith("."):
        yield from _folder(failure, source, module)
        return
    folder = source.path.rpartition("/")[0]
    from posixpath import relpath

    known = {}
    for path in failure.tree.paths():
        if path.endswith(failure.language.suffixes) and path != source.path:
            relative = relpath(path, folder or ".")
            dotted = relative if relative.startswith(".") else f"./{relative}"
            known[dotted] = dotted
            known[dotted.rpartition(".")[0]] = dotted.rpartition(".")[0]
    stem = module.rpartition("/")[2]
    same_name = sorted(one for one in known if one.rpartition("/")[2] == stem)
    meant = same_name[0] if len(same_name) == 1 else closest(module, known)
    if meant is None:
        return
    for one in walk(source.module):
        if isinstance(one, Literal) and one.value == module:
            text = source.text(one)
            reason = f"no module is at `{module}`; the tree has `{meant}`"
            yield Mend("module-path", reason, (source.replace(one, text[0] + meant + text[-1]),))
            return


def _folder(failure: Failure, source: Source, module: str) -> Iterator[Mend]:
    """One folder or file of an absolute path is misspelt: the tree has the rest of it."""
    wanted = module.split("/")
    for path in failure.tree.paths():
        parts = path.split("/")
        if len(parts) < 2 or len(parts) > len(wanted):
            continue
        pairs = list(zip(wanted[-len(parts) :], parts, strict=True))
        wrong = [(ours, theirs) for ours, theirs in pairs if ours != theirs]
        if len(wrong) != 1 or closest(wrong[0][0], [wrong[0][1]]) is None:
            continue
        ours, theirs = wrong[0]
        for one in walk(source.module):
            if isinstance(one, Literal) and one.value == ours:
                text = source.text(one)
                reason = f"no module is at `{module}`; the tree has `{path}`"
                yield Mend(
                    "module-path", reason, (source.replace(one, text[0] + theirs + text[-1]),)
                )
                return


def _declared_first(failure: Failure, name: str) -> Iterator[Mend]:
    """`let count = 0` goes above the first statement of the file that does something."""
    source = failure.site.source
    body = source.module.body
    declared = next(
        (one for one in body
         if isinstance(one, Assign) and isinstance(one.target, Name) and one.target.name == name
         and one.declares in ("let", "const")),
        None,
    )  # fmt: skip
    used = [site.line for site in failure.sites if site.source is source and site.function is None]
    top = next((one for one in body if one.place.line in used), None)
    if declared is None or top is None or not isinstance(declared.value, Literal):
        return
    start, end = source.line_start(declared.place.start), source.line_end(declared.place.end)
    if source.slice(start, declared.place.start).strip() != declared.declares:
        return
    home = next((one for one in body if isinstance(one, Assign) and one is not declared
                 and one.declares and one.place.start < top.place.start), top)  # fmt: skip
    at = source.line_start(home.place.start)
    row = source.slice(start, end)
    reason = f"line {top.place.line} runs before `{name}` is declared on line {declared.place.line}"
    edits = (Edit(source.path, at, at, row), Edit(source.path, start, end, ""))
    yield Mend("declared-first", reason, edits)


def _other_name(failure: Failure, site: Site, holder: str | None, name: str) -> Iterator[Mend]:
    """A function that the module it is asked of has under another name."""
    source = site.source
    for one, module in requires_of(source):
        other = module_file(failure, source, module)
        if other is None:
            continue
        outside = bound_by_require(one)
        if holder is None and name in outside and outside[name] not in exported(other):
            yield from _import_corrected(source, one, other, name, outside[name])
        elif holder is not None and isinstance(one.target, Name) and one.target.name == holder:
            if name not in exported(other) and (meant := closest(name, exported(other))):
                edits = tuple(
                    Edit(source.path, use.place.end - len(name), use.place.end, meant)
                    for use in walk(source.module)
                    if isinstance(use, Member) and source.text(use) == f"{holder}.{name}"
                )
                reason = f"`{other.path}` exports no `{name}`, but `{meant}`"
                yield Mend("name-corrected", reason, edits)
            elif name not in exported(other):
                yield from _exported_too(other, name)
    if holder is not None:
        yield from _method(site, name)


def _import_corrected(
    source: Source, one: Assign, other: Source, name: str, outside: str
) -> Iterator[Mend]:
    meant = closest(outside, exported(other))
    reason = f"`{other.path}` exports no `{outside}`"
    if meant is None:
        yield from _exported_too(other, outside)
        return
    edits = list(_renamed(source, name, meant)) if name == outside else []
    assert isinstance(one.target, Mapping)
    for entry in one.target.entries:
        if (
            isinstance(entry, Entry)
            and isinstance(entry.key, Literal)
            and entry.key.value == outside
        ):
            edits.append(source.replace(entry.key, meant))
    yield Mend("name-corrected", f"{reason}, but `{meant}`", tuple(edits))


def _exported_too(other: Source, name: str) -> Iterator[Mend]:
    """A function that is there and not given away."""
    if not any(isinstance(one, Function) and one.name == name for one in other.module.body):
        return
    for one in walk(other.module):
        if (
            isinstance(one, Assign)
            and other.text(one.target) == "module.exports"
            and isinstance(one.value, Mapping)
            and one.value.entries
        ):
            last = one.value.entries[-1].place.end
            reason = f"`{name}` is defined in `{other.path}` and not exported"
            yield Mend("export-added", reason, (Edit(other.path, last, last, f", {name}"),))


def _method(site: Site, name: str) -> Iterator[Mend]:
    """A method of a class of this file, misspelt."""
    source = site.source
    methods = {
        one.name
        for one in walk(source.module)
        if isinstance(one, Function) and one.kind == "method"
    }
    meant = closest(name, methods) if name not in methods else None
    member = next((one for one in reversed(site.trail) if isinstance(one, Member)), None)
    if meant is not None and member is not None and member.name == name:
        end = member.place.end
        reason = f"no method is called `{name}`; `{meant}` is"
        yield Mend("name-corrected", reason, (Edit(source.path, end - len(name), end, meant),))
