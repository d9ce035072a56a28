"""A service: a small real program with its named faults, as `service.toml` beside it tells."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..patches.trees import SourceTree

SERVICES = Path(__file__).parent / "services"
MANIFEST = "service.toml"


class ScriptedReply(NamedTuple):
    """What a called service says to a request that matches `request` as a whole (a regular
    expression), instead of what it would say; the service need not exist.
    """

    service: str
    request: str
    response: str


class Surroundings(NamedTuple):
    """How the services behave that a service calls. `downstream`: "down" (nobody listens), "silent"
    (never answers), "drops N" (closes the first N connections unanswered); others are well.
    """

    downstream: Mapping[str, str] = MappingProxyType({})
    replies: tuple[ScriptedReply, ...] = ()

    @property
    def are_plain(self) -> bool:
        """Whether everything around is as it is by itself."""
        return not self.downstream and not self.replies


class FaultCheck(NamedTuple):
    """Behaviour that a cure keeps: these requests, sent to a fresh service, give these responses.
    `needs_cure`: it does not hold before the cure either.
    """

    requests: tuple[str, ...]
    responses: tuple[str, ...]
    needs_cure: bool = False
    around: Surroundings = Surroundings()


class Fault(NamedTuple):
    """A bug in one function. The last of `requests`, sent to a fresh service, ends it with
    `error_type` and a message that matches `message`; cured, its response matches `answer`. The
    error is raised in `raised_in` ("file:function"), "" means in the faulty function itself.
    Nothing honest can answer what is not `curable`.
    """

    name: str
    kind: str
    file: str
    function: str
    error_type: str
    message: str
    requests: tuple[str, ...]
    answer: str
    checks: tuple[FaultCheck, ...]
    raised_in: str = ""
    curable: bool = True
    around: Surroundings = Surroundings()


class Service(NamedTuple):
    """`files` are the program's files, by path, without the manifest. `run` starts it under its
    real runtime; `handle` is "file:function"; `calls` names the services it needs.
    """

    name: str
    title: str
    language: str
    run: tuple[str, ...]
    handle: str
    calls: tuple[str, ...]
    faults: tuple[Fault, ...]
    files: Mapping[str, bytes]

    def fault(self, name: str) -> Fault:
        """Raises KeyError, with the known names."""
        for one in self.faults:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.faults)
        raise KeyError(f"{self.language}/{self.name} has no fault {name!r}; it has: {known}")


@cache
def load_service(folder: Path) -> Service:
    """Reads a service's folder. Raises ConfigurationError: what is wrong, and in which file."""
    import tomllib  # only where services are run

    manifest = folder / MANIFEST
    try:
        table = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{manifest}: {error}") from error
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and "__pycache__" not in path.parts
    }
    try:
        return _service(table, files)
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{manifest}: {type(error).__name__}: {error}") from error


def built_in_service(language: str, name: str) -> Service:
    """`built_in_service("go", "orders")`. Raises ConfigurationError for one that is not there."""
    return load_service(SERVICES / language / name)


def tree_digest(tree: SourceTree) -> str:
    """SHA-256 over every path and its bytes, sorted: two trees with the same digest are alike."""
    total = hashlib.sha256()
    for path in sorted(tree.paths()):
        data = tree.read(path) or b""
        total.update(f"{path}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def _service(table: dict[str, Any], files: dict[str, bytes]) -> Service:
    return Service(
        name=table["name"],
        title=table["title"],
        language=table["language"],
        run=tuple(table["run"]),
        handle=table["handle"],
        calls=tuple(table.get("calls", ())),
        faults=tuple(_fault(one) for one in table.get("fault", ())),
        files=files,
    )


def _fault(table: dict[str, Any]) -> Fault:
    return Fault(
        **{key: table[key] for key in _PLAIN},
        requests=tuple(table["requests"]),
        checks=tuple(
            FaultCheck(
                tuple(one["requests"]),
                tuple(one["responses"]),
                one.get("needs_cure", False),
                _around(one),
            )
            for one in table.get("check", ())
        ),
        raised_in=table.get("raised_in", ""),
        curable=table.get("curable", True),
        around=_around(table),
    )


def _around(table: dict[str, Any]) -> Surroundings:
    replies = (
        ScriptedReply(one["service"], one["request"], one["response"])
        for one in table.get("reply", ())
    )
    return Surroundings(MappingProxyType(dict(table.get("downstream", {}))), tuple(replies))


_PLAIN = ("name", "kind", "file", "function", "error_type", "message", "answer")
