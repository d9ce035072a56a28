"""Guards: a test and an exit in front of what fails, and the words of their messages."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_refusals import exits
from .fix_rewrite import IT, Edit
from .fix_source import is_pure, names_in, names_of_code

if TYPE_CHECKING:
    from .fix_case import Case, Mends
    from .fix_imports import Import
    from .fix_source import Source


def guards(
    case: Case, node: ast.AST, test: str, text: str, about: str, *,
    name: str, tests: set[str] | None = None, names: dict[str, str] | None = None,
    after: ast.stmt | None = None, more: tuple[Edit, ...] = (), first: str = "",
) -> Mends:  # fmt: skip
    """A guard for each exit that fits here: `if test: exit` before the statement of `node`, or
    right after the statement `after`. `text` is the message, `about` says what the guard is for,
    `tests` the tests of guards elsewhere that mean the same. `first`: code in front of the guard.
    """
    here = case.here
    if after is None and here.is_conditional(node):
        yield from _for_each(case, node, test, text, about, name)
        return
    statement = here.statement(node) if after is None else after
    how = "before" if after is None else "after"
    for one in exits(case, text, (tests or set()) | {test}, names):
        code = f"{first}if {test}:\n    {one.code}\n"
        reason = f"{about}: {one.why}"
        edits = [*more, Edit(statement, code, how)]  # type: ignore[arg-type]
        yield mend(f"{name}-{one.name}", reason, here, edits, one.imports)


def _for_each(case: Case, node: ast.AST, test: str, text: str, about: str, name: str) -> Mends:
    """`[PRICES[sku] for sku in skus]`: the guard goes over all of them, before."""
    here = case.here
    loop = _comprehension(here, node)
    if loop is None or not names_of_code(test) & names_in(loop.target):
        return
    statement = here.statement(node)
    taken = {one.id for one in here.nodes if isinstance(one, ast.Name)}
    each, bound = test.partition(" not in ")[0], names_in(loop.target)
    loops = f"for {here.code(loop.target)} in {here.code(loop.iter)}"
    if " not in " in test and "missing" not in taken:
        code = f"missing = [{each} {loops} if {test}]\nif missing:\n"
        text = text.replace(f"{{{each}}}", "{missing[0]}")
    else:
        code = f"if any({test} {loops}):\n"
    shown_names = {
        word for part in re.findall(r"{(.*?)}", text) for word in re.findall(r"\w+", part)
    }
    if shown_names & bound:
        text = text.partition(" for {")[0]
    for one in exits(case, text):
        edits = [Edit(statement, f"{code}    {one.code}\n", "before")]
        yield mend(f"{name}-{one.name}", f"{about}: {one.why}", here, edits, one.imports)


def _comprehension(here: Source, node: ast.AST) -> ast.comprehension | None:
    """The only loop of the comprehension that `node` is the element of; None where it has a
    condition, stands in a part that may be left out, or goes over what can be read only once.
    """
    below = node
    for above in here.ancestors(node):
        if isinstance(above, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            loop = above.generators[0]
            is_plain = len(above.generators) == 1 and not loop.ifs and not loop.is_async
            over = loop.iter
            match over:
                case ast.Call(ast.Attribute(value, "items" | "keys" | "values"), []):
                    over = value
            can_repeat = is_pure(over) and not here.is_conditional(above)
            return loop if is_plain and can_repeat and below is not loop else None
        if isinstance(above, ast.stmt | ast.IfExp | ast.BoolOp | ast.Lambda | ast.comprehension):
            return None
        below = above
    return None


def origin(case: Case, node: ast.expr) -> tuple[ast.stmt, ast.expr] | None:
    """Where the value of a local name comes from: its only assignment before, if it stands in a
    block that the failing statement is in as well.
    """
    here = case.here
    function = here.function(node)
    if not isinstance(node, ast.Name) or function is None:
        return None
    found = [one for one in here.assignments(function, node.id) if one.lineno < node.lineno]
    if len(found) != 1 or found[0].value is None:
        return None
    above = here.parent(found[0])
    shares_block = any(one is above for one in here.ancestors(node))
    return (found[0], found[0].value) if shares_block else None


def noun(code: str) -> str:
    """What one thing of a collection is called: `self.PRICES` → `price`."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", code.rpartition(".")[2].replace("_", " "))
    last = " ".join(words).lower() or "value"
    if last.endswith("ies"):
        return f"{last[:-3]}y"
    if re.search(r"(?:ch|sh|ss|x)es$", last):
        return last[:-2]
    return last[:-1] if re.search(r"[^su]s$", last) else last


def shown(here: Source, node: ast.expr) -> str:
    """`node` for the inside of an f-string; "" where it can't stand there."""
    if isinstance(node, ast.Constant):
        text = str(node.value)
        return text if text.isprintable() and not re.search(r"[\"'\\{}]", text) else ""
    code = here.code(node)
    if not is_pure(node) or re.search(r"[\"'\\{}\n]", code):
        return ""
    return f"{{{code}}}"


# Names that say that something was looked for, not what.
_VAGUE = frozenset(
    ("found", "match", "matching", "result", "value", "hit", "candidate", "data", "entry")
)


def no_such(thing: str, subject: str) -> str:
    """The message: `no price for {sku}`; `subject` is the inside of an f-string, or ""."""
    if thing in _VAGUE:
        thing = "match"
    return f"no {thing} for {subject}" if subject else f"no {thing}"


def handlers(
    case: Case, errors: str, text: str, about: str, *, name: str, imports: tuple[Import, ...] = (),
    cause: str = "None",
) -> Mends:  # fmt: skip
    """A precise handler around the failing statement, for each exit that fits here."""
    statement = case.statement
    assert statement is not None, "there is something that failed"
    for one in exits(case, text, cause=cause):
        edits = [Edit(statement, tried(errors, one.code))]
        reason = f"{about}: {one.why}"
        yield mend(f"{name}-{one.name}", reason, case.here, edits, (*imports, *one.imports))


def tried(errors: str, exit_code: str) -> str:
    """A statement with a precise handler around it."""
    return f"try:\n    {IT}\nexcept {errors}:\n    {exit_code}\n"
