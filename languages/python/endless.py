"""Code at which CPython's compile() takes the square of its size: told before it is asked.

compile() cannot be interrupted. Measured with 3.11: 50,000 functions `def f(): pass` take 45 s,
since a code object's hash knows no line and equal ones are compared with each other; an f-string of
200,000 fields takes 36 s.
"""

from __future__ import annotations

# Each costs about 2 s at the most. No file that was written by hand has as many.
_MOST_CODE = 10_000
_MOST_FIELDS = 50_000

_CODE = (b"def ", b"lambda", b"class ", b" for ")
_F_STRINGS = (b"f'", b'f"', b"F'", b'F"')


def endless(source: bytes) -> str:
    """Why compile() had better not be asked about `source`; "" if it may."""
    code = sum(map(source.count, _CODE))
    if code > _MOST_CODE:
        return f"{code:,} functions, classes and comprehensions"
    fields = source.count(b"{")
    if fields > _MOST_FIELDS and any(mark in source for mark in _F_STRINGS):
        return f"{fields:,} braces, and f-strings"
    return ""
