"""Plugins come in by the same door as what is built in: installed, and nothing here is edited."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "plugin_package"
pytestmark = pytest.mark.skipif(
    find_spec("pip") is None, reason="not installed: pip, which installs the plugin"
)

JUDGE = """
import json, sys, patchvet
report = patchvet.check(sys.stdin.read(), {"lib.rs": b"fn f() {\\n}\\n"})
print(json.dumps([report.verdict, [f.code for f in report.findings], dict(report.checks)]))
"""
PATCH = "--- a/lib.rs\n+++ b/lib.rs\n@@ -1,2 +1,3 @@\n fn f() {{\n+    {line}\n }}\n"


def install(target: Path, entry_points: str) -> Path:
    """Builds a wheel of the package and has pip install it, as a user would."""
    info = "patchvet_acme-1.0.dist-info"
    wheel = target / "patchvet_acme-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for source in sorted(PACKAGE.glob("patchvet_acme/*.py")):
            archive.write(source, source.relative_to(PACKAGE))
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: patchvet-acme\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/entry_points.txt", entry_points)
        archive.writestr(f"{info}/RECORD", "")
    site = target / "site"
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet"]
    subprocess.run(
        [*command, "--disable-pip-version-check", "--target", str(site), str(wheel)], check=True
    )
    return site


def judge(site: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", JUDGE],
        input=PATCH.format(line=line),
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entry_points = (PACKAGE / "entry_points.txt").read_text(encoding="utf-8")
    return install(tmp_path_factory.mktemp("plugin"), entry_points)


@pytest.mark.parametrize(
    ("line", "verdict", "codes"),
    [
        ("g();", "accepted", []),
        ("g().unwrap();", "rejected", ["ACME001"]),
        ("g(;", "rejected", ["PV201"]),
    ],
)
def test_an_installed_plugin_takes_part(
    site: Path, line: str, verdict: str, codes: list[str]
) -> None:
    """Its check has a row of its own, and its language goes before the built-in fallback."""
    found_verdict, found_codes, checks = json.loads(judge(site, line).stdout)
    assert (found_verdict, found_codes) == (verdict, codes)
    assert "acme" in checks


@pytest.mark.parametrize(
    ("entry_points", "named"),
    [
        ("[patchvet.languages]\nx = patchvet_acme.nowhere:LANGUAGE\n", "patchvet_acme.nowhere"),
        ("[patchvet.languages]\nx = patchvet_acme.unwrap:UNWRAP\n", "entry_points.txt"),
        ("[patchvet.validators]\nx = patchvet_acme.rust:LANGUAGE\n", "entry_points.txt"),
    ],
    ids=["no such module", "no language", "no validator"],
)
def test_a_malformed_plugin_is_refused_by_file(
    tmp_path: Path, entry_points: str, named: str
) -> None:
    """A plugin that cannot take part stops the check: somebody relies on it."""
    done = judge(install(tmp_path, entry_points), "g();")
    assert done.returncode != 0
    assert "RegistrationError" in done.stderr
    assert named in done.stderr
