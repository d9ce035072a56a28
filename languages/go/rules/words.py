"""Go's keywords (Go spec, Keywords)."""

from __future__ import annotations

KEYWORDS = frozenset(
    b"break case chan const continue default defer else fallthrough for func go goto if import"
    b" interface map package range return select struct switch type var".split()
)
