"""Another service that does not answer: refused connections and timeouts."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from .fix_case import mend
from .fix_guards import shown
from .fix_imports import Import, module_of
from .fix_refusals import refusal
from .fix_rewrite import IT, Edit

if TYPE_CHECKING:
    from .fix_case import Case, Mend, Mends
    from .fix_source import Function, Source

_DELAYS = "(0.1, 0.2, 0.4, None)"
# Each of these means that the other side is not there just now; waiting may help.
_FAMILIES = {
    "ConnectionRefusedError": "ConnectionError", "ConnectionResetError": "ConnectionError",
    "ConnectionAbortedError": "ConnectionError", "BrokenPipeError": "ConnectionError",
    "ConnectionError": "ConnectionError", "TimeoutError": "TimeoutError",
    "timeout": "TimeoutError",
}  # fmt: skip


def no_answer(case: Case) -> Mends:
    """Where the program's own error is at hand: try again a few times with growing pauses, then
    refuse. A request that timed out may have been done: that one is refused at once first.
    """
    errors = _FAMILIES.get(case.kind, "")
    at = _caller(case)
    if not errors or at is None:
        return
    inner, statement, call, service = at
    here, function = inner.here, inner.function
    if function is None:
        return
    where = f"line {statement.lineno} of {here.path}"
    is_async = isinstance(call, ast.Await)
    wait, imports = _pause(inner, is_async=is_async)
    refused = refusal(inner)
    if refused is None:
        code = _retried(statement, errors, "raise", wait, "")
        reason = f"{where} gives up at the first {case.kind}: three more tries, growing pauses"
        yield mend("retry-with-backoff", reason, here, [Edit(statement, code)], imports)
        return
    text = f'f"{service} does not answer: {{error}}"' if service else 'f"no answer: {error}"'
    raised = f"raise {refused.name}({text}) from error"
    own = (*imports, *refused.imports)
    code = _retried(statement, errors, raised, wait, " as error")
    reason = (
        f"{where} gives up at the first {case.kind}: three more tries with growing pauses, then"
        f" `{refused.name}` ({refused.why})"
    )
    retry = mend("retry-with-backoff", reason, here, [Edit(statement, code)], own)
    code = f"try:\n    {IT}\nexcept {errors} as error:\n    {raised}\n"
    reason = f"{where} passes {case.kind} on: it raises `{refused.name}` ({refused.why})"
    loud = mend("no-answer-domain-error", reason, here, [Edit(statement, code)], refused.imports)
    yield from (loud, retry) if errors == "TimeoutError" else (retry, loud)
    if isinstance(statement, ast.Assign) and service and not is_async:
        yield _breaker(here, function, statement, errors, service, refused.name, refused.imports)


def _caller(case: Case) -> tuple[Case, ast.stmt, ast.expr, str] | None:
    """The call to mend: the innermost one that knows how to refuse or whose file is not the
    transport itself; and what is said to be called.
    """
    for depth in range(len(case.places)):
        places = case.places[: len(case.places) - depth]
        inner = type(case)(case.error, case.message, case.files, places, case.paths)
        if inner.source(places[-1].path) is None:
            return None
        statement = inner.statement
        is_last = depth == len(case.places) - 1
        is_simple = isinstance(statement, ast.Assign | ast.Return | ast.Expr)
        if statement is None or not is_simple or (refusal(inner) is None and _has_refusal(case)):
            if is_last:
                return None
            continue
        value = getattr(statement, "value", None)
        call = value.value if isinstance(value, ast.Await) else value
        if value is not None and isinstance(call, ast.Call) and not inner.here.is_conditional(call):
            return inner, statement, value, _service(inner, call)
    return None


def _has_refusal(case: Case) -> bool:
    """Whether any frame's file knows how to refuse."""
    for count in range(len(case.places), 0, -1):
        inner = type(case)(case.error, case.message, case.files, case.places[:count], case.paths)
        if inner.source(inner.place.path) is not None and refusal(inner) is not None:
            return True
    return False


def _service(case: Case, call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Name) or (
        isinstance(first, ast.Constant) and isinstance(first.value, str)
    ):
        return shown(case.here, first)
    return ""


def _pause(case: Case, *, is_async: bool) -> tuple[str, tuple[Import, ...]]:
    """How this file waits: by the `pause` of the module that it calls through, else by sleeping."""
    if is_async:
        return "await asyncio.sleep(delay)", (Import("asyncio"),)
    for one in case.here.tree.body:
        if isinstance(one, ast.ImportFrom) and _has_pause(case, module_of(one).lstrip(".")):
            return "pause(delay)", (Import(module_of(one), "pause"),)
    return "time.sleep(delay)", (Import("time"),)


def _has_pause(case: Case, module: str) -> bool:
    for file in case.sources:
        path = file.path.removesuffix(".py").replace("/", ".")
        if module and (path == module or path.endswith(f".{module}")):
            return isinstance(file.module_names.get("pause"), ast.FunctionDef)
    return False


def _retried(statement: ast.stmt, errors: str, last: str, wait: str, binding: str) -> str:
    done = "" if isinstance(statement, ast.Return) else "        break\n"
    return (
        f"for delay in {_DELAYS}:\n"
        f"    try:\n"
        f"        {IT}\n"
        f"{done}"
        f"    except {errors}{binding}:\n"
        f"        if delay is None:\n"
        f"            {last}\n"
        f"        {wait}\n"
    )


def _breaker(
    here: Source, function: Function, statement: ast.Assign, errors: str, service: str,
    error: str, imports: tuple[Import, ...],
) -> Mend:  # fmt: skip
    """Counts failures by service: after five in a row only every tenth request is let through."""
    key = service[1:-1] if service.startswith("{") else f'"{service}"'
    text = (
        f"failures = _failures.get({key}, 0)\n"
        f"if failures >= 5 and failures % 10:\n"
        f"    _failures[{key}] = failures + 1\n"
        f'    raise {error}(f"{service} is left alone after {{failures}} failures")\n'
        f"try:\n"
        f"    {IT}\n"
        f"except {errors} as error:\n"
        f"    _failures[{key}] = failures + 1\n"
        f'    raise {error}(f"{service} does not answer: {{error}}") from error\n'
        f"_failures[{key}] = 0\n"
    )
    table = (
        "# Failures in a row, by service: a circuit breaker.\n_failures: dict[str, int] = {}\n\n\n"
    )
    outwards = [function, *here.ancestors(function)]
    top = next(one for one in reversed(outwards) if isinstance(one, ast.stmt))
    reason = (
        f"line {statement.lineno} of {here.path} keeps asking a service that is down: after five"
        " failures in a row only every tenth request goes through"
    )
    edits = [Edit(statement, text), Edit(top, table, "before")]
    return mend("circuit-breaker", reason, here, edits, imports)
