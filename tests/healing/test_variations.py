"""A cure stays a cure, and a fault a fault, however its function names and orders things.

Every fault that can be cured is varied before and after its cures, in the faulty function and in
those that the cure changes. The tester runs both: it must judge what a program does, not how it is
written.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from machine_world import language_of
from test_faults import candidates, faults_of, misread
from variations import Spot, changed, vary

import patchvet
from patchvet.orchestrator.mock_environment import MockServiceEnvironment
from patchvet.orchestrator.testing import CopyTester, arrange, reachable
from patchvet.validators.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.orchestrator.protocols import Reply
    from patchvet.orchestrator.service import Fault, Service

LANGUAGES = tuple(
    name
    for name in ("python", "javascript", "go", "java")
    if language_of(name).child() is not None or language_of(name).runtime() is not None
)


@pytest.fixture(autouse=True, scope="module")
def paused() -> Iterator[None]:
    """Hundreds of programs are compiled, which form no garbage: half the time went to looking."""
    with collector_paused():
        yield


def cured(service: Service, patch: bytes) -> dict[str, bytes]:
    tree = patchvet.apply_patch(
        patchvet.parse_patch(patch), patchvet.InMemoryTree(service.files)
    ).result
    return {path: tree.read(path) or b"" for path in tree.paths()}


def cures(language: str) -> Iterator[tuple[Service, Fault, str, dict[str, bytes]]]:
    for service, fault in faults_of(language):
        for label, patch in candidates(language, service, fault).items():
            if label.startswith("cure"):
                yield service, fault, label, cured(service, patch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cure_written_otherwise_cures(language: str) -> None:
    tester = CopyTester()
    seen: Counter[str] = Counter()
    failed = {}
    for service, fault, label, files in cures(language):
        spots = [Spot(fault.file, fault.function), *changed(language, service.files, files)]
        varied = vary(language, files, spots)
        seen.update(
            cures=1,
            renamed=bool(varied.renamed),
            reordered=varied.swapped + varied.moved > 0,
            names=len(varied.renamed),
            pairs=varied.swapped,
            definitions=varied.moved,
            left=len(varied.left),
        )
        result = tester.test(service, patchvet.InMemoryTree(varied.files), [fault])
        if not result.passed:
            failed[service.name, fault.name, label] = result.probes[-1]
    print(language, dict(seen))
    assert not failed
    assert seen["renamed"] > 0.95 * seen["cures"], seen
    assert seen["reordered"] > 0.8 * seen["cures"], seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_written_otherwise_still_fails(language: str) -> None:
    """The other side: nothing that is done to the text cures by itself; the error is the same (a
    message that names a variable has its new name).
    """
    wrong = {}
    for service, fault in faults_of(language):
        varied = vary(language, service.files, [Spot(fault.file, fault.function)])
        reply = triggered(service._replace(files=varied.files), fault)
        assert reply.outcome == "failed", (service.name, fault.name, reply)
        found = misread(language, fault, told_in_old_names(reply.stderr, varied.renamed))
        if found:
            wrong[service.name, fault.name] = found
    assert not wrong


def told_in_old_names(text: str, renamed: dict[str, str]) -> str:
    return re.sub(r"\bother\d+\b", lambda new: renamed[new[0]], text)


def triggered(service: Service, fault: Fault) -> Reply:
    """The reply to the last of the fault's requests."""
    copies = [service, *reachable(service)]
    with MockServiceEnvironment(copies, replies=fault.around.replies) as environment:
        arrange(environment, fault.around)
        return [environment.send(service.name, one) for one in fault.requests][-1]


# File, the function `f` varied, what it must become.
VARIED = {
    "python": (
        "main.py",
        "def f(a, *, key):\n    b = 1\n    c = a\n    print(b, c.b, key, end=f'{a}')\n"
        "\n\nf(2, key=3)\n",
        "def f(other0, *, key):\n    other2 = other0\n    other1 = 1\n"
        "    print(other1, other2.b, key, end=f'{other0}')\n\n\nf(2, key=3)\n",
    ),
    "javascript": (
        "main.js",
        "const n = 1;\nfunction f({ a, x: b }) {\n  let c = a;\n  const d = c;\n"
        "  { const n = 2; }\n  return { a, b: d, n };\n}\n",
        "const n = 1;\nfunction f({ a: other0, x: other1 }) {\n  let other2 = other0;\n"
        "  const other3 = other2;\n"
        "  { const n = 2; }\n  return { a: other0, b: other3, n };\n}\n",
    ),
    "go": (
        "main.go",
        "package main\n\nfunc (t *T) f(a int) (n int) {\n\tb := a\n\tc := T{a: a}\n\tt.x = b\n"
        "\treturn c.a\n}\n",
        "package main\n\nfunc (other0 *T) f(other1 int) (n int) {\n\tother3 := T{a: other1}\n"
        "\tother2 := other1\n\tother0.x = other2\n\treturn other3.a\n}\n",
    ),
    "java": (
        "A.java",
        "class A {\n  int x;\n  int f(Object o, int x) {\n    this.x = x;\n    int b = g();\n"
        "    if (o instanceof String s) { return s.length(); }\n    return b;\n  }\n}\n",
        "class A {\n  int x;\n  int f(Object other0, int other1) {\n    this.x = other1;\n"
        "    int other2 = g();\n    if (other0 instanceof String other3) {"
        " return other3.length(); }\n"
        "    return other2;\n  }\n}\n",
    ),
}
FUNCTIONS = {"go": "T.f", "java": "A.f"}


@pytest.mark.parametrize("language", VARIED)
def test_what_is_varied_stays_the_same_program(language: str) -> None:
    """Fields, keywords and what is bound outside keep their names, dependent lines their order."""
    path, before, after = VARIED[language]
    spot = Spot(path, FUNCTIONS.get(language, "f"))
    varied = vary(language, {path: before.encode()}, [spot])
    assert varied.files[path].decode() == after


DEPENDENT = ("b = a\n    a = 2", "a = 2\n    b = a", "b = g()\n    c = 1", "o.x = 1\n    b = o.x",
             "o.x = 1\n    p.x = 2", "o.x = 1\n    b = a[0]", "b = 1\n    b += 2")  # fmt: skip


@pytest.mark.parametrize("lines", DEPENDENT)
def test_what_needs_its_order_keeps_it(lines: str) -> None:
    source = f"def g():\n    return 1\n\n\nclass F:\n  def f(self, a, o, p):\n    {lines}\n"
    varied = vary("python", {"main.py": source.encode()}, [Spot("main.py", "F.f")])
    assert varied.renamed
    assert varied.swapped == 0, varied.files["main.py"]
