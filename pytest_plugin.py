"""The pytest plugin: fixtures and assertions for tests of patches and of healing.

    def test_my_patch(patch_validator):
        patch_validator.assert_ok(PATCH, {"cart.py": SOURCE}, error=TRACE)

    def test_my_healer(healing_env, orchestrator):
        with healing_env("python/cart") as environment: …

Stories in `*.scenario.toml` files are collected as tests. Everything heavy is imported by what uses
it: a project that has patchvet installed and doesn't test with it pays for this file alone.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from .errors import PatchvetError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from .languages.traces import Trace
    from .orchestrator.log_simulator import LogSimulator
    from .orchestrator.mock_environment import MockServiceEnvironment
    from .orchestrator.orchestrator import MockOrchestrator
    from .orchestrator.play import Cast, Story
    from .orchestrator.protocols import Healer
    from .orchestrator.scenario import Scenario
    from .orchestrator.service import Service
    from .patches.trees import SourceTree
    from .validators.patch_input import PatchInput
    from .validators.registry import Registry
    from .validators.report import Report

    Tree = SourceTree | dict[str, bytes]
    Error = str | bytes | Trace

# A language, and the tools without which its programs can't be run for real.
TOOLCHAINS = {
    "python": (),
    "javascript": ("node",),
    "go": ("go",),
    "java": ("java", "javac"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("patchvet")
    group.addoption(
        "--patchvet-require",
        default="",
        metavar="LANGUAGE,…",
        help="languages whose toolchain must be there: a test of theirs that would be skipped for "
        "the lack of it fails instead",
    )
    group.addoption(
        "--patchvet-seed",
        type=int,
        default=1,
        metavar="N",
        help="what chances in mock environments and logs are drawn from (1)",
    )


def pytest_configure(config: pytest.Config) -> None:
    for language in TOOLCHAINS:
        config.addinivalue_line("markers", f"{language}: the test is about {language} code")
    for language in _required(config):
        missing = [tool for tool in TOOLCHAINS[language] if shutil.which(tool) is None]
        if missing:
            raise pytest.UsageError(
                f"--patchvet-require={language}: not on PATH: {', '.join(missing)}"
            )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ScenarioFile | None:
    """A `*.scenario.toml` is a test: the story must end as it expects."""
    if not file_path.name.endswith(".scenario.toml"):
        return None
    found: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
    return found


def _required(config: pytest.Config) -> list[str]:
    asked = [one.strip() for one in config.getoption("--patchvet-require").split(",")]
    required = [one for one in asked if one]
    if unknown := [one for one in required if one not in TOOLCHAINS]:
        raise pytest.UsageError(
            f"--patchvet-require: no such language: {unknown[0]}; one of: {', '.join(TOOLCHAINS)}"
        )
    return required


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, Any]:
    """A skipped test of a required language is a failed one: nobody looked."""
    report = yield
    required = _required(item.config)
    if report.skipped and not hasattr(report, "wasxfail"):
        marked = [name for name in required if item.get_closest_marker(name) is not None]
        if marked:
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            report.outcome = "failed"
            report.longrepr = f"--patchvet-require={marked[0]}, and this was skipped: {why}"
    return report


class PatchValidator:
    """`patchvet.check` with assertions; the registry is read once for the whole run."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def check(self, patch: PatchInput, tree: Tree, *, error: Error | None = None) -> Report:
        """The report; see `patchvet.check`."""
        from .validators.check import check

        return check(patch, tree, registry=self._registry, error=error)

    def assert_ok(self, patch: PatchInput, tree: Tree, *, error: Error | None = None) -> Report:
        """Fails unless the patch is accepted; with an error also unless it addresses it."""
        __tracebackhide__ = True
        report = self.check(patch, tree, error=error)
        if report.verdict != "accepted":
            pytest.fail(f"the patch was not accepted\n\n{_told(report)}", pytrace=False)
        return report

    def assert_rejected(
        self, patch: PatchInput, tree: Tree, code: str, *, error: Error | None = None
    ) -> Report:
        """Fails unless the patch is rejected, and for `code` (`PV102` or `context-mismatch`)."""
        __tracebackhide__ = True
        report = self.check(patch, tree, error=error)
        reasons = [one for one in report.findings if one.severity == "error"]
        if report.verdict != "rejected":
            pytest.fail(
                f"the patch should be rejected for {code}; it was {report.verdict}\n\n"
                f"{_told(report)}",
                pytrace=False,
            )
        if not any(code in (one.code, one.name) for one in reasons):
            codes = ", ".join(dict.fromkeys(f"{one.code} {one.name}" for one in reasons))
            pytest.fail(
                f"the patch should be rejected for {code}; it was for {codes}\n\n{_told(report)}",
                pytrace=False,
            )
        return report


def _told(report: Report) -> str:
    """The report as the command prints it."""
    from .cli.output.text_report import render_text

    return render_text([report])


@pytest.fixture(scope="session")
def patch_validator() -> PatchValidator:
    """Checks patches: `.check(patch, tree, error=None)`, `.assert_ok(…)`, `.assert_rejected(…)`."""
    from .validators.registry import Registry

    return PatchValidator(Registry.discover())


@pytest.fixture(scope="session")
def assert_patch_ok(patch_validator: PatchValidator) -> Callable[..., Report]:
    """`assert_patch_ok(patch, tree, error=None)`."""
    return patch_validator.assert_ok


@pytest.fixture(scope="session")
def assert_patch_rejected(patch_validator: PatchValidator) -> Callable[..., Report]:
    """`assert_patch_rejected(patch, tree, "PV102", error=None)`."""
    return patch_validator.assert_rejected


@pytest.fixture(scope="session")
def service() -> Callable[..., Service]:
    """`service("go", "orders")`: a built-in service; without a name the language's first."""
    from .orchestrator.service import SERVICES, load_service

    def find(language: str, name: str = "") -> Service:
        folders = sorted(path.parent for path in (SERVICES / language).glob("*/service.toml"))
        found = [folder for folder in folders if name in ("", folder.name)]
        if not found:
            known = ", ".join(folder.name for folder in folders) or "none"
            raise UsageError(f"no service {name!r} in {language}; there are: {known}")
        return load_service(found[0])

    return find


@pytest.fixture
def log_simulator(request: pytest.FixtureRequest) -> LogSimulator:
    """Writes logs of services that fail; see `LogSimulator`."""
    from .orchestrator.log_simulator import LogSimulator

    return LogSimulator(seed=request.config.getoption("--patchvet-seed"))


@pytest.fixture
def healing_env(
    request: pytest.FixtureRequest, service: Callable[..., Service]
) -> Iterator[Callable[..., MockServiceEnvironment]]:
    """`healing_env("python/cart", "go/orders")`: an environment in which these services run.

    A service is a name, a Service, or a Placement. It is closed when the test ends.
    """
    from .orchestrator.mock_environment import MockServiceEnvironment

    opened: list[MockServiceEnvironment] = []

    def make(*services: Any, seed: int | None = None) -> MockServiceEnvironment:
        chosen = [service(*one.split("/")) if isinstance(one, str) else one for one in services]
        chance = request.config.getoption("--patchvet-seed") if seed is None else seed
        environment = MockServiceEnvironment(chosen, seed=chance)
        opened.append(environment.__enter__())
        return environment

    yield make
    for environment in opened:
        environment.close()


@pytest.fixture
def orchestrator() -> Callable[..., MockOrchestrator]:
    """`orchestrator(environment, healer)`: heals what fails there, by `.heal()`.

    Without a healer the built-in fixes are tried. Every other part (analyser, validator, tester,
    deployer) can be given by its name; one that does not fit its protocol is refused.
    """
    from .orchestrator.healers import FixHealer
    from .orchestrator.orchestrator import MockOrchestrator

    def make(environment: Any, healer: Any = None, **parts: Any) -> MockOrchestrator:
        return MockOrchestrator(environment, healer or FixHealer(), **parts)

    return make


@pytest.fixture
def assert_heals(request: pytest.FixtureRequest) -> Callable[..., Story]:
    """`assert_heals(scenario, healer=None)`: plays a story, and fails unless it ends as it expects.

    The scenario is a Scenario, a path, or the name of a built-in one; the healer, if one is given,
    stands in for the story's own.
    """
    root = request.path.parent

    def play_it(scenario: Any, healer: Healer | None = None) -> Story:
        __tracebackhide__ = True
        story = _played(_scenario(scenario, root), request.config, healer)
        if story.skipped:
            pytest.skip(story.skipped)
        if not story.ok:
            pytest.fail(_story_text(story), pytrace=False)
        return story

    return play_it


def _scenario(scenario: Any, root: Path) -> Scenario:
    from .orchestrator.scenario import Scenario, built_in_scenarios, load_scenario

    if isinstance(scenario, Scenario):
        return scenario
    built_in = {path.name.partition(".")[0]: path for path in built_in_scenarios()}
    return load_scenario(built_in.get(str(scenario)) or root / scenario)


def _played(scenario: Scenario, config: pytest.Config, healer: Healer | None = None) -> Story:
    from .orchestrator.play import play, shared_cast

    if _CAST not in config.stash:
        config.stash[_CAST] = shared_cast()
    return play(scenario, cast=config.stash[_CAST]._replace(healer=healer))


# What all stories of a run share: what it looks up once serves them all.
_CAST: pytest.StashKey[Cast] = pytest.StashKey()


def _story_text(story: Story) -> str:
    """The story stage by stage, as the command prints it."""
    from .cli.output.heal_text import story_text
    from .cli.output.style import Style

    return story_text(story, Style())


class ScenarioFile(pytest.File):
    """A `*.scenario.toml`."""

    def collect(self) -> Iterator[ScenarioItem]:
        from .orchestrator.scenario import load_scenario

        try:
            scenario = load_scenario(self.path)
        except PatchvetError as error:
            raise self.CollectError(str(error)) from error
        yield ScenarioItem.from_parent(self, name=scenario.name, scenario=scenario)


class ScenarioItem(pytest.Item):
    """One story, marked with its languages."""

    def __init__(self, *, scenario: Scenario, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._scenario = scenario
        for language in scenario.languages:
            self.add_marker(language)

    def runtest(self) -> None:
        story = _played(self._scenario, self.config)
        if story.skipped:
            pytest.skip(story.skipped)
        if not story.ok:
            raise _NotAsExpected(_story_text(story))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, (_NotAsExpected, PatchvetError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self._scenario.title


class _NotAsExpected(Exception):  # noqa: N818 - the story's end, told by its text
    """A story ended otherwise than it should."""
