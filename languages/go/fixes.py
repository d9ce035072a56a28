"""How patches for Go's errors are built: one file a kind of mend, the surest first."""

from __future__ import annotations

from .. import fix_columns, fix_files
from ..fix_tools import fixes
from . import LANGUAGE, fix_calls, fix_channels, fix_maps, fix_sharing, fix_unchecked, fix_values

BUILDERS = (
    fix_calls.build,
    fix_unchecked.build,
    fix_maps.build,
    fix_values.build,
    fix_columns.build,
    fix_files.build,
    fix_channels.build,
    fix_sharing.build,
    fix_unchecked.in_caller,
)
FIXES = fixes(LANGUAGE, BUILDERS)
