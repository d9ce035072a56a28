"""A table of a TOML file, read key by key: what is missing, of a wrong type or unknown is named."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_WORDS = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    bool: "true or false",
}


class Table:
    """`where` names the table for messages (`event 2`); `file` is the file as it was named.

    Every method raises ConfigurationError: file, table and key, what is wrong, the way out.
    """

    def __init__(self, content: dict[str, Any], file: str, where: str = "") -> None:
        self._content, self._file, self._where = content, file, where
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self._content

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of `key`; without a default the key must be there."""
        self._asked.add(key)
        if key not in self._content:
            if default is None:
                raise self.wrong(key, f"is missing; it takes {_WORDS[kind]}")
            return default
        value = self._content[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"takes {_WORDS[kind]}, not {value!r}")
        return value

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A text that is one of `choices`."""
        value = self.get(key, str, default)
        if value not in choices:
            raise self.wrong(key, f"{value!r} is none of: {', '.join(choices)}")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of texts; one text alone is a list too."""
        if isinstance(self._content.get(key), str):
            return (self.get(key, str),)
        values = self.get(key, list, None if default is None else list(default))
        if not all(isinstance(one, str) for one in values):
            raise self.wrong(key, "takes a list of texts")
        return tuple(values)

    def tables(self, key: str) -> list[Table]:
        """The tables of `[[key]]`, in their order."""
        values = self.get(key, list, [])
        if not all(isinstance(one, dict) for one in values):
            raise self.wrong(key, f"takes tables; write [[{key}]]")
        return [
            Table(one, self._file, self._under(f"{key} {number}"))
            for number, one in enumerate(values, 1)
        ]

    def table(self, key: str) -> Table:
        """The table `[key]`; an empty one where it is left out."""
        return Table(self.get(key, dict, {}), self._file, self._under(key))

    def rest(self) -> dict[str, Any]:
        """What nobody asked for yet."""
        return {key: value for key, value in self._content.items() if key not in self._asked}

    def end(self) -> None:
        """Nothing may be left over: a key that nobody reads is a mistake."""
        for key in self.rest():
            near = get_close_matches(key, self._asked, n=1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(self._asked))}"
            )
            raise self.wrong(key, f"is no key of this table; {hint}")

    def wrong(self, key: str, what: str) -> ConfigurationError:
        """The error for a key of this table."""
        place = self._under(f"`{key}`")
        return ConfigurationError(f"{self._file}: {place} {what}")

    def _under(self, name: str) -> str:
        return f"{self._where}: {name}" if self._where else name
