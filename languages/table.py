"""Which language a path belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import RegistrationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from . import Language


class LanguageTable:
    """Languages, looked up by path. A fallback language loses to any other, without a word.

    Two others that claim one name, suffix or file name are a RegistrationError that names both.
    """

    def __init__(self, languages: Iterable[Language] = ()) -> None:
        self._names: dict[str, Language] = {}
        self._filenames: dict[str, Language] = {}
        self._suffixes: dict[str, Language] = {}
        # Fallbacks last, so that one knows all names that it must give way to.
        for language in sorted(languages, key=lambda one: one.fallback):
            self._add(language)

    def _add(self, language: Language) -> None:
        if not _claim(self._names, language.name, language, "language name"):
            return
        for filename in language.filenames:
            _claim(self._filenames, filename, language, "file name")
        for suffix in language.suffixes:
            _claim(self._suffixes, suffix, language, "suffix")

    def for_path(self, path: str) -> Language | None:
        """The language of the file at `path` (`/` between folders); None if no record claims it.

        Its file name goes first, then its longest suffix: `a.d.ts` is looked up as `.d.ts`, `.ts`.
        """
        filename = path.rpartition("/")[2]
        if filename in self._filenames:
            return self._filenames[filename]
        # From 1: `.bashrc` is a name without a suffix.
        dot = filename.find(".", 1)
        while dot > 0:
            if (language := self._suffixes.get(filename[dot:])) is not None:
                return language
            dot = filename.find(".", dot + 1)
        return None

    def get(self, name: str) -> Language | None:
        """The language called `name`."""
        return self._names.get(name)

    def __iter__(self) -> Iterator[Language]:
        return iter(sorted(self._names.values(), key=lambda one: one.name))

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __repr__(self) -> str:
        return f"<LanguageTable: {', '.join(one.name for one in self)}>"


def _claim(table: dict[str, Language], key: str, language: Language, what: str) -> bool:
    """Enters the language under `key`; False if it has to give way there."""
    other = table.setdefault(key, language)
    if other is language:
        return True
    if not language.fallback:
        raise RegistrationError(
            f"{what} {key!r} is claimed twice: by language {other.name!r} "
            f"({other.origin or 'registered by hand'}) and by language {language.name!r} "
            f"({language.origin or 'registered by hand'}); take it out of one"
        )
    if other.fallback:
        raise RegistrationError(f"{what} {key!r} stands twice in the table of fallback languages")
    return False
