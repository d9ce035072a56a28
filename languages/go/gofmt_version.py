"""Which Go a gofmt is of: gofmt itself has no option that says so."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ...patterns import lazy_compile

# The build information that Go's linker writes into every binary since 1.18: a magic, the
# pointer's size, flags (2: the strings stand here), padding to 32 bytes, the version with its
# length in front (debug/buildinfo).
_BUILD_INFO = lazy_compile(rb"\xff Go buildinf:.\x02.{16}.(go\d[\w.]*)", re.DOTALL)


def gofmt_version(command: str) -> str:
    """`go1.26.8`, read from the binary at `command`, else asked of `go`; "" if neither knows."""
    try:
        found = _BUILD_INFO.search(Path(command).read_bytes())
    except OSError:
        return ""
    if found is not None:
        return found[1].decode("ascii")
    return _ask_go()  # a script stands in front of the binary


def _ask_go() -> str:
    import subprocess

    try:
        # `local`, and the root as folder: else a go.mod could make it fetch another toolchain.
        answer = subprocess.run(
            ["go", "env", "GOVERSION"],
            cwd=os.path.abspath(os.sep),
            env={**os.environ, "GOTOOLCHAIN": "local"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode("ascii", "replace").strip()
