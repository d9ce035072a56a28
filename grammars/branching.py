"""Code at which tree-sitter's parser branches without end: told from the bytes, before the parse.

Where a grammar cannot tell a generic's `<` from a comparison, the parser follows both readings,
and at an error it copies each of them. tree-sitter asks nobody meanwhile, so that no deadline ends
it: Java's grammar 0.23.5 takes 5 s and 1.4 GB for 6 kB of `a=>a=>…`, 8.9 GB for 100 kB of `a<a<…`;
C++'s takes 2.8 GB for 28 kB of `List<?,…`. `;` and braces end a statement, and its branches too.
"""

from __future__ import annotations

_BRANCHING = frozenset(("cpp", "csharp", "java", "tsx", "typescript"))
# 1,500 angle brackets in one statement cost about 3 s at the worst. No code has them by hand.
_MOST_ANGLES = 1_500
_ENDS = bytes.maketrans(b"{}", b";;")


def endless(grammar: str, data: bytes) -> str:
    """Why `data` had better not be parsed by `grammar`; "" if it may."""
    if grammar not in _BRANCHING or _angles(data) <= _MOST_ANGLES:
        return ""
    most = max(map(_angles, data.translate(_ENDS).split(b";")))
    if most <= _MOST_ANGLES:
        return ""
    return f"one statement has {most:,} angle brackets, and parsing it could take all memory"


def _angles(data: bytes) -> int:
    return data.count(b"<") + data.count(b">")
