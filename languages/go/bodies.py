"""Go functions that do nothing."""

from __future__ import annotations

from ..bodies import in_braces

BODIES = in_braces("function_declaration", "method_declaration", nothing="nil")
