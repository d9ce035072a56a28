"""How patches for Java's errors are built: one file a kind of mend, the surest first."""

from __future__ import annotations

from .. import fix_columns, fix_files
from ..fix_tools import fixes
from . import (
    LANGUAGE,
    fix_bounds,
    fix_calls,
    fix_collections,
    fix_missing,
    fix_numbers,
    fix_passed_on,
)

BUILDERS = (
    fix_calls.build,
    fix_passed_on.build,
    fix_missing.build,
    fix_bounds.build,
    fix_numbers.build,
    fix_collections.build,
    fix_columns.build,
    fix_files.build,
)
FIXES = fixes(LANGUAGE, BUILDERS)
