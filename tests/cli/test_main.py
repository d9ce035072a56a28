"""Whatever happens ends in a status and, where something is wrong, in one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import patchvet
from patchvet.cli import check
from patchvet.cli.main import COMMANDS, main, make_parser

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"patchvet {patchvet.__version__}\n"


@pytest.mark.parametrize("argv", [[], *([name] for name in COMMANDS)])
def test_help_comes_with_examples(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*argv, "--help"]) == 0
    out, err = capsys.readouterr()
    assert "examples:\n  " in out
    assert err == ""


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "required: COMMAND; `patchvet --help` lists"),
        (["chekc"], "invalid choice: 'chekc'"),
        (["check"], "required: PATCH; `patchvet check --help` lists"),
        (["check", "--verbose", "x"], "unrecognized arguments: --verbose"),
        (["check", "--allow-un", "x"], "unrecognized arguments: --allow-un"),
        (["check", "-pone", "x"], "'one' is not a number of path components"),
        (["check", "-p-1", "x"], "'-1' is not a number of path components"),
        (["check", "--format", "xml", "x"], "--format: invalid choice: 'xml'"),
        (["check", "--color", "blue", "x"], "--color: invalid choice: 'blue'"),
        (["check", "--fail-on", "note", "x"], "--fail-on: invalid choice: 'note'"),
        (["check", "--allow", "gitlink", "x"], "invalid choice: 'gitlink' (choose from symlink"),
        (["check", "--ignore", ",", "x"], "--ignore: names nothing"),
        (["explain"], "required: CODE; `patchvet explain --help`"),
    ],
)
def test_a_wrong_call_is_answered_with_its_usage(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: patchvet")
    assert says in err.splitlines()[-1]


def test_an_internal_error_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of ours is neither a traceback nor a verdict; PATCHVET_DEBUG=1 tells us more."""

    def break_down(*_: object) -> int:
        raise TypeError("two\nlines \x1b[2J")

    monkeypatch.setattr(check, "execute", break_down)
    monkeypatch.delenv("PATCHVET_DEBUG", raising=False)
    assert main(["check", "x"]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "patchvet: internal error: TypeError: two\\nlines \\x1b[2J (test_main.py:"
    )
    assert "this is a bug in patchvet; please report it, with what PATCHVET_DEBUG=1 adds" in line
    monkeypatch.setenv("PATCHVET_DEBUG", "1")
    assert main(["check", "x"]) == 4
    assert "Traceback (most recent call last):" in capsys.readouterr().err


def test_ctrl_c_is_one_line_and_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "execute", interrupt)
    assert main(["check", "x"]) == 130
    assert capsys.readouterr().err == (
        "patchvet: interrupted; what is not listed above was not judged\n"
    )


def documented(text: str) -> set[str]:
    """The options that stand in a text."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_in_the_docs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """docs/cli.md describes each option, with the same choices as `--help`."""
    page = DOCS.read_text("utf-8")
    main([name, "--help"])
    out = capsys.readouterr().out
    assert f"patchvet {name}" in page
    assert documented(out) - documented(page) == set()
    for choices in re.findall(r"\{[a-z,]+\}", out):
        missing = [choice for choice in choices.strip("{}").split(",") if f"`{choice}`" not in page]
        assert missing == []


def test_the_docs_name_no_option_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    rows = re.findall(r"^\| `(--?[a-z-]+)", DOCS.read_text("utf-8"), re.MULTILINE)
    known = set()
    for argv in [[], *([name] for name in COMMANDS)]:
        main([*argv, "--help"])
        known |= documented(capsys.readouterr().out)
    assert rows
    assert set(rows) - known == set()


def test_every_option_has_help() -> None:
    """argparse prints an option without help as if nothing were to be said of it."""
    parser = make_parser()
    for name in COMMANDS:
        subparsers = next(one for one in parser._actions if one.dest == "command")
        for action in subparsers.choices[name]._actions:  # type: ignore[index,call-overload]
            assert action.help, f"{name}: {action.option_strings or action.dest}"
