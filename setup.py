"""Maps the repository's root to the package `patchvet`; all else is in pyproject.toml."""

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOMS = ["patches", "grammars", "languages", "validators", "orchestrator", "cli"]


class BuildPackage(build_py):
    """Leaves this file out of the wheel: it stands in the package's folder, but is no part of
    it.
    """

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        found = super().find_package_modules(package, package_dir)
        return [entry for entry in found if (package, entry[1]) != ("patchvet", "setup")]


INSIDE = find_packages(include=[pattern for room in ROOMS for pattern in (room, f"{room}.*")])

setup(
    cmdclass={"build_py": BuildPackage},
    packages=["patchvet", *(f"patchvet.{name}" for name in INSIDE)],
    package_dir={"patchvet": "."},
    package_data={
        "patchvet": ["py.typed"],
        "patchvet.cli": ["*.json"],
        "patchvet.grammars": ["*.kinds"],
        "patchvet.languages": ["*/*.scm", "*/*.js", "*/*.java", "*/*.txt"],
        "patchvet.orchestrator": [
            "scenarios/*.toml",
            *(f"services/*/*/*.{end}" for end in ("toml", "py", "js", "go", "mod", "java")),
        ],
    },
)
