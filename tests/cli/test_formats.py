"""A format is a file: what stands in the folder is offered, and nothing else is edited."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import patchvet.cli.output as output
from patchvet.cli.main import main
from patchvet.cli.output import OutputFormat, format_names, load_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOTS = """
from patchvet.cli.output import OutputFormat

FORMAT = OutputFormat(
    title="a dot a patch",
    patch=lambda report, run, style: ".",
    end=lambda run, style: f" {run.status}",
)
"""


@pytest.fixture
def dots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in the folder of formats."""
    (tmp_path / "dots_report.py").write_text(DOTS)
    monkeypatch.setattr(output, "__path__", [*output.__path__, str(tmp_path)])
    format_names.cache_clear()
    yield
    format_names.cache_clear()
    sys.modules.pop("patchvet.cli.output.dots_report", None)


def test_text_and_json_are_there_and_text_comes_first() -> None:
    assert format_names()[0] == "text"
    assert "json" in format_names()


@pytest.mark.parametrize("name", format_names())
def test_every_file_holds_one_format(name: str) -> None:
    found = load_format(name)
    assert isinstance(found, OutputFormat)
    assert found.title


@pytest.mark.usefixtures("dots")
def test_one_file_is_all_that_a_new_format_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` offers it, it gets every report, and the exit status is that of any format."""
    (tmp_path / "a").write_text("no patch")
    assert main(["check", "--help"]) == 0
    assert "{text,dots,json}" in capsys.readouterr().out
    patch = str(tmp_path / "a")
    assert main(["check", "--root", str(tmp_path), "--format", "dots", patch, patch]) == 1
    assert capsys.readouterr().out == ".. 1"
