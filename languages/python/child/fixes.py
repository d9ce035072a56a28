"""Builds patches for errors of Python programs: what the parent asks for as "fixes.build"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .fix_await import await_of_plain_value, missing_await
from .fix_bounds import empty_sequence, index_past_end, zero_division
from .fix_calls import unfitting_call
from .fix_case import read_case
from .fix_conversions import conversion, missing_thing, operand_kinds
from .fix_keys import missing_key
from .fix_lengths import used_up, wrong_length
from .fix_names import misspelt_attribute, undefined_name, wrong_import
from .fix_none import none_value
from .fix_remote import no_answer
from .fix_rewrite import Impossible, rewrite
from .fix_sql import constraint_failed, wrong_name
from .fix_state import changed_while_iterated, lost_update, over_budget
from .fix_unbound import unbound_local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .fix_case import Case, Mend, Mends

_REMOTE = (
    "ConnectionRefusedError", "ConnectionResetError", "ConnectionAbortedError", "BrokenPipeError",
    "ConnectionError", "TimeoutError", "timeout",
)  # fmt: skip
_TYPE_ERRORS = (none_value, await_of_plain_value, missing_await, operand_kinds, unfitting_call)
# What may mend an error of that type; each looks at the message for itself.
_BUILDERS: dict[str, tuple[Callable[[Case], Mends], ...]] = {
    "KeyError": (missing_key,),
    "AttributeError": (none_value, missing_await, misspelt_attribute),
    "TypeError": _TYPE_ERRORS,
    "NameError": (undefined_name,),
    "UnboundLocalError": (unbound_local,),
    "ImportError": (wrong_import,),
    "ModuleNotFoundError": (wrong_import,),
    "IndexError": (index_past_end,),
    "ZeroDivisionError": (zero_division,),
    "ValueError": (empty_sequence, wrong_length, conversion),
    "JSONDecodeError": (conversion,),
    "UnicodeDecodeError": (conversion,),
    "UnicodeEncodeError": (conversion,),
    "InvalidOperation": (conversion,),
    "StopIteration": (used_up,),
    "FileNotFoundError": (missing_thing,),
    "PermissionError": (missing_thing,),
    "IsADirectoryError": (missing_thing,),
    "RuntimeError": (changed_while_iterated, lost_update),
    "MemoryError": (over_budget,),
    "OperationalError": (wrong_name,),
    "IntegrityError": (constraint_failed,),
    **dict.fromkeys(_REMOTE, (no_answer,)),
}
# More than these nobody tries.
MOST = 6


def build(
    error: str, message: str, files: dict[str, str], frames: list[dict[str, Any]], paths: list[str]
) -> dict[str, Any]:
    """{"mends": [{"name", "reason", "texts": {path: new text}}, …]}, best first. See `Case`."""
    case = read_case(error, message, files, frames, paths)
    if case is None:
        return {"mends": []}
    mends: list[dict[str, Any]] = []
    for one in _mends(case):
        texts = _texts(one)
        if texts and all(texts != other["texts"] for other in mends):
            mends.append({"name": one.name, "reason": one.reason, "texts": texts})
        if len(mends) == MOST:
            break
    return {"mends": mends}


def _mends(case: Case) -> Iterator[Mend]:
    builders = _BUILDERS.get(case.kind, (lost_update,))
    for builder in builders:
        yield from builder(case)


def _texts(one: Mend) -> dict[str, str]:
    """The new texts by path; none where an edit can't be made, or what comes out is no Python."""
    try:
        texts = {file.path: rewrite(file, edits, imports) for file, edits, imports in one.changes}
    except Impossible:
        return {}
    changed = all(texts[file.path] != file.text for file, *_ in one.changes)
    return texts if changed and all(map(_compiles, texts.values())) else {}


@lru_cache(maxsize=256)
def _compiles(text: str) -> bool:
    try:
        compile(text, "<mended>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
