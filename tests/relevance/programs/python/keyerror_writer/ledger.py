"""Stock levels, summed up from movements such as `A7 +12`."""


def load_levels(lines):
    """Maps each article that moved to what is left of it."""
    levels = {}
    for line in lines:
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        sku, change = line.split()
        record(levels, sku, int(change))
    return levels


def record(levels, sku, change):
    levels[sku] = levels.get(sku, 0) + change


def busiest(movements):
    """The article with most movements; None without any."""
    counts = {}
    for sku, _ in movements:
        counts[sku] = counts.get(sku, 0) + 1
    return max(counts, key=counts.get, default=None)
