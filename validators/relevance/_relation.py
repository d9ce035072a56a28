"""Whether a test can have to do with what failed: by the paths of access in their origins.

`order.items` and `order.guests` have nothing to do with each other, though both are of `order`; a
test of `order` for null has nothing to do with what is in its field, which was got at.
"""

from __future__ import annotations

from ...patterns import lazy_compile

_WORD = lazy_compile(r"(?:parameter \d+ of [\w.<>$]+|[A-Za-z_$][\w$]*(?: [A-Za-z_$][\w$]*)*)")
_STRING = lazy_compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_TEST = lazy_compile(r"(?P<kind>null|empty|truth|has|within|type|callable|exists|numeric) ")
_PART = lazy_compile(r"(?:#\w+|@\d+)+")
_CONST = lazy_compile(r"-?[\d.]+$|'(?:[^'\\]|\\.)*'$|True$|False$")
_HASHED = lazy_compile(r"#0[0-9a-f]{18}<")
_PATHS: dict[str, frozenset[str]] = {}


def paths_in(origin: str) -> frozenset[str]:
    """The longest paths of access that an origin is made from: `a.b[c].d`; of a call its receiver
    and its arguments.
    """
    found = _PATHS.get(origin)
    if found is None:
        if len(_PATHS) > 4096:
            _PATHS.clear()
        found = _PATHS[origin] = frozenset(_scan(origin))
    return found


def _scan(origin: str) -> set[str]:
    found: set[str] = set()
    at = 0
    while at < len(origin):
        text = _STRING.match(origin, at)
        if text is not None:
            at = text.end()
            continue
        word = _WORD.match(origin, at)
        if word is None:
            at += 1
            continue
        start, at, last = at, word.end(), at
        inner: list[str] = []
        while at < len(origin):
            if origin[at] == "." and (name := _WORD.match(origin, at + 1)) is not None:
                last, at = at, name.end()
            elif origin[at] == "[":
                end = _closing(origin, at)
                inner.append(origin[at + 1 : end])
                last, at = at, end + 1
            elif origin[at] == "(" and _goes_on(origin, end := _closing(origin, at) + 1):
                # What is in what a call gives is a place of its own, whatever the call was given.
                last, at = at, end
            elif (part := _PART.match(origin, at)) is not None:
                last, at = at, part.end()
            else:
                break
        if at < len(origin) and origin[at] == "(":
            # A call: what it is called on, and what it is given further on.
            if last > start:
                found.add(origin[start:last])
        else:
            found.add(origin[start:at])
        for piece in inner:
            found |= _scan(piece)
    return found


def _goes_on(origin: str, at: int) -> bool:
    """Whether a member, an entry or a part of what was given is spoken of."""
    place = _PART.match(origin, at)
    at = at if place is None else place.end()
    if origin[at : at + 1] == "[":
        return True
    name = _WORD.match(origin, at + 1) if origin[at : at + 1] == "." else None
    return name is not None and origin[name.end() : name.end() + 1] != "("


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        if text[at] in "[(":
            depth += 1
        elif text[at] in "])":
            depth -= 1
            if not depth:
                return at
    return len(text)


def concerns(test: str, origin: str) -> bool:
    """Whether the test may come out in one way because of what is wrong with the value."""
    if _HASHED.search(test) or _HASHED.search(origin):
        return True
    match = _TEST.match(test)
    kind = match["kind"] if match is not None else ""
    subject = test if match is None else test[match.end() :]
    left, equal, right = subject.partition(" == ")
    if (
        match is None
        and equal
        and origin not in (left, right)
        and not _CONST.match(left)
        and not _CONST.match(right)
    ):
        return False  # two that are the same, or not: neither is wrong by that
    if subject == origin or (origin in subject and kind != ""):
        return True
    for one in paths_in(subject):
        for other in paths_in(origin):
            if one == other or _leads(other, one):
                return True
            if _leads(one, other) and kind not in ("null", "empty", "has"):
                return True
    return False


def _leads(path: str, further: str) -> bool:
    return further.startswith(path) and further[len(path) : len(path) + 1] in (".", "[")
