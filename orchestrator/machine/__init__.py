"""Executes lowered programs: see `Machine`. Knows no language by name."""

from __future__ import annotations

from .machine import Machine
from .outcomes import Answered, CannotTell, Exited, Failed, Outcome

__all__ = ["Answered", "CannotTell", "Exited", "Failed", "Machine", "Outcome"]
