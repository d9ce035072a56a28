"""What a caller may choose. One record for the API, the command line and the pytest plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..patches.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..languages.traces import Trace

    ErrorInput = bytes | str | Trace | Sequence[Trace]


class Options(NamedTuple):
    """How to judge a patch.

    `oracles` is "embedded" (compile() alone, no process is started), "auto" (also node, gofmt and
    javac where present, for languages in the patch), "none", or names joined by commas.
    `select`/`ignore` hold codes or prefixes of codes ("PV3") or names of checks; format, applies
    and path safety cannot be left out. `strip` is `-p`; None detects it. `allow` holds "symlink"
    and "submodule". `scope` is how far uses of what the patch takes away are looked for: "patch"
    (its files and their folders), "tree" (all files), or "auto" (all files for what is public).
    `error` is what the patch is to address: a log that holds it, a Trace or several; a Checker
    reads it once. `fail_on` is the least severity that rejects: "error", "warning" or "never".
    """

    oracles: str = "embedded"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strip: int | None = None
    allow: frozenset[str] = frozenset()
    scope: str = "auto"
    fail_on: str = "error"
    require_oracle: bool = False
    error: ErrorInput | None = None
    limits: Limits = Limits()
