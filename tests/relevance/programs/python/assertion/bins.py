"""Puts readings into bins of equal width and draws a histogram."""

import sys


def edges(low, high, count):
    step = (high - low) / count
    return [low + step * place for place in range(count + 1)]


def bin_of(value, bounds):
    for place in range(len(bounds) - 1):
        if bounds[place] <= value < bounds[place + 1]:
            return place
    return None


def histogram(values, count):
    bounds = edges(min(values), max(values), count)
    heights = [0] * count
    for value in values:
        place = bin_of(value, bounds)
        if place is not None:
            heights[place] += 1
    return heights


def draw(values, count):
    heights = histogram(values, count)
    assert sum(heights) == len(values), f"{sum(heights)} of {len(values)} readings drawn"
    return "\n".join("#" * height or "." for height in heights)


def main():
    count, *readings = map(float, sys.argv[1:])
    if len(set(readings)) < 2:
        print("too few readings")
        return
    print(draw(readings, int(count)))


if __name__ == "__main__":
    main()
