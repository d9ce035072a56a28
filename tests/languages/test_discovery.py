"""Languages and plugins are found by walking folders; a malformed one is refused by its place."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from patchvet.errors import RegistrationError
from patchvet.languages.discovery import discover_languages, modules_in, plugins
from patchvet.languages.table import LanguageTable

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """
from patchvet.languages import Language
RUST = Language(name="{name}", title="Rust", suffixes=(".rs",), grammar="rust", measured=True)
"""


class Site:
    """A folder on the import path in which packages are installed, as pip would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, project: str, entry_points: str, **modules: str) -> Path:
        metadata = self.folder / f"{project}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (metadata / "entry_points.txt").write_text(entry_points)
        for name, code in modules.items():
            (self.folder / f"{name}.py").write_text(code)
        return metadata / "entry_points.txt"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.syspath_prepend(str(tmp_path))
    return Site(tmp_path)


def test_the_folders_are_walked() -> None:
    """Every folder with a record is there, in order; modules of the room itself are none."""
    names = [one.name for one in discover_languages() if not one.fallback]
    assert names == sorted(names)
    assert {"go", "java", "javascript", "python", "typescript"} <= set(names)
    assert all(one.origin for one in discover_languages())


def test_modules_are_imported_in_order_of_their_names() -> None:
    """Packages and modules; nothing that starts with an underscore or is no module."""
    names = [module.__name__ for module in modules_in("patchvet.languages")]
    assert names == sorted(names)
    assert {"patchvet.languages.table", "patchvet.languages.go"} <= set(names)
    assert not any("__" in name or name.endswith("_version.py") for name in names)


@pytest.mark.parametrize("target", ["rusty_one:RUST", "rusty_one"], ids=["record", "module"])
def test_a_plugin_brings_a_language(site: Site, target: str) -> None:
    """Its entry point names the record or the module that holds it; the table's row yields."""
    sys.modules.pop("rusty_one", None)
    site.install(
        "rusty", f"[patchvet.languages]\nrust = {target}\n", rusty_one=RECORD.format(name="rust")
    )
    found = LanguageTable(discover_languages()).for_path("a.rs")
    assert found is not None
    assert (found.name, found.measured, found.fallback) == ("rust", True, False)


def test_plugins_say_where_they_stand(site: Site) -> None:
    """The file and the line, for whoever has to mend one."""
    file = site.install(
        "plain", "# ours\n[patchvet.checks]\nfloor = math:floor\npi = math : pi [x]\n"
    )
    found = [(name, thing, origin) for name, thing, origin in plugins("patchvet.checks")]
    assert [(name, origin) for name, _, origin in found] == [
        ("floor", f"{file}:3"),
        ("pi", f"{file}:4"),
    ]
    assert found[0][1](2.5) == 2
    assert list(plugins("patchvet.other")) == []


MALFORMED = [
    ("nonsense", "rust: no entry point", "no entry point"),
    ("no_module", "rust = there_is_no_such_module", "ModuleNotFoundError"),
    ("no_name", "rust = math:no_such_name", "no_such_name"),
    ("no_record", "rust = math:pi", "float is neither a Language"),
    ("no_records", "rust = math", "module is neither a Language"),
]


@pytest.mark.parametrize(
    ("project", "line", "message"), MALFORMED, ids=[row[0] for row in MALFORMED]
)
def test_a_malformed_plugin_is_refused_with_its_line(
    site: Site, project: str, line: str, message: str
) -> None:
    """It never goes missing without a word: a check would silently be weaker."""
    file = site.install(project, f"[patchvet.languages]\n{line}\n")
    with pytest.raises(RegistrationError) as raised:
        discover_languages()
    assert f"{file}:2" in str(raised.value)
    assert message in str(raised.value)


def test_a_plugin_that_raises_is_refused_with_the_line_that_raised(site: Site) -> None:
    """Both are named: the entry point, and the line of the plugin's own code."""
    sys.modules.pop("raises_on_import", None)
    site.install(
        "raising",
        "[patchvet.languages]\nrust = raises_on_import\n",
        raises_on_import="x = 1\nx()\n",
    )
    with pytest.raises(RegistrationError, match=r"TypeError.*raises_on_import\.py:2"):
        discover_languages()


def test_two_plugins_that_clash_are_both_named(site: Site) -> None:
    """Two records for `.rs`, neither of them a fallback."""
    for name in ("ferrous", "oxide"):
        sys.modules.pop(f"{name}_plugin", None)
        site.install(
            name,
            f"[patchvet.languages]\n{name} = {name}_plugin:RUST\n",
            **{f"{name}_plugin": RECORD.format(name=name)},
        )
    with pytest.raises(RegistrationError, match=r"ferrous.*oxide"):
        LanguageTable(discover_languages())


def test_the_first_of_two_installations_counts(site: Site, tmp_path: Path) -> None:
    """As it does on import: a copy further down the path is shadowed."""
    site.install("twice", "[patchvet.checks]\nfloor = math:floor\n")
    below = Site(tmp_path / "below")
    below.install("Twice", "[patchvet.checks]\nceil = math:ceil\n")
    sys.path.append(str(below.folder))
    try:
        assert [name for name, _, _ in plugins("patchvet.checks")] == ["floor"]
    finally:
        sys.path.remove(str(below.folder))


def test_discovery_is_cheap() -> None:
    """What it would cost most to import stays out: metadata, parsers, the oracles' processes."""
    code = (
        "import sys; from patchvet.languages.discovery import *; discover_languages();"
        "list(plugins('patchvet.validators'));"
        "heavy = {'importlib.metadata', 'tree_sitter', 'subprocess', 'libcst'} & set(sys.modules);"
        "print(*heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
