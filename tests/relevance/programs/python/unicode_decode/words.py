"""Counts words in text files of whatever age: `words.py FILE... [--top N]`."""
import argparse
import re
from collections import Counter
from functools import reduce
from operator import add

WORD = re.compile(r"[^\W\d_]+")


def text_of(path):
    with open(path, "rb") as source:
        raw = source.read()
    return raw.decode("utf-8")


def count(path):
    return Counter(WORD.findall(text_of(path).lower()))


def combine(paths):
    return reduce(add, map(count, paths), Counter())


def top(counts, limit):
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:limit]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--top", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    for word, times in top(combine(asked.paths), asked.top):
        print(f"{times} {word}")
