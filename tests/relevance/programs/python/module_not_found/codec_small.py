"""Small and slow."""

import lzma

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6}]


def squeeze(data: bytes) -> bytes:
    return lzma.compress(data, format=lzma.FORMAT_RAW, filters=FILTERS)


def expand(data: bytes) -> bytes:
    return lzma.decompress(data, format=lzma.FORMAT_RAW, filters=FILTERS)
