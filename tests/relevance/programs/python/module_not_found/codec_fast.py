"""Large and quick."""


def squeeze(data: bytes) -> bytes:
    return data


def expand(data: bytes) -> bytes:
    return data
