"""Wrong patches that look like cures: none may be said to address the error.

Each row is a small program, the error it fails with, and the program as a wrong patch leaves it.
They are reduced by hand, traces too, from kinds of patches that the runtimes showed to be wrong on
the programs of the paired suite; these short forms themselves were not run. "cannot-tell" is
allowed.
"""

from __future__ import annotations

import difflib
from typing import NamedTuple

import pytest

import patchvet

NAMES = {"python": "app.py", "javascript": "app.js", "go": "main.go", "java": "App.java"}


class Program(NamedTuple):
    """A program that fails, and what its runtime prints."""

    language: str
    text: str
    trace: str


FIND = Program(
    "python",
    """\
import re


def find(line):
    match = re.match(r"(\\d+)", line)
    return match.group(1)


print(find("x"))
""",
    """\
Traceback (most recent call last):
  File "app.py", line 9, in <module>
    print(find("x"))
  File "app.py", line 6, in find
    return match.group(1)
AttributeError: 'NoneType' object has no attribute 'group'
""",
)
HEIGHT = Program(
    "python",
    """\
def area(options):
    width = options["width"]
    height = options["height"]
    return width * height


def show(options):
    return f"{area(options):.2f}"


print(show({"width": 3}))
""",
    """\
Traceback (most recent call last):
  File "app.py", line 11, in <module>
    print(show({"width": 3}))
  File "app.py", line 8, in show
    return f"{area(options):.2f}"
  File "app.py", line 3, in area
    height = options["height"]
KeyError: 'height'
""",
)
ADD = Program(
    "python",
    """\
def surcharge(kilos):
    if kilos > 10:
        return 5


def quote(kilos):
    extra = surcharge(kilos)
    cents = 100 + extra
    cents += 1
    return cents


print(quote(3))
""",
    """\
Traceback (most recent call last):
  File "app.py", line 13, in <module>
    print(quote(3))
  File "app.py", line 8, in quote
    cents = 100 + extra
TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
""",
)
SWEEP = Program(
    "python",
    """\
def sweep(seen):
    for user, last in seen.items():
        if last < 3:
            del seen[user]


sweep({"ann": 1, "bob": 2})
""",
    """\
Traceback (most recent call last):
  File "app.py", line 7, in <module>
    sweep({"ann": 1, "bob": 2})
  File "app.py", line 2, in sweep
    for user, last in seen.items():
RuntimeError: dictionary changed size during iteration
""",
)
PRICE = Program(
    "javascript",
    """\
function label(product) {
  const price = product.price;
  return `${product.title}: ${price.net}`;
}

console.log(label(JSON.parse(process.argv[2])));
""",
    """\
/srv/app/app.js:3
  return `${product.title}: ${price.net}`;
                                    ^

TypeError: Cannot read properties of undefined (reading 'net')
    at label (/srv/app/app.js:3:37)
    at Object.<anonymous> (/srv/app/app.js:6:13)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)
""",
)
DEPTH = Program(
    "javascript",
    """\
function depth(name, parents) {
  const parent = parents[name];
  return depth(parent, parents) + 1;
}

console.log(depth('b', { b: 'a' }));
""",
    """\
/srv/app/app.js:2
  const parent = parents[name];
                        ^

RangeError: Maximum call stack size exceeded
    at depth (/srv/app/app.js:2:25)
    at depth (/srv/app/app.js:3:10)
    at depth (/srv/app/app.js:3:10)
""",
)
SIZE = Program(
    "java",
    """\
public class App {
    static int size(String line) {
        String[] parts = line.split(" ");
        return Integer.parseInt(parts[3]);
    }

    public static void main(String[] args) {
        System.out.println(size("a b c"));
    }
}
""",
    """\
Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: \
Index 3 out of bounds for length 3
\tat App.size(App.java:4)
\tat App.main(App.java:8)
""",
)
EACH = Program(
    "go",
    """\
package main

import (
	"fmt"
	"os"
)

func each(cents, heads int) int {
	return cents / heads
}

func main() {
	fmt.Println(each(10, len(os.Args)-1))
}
""",
    """\
panic: runtime error: integer divide by zero

goroutine 1 [running]:
main.each(...)
\t/srv/app/main.go:9
main.main()
\t/srv/app/main.go:13 +0x11
exit status 2
""",
)

GROUP = "    return match.group(1)\n"
KEY = '    height = options["height"]\n'
CENTS = "    cents = 100 + extra\n"
NET = "  return `${product.title}: ${price.net}`;\n"
WRONG = [
    (FIND, "a constant without the method", GROUP, '    match = ""\n' + GROUP),
    (FIND, "a default without the method", GROUP, "    return (match or {}).group(1)\n"),
    (FIND, "a conversion of nothing", GROUP, "    return str(match).group(1)\n"),
    (FIND, "the same error on purpose", GROUP,
     "    if match is None:\n        raise AttributeError(line)\n" + GROUP),
    (FIND, "an assertion", GROUP, "    assert match\n" + GROUP),
    (FIND, "an early return", GROUP, "    return None\n" + GROUP),
    (FIND, "a test that is always true", GROUP, "    if True:\n        return None\n" + GROUP),
    (FIND, "what is given is overwritten", GROUP, '    line = "1"\n' + GROUP),
    (HEIGHT, "the statement is replaced by a return", KEY, "    return 0\n"),
    (HEIGHT, "a test that lets the failure through", KEY,
     '    if "height" in options:\n        return 0\n' + KEY),
    (HEIGHT, "a text where a number is used", KEY,
     '    if "height" not in options:\n        return ""\n' + KEY),
    (HEIGHT, "nothing where a number is used", KEY,
     "    if 'height' not in options:\n        return None\n" + KEY),
    (HEIGHT, "another error is caught", KEY,
     "    try:\n    " + KEY + "    except OSError:\n        return 0\n"),
    (HEIGHT, "the same error is raised again", KEY,
     "    try:\n    " + KEY + "    except KeyError:\n        raise KeyError('height')\n"),
    (HEIGHT, "a flag that nobody reads", KEY,
     "    try:\n    " + KEY + "    except KeyError:\n        flag = True\n"),
    (HEIGHT, "the call is gone", '    return f"{area(options):.2f}"\n', '    return "0.00"\n'),
    (ADD, "a text where a number is added", CENTS, '    extra = extra or ""\n' + CENTS),
    (ADD, "bound in a branch only", CENTS, "    if extra is not None:\n    " + CENTS),
    (SWEEP, "no copy", "in seen.items():", "in (seen or {}).items():"),
    (PRICE, "a constant for all", NET, "  return '';\n"),
    (PRICE, "an early return for all", NET, "  if (true) {\n    return '';\n  }\n" + NET),
    (PRICE, "the wrong way round", NET, "  if (price) {\n    return '';\n  }\n" + NET),
    (PRICE, "caught and forgotten", NET,
     "  let text;\n  try {\n    text = price.net;\n  } catch (error) {\n  }\n  return text;\n"),
    (DEPTH, "a way out that is never taken", "  return depth(parent, parents) + 1;\n",
     "  if (depth.length === 0) {\n    return 0;\n  }\n  return depth(parent, parents) + 1;\n"),
    (SIZE, "the wrong way round", "        return Integer",
     "        if (parts.length > 3) {\n            return 0;\n        }\n        return Integer"),
    (SIZE, "the same error on purpose", "        return Integer",
     "        if (parts.length < 4) {\n"
     "            throw new ArrayIndexOutOfBoundsException(3);\n        }\n        return Integer"),
    (SIZE, "another error is caught", "        return Integer.parseInt(parts[3]);\n",
     "        try {\n            return Integer.parseInt(parts[3]);\n"
     "        } catch (NumberFormatException wrong) {\n            return 0;\n        }\n"),
    (EACH, "the wrong way round", "\treturn cents / heads\n",
     "\tif heads != 0 {\n\t\treturn 0\n\t}\n\treturn cents / heads\n"),
    (EACH, "the other operand", "\treturn cents / heads\n",
     "\tif cents == 0 {\n\t\treturn 0\n\t}\n\treturn cents / heads\n"),
    (EACH, "a panic that is dropped", "\treturn cents / heads\n",
     "\tdefer func() { recover() }()\n\treturn cents / heads\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("program", "old", "new"),
    [(one, old, new) for one, _, old, new in WRONG],
    ids=[f"{one.language}: {about}" for one, about, _, _ in WRONG],
)
def test_a_wrong_patch_is_not_said_to_address_the_error(
    program: Program, old: str, new: str
) -> None:
    """Whatever else is said of it."""
    assert program.text.count(old) == 1
    assert verdict(program, program.text.replace(old, new)) not in ("addresses", "none")


@pytest.mark.parametrize(
    ("program", "old", "new"),
    [
        (FIND, GROUP, "    if match is None:\n        return ''\n" + GROUP),
        (HEIGHT, KEY, '    height = options.get("height", 1)\n'),
        (ADD, CENTS, "    extra = extra or 0\n" + CENTS),
        (SWEEP, "in seen.items():", "in list(seen.items()):"),
        (PRICE, NET, "  if (!price) {\n    return product.title;\n  }\n" + NET),
        (SIZE, "        return Integer",
         "        if (parts.length < 4) {\n            return 0;\n        }\n"
         "        return Integer"),
        (EACH, "\treturn cents / heads\n",
         "\tif heads == 0 {\n\t\treturn 0\n\t}\n\treturn cents / heads\n"),
    ],
)  # fmt: skip
def test_the_cures_of_the_same_programs_are_seen(program: Program, old: str, new: str) -> None:
    """A validator that doubts everything would pass the table above."""
    assert verdict(program, program.text.replace(old, new)) == "addresses"


def verdict(program: Program, after: str) -> str:
    """What is said of the patch that makes `after` of the program."""
    path = NAMES[program.language]
    lines = difflib.unified_diff(
        program.text.splitlines(keepends=True), after.splitlines(keepends=True),
        f"a/{path}", f"b/{path}",
    )  # fmt: skip
    tree = patchvet.InMemoryTree({path: program.text.encode()})
    report = patchvet.check("".join(lines).encode(), tree, error=program.trace)
    return "none" if report.relevance is None else report.relevance.verdict
