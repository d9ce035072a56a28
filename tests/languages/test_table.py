"""Which language a path belongs to, and what happens if two languages want it."""

from __future__ import annotations

import pytest

from patchvet.errors import RegistrationError
from patchvet.languages import Language
from patchvet.languages.discovery import discover_languages
from patchvet.languages.table import LanguageTable

TABLE = LanguageTable(discover_languages())


def language(
    name: str, *suffixes: str, fallback: bool = False, files: tuple[str, ...] = ()
) -> Language:
    return Language(
        name=name,
        title=name.title(),
        suffixes=suffixes,
        filenames=files,
        grammar=name,
        fallback=fallback,
        origin=f"{name}.py",
    )


PATHS = {
    "app.py": "python",
    "a/b/app.pyi": "python",
    "run.pyw": "python",
    "a.js": "javascript",
    "a.mjs": "javascript",
    "a.cjs": "javascript",
    "a.jsx": "javascript",
    "a.go": "go",
    "A.java": "java",
    "a.ts": "typescript",
    "a.d.ts": "typescript",
    "a.mts": "typescript",
    "a.cts": "typescript",
    "a.tsx": "typescript",
    "src/lib.rs": "rust",
    "deploy/Dockerfile": "dockerfile",
    "CMakeLists.txt": "cmake",
    "go.mod": "gomod",
    "x.min.js": "javascript",
    "README.md": None,
    "notes.txt": None,
    "a.h": None,
    "script": None,
    ".py": None,
    "a.py/b": None,
    "a.PY": None,
    "": None,
}


@pytest.mark.parametrize(("path", "name"), PATHS.items())
def test_a_path_belongs_to_its_language(path: str, name: str | None) -> None:
    """By file name, then by suffix; prose, shared suffixes and files without one belong to none."""
    found = TABLE.for_path(path)
    assert (found and found.name) == name


def test_tsx_has_a_grammar_of_its_own() -> None:
    """One language, two grammars."""
    typescript = TABLE.for_path("a.tsx")
    assert typescript is not None
    assert typescript.grammar_for("a.tsx") == "tsx"
    assert typescript.grammar_for("a.ts") == "typescript"


def test_the_file_name_goes_before_the_suffix_and_the_longest_suffix_first() -> None:
    """`meson.build` is no `.build`, and `.html.erb` is no `.erb`."""
    table = LanguageTable(
        [
            language("build", ".build"),
            language("meson", files=("meson.build",)),
            language("erb", ".erb"),
            language("rails", ".html.erb"),
        ]
    )
    names = [table.for_path(path) for path in ("a.build", "meson.build", "a.erb", "a.html.erb")]
    assert [one and one.name for one in names] == ["build", "meson", "erb", "rails"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (language("one", ".x"), language("two", ".x")),
        (language("one", files=("X",)), language("two", files=("X",))),
        (language("same", ".x"), language("same", ".y")),
    ],
    ids=["suffix", "file name", "name"],
)
def test_a_clash_names_both_parties(first: Language, second: Language) -> None:
    """Whoever has to solve it needs to know where both stand."""
    with pytest.raises(RegistrationError) as raised:
        LanguageTable([first, second])
    for party in (first, second):
        assert party.name in str(raised.value)
        assert party.origin in str(raised.value)


def test_a_fallback_gives_way_without_a_word() -> None:
    """A plugin for Rust needs no leave from the table of languages that nobody measured."""
    mine = language("rust", ".rs")
    table = LanguageTable([language("rust", ".rs", ".rlib", fallback=True), mine])
    assert table.for_path("a.rs") is mine
    assert table.for_path("a.rlib") is None
    assert table.get("rust") is mine

    other = language("ferrous", ".rs")
    table = LanguageTable([other, language("rust", ".rs", ".rlib", fallback=True)])
    assert table.for_path("a.rs") is other
    rest = table.for_path("a.rlib")
    assert rest is not None
    assert rest.fallback


def test_the_table_can_be_looked_at() -> None:
    """It iterates in order of names, counts, and tells what it holds."""
    table = LanguageTable([language("b", ".b"), language("a", ".a")])
    assert [one.name for one in table] == ["a", "b"]
    assert "a" in table
    assert "c" not in table
    assert len(table) == 2
    assert repr(table) == "<LanguageTable: a, b>"
