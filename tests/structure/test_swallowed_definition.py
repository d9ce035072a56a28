"""A function can vanish while git takes the patch and every parser on earth says OK.

Each test shows both: what git and the real parser say about the result, and what patchvet says.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from casefiles import file_diff
from toolchains import needs

import patchvet

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Loss:
    """A change of `path` in which `lost` disappears; `parser` is a command that reads the file."""

    path: str
    before: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    lost: str
    parser: tuple[str, ...]

    @property
    def after(self) -> str:
        text = self.before
        for old, new in zip(self.old, self.new, strict=True):
            assert text.count(old) == 1, "each edit has one place"
            text = text.replace(old, new)
        return text

    @property
    def patch(self) -> bytes:
        return file_diff(self.path, self.before.encode(), self.after.encode())


PYTHON = Loss(
    "bill.py",
    '''def total(items):
    """The sum of all prices."""
    return sum(items)


def refund(amount):
    """Pays `amount` back."""
    return -amount


def tax(amount):
    return amount * 0.2
''',
    ('prices."""', '    """Pays `amount` back.'),
    ("prices, in cents.", "    Pays back."),
    "refund",
    (sys.executable, "-c", "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')"),
)
JAVASCRIPT = Loss(
    "page.js",
    """/* The title of the page. */
function title() {
  return "shop";
}

/* What stands at its foot. */
function foot() {
  return "bye";
}
""",
    ("of the page. */",),
    ("of the page,",),
    "title",
    ("node", "--check"),
)
JAVASCRIPT_TEMPLATE = Loss(
    "mail.js",
    """const head = (name) => `Dear ${name}`;
function refund(order) {
  return -order.total;
}
const foot = `regards`;
""",
    ("${name}`;", "= `regards`"),
    ("${name},", "= regards`"),
    "refund",
    ("node", "--check"),
)
GO = Loss(
    "stock.go",
    """package stock

/* Add puts n more on the shelf. */
func Add(n int) int {
\treturn n + 1
}

/* Take removes n. */
func Take(n int) int {
\treturn n - 1
}
""",
    ("on the shelf. */",),
    ("on the shelf, and counts them.",),
    "Add",
    ("gofmt", "-e"),
)
GO_RAW_STRING = Loss(
    "help.go",
    """package stock

const head = `usage`

func Take(n int) int {
\treturn n - 1
}

const foot = `see the manual`
""",
    ("`usage`", "`see the manual`"),
    ("`usage", "see the manual`"),
    "Take",
    ("gofmt", "-e"),
)
JAVA = Loss(
    "Orders.java",
    """class Orders {
    /** The value of all orders. */
    long value() {
        return 1;
    }

    /** Their mean. */
    long mean() {
        return 2;
    }
}
""",
    ("of all orders. */",),
    ("of all orders, in cents.",),
    "value",
    ("javac", "-proc:none", "-d", "."),
)


@needs("git")
@pytest.mark.parametrize(
    "loss",
    [
        pytest.param(PYTHON, id="python"),
        pytest.param(JAVASCRIPT, id="javascript comment", marks=needs("node")),
        pytest.param(JAVASCRIPT_TEMPLATE, id="javascript template", marks=needs("node")),
        pytest.param(GO, id="go comment", marks=needs("gofmt")),
        pytest.param(GO_RAW_STRING, id="go raw string", marks=needs("gofmt")),
        pytest.param(JAVA, id="java", marks=needs("javac")),
    ],
)
def test_git_and_the_parser_say_ok_and_patchvet_names_the_function(
    loss: Loss, tmp_path: Path
) -> None:
    """git applies the patch and the language's own parser takes the result, both with exit 0;
    patchvet rejects it, names the definition that is gone and the line of the delimiter.
    """
    file = tmp_path / loss.path
    file.write_bytes(loss.before.encode())
    report = patchvet.check(loss.patch, {loss.path: loss.before.encode()})

    subprocess.run(["git", "apply"], input=loss.patch, cwd=tmp_path, check=True)
    assert file.read_bytes() == loss.after.encode()
    subprocess.run([*loss.parser, loss.path], cwd=tmp_path, check=True, capture_output=True)

    assert report.verdict == "rejected"
    [finding] = [one for one in report.findings if one.severity == "error"]
    assert finding.code == "PV301"
    assert f"`{loss.lost}`" in finding.message or f".{loss.lost}`" in finding.message
    edited = next(i for i, line in enumerate(loss.after.split("\n"), 1) if loss.new[0] in line)
    assert finding.line == edited


def test_nothing_is_said_where_the_comment_is_closed() -> None:
    """The same edit with the comment's end kept is accepted."""
    after = JAVA.before.replace("of all orders. */", "of all orders, in cents. */")
    before = JAVA.before.encode()
    report = patchvet.check(file_diff(JAVA.path, before, after.encode()), {JAVA.path: before})
    assert report.verdict == "accepted"
