"""JavaScript's failures: for every cure that is recognised, the nearest thing that is none."""

from __future__ import annotations

import difflib

import pytest

import patchvet

HEAD = "TypeError: Cannot read properties of undefined (reading 'net')"
PRICE = """\
function net(price) {
  return price.net * 2;
}

module.exports = { net };
"""
NET = f"{HEAD}\n    at net (/srv/app/main.js:2:16)\n"
MAP = """\
const known = new Map();

function label(sku) {
  const item = known.get(sku);
  return `${item.name}!`;
}
"""
LABEL = """\
TypeError: Cannot read properties of undefined (reading 'name')
    at label (/srv/app/main.js:5:18)
"""
EARLY = """\
function count() {
  total += 1;
}

count();
let total = 0;
"""
COUNT = """\
ReferenceError: Cannot access 'total' before initialization
    at count (/srv/app/main.js:2:3)
    at Object.<anonymous> (/srv/app/main.js:5:1)
"""
FIXED = """\
function grow(step) {
  const size = 1;
  size += step;
  return size;
}
"""
GROW = """\
TypeError: Assignment to constant variable.
    at grow (/srv/app/main.js:3:8)
"""
ROUND = """\
const round = 1;

function pages(n) {
  return ceil(n / 10);
}
"""
CEIL = """\
ReferenceError: ceil is not defined
    at pages (/srv/app/main.js:4:3)
"""
DEPTH = """\
function depth(node) {
  return 1 + depth(node.parent);
}
"""
STACK = """\
RangeError: Maximum call stack size exceeded
    at depth (/srv/app/main.js:2:10)
    at depth (/srv/app/main.js:2:14)
    at depth (/srv/app/main.js:2:14)
"""
BAR = """\
function bar(width) {
  return '='.repeat(width);
}
"""
REPEAT = """\
RangeError: Invalid count value: -2
    at String.repeat (<anonymous>)
    at bar (/srv/app/main.js:2:14)
"""
STORE = """\
class Store {
  drop(key) {
    return key;
  }
}
const store = new Store();

function forget(key) {
  return store.remove(key);
}
"""
REMOVE = """\
TypeError: store.remove is not a function
    at forget (/srv/app/main.js:9:16)
"""
LINES = """\
function empty(lines) {
  for (let i = 0; i < lines.length + 1; i++) {
    if (lines[i].size === 0) return true;
  }
  return false;
}
"""
SIZE = """\
TypeError: Cannot read properties of undefined (reading 'size')
    at empty (/srv/app/main.js:3:18)
"""
FEE = """\
function fee(amount) {
  if (amount < 10n) return 0n;
  return 5;
}

function due(amount) {
  return amount + fee(amount);
}
"""
MIXED = """\
TypeError: Cannot mix BigInt and other types, use explicit conversions
    at due (/srv/app/main.js:7:17)
"""
CASES = [
    # The program, its trace, what is replaced, by what, the verdict.
    (PRICE, NET, "  return price", "  if (!price) return null;\n  return price", "addresses"),
    (PRICE, NET, "price.net", "price?.net", "masks"),
    (PRICE, NET, "  return price.net", "  return net?.name && price.net", "unrelated"),
    (MAP, LABEL, "  const", "  if (!known.has(sku)) return '?';\n  const", "addresses"),
    (MAP, LABEL, "item.name", "item?.name", "masks"),
    (MAP, LABEL, "item.name", "item?.name ?? 'nothing'", "addresses"),
    (EARLY, COUNT, "count();\nlet total = 0;", "let total = 0;\ncount();", "addresses"),
    (EARLY, COUNT, "let total = 0;", "let total = 1;", "unrelated"),
    (FIXED, GROW, "const size", "let size", "addresses"),
    (FIXED, GROW, "const size = 1", "const size = 2", "unrelated"),
    (ROUND, CEIL, "ceil(n", "Math.ceil(n", "addresses"),
    (ROUND, CEIL, "const round = 1", "const round = Math.ceil(1)", "unrelated"),
    (DEPTH, STACK, "  return", "  if (node === null) return 0;\n  return", "addresses"),
    (DEPTH, STACK, "  return", "  if (depth.name === null) return 0;\n  return", "unrelated"),
    (BAR, REPEAT, "repeat(width)", "repeat(Math.max(0, width))", "addresses"),
    (BAR, REPEAT, "repeat(width)", "repeat(width).trimEnd()", "unrelated"),
    (STORE, REMOVE, "store.remove", "store.drop", "addresses"),
    (STORE, REMOVE, "store.remove(", "store.remove?.(", "masks"),
    (STORE, REMOVE, "    return key", "    return String(key)", "unrelated"),
    (LINES, SIZE, "i < lines.length + 1", "i < lines.length", "addresses"),
    (FEE, MIXED, "return 5;", "return 5n;", "addresses"),
    (FEE, MIXED, "amount + fee", "BigInt(amount) + fee", "unrelated"),
]


def verdict(before: str, trace: str, old: str, new: str) -> str:
    """What is said of the patch that replaces one text by another."""
    assert before.count(old) >= 1
    after = before.replace(old, new, 1)
    lines = (before.splitlines(True), after.splitlines(True))
    patch = "".join(difflib.unified_diff(*lines, "a/main.js", "b/main.js"))
    report = patchvet.check(patch, {"main.js": before.encode()}, error=trace)
    assert report.relevance is not None
    return report.relevance.verdict


@pytest.mark.parametrize(("before", "trace", "old", "new", "expected"), CASES)
def test_a_cure_is_told_from_what_only_looks_like_one(
    before: str, trace: str, old: str, new: str, expected: str
) -> None:
    assert verdict(before, trace, old, new) == expected


@pytest.mark.parametrize("trace", [NET, LABEL, COUNT, GROW, CEIL, STACK, REPEAT, REMOVE, MIXED])
def test_a_trace_of_another_program_stops_nothing(trace: str) -> None:
    """A trace that doesn't fit the tree gets an answer, and never a wrong praise."""
    assert verdict(BAR, trace, "width);", "width );") != "addresses"
