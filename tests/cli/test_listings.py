"""`explain`, `languages`, `validators`: what is known, read from the registry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from patchvet import Registry
from patchvet.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

CODES = [code.code for code in Registry.discover().codes]


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    out = printed(capsys, *argv, "--format", "json")
    assert out.isascii()
    return json.loads(out)


def test_a_code_is_explained_by_number_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    by_number = printed(capsys, "explain", "PV102")
    assert by_number.startswith("PV102 context-mismatch\nseverity: error · check: applies")
    assert by_number == printed(capsys, "explain", "context-mismatch")
    assert by_number == printed(capsys, "explain", "pv102")


def test_every_code_is_explained_in_the_fixed_form(capsys: pytest.CaptureFixture[str]) -> None:
    """What it finds, why it matters, an example, what to do instead."""
    for page in as_json(capsys, "explain", *CODES)["codes"]:
        parts = [paragraph.partition(":")[0] for paragraph in page["doc"].split("\n\n")]
        wanted = ["What it finds", "Why it matters", "Example", "Instead"]
        assert [part for part in parts if part in wanted] == wanted, page["code"]


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("contxt-mismatch", "did you mean PV102 context-mismatch?"),
        ("PV0102", "did you mean PV102"),
        ("zzz", "`patchvet validators` lists them all"),
    ],
)
def test_an_unknown_code_names_the_nearest(
    key: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", key]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"patchvet: no code is called `{key}`; ")
    assert nearest in err


def test_every_code_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = printed(capsys, "validators").splitlines()
    assert head.split() == ["CODE", "NAME", "SEVERITY", "CHECK", "VALIDATOR", "LANGUAGES"]
    assert sorted(row.split()[0] for row in rows) == CODES


def test_validators_tell_where_they_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    records = as_json(capsys, "validators")["validators"]
    (applies,) = (one for one in records if one["name"] == "applies")
    assert "validators/applies.py:" in applies["origin"].replace("\\", "/")
    assert {"code": "PV102", "name": "context-mismatch", "severity": "error"} in applies["codes"]


def test_languages_show_grammar_and_real_parser(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "languages").splitlines()
    (python,) = (line for line in lines if line.startswith("python "))
    assert ".py .pyi" in python
    assert "tree-sitter-python 0." in python
    assert "cpython 3." in python


def test_a_real_parser_that_is_missing_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An absent toolchain is a fact in the list, not a failure."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "node: not installed" in printed(capsys, "languages")


def test_languages_as_json_have_all(capsys: pytest.CaptureFixture[str]) -> None:
    records = {one["name"]: one for one in as_json(capsys, "languages")["languages"]}
    assert {"python", "javascript", "go", "java"} <= records.keys()
    assert records["python"]["measured"] is True
    assert records["go"]["grammar"]["label"].startswith("tree-sitter-go ")
    assert records["python"]["oracle"]["name"] == "cpython"
