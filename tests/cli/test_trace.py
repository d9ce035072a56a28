"""`patchvet trace` shows what was understood of a log; its status says if there was an error."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from patchvet.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

LOG = """\
web  | GET /basket
web  | Traceback (most recent call last):
web  |   File "/srv/app/shop/till.py", line 7, in total
web  |     return PRICES[item]
web  |            ~~~~~~^^^^^^
web  | KeyError: '\x1b[2Jgift\u202e'
web  | POST /basket
"""


def test_text_tells_type_place_and_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a log says is shown safely: no escape of its own reaches the terminal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.log").write_text(LOG, encoding="utf-8")
    assert main(["trace", "app.log"]) == 0
    assert capsys.readouterr().out == (
        "app.log:2-7: python: KeyError: 'gift\\u202e'\n"
        "  * /srv/app/shop/till.py:7 in total │ return PRICES[item]\n"
        "  note: POST /basket\n"
        "  root cause: /srv/app/shop/till.py:7 in total │ return PRICES[item]\n\n"
        "1 error in app.log\n"
    )


def test_json_has_every_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/till.py").write_text("")
    (tmp_path / "app.log").write_text(LOG, encoding="utf-8")
    assert main(["trace", str(tmp_path / "app.log"), "--root", str(tmp_path), "--format=json"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    (error,) = json.loads(out)["errors"]
    assert error["span"]["first"] == 2
    assert error["root_cause"]["tree_path"] == "shop/till.py"
    assert error["frames"] == [error["root_cause"]]


def test_prefixes_decide_whose_frame_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.log").write_text(LOG, encoding="utf-8")
    assert main(["trace", str(tmp_path / "app.log"), "--library", "/srv/app/"]) == 0
    assert "root cause: no application frame" in capsys.readouterr().out


def test_a_log_without_errors_is_status_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"all is well\n")))
    assert main(["trace", "-"]) == 1
    assert capsys.readouterr().out == "0 errors in <stdin>\n"


@pytest.mark.parametrize("name", ["nothing.log", ".", "a\0b"])
def test_a_log_that_cannot_be_read_is_status_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["trace", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "name a log file that you may read" in err
