"""Java methods that do nothing. What an interface or an abstract class promises has no body."""

from __future__ import annotations

from ..bodies import in_braces

BODIES = in_braces("method_declaration", "constructor_declaration", nothing="null")
