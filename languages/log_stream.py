"""The lines of one service in a log, seen from the line where an error was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .log_prefix import Prefix

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

# So many lines of others may stand between two lines of one error. The bound keeps the search for
# the next line of a stream, and so all of the reading, linear.
MOST_BETWEEN, LEAST_BETWEEN = 40, 3


class Patience:
    """How far to look for the next line of a stream.

    Far, as long as that is worth it: a log in which every line has a prefix of its own would be
    searched forty times over.
    """

    def __init__(self) -> None:
        self._found = self._in_vain = 0

    def lines(self) -> int:
        """How many lines may stand between two lines of one error."""
        return MOST_BETWEEN if self._in_vain < 500 + 3 * self._found else LEAST_BETWEEN

    def count(self, *, found: bool) -> None:
        """Tells how a search went."""
        if found:
            self._found += 1
        else:
            self._in_vain += 1


class Stream:
    """Lines that share a prefix, without it. Line 0 is the anchor's; negative ones precede it.

    Read lazily in both directions: an error asks for few lines, a log has many.
    """

    def __init__(
        self, texts: Sequence[str | None], at: int, prefix: Prefix, patience: Patience
    ) -> None:
        self.prefix = prefix
        self._texts = texts
        self._patience = patience
        first = texts[at] or ""
        stripped = prefix.strip(first)
        self._ahead: list[str] = [first if stripped is None else stripped]
        self._ahead_at: list[int] = [at]
        self._behind: list[str] = []
        self._behind_at: list[int] = []

    def get(self, index: int) -> str | None:
        """The line at `index`; None where the stream ends."""
        lines = self._ahead if index >= 0 else self._behind
        wanted = index if index >= 0 else -index - 1
        while wanted >= len(lines):
            if not self._extend(1 if index >= 0 else -1):
                return None
        return lines[wanted]

    def place(self, index: int) -> int:
        """The index, in the whole log, of a line that `get` returned."""
        return self._ahead_at[index] if index >= 0 else self._behind_at[-index - 1]

    def _extend(self, step: int) -> bool:
        lines, places = (
            (self._ahead, self._ahead_at) if step > 0 else (self._behind, self._behind_at)
        )
        at = places[-1] if places else self._ahead_at[0]
        texts, strip = self._texts, self.prefix.strip
        for _ in range(self._patience.lines() + 1):
            at += step
            text = texts[at] if 0 <= at < len(texts) else None
            if text is None:
                return False
            stripped = strip(text)
            if stripped is not None:
                lines.append(stripped)
                places.append(at)
                self._patience.count(found=True)
                return True
        self._patience.count(found=False)
        return False


def open_stream(
    texts: Sequence[str | None],
    at: int,
    column: int,
    continues: re.Pattern[str] | None,
    patience: Patience,
) -> Stream:
    """The stream of the line at `at`, whose error starts at the 0-based `column`.

    The text before it is the prefix, unless what follows shows a shorter one: a logger that is
    handed a whole traceback puts its prefix before the first line only.
    """
    prefix = Prefix((texts[at] or "")[:column])
    if prefix.text and continues is not None:
        later = texts[at + 1 : at + 1 + patience.lines()]
        prefix = _shown_later(texts[at] or "", later, prefix, continues) or prefix
    return Stream(texts, at, prefix, patience)


def _shown_later(
    first: str, later: Sequence[str | None], prefix: Prefix, continues: re.Pattern[str]
) -> Prefix | None:
    for text in later:
        if text is None or prefix.strip(text) is not None:
            return None
        found = continues.search(text)
        if found is not None:
            shorter = Prefix(text[: found.start()])
            if shorter.strip(first) is not None:
                return shorter
    return None
