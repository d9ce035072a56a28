"""Output reaches its reader in whatever encoding, and never spoils the verdict."""

from __future__ import annotations

import io
import sys

import pytest

from patchvet.cli.console import Console, wants_colour
from patchvet.cli.failures import FAILURES, CommandError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "colour"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", None, {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_for_those_who_ask(
    choice: str, stream: io.StringIO | None, environment: dict[str, str], colour: bool
) -> None:
    assert wants_colour(choice, stream, environment) is colour


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
def test_no_encoding_makes_it_crash(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding))
    Console().write("a │ 日 \udce9\n")
    assert raw.getvalue().decode(encoding).startswith("a ")


class Broken(io.StringIO):
    """A stream whose writes fail."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error
        self.writes = 0

    def write(self, text: str) -> int:
        self.writes += 1
        raise self.error


def test_a_reader_that_went_away_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """`| head` ends the output, not the run: the status still tells the verdict."""
    stream = Broken(BrokenPipeError())
    monkeypatch.setattr(sys, "stdout", stream)
    console = Console()
    console.write("one")
    console.write("two")
    assert stream.writes == 1


def test_a_full_disk_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that somebody relies on and that is not there must not look like a verdict."""
    monkeypatch.setattr(sys, "stdout", Broken(OSError(28, "No space left on device")))
    with pytest.raises(CommandError, match="cannot write the report: no space left on device"):
        Console().write("one")


def test_a_closed_output_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(CommandError, match="standard output is closed"):
        Console().write("one")
    Console().write("")


@pytest.mark.parametrize("stream", [None, Broken(BrokenPipeError())])
def test_nobody_listening_on_standard_error_is_fine(
    stream: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    Console().tell("something")


def test_what_is_told_is_one_safe_line(capsys: pytest.CaptureFixture[str]) -> None:
    Console().tell("no such file: a\nb\x1b[2J")
    assert capsys.readouterr().err == "patchvet: no such file: a\\nb\\x1b[2J\n"


@pytest.mark.parametrize("kind", FAILURES)
def test_every_failure_has_a_title_a_way_out_and_a_status(kind: str) -> None:
    """One table: lower-case titles, one line, and a status that means something is wrong."""
    failure = FAILURES[kind]
    assert failure.title[0] == failure.title[0].lower()
    assert failure.remedy
    assert failure.status in (2, 4, 130)
    details = dict.fromkeys(("what", "why", "command", "nearest"), "x")
    error = CommandError(kind, **details)
    assert "\n" not in str(error)
    assert error.exit_status == failure.status
