"""docs/relevance.md shows the four answers as they are printed.

`pytest tests/relevance/test_page.py --refresh-cases` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from judged import tree_of
from paired import PROGRAMS, read_case

import patchvet
from patchvet.cli.output.text_report import render_text

PAGE = Path(__file__).parents[2] / "docs" / "relevance.md"
MARK = "<!-- examples -->\n"
# One error for each language, and the patch that gets each answer.
SHOWN = {
    "python/keyerror_writer": ("correct_2", "masking", "unrelated", "stuffed"),
    "javascript/null_property": ("correct_2", "masking", "stuffed", "correct_1"),
    "go/nil_dereference": ("correct_1", "masking", "stuffed", "correct_2"),
    "java/arithmetic": ("correct_1", "masking", "stuffed", "unrelated"),
}
ANSWERS = ("addresses", "masks", "unrelated", "cannot-tell")
_TIME = re.compile(r"\d[\d.]* m?s\b|(?<=tree-sitter-)\w+ \d+\.\d+\.\d+")


def example(name: str) -> str:
    """The section of one error."""
    case = read_case(PROGRAMS / name)
    error = (case.folder / "trace.txt").read_bytes()
    (trace, *_) = patchvet.read_traces(error)
    language = {"javascript": "JavaScript"}.get(case.language, case.language.capitalize())
    lines = [f"### {language}", "", f"`{trace.error_type}: {trace.message}`", ""]
    for label, answer in zip(SHOWN[name], ANSWERS, strict=True):
        options = patchvet.Options(oracles="none", select=("relevance",), error=error)
        report = patchvet.check(case.patch(label), tree_of(case), options=options)
        assert report.relevance is not None
        assert report.relevance.verdict == answer, f"{name} {label}"
        body = case.patch(label).read_text("utf-8").partition("\n@@")[2].partition("\n")[2]
        printed = render_text([report._replace(source="fix.patch")], elapsed=0.005)
        lines += [f"**{answer}**", "", "```diff", body.rstrip("\n"), "```", "", "```text"]
        lines += [_TIME.sub("…", printed).rstrip("\n"), "```", ""]
    return "\n".join(lines)


def test_the_page_shows_what_is_printed(request: pytest.FixtureRequest) -> None:
    wanted = "\n".join(map(example, SHOWN)).rstrip("\n") + "\n"
    head, mark, shown = PAGE.read_text("utf-8").partition(MARK)
    if request.config.getoption("--refresh-cases"):
        PAGE.write_text(f"{head}{mark}\n{wanted}", "utf-8")
        pytest.skip("refreshed")
    assert shown.lstrip("\n") == wanted


def test_the_pages_code_runs() -> None:
    for code in re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S):
        exec(compile(code, "relevance.md", "exec"), {})
