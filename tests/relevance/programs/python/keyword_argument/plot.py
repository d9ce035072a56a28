"""Draws bars with text: `plot.py --style double a=3 b=5`."""

from functools import partial
import sys


def bar(height, *, fill="#", gap=0):
    return (fill + " " * gap) * height


def titled(name, draw):
    return f"{name:<6}{draw()}".rstrip()


STYLES = {
    "plain": {},
    "wide": {"gap": 1},
    "double": {"fill": "=", "spacing": 1},
}


def chart(pairs, style):
    options = STYLES.get(style, {})
    rows = []
    for name, height in pairs:
        rows.append(titled(name, partial(bar, height, **options)))
    return rows


def parse(words):
    pairs = [word.split("=") for word in words]
    return [(name, int(height)) for name, height in pairs]


def main(argv):
    style = "plain"
    if argv and argv[0] == "--style":
        style, argv = argv[1], argv[2:]
    for row in chart(parse(argv), style):
        print(row)


main(sys.argv[1:])
