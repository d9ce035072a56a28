"""Settings that let more through than before: CI, build, coverage, linters, patchvet itself.

Read line by line, since these files are of many languages; what a file says for the first time, in
a file that the patch adds, has weakened nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ._lost_tests import Loss
from ._sightings import removed_lines

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ..change import Change, PatchChange, Source

# Where pipelines, builds, tests and linters are set up.
_PIPELINES = lazy_compile(
    r"""(?:^|/)(?:\.github/workflows/.+|\.gitlab-ci\.ya?ml|\.gitlab/ci/.+|\.circleci/.+
      | \.buildkite/.+|\.woodpecker.*|\.drone\.ya?ml|\.travis\.ya?ml|azure-pipelines\.ya?ml
      | bitbucket-pipelines\.ya?ml|appveyor\.ya?ml|Jenkinsfile|\.pre-commit-config\.ya?ml)$""",
    re.VERBOSE,
)
_SETTINGS = lazy_compile(
    r"""(?:^|/)(?:pyproject\.toml|setup\.cfg|tox\.ini|pytest\.ini|noxfile\.py|\.?coveragerc
      | \.flake8|\.?ruff\.toml|mypy\.ini|package\.json|(?:jest|vitest|karma|nyc)\.[\w.]+|\.nycrc.*
      | \.eslintrc.*|eslint\.config\.\w+|\.golangci\.\w+|Makefile|justfile|Taskfile\.ya?ml|pom\.xml
      | build\.gradle(?:\.kts)?|\.?codecov\.ya?ml|patchvet\.toml)$""",
    re.VERBOSE,
)

# What makes a check's failure count for nothing.
_TOOTHLESS = lazy_compile(
    rb"""(?<![\w-])(?:continue-on-error:\s*true\b | allow_failure:\s*true\b
      | if:\s*["']?(?:false|\$\{\{\s*false\s*\}\})["']?\s*$
      | --exit-zero\b | --passWithNoTests\b
      | -DskipTests(?!=false)\b | -Dmaven\.test\.skip(?!=false)\b
      | -Dmaven\.test\.failure\.ignore(?!=false)\b | ignoreFailures\s*=\s*true\b)
      | <(?:skipTests|maven\.test\.skip|testFailureIgnore|maven\.test\.failure\.ignore)>\s*true\s*<
      | <(?:failOnViolation|failsOnError|failOnError|haltOnFailure)>\s*false\s*<""",
    re.VERBOSE,
)
_IGNORED_EXIT = lazy_compile(rb"\|\|\s*(?:true\b|:\s*$|exit\s+0\b)")
_CHECKS = lazy_compile(
    rb"""(?<![\w./-])(?:pytest|tox|nox|unittest|(?:npm|yarn|pnpm)\s+(?:run\s+)?test
      | npx\s+(?:jest|mocha)|go\s+(?:test|vet)|mvn\b.*\b(?:test|verify)|gradlew?\s+(?:test|check)
      | make\s+(?:test|check|lint)|ruff|flake8|pylint|mypy|pyright|eslint|golangci-lint|staticcheck
      | checkstyle|patchvet\s+check)
      (?![\w-])""",
    re.VERBOSE,
)
# A command of a pipeline that runs tests: what may not go without another one in its place.
_RUNS_TESTS = lazy_compile(
    rb"""^\s*(?:-\s+)?(?:run:|script:|-)?\s*["']?(?:\w+=\S+\s+)*(?:python3?\s+-m\s+)?
      (?:pytest|tox|nox|(?:npm|yarn|pnpm)\s+(?:run\s+)?test\S*|npx\s+(?:jest|mocha)|go\s+test
      | \S*mvnw?\s.*\b(?:test|verify)|\S*gradlew?\s+(?:test|check)|make\s+(?:test|check))
      (?![\w-])""",
    re.VERBOSE,
)
_THRESHOLD = lazy_compile(
    rb"""(?P<key>fail[_-]under|cov-fail-under|<minimum>|\b(?:branches|functions|lines|statements)\b
      |coverage[_-]?threshold|check-coverage|min[_-]?coverage)["']?\s*[:=\s>]\s*["']?
      (?P<number>\d+(?:\.\d+)?)""",
    re.VERBOSE | re.IGNORECASE,
)
_OWN_TABLE = lazy_compile(rb"^\s*\[+tool\.patchvet\b")
_TABLE = lazy_compile(rb"^\s*\[")


def weaker_gates(patch: PatchChange) -> Iterator[Loss]:
    """What the patch's settings and linter comments let through from now on."""
    removed: Counter[bytes] | None = None
    for change in patch.changes:
        if change.applied is None or change.before is None or change.file.is_binary:
            continue
        habits = change.language.habits() if change.language else None
        path = change.file.path
        gate = bool(_PIPELINES.search(path) or _SETTINGS.search(path))
        if habits is None and not gate:
            continue
        removed = removed_lines(patch.patch) if removed is None else removed
        if gate:
            yield from _settings(change, removed, patch)
        if habits is not None:
            for number, line in _added(change):
                if habits.mutes.match(line) and line.strip() not in removed:
                    yield _loss(change, number, "the linter is turned off for the whole file")


def _settings(change: Change, removed: Counter[bytes], patch: PatchChange) -> Iterator[Loss]:
    for number, line in _added(change):
        if line.strip() in removed or _is_comment(line):
            continue
        if match := _TOOTHLESS.search(line):
            yield _loss(change, number, f"`{_text(match[0])}` lets failures through")
        elif _IGNORED_EXIT.search(line) and _CHECKS.search(line):
            yield _loss(change, number, f"`{_text(line)}` passes whatever its check says")
    yield from _thresholds(change)
    yield from _own_settings(change)
    if _PIPELINES.search(change.file.path):
        yield from _test_step(change, patch)


def _thresholds(change: Change) -> Iterator[Loss]:
    """Thresholds that a hunk lowers. One that goes and comes elsewhere in the hunk is compared."""
    assert change.applied is not None
    for placement in change.applied.placements:
        hunk = change.file.hunks[placement.hunk - 1]
        old: dict[bytes, float] = {}
        number = placement.new_line
        found: list[tuple[int, bytes, float]] = []
        for line in hunk.lines:
            match = _THRESHOLD.search(line.content)
            if match and not _is_comment(line.content):
                if line.origin == "-":
                    old[match["key"]] = float(match["number"])
                elif line.origin == "+":
                    found.append((number, match["key"], float(match["number"])))
            number += line.origin != "-"
        for at, key, value in found:
            if key in old and value < old[key]:
                name = _text(key).strip("<>")
                message = f"`{name}` is lowered from {old[key]:g} to {value:g}"
                yield _loss(change, at, message)


def _own_settings(change: Change) -> Iterator[Loss]:
    """The first line that changes among patchvet's own settings, if there were any before."""
    own = change.file.path.rpartition("/")[2] == "patchvet.toml"
    assert change.before is not None
    if not own and b"tool.patchvet" not in change.before.data:
        return
    images = ((change.after, change.lines.added), (change.before, change.lines.removed))
    for image, numbers in images:
        for number in numbers:
            line = image.lines[number - 1] if image is not None else b""
            if not line.strip() or _is_comment(line) or image is None:
                continue
            if own or _in_own_table(image, number):
                message = f"patchvet's own settings change: `{_text(line)}`"
                yield (
                    _loss(change, number, message)
                    if image is change.after
                    else Loss(change, f"{message} is gone", _HINT)
                )
                return


def _in_own_table(image: Source, number: int) -> bool:
    for line in reversed(image.lines[:number]):
        if _TABLE.match(line):
            return _OWN_TABLE.match(line) is not None
    return False


def _test_step(change: Change, patch: PatchChange) -> Iterator[Loss]:
    """A test command that a pipeline loses, if no pipeline or build file gets another one."""
    gone = [
        line.content
        for hunk in change.file.hunks
        for line in hunk.lines
        if line.origin == "-" and _RUNS_TESTS.match(line.content)
    ]
    if not gone or (change.after is not None and _CHECKS.search(change.after.data)):
        return
    came = (
        line.content
        for file in patch.patch.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.origin == "+"
    )
    if change.after is not None and not any(_CHECKS.search(line) for line in came):
        yield Loss(change, f"`{_text(gone[0])}` no longer runs here", _HINT)


_HINT = "leave the gate as it is; send a change to it as a patch of its own"


def _added(change: Change) -> Iterator[tuple[int, bytes]]:
    if change.after is not None:
        for number in change.lines.added:
            yield number, change.after.lines[number - 1]


def _is_comment(line: bytes) -> bool:
    return line.lstrip().startswith((b"#", b"//", b"<!--", b";"))


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()[:60]


def _loss(change: Change, number: int, message: str) -> Loss:
    assert change.after is not None
    line = change.after.lines[number - 1]
    indent = len(line) - len(line.lstrip())
    return Loss(change, message, _HINT, change.after.line_starts[number - 1] + indent)
