"""The JSON that programs read: valid by the schema that ships, ASCII, the same every time."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from reports import PYTHON, exhibit, file_report, finding, report

from patchvet.cli.output import Run, Trouble, load_format
from patchvet.cli.output.json_report import report_to_json, run_to_json
from patchvet.cli.output.style import Style
from patchvet.validators.report import CheckStatus, Severity, Status

SCHEMA = json.loads(files("patchvet.cli").joinpath("report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

NOTHING = report()
REJECTED = report(
    file_report(
        "src/cart.py",
        finding(hunk=2, exhibits=(exhibit("return sum", 3, note="here", end_column=5),)),
    ),
    findings=[finding(path=None, line=None, column=None, severity=Severity.NOTE)],
)
UNCHECKED = report(
    file_report("big.py", syntax=CheckStatus(Status.UNCHECKED, "tree-sitter", "too large"))
)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("reports", [[], [NOTHING], [REJECTED], [REJECTED, UNCHECKED]])
def test_reports_are_valid_by_the_schema_that_ships(reports: list[Any]) -> None:
    VALIDATOR.validate(report_to_json(reports))


def test_failures_are_listed_and_valid() -> None:
    run = Run(sources=["a"], troubles=[Trouble("cannot read `a`", 2, "a"), Trouble("bug", 4)])
    document = run_to_json(run)
    VALIDATOR.validate(document)
    assert document["errors"][0] == {
        "source": "a",
        "message": "cannot read `a`",
        "exit_status": 2,
    }


@pytest.mark.parametrize(
    "path",
    [
        ("schema_version",),
        ("tool", "oracles"),
        ("patches", 0, "verdict"),
        ("patches", 0, "checks", "structure"),
        ("patches", 0, "files", 0, "checks", "syntax", "oracle"),
        ("patches", 0, "findings", 0, "related"),
        ("summary", "findings", "note"),
    ],
)
def test_a_missing_key_is_invalid(path: tuple[str | int, ...]) -> None:
    """The schema demands each key that the format promises."""
    document: Any = report_to_json([REJECTED])
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    assert not VALIDATOR.is_valid(document)


def test_an_unknown_key_is_valid() -> None:
    """Within a version keys are added: a reader must not stumble over them."""
    document = report_to_json([REJECTED])
    document["new"] = document["patches"][0]["new"] = document["summary"]["new"] = 1
    VALIDATOR.validate(document)


def test_a_finding_has_all_that_text_shows() -> None:
    note, error = report_to_json([REJECTED])["patches"][0]["findings"]
    assert note["path"] is None
    assert list(error) == [
        "code",
        "name",
        "severity",
        "message",
        "hint",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "patch_line",
        "hunk",
        "related",
    ]
    assert error["related"] == [
        {
            "label": "file has",
            "text": "return sum",
            "path": None,
            "line": None,
            "column": 3,
            "end_column": 5,
            "note": "here",
        }
    ]


def test_the_summary_counts() -> None:
    document = report_to_json([NOTHING, REJECTED, UNCHECKED])
    assert document["summary"] == {
        "patches": {"accepted": 1, "rejected": 1, "unchecked": 1},
        "files": {"accepted": 0, "rejected": 1, "unchecked": 1},
        "findings": {"error": 1, "warning": 0, "note": 1},
        "exit_status": 0,
        "elapsed_ms": 0.0,
    }
    assert document["tool"]["oracles"] == {"python": [PYTHON]}


def written(run: Run) -> str:
    return load_format("json").end(run, Style(colour=True))


def test_equal_runs_differ_in_nothing_but_their_time() -> None:
    one, other = (Run(sources=["a"], reports=[REJECTED], elapsed=time) for time in (0.5, 0.25))
    assert written(one).replace('"elapsed_ms": 500.0', '"elapsed_ms": 250.0') == written(other)


def test_the_document_is_ascii_and_keeps_every_byte_of_a_path() -> None:
    """Also one that is no UTF-8: it comes back as the lone surrogate that Python uses for it."""
    path = b"caf\xe9/\xe6\x97\xa5.py".decode("utf-8", "surrogateescape")
    text = written(Run(sources=[path], reports=[report(file_report(path), source=path)]))
    assert text.isascii()
    assert json.loads(text)["patches"][0]["files"][0]["path"] == path
    assert path.encode("utf-8", "surrogateescape") == b"caf\xe9/\xe6\x97\xa5.py"
