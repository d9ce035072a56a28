"""PV901: a validator broke. Reported as the checker's fault, never as the patch's."""

from __future__ import annotations

from .report import Severity
from .validator import Code

VALIDATOR_CRASHED = Code(
    "PV901",
    "validator-crashed",
    Severity.WARNING,
    """
What it finds: a validator that raised an exception instead of giving an answer. The check it
belongs to is `unchecked` for that file, the other checks still run, and the command ends with
status 4.

Why it matters: a broken checker must read neither as a bad patch nor as a good one.

Example: a plugin that indexes an empty list on a deleted file.

Instead: report the message to the validator's author (the finding names its file and line); run
without it by `--ignore` and its code meanwhile.
""",
)
