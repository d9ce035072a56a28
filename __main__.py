"""`python -m patchvet`: the same as the command `patchvet`."""

from __future__ import annotations

from .cli.main import run

if __name__ == "__main__":
    run()
