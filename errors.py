"""Everything that patchvet raises. A bad patch never raises: it is a report.

Each class names the exit status with which the command line answers it.
"""

from __future__ import annotations


class PatchvetError(Exception):
    """Base of all errors that patchvet raises on purpose; its text is one clear line."""

    exit_status = 2


class UsageError(PatchvetError):
    """The call makes no sense: an unknown option value, two options that exclude each other."""


class TreeError(PatchvetError):
    """The source tree cannot be read: no such folder, no repository, no such revision."""


class RegistrationError(PatchvetError):
    """A validator or a language is malformed, or clashes with another; names file and line."""


class ConfigurationError(PatchvetError):
    """A file that configures a run (a service, a scenario) can't be used; names the file."""
