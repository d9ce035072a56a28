"""A Python process beside this one, in which Python programs run for real and libcst works.

One process is shared by all that needs it, started on first use and again after a crash. What is
asked is JSON: `ask("programs.handle", {…})` calls `handle` of the module `programs` beside this
file with the object and gives the object that it returns. This module is the parent's side;
`__main__.py` is the child's.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING

from ...child import Child
from ...workers import Worker, WorkerFailed

if TYPE_CHECKING:
    from typing import Any

# -s and -P: no user's packages, no folder of a patch's author on the path. UTF-8 for all that is
# read. Not -I, which would ignore the seed of hashes (see _CHANGES).
COMMAND = (sys.executable, "-s", "-P", "-X", "utf8", "-m", __name__)
_CHANGES = ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONOPTIMIZE", "PYTHONWARNINGS")


@cache
def worker() -> Worker:
    """The shared process; it is started with the first question."""
    # The order of sets of strings must not differ from run to run.
    return Worker("the Python child", COMMAND, _CHANGES, {"PYTHONHASHSEED": "0"})


def ask(task: str, request: dict[str, Any], seconds: float = 10.0) -> dict[str, Any]:
    """What the child answers; {"cannot_tell": why} if it crashes, does not answer in `seconds`, or
    fails at the task.
    """
    try:
        answer = worker().ask(json.dumps({"task": task, **request}).encode(), seconds)
    except WorkerFailed as error:
        return {"cannot_tell": str(error)}
    reply: dict[str, Any] = json.loads(answer)
    if "crash" in reply:
        return {"cannot_tell": f"the Python child failed at {task}: {reply['crash']}"}
    return reply


def forget(number: int) -> None:
    """Drops the program of that number."""
    ask("programs.drop", {"number": number})


CHILD = Child(ask, forget)
