"""git's names for contents."""

from __future__ import annotations

import hashlib

SHA1_DIGITS = 40
SHA256_DIGITS = 64


def blob_id(data: bytes, digits: int = SHA1_DIGITS) -> str:
    """git's id of the content `data`: SHA-1, or SHA-256 if its ids have 64 digits."""
    whole = b"blob %d\0" % len(data) + data
    if digits == SHA256_DIGITS:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()
