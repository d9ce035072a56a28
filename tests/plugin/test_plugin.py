"""The pytest plugin, used by projects of their own in a pytest of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs" / "pytest.md"
STORY = """
name = "lamp"
title = "A lamp that nobody priced"
theme = "key-error"
languages = ["python"]

[[service]]
name = "cart"
language = "python"

[[event]]
service = "cart"
fault = "missing-price"

[expect]
outcome = "healed"
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Runs pytest in a folder with the files given; its exit status and what it printed."""

    def start(files: dict[str, str], *arguments: str, path: str | None = None) -> tuple[int, str]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=dict(os.environ) | ({} if path is None else {"PATH": path}),
        )
        return done.returncode, done.stdout + done.stderr

    return start


def counts(printed: str) -> dict[str, int]:
    """What pytest's last line says: {"passed": 2, "failed": 1}."""
    return {
        word: int(count) for count, word in re.findall(r"(\d+) (\w+)", printed.splitlines()[-1])
    }


PATCHES = """
TREE = {"a.py": b"x = 1\\n"}
PATCH = "--- a/a.py\\n+++ b/a.py\\n@@ -1 +1 @@\\n-x = 1\\n+x = %s\\n"

def test_good(assert_patch_ok):
    assert assert_patch_ok(PATCH % "2", TREE).verdict == "accepted"

def test_record(patch_validator):
    record = '{"file_path": "a.py", "description": "", "old_code": "1", "new_code": "2"}'
    assert patch_validator.check(record, TREE).verdict == "accepted"

def test_bad(assert_patch_rejected):
    assert_patch_rejected(PATCH % "(2", TREE, "PV201")
    assert_patch_rejected(PATCH % "(2", TREE, "new-syntax-error")

def test_not_good(assert_patch_ok):
    assert_patch_ok(PATCH % "(2", TREE)

def test_not_bad(assert_patch_rejected):
    assert_patch_rejected(PATCH % "2", TREE, "PV201")

def test_bad_otherwise(assert_patch_rejected):
    assert_patch_rejected(PATCH % "(2", TREE, "PV102")
"""


def test_assertions_on_patches_hold_and_tell_why_not(run: Callable[..., tuple[int, str]]) -> None:
    """A failure shows the report as the command prints it, and no traceback of ours."""
    status, printed = run({"test_patches.py": PATCHES})
    assert (status, counts(printed)) == (1, {"failed": 3, "passed": 3})
    assert "the patch was not accepted" in printed
    assert "PV201 new-syntax-error" in printed
    assert "should be rejected for PV201; it was accepted" in printed
    assert "should be rejected for PV102; it was for PV201 new-syntax-error" in printed
    assert "pytest_plugin.py" not in printed


HEALING = """
def test_fixtures(healing_env, orchestrator, service, log_simulator):
    cart = service("python", "cart")
    fault = cart.fault("missing-price")
    environment = healing_env("python/cart")
    replies = [environment.send("cart", request) for request in fault.requests]
    assert replies[-1].outcome == "failed"
    assert orchestrator(environment).heal() == "healed"
    assert any("KeyError" in line.text for line in log_simulator.burst(cart, fault))

def test_story(assert_heals):
    assert assert_heals("lamp.scenario.toml").outcome == "healed"

class Hopeless:
    def candidates(self, incident, tree):
        return []

def test_story_with_a_healer_that_knows_nothing(assert_heals):
    assert_heals("lamp.scenario.toml", healer=Hopeless())
"""


def test_healing_is_tried_by_fixtures_and_stories(run: Callable[..., tuple[int, str]]) -> None:
    """A story is collected as a test of its own; a healer that does not heal fails its story."""
    status, printed = run({"test_healing.py": HEALING, "lamp.scenario.toml": STORY})
    assert (status, counts(printed)) == (1, {"failed": 1, "passed": 3})
    assert "PASSED lamp.scenario.toml::lamp" in printed
    assert "expected healed, was not-healed" in printed


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (STORY.replace('"healed"', '"refused"'), "expected refused, was healed"),
        (STORY.replace('"healed"', '"mended"'), "mended"),
        (STORY.replace("[expect]", "[expect"), "lamp.scenario.toml"),
    ],
    ids=["another end", "no such end", "no TOML"],
)
def test_a_story_that_ends_otherwise_or_is_malformed_fails_by_name(
    run: Callable[..., tuple[int, str]], story: str, told: str
) -> None:
    status, printed = run({"lamp.scenario.toml": story})
    assert status != 0
    assert told in printed
    assert "Traceback" not in printed


SKIPPING = """
import pytest

@pytest.mark.go
def test_go():
    pytest.skip("not installed: go")

@pytest.mark.python
def test_python():
    pytest.skip("not installed: python")
"""


def test_a_required_language_may_not_be_skipped(run: Callable[..., tuple[int, str]]) -> None:
    """Without the option both are skipped; with it the one that it names fails."""
    assert counts(run({"test_skips.py": SKIPPING})[1]) == {"skipped": 2}
    status, printed = run({}, "--patchvet-require=python")
    assert (status, counts(printed)) == (1, {"failed": 1, "skipped": 1})
    assert "--patchvet-require=python, and this was skipped" in printed


@pytest.mark.parametrize(
    ("languages", "told"),
    [("go", "--patchvet-require=go: not on PATH: go"), ("perl", "no such language: perl")],
)
def test_a_requirement_that_can_not_be_met_stops_the_run(
    run: Callable[..., tuple[int, str]], languages: str, told: str
) -> None:
    status, printed = run({"test_skips.py": SKIPPING}, f"--patchvet-require={languages}", path="")
    assert status == 4
    assert told in printed


def test_the_lines_in_the_documentation_run_as_they_stand(
    run: Callable[..., tuple[int, str]],
) -> None:
    """A project that tests its own healer with exactly those lines passes, in 15 lines or less."""
    (example,) = re.findall(r"```python test_healer\.py\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert len(example.strip().splitlines()) <= 15
    status, printed = run({"test_healer.py": example})
    assert status == 0, printed
    assert counts(printed)["passed"] >= 1
