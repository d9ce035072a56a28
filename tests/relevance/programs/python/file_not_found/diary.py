#!/usr/bin/env python3
"""Keeps a diary: one file a month in a folder. `add DATE TEXT`, `show DATE`, `months`."""

import sys
from pathlib import Path

ROOT = Path("entries")


def page(date):
    return ROOT / f"{date[:7]}.txt"


def add(date, text):
    path = page(date)
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"{date} {text}\n")
    return "noted"


def lines(date):
    with open(page(date), encoding="utf-8") as month:
        return [line.rstrip("\n") for line in month if line.startswith(date)]


def show(date):
    found = lines(date)
    return "\n".join(found) if found else "nothing on that day"


def months():
    return " ".join(sorted(path.stem for path in ROOT.glob("*.txt")))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    print({"add": add, "show": show, "months": months}[command](*arguments))
