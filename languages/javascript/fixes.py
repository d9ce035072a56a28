"""How patches for JavaScript's errors are built: one file a kind of mend, the surest first."""

from __future__ import annotations

from .. import fix_columns, fix_files
from ..fix_tools import fixes
from . import (
    LANGUAGE,
    fix_await,
    fix_calls,
    fix_fields,
    fix_missing,
    fix_names,
    fix_state,
    fix_values,
)

BUILDERS = (
    fix_names.build,
    fix_await.build,
    fix_missing.build,
    fix_values.build,
    fix_fields.build,
    fix_columns.build,
    fix_files.build,
    fix_calls.build,
    fix_state.build,
)
FIXES = fixes(LANGUAGE, BUILDERS)
