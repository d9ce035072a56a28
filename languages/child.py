"""The hook by which programs of a language run for real, in a process that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Child(NamedTuple):
    """`ask(task, request, seconds)` puts a question to the process, which it starts if need be; a
    question that it can't answer (it crashed, the time is up) comes back as {"cannot_tell": why}.
    `forget(number)` drops a program.
    """

    ask: Callable[[str, dict[str, Any], float], dict[str, Any]]
    forget: Callable[[int], None]
