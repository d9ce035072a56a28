"""What the documents show is what happens: their code runs, their output is the real one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from glob import glob
from pathlib import Path

import pytest

import patchvet
from patchvet.cli.main import main

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
# What may differ from machine to machine: times, and the versions of the grammars.
_VARIES = re.compile(r"\d[\d.]* m?s\b|(?<=tree-sitter-)\w+ \d+\.\d+\.\d+")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", blocks(README, "python"))
def test_the_readmes_python_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


def shown() -> list[tuple[Path, str, str]]:
    """The READMEs' commands with the output that stands under them."""
    found = []
    for document in (REPOSITORY / "README.md", REPOSITORY / "examples/README.md"):
        for block in blocks(document.read_text(encoding="utf-8"), "console"):
            command, _, output = block.partition("\n")
            if command.startswith("$ patchvet") and output and not output.startswith("$"):
                found.append((document, command[2:], output))
    return found


@pytest.mark.parametrize(("document", "command", "output"), shown())
def test_the_readmes_output_is_the_real_one(
    document: Path,
    command: str,
    output: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """They are shown with `--oracles none`: so they are the same without any toolchain.

    `--refresh-cases` writes the real output into the documents.
    """
    monkeypatch.chdir(REPOSITORY)
    words = [sorted(glob(word)) if "*" in word else [word] for word in shlex.split(command)[1:]]
    main([word for expanded in words for word in expanded])
    printed = capsys.readouterr().out
    if request.config.getoption("--refresh-cases"):
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace(output, printed), encoding="utf-8")
    else:
        assert _VARIES.sub("…", printed) == _VARIES.sub("…", output)


def test_the_readme_shows_a_rejection() -> None:
    assert any("rejected" in output for _, _, output in shown())


EXAMPLES = sorted((REPOSITORY / "examples/patches").glob("*.patch"))
LANGUAGES = ("python", "javascript", "go", "java")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_hold_one_accepted_and_several_rejected_patches(language: str) -> None:
    verdicts = [
        patchvet.check(path, REPOSITORY / "examples/shop").verdict
        for path in EXAMPLES
        if path.name.startswith(f"{language}-")
    ]
    assert verdicts.count(patchvet.Verdict.ACCEPTED) == 1
    assert verdicts.count(patchvet.Verdict.REJECTED) >= 3


def copied_package(folder: Path) -> Path:
    """The installed package, in a folder of its own, to add files to."""
    package = folder / "patchvet"
    ignored = shutil.ignore_patterns(".*", "tests", "benchmarks", "build", "*.egg-info", "docs")
    shutil.copytree(Path(patchvet.__file__).parent, package, ignore=ignored)
    return package


def check_in(folder: Path, tree: Path, patch: str) -> str:
    """What the copied package says, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "patchvet", "check", "-", "--root", str(tree), "--oracles=none"],
        input=patch,
        env={**os.environ, "PYTHONPATH": str(folder)},
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_fifth_language_is_one_folder_and_a_new_check_one_file(tmp_path: Path) -> None:
    """CONTRIBUTING's two examples, written where it says, and no other edit."""
    package = copied_package(tmp_path)
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "main.zig").write_text("pub fn main() void {}\n")
    (tree / "ci.yml").write_text("jobs:\n  - run: make\n")
    patch = (
        "--- a/main.zig\n+++ b/main.zig\n@@ -1 +1 @@\n"
        "-pub fn main() void {}\n+pub fn main( void {}\n"
        "--- a/ci.yml\n+++ b/ci.yml\n@@ -1,2 +1,2 @@\n jobs:\n-  - run: make\n+\t- run: make\n"
    )
    before = check_in(tmp_path, tree, patch)
    assert "PV350" not in before
    zig = package / "languages" / "zig"
    for code in blocks(CONTRIBUTING, "python"):
        place, _, rest = code.partition("\n")
        target = package / place.removeprefix("# ")
        target.parent.mkdir(exist_ok=True)
        target.write_text(rest, encoding="utf-8")
    assert zig.is_dir()
    after = check_in(tmp_path, tree, patch)
    assert "ci.yml:2:1: PV350 tab-in-yaml" in after
    assert "tree-sitter-zig" in after
