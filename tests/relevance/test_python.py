"""What patches do to Python's errors: each cure beside one that only looks like it."""

from __future__ import annotations

import pytest
from tiny import verdict

HEAD = "Traceback (most recent call last):\n"


def trace(function: str, code: str, message: str) -> str:
    return f'{HEAD}  File "/srv/app/app.py", line LINE, in {function}\n    {code}\n{message}\n'


WALK = """def walk(tree, node):
    found = [node]
    for part in tree.get(node, ()):
        found += walk(tree, part)  # // here
    return found
"""
SWEEP = """def sweep(rooms):
    for name in rooms:  # // here
        if not rooms[name]:
            del rooms[name]


def names(rooms):
    return sorted(rooms)
"""
FETCH = """import time
import urllib.request


def fetch(url):
    return urllib.request.urlopen(url).read()  # // here


def size(url):
    return len(fetch(url))
"""
PAIR = """def pair(line):
    name, price = line.split()  # // here
    return name, price
"""
OLDER = """def older(one, other):
    if one < other:  # // here
        return other
    return one


def shown(one):
    return str(one)
"""
PRICE = """class NoPrice(Exception):
    pass


PRICES = {"tea": 2}


def price(what):
    return PRICES[what]  # // here


def change(what, price):
    if what not in PRICES:
        raise NoPrice(what)
    PRICES[what] = price
"""
LIMIT = """def admit(queue, name):
    if len(queue) > 3:
        raise RuntimeError(f"no room for {name}")  # // here
    queue.append(name)
"""
RECURSION = trace("walk", "found += walk(tree, part)", "RecursionError: maximum recursion depth")
CHANGED = trace(
    "sweep", "for name in rooms:", "RuntimeError: dictionary changed size during iteration"
)
REFUSED = trace(
    "fetch", "return urllib.request.urlopen(url).read()", "ConnectionRefusedError: [Errno 111] no"
)
UNPACKED = trace(
    "pair",
    "name, price = line.split()",
    "ValueError: too many values to unpack (expected 2)",
)
FEW = trace(
    "pair",
    "name, price = line.split()",
    "ValueError: not enough values to unpack (expected 2, got 1)",
)
COMPARED = trace(
    "older",
    "if one < other:",
    "TypeError: '<' not supported between instances of 'NoneType' and 'int'",
)
MISSING = trace("price", "return PRICES[what]", "KeyError: 'gum'")
FULL = trace("admit", 'raise RuntimeError(f"no room for {name}")', "RuntimeError: no room for ann")

SEEN = WALK.replace("(tree, node):", "(tree, node, seen=()):").replace(
    "    found = [node]\n", "    if node in seen:\n        return []\n    found = [node]\n"
)
TRIED = """    for _ in range(3):
        try:
            return urllib.request.urlopen(url).read()
        except ConnectionError:
            time.sleep(1)
    return urllib.request.urlopen(url).read()
"""
ONCE = "    return urllib.request.urlopen(url).read()  # // here\n"

CASES = [
    (
        "seen before",
        WALK,
        SEEN.replace("tree, part)", "tree, part, (*seen, node))"),
        RECURSION,
        "addresses",
    ),
    ("not handed on", WALK, SEEN, RECURSION, "cannot-tell"),
    ("a copy", SWEEP, SWEEP.replace("in rooms:", "in list(rooms):"), CHANGED, "addresses"),
    ("no copy", SWEEP, SWEEP.replace("in rooms:", "in iter(rooms):"), CHANGED, "unrelated"),
    (
        "another's copy",
        SWEEP,
        SWEEP.replace("sorted(rooms)", "sorted(list(rooms))"),
        CHANGED,
        "unrelated",
    ),
    ("tried again", FETCH, FETCH.replace(ONCE, TRIED), REFUSED, "addresses"),
    (
        "hushed up",
        FETCH,
        FETCH.replace(ONCE, "    try:\n    " + ONCE + "    except OSError:\n        pass\n"),
        REFUSED,
        "masks",
    ),
    ("takes the rest", PAIR, PAIR.replace("name, price =", "name, *price ="), FEW, "addresses"),
    (
        "takes too much",
        PAIR,
        PAIR.replace("name, price =", "name, price, *_ ="),
        FEW,
        "cannot-tell",
    ),
    (
        "guarded",
        OLDER,
        OLDER.replace("    if one <", "    if one is None:\n        return other\n    if one <"),
        COMPARED,
        "addresses",
    ),
    (
        "the other guarded",
        OLDER,
        OLDER.replace("    if one <", "    if other is None:\n        return one\n    if one <"),
        COMPARED,
        "unrelated",
    ),
    ("elsewhere", OLDER, OLDER.replace("str(one)", "repr(one)"), COMPARED, "unrelated"),
    (
        "refused",
        PRICE,
        PRICE.replace(
            "    return PRICES",
            "    if what not in PRICES:\n        raise NoPrice(what)\n    return PRICES",
        ),
        MISSING,
        "addresses",
    ),
    (
        "made up",
        PRICE,
        PRICE.replace("PRICES[what]  #", "PRICES.get(what, 0)  #"),
        MISSING,
        "cannot-tell",
    ),
    (
        "not raised",
        LIMIT,
        LIMIT.replace('raise RuntimeError(f"no room for {name}")', "return"),
        FULL,
        "masks",
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "error", "wanted"),
    [pytest.param(*rest, id=name) for name, *rest in CASES],
)
def test_the_verdict_follows_what_becomes_of_the_failure(
    before: str, after: str, error: str, wanted: str
) -> None:
    """A cure addresses the error; what looks like it does not."""
    assert verdict("app.py", before, after, error) == wanted
