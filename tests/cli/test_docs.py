"""docs/cli.md shows what the command prints, and stays true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
from reports import exhibit, file_report, finding, report

from patchvet import __version__
from patchvet.cli.output import Run
from patchvet.cli.output.json_report import run_to_json
from patchvet.cli.output.text_report import render_text
from patchvet.validators.report import CheckStatus, Status

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")

MISMATCH = finding(
    column=24,
    hunk=2,
    hint="regenerate hunk 2 from lines 38-44 of src/cart.py",
    exhibits=(
        exhibit("    return sum(i.price for i in items)", label="patch expects"),
        exhibit("    return sum(i.price * i.qty for i in items)", 24, note="first difference"),
    ),
)
NOT_RUN = CheckStatus(Status.NOT_RUN, reason="the patch does not apply here")
EXAMPLE = report(
    file_report(
        "src/cart.py",
        MISMATCH,
        applies=CheckStatus(Status.FAIL, "", "PV102 context-mismatch"),
        syntax=NOT_RUN,
        structure=NOT_RUN,
        relevance=NOT_RUN,
    ),
    checks={
        "format": Status.PASS,
        "safety": Status.PASS,
        "applies": Status.FAIL,
        "syntax": Status.NOT_RUN,
        "structure": Status.NOT_RUN,
        "relevance": Status.NOT_RUN,
    },
    oracles={},
)


def block(language: str) -> str:
    """The first block of code in that language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_text_example_is_what_is_printed() -> None:
    assert block("text") == render_text([EXAMPLE], elapsed=0.006)


def test_the_json_example_is_what_is_printed() -> None:
    """The version apart: that of the page is any."""
    shown = json.loads(block("json"))
    shown["tool"]["version"] = __version__
    run = Run(sources=["fix.patch"], reports=[EXAMPLE], elapsed=0.006, status=1)
    assert shown == run_to_json(run)


def test_the_schema_is_where_the_page_says() -> None:
    (target,) = re.findall(r"\]\((\.\./[\w./]+schema\.json)\)", PAGE)
    schema = json.loads((Path(__file__).parents[2] / "docs" / target).read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(block("json")))
