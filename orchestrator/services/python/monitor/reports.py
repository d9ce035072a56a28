"""What can be read off measurements."""


def percentile(values: list[int], percent: int) -> int:
    """The smallest value that at least so many percent do not exceed."""
    ordered = sorted(values)
    rank = math.ceil(len(ordered) * percent / 100)
    return ordered[max(rank, 1) - 1]


def trend(values: list[int]) -> str:
    """Where the last value is, seen from the first: up, down or level."""
    if values[-1] > values[0]:
        direction = "up"
    elif values[-1] < values[0]:
        direction = "down"
    return direction


def table(values: list[int]) -> str:
    # Only this report needs it.
    from formats import as_tabel

    return as_tabel(values)
