"""Free times between appointments; times are minutes of a day."""


def merge(spans):
    """Spans in order, those that touch made one."""
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def gaps(spans, first, last):
    merged = merge(spans)
    free = []
    cursor = first
    for start, end in merged:
        if start > cursor:
            free.append((cursor, start))
        cursor = max(cursor, end)
    if cursor < last:
        free.append((cursor, last))
    return free


def longest(spans, first, last):
    lengths = {end - start: (start, end) for start, end in gaps(spans, first, last)}
    return lengths[max(lengths)]
