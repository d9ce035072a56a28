"""Lets the tests import their shared helpers (`toolchains`) from wherever pytest is started."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
