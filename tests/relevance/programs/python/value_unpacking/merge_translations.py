"""Merges translation files: `key = text` lines, later files win. `!` drops a key."""

import sys
from pathlib import Path


def split_entry(line):
    if line.startswith("!"):
        return (line[1:].strip(),)
    key, text = line.split("=", 1)
    return key.strip(), text.strip()


def entries(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield split_entry(line)


def merge(paths):
    catalogue = {}
    for path in paths:
        for key, text in entries(path):
            catalogue[key] = text
    return catalogue


def longest_key(catalogue):
    return max((len(key) for key in catalogue), default=0)


def main(paths):
    catalogue = merge(paths)
    width = longest_key(catalogue)
    for key in sorted(catalogue):
        print(f"{key:<{width}} {catalogue[key]}")


if __name__ == "__main__":
    main(sys.argv[1:])
