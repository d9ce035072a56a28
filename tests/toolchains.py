"""Marks for tests that need a tool outside Python: skipped with the reason where it is missing.

A continuous-integration run sets PATCHVET_REQUIRE_TOOLCHAINS=1: there a missing tool is a failure.
"""

from __future__ import annotations

import os
import shutil

import pytest


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skips the test unless every tool is on PATH; never skips where all of them are required."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    required = os.environ.get("PATCHVET_REQUIRE_TOOLCHAINS") == "1"
    return pytest.mark.skipif(
        bool(missing) and not required, reason=f"not installed: {', '.join(missing)}"
    )
