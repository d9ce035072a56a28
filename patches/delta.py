"""git's pack deltas: a base and a delta make the result (git's pack-format documentation)."""

from __future__ import annotations

_LARGEST = 64 * 1024 * 1024
# git's DELTA_SIZE_MIN (delta.h): it takes nothing shorter, not even the delta of an empty result.
_SHORTEST = 4


class CorruptDeltaError(ValueError):
    """The delta is malformed, or was made against another base; the text says which."""


def apply_delta(base: bytes, delta: bytes, *, largest: int = _LARGEST) -> bytes:
    """The bytes that `delta` makes of `base`.

    Raises CorruptDeltaError, also for a result of more than `largest` bytes: a few bytes of delta
    can ask for gigabytes.
    """
    if len(delta) < _SHORTEST:
        raise CorruptDeltaError(f"the delta has {len(delta)} bytes, and git takes none below 4")
    base_size, at = _size(delta, 0)
    result_size, at = _size(delta, at)
    if base_size != len(base):
        raise CorruptDeltaError(
            f"the delta was made against {base_size} bytes, the file has {len(base)}"
        )
    if result_size > largest:
        raise CorruptDeltaError(f"the delta promises {result_size} bytes, more than {largest}")
    pieces: list[bytes] = []
    made = 0
    while at < len(delta):
        piece, at = _step(base, delta, at)
        made += len(piece)
        if made > result_size:
            break
        pieces.append(piece)
    if made != result_size:
        raise CorruptDeltaError(f"the delta promises {result_size} bytes and makes others")
    return b"".join(pieces)


def _size(delta: bytes, at: int) -> tuple[int, int]:
    """A size of 7 bits a byte, least significant first, and where it ends."""
    value = shift = 0
    while at < len(delta) and shift < 64:
        byte = delta[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at
    raise CorruptDeltaError("the delta ends within its sizes")


def _step(base: bytes, delta: bytes, at: int) -> tuple[bytes, int]:
    """One instruction: bytes copied from the base, or carried by the delta itself."""
    command = delta[at]
    at += 1
    if not command & 0x80:
        if command == 0 or at + command > len(delta):
            raise CorruptDeltaError("the delta holds a malformed insertion")
        return delta[at : at + command], at + command
    numbers = []
    for bit in range(7):
        if command >> bit & 1:
            if at >= len(delta):
                raise CorruptDeltaError("the delta ends within a copy")
            numbers.append(delta[at])
            at += 1
        else:
            numbers.append(0)
    offset = int.from_bytes(bytes(numbers[:4]), "little")
    size = int.from_bytes(bytes(numbers[4:]), "little") or 0x10000
    if offset + size > len(base):
        raise CorruptDeltaError("the delta copies from beyond the end of the file")
    return base[offset : offset + size], at
