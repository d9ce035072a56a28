"""The registry: one door for what is built in and what comes from outside, and no silent clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import patchvet
from patchvet import Change, Code, Registry, Severity, validator

if TYPE_CHECKING:
    from collections.abc import Iterable

TREE = {"app.py": b"x = 1\n"}
PATCH = b"--- a/app.py\n+++ b/app.py\n@@ -1 +1,2 @@\n x = 1\n+y = 2\n"
DOC = "What it finds: y.\n\nWhy it matters: z.\n\nExample: y.\n\nInstead: x."


def make_code(code: str = "ACME1", name: str = "has-y") -> Code:
    return Code(code, name, Severity.ERROR, DOC)


def test_a_registry_made_by_hand_is_all_there_is() -> None:
    """No validator is added behind its back, and the missing checks say so."""
    code = make_code()

    @validator(check="acme", codes=(code,))
    def finds_y(change: Change) -> Iterable[patchvet.Finding]:
        assert change.after is not None
        if b"y" in change.after.data:
            yield code.finding("there is a y", path=change.file.path, line=2)

    report = patchvet.check(PATCH, TREE, registry=Registry([finds_y]))
    assert [one.code for one in report.findings] == ["ACME1"]
    assert (report.verdict, report.checks["acme"], report.checks["syntax"]) == (
        "rejected",
        "fail",
        "not-run",
    )


def test_a_crash_is_the_checkers_fault_and_the_others_still_run() -> None:
    code = make_code()

    @validator(check="acme", codes=(code,))
    def crashes(change: Change) -> Iterable[patchvet.Finding]:
        yield from [][1]

    registry = Registry.discover()
    registry.add(crashes)
    report = patchvet.check(PATCH, TREE, registry=registry)
    assert [one.code for one in report.findings] == ["PV901"]
    assert "IndexError" in report.findings[0].message
    assert "test_registry.py" in report.findings[0].message
    assert (report.verdict, report.checks["acme"], report.checks["syntax"]) == (
        "unchecked",
        "unchecked",
        "pass",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [(("ACME1", "a"), ("ACME1", "b")), (("ACME1", "a"), ("ACME2", "a"))],
    ids=["code", "name"],
)
def test_a_clash_names_both_parties(first: tuple[str, str], second: tuple[str, str]) -> None:
    @validator(check="acme", codes=(make_code(*first),))
    def one(change: Change) -> Iterable[patchvet.Finding]:
        return ()

    @validator(check="acme", codes=(make_code(*second),))
    def other(change: Change) -> Iterable[patchvet.Finding]:
        return ()

    with pytest.raises(patchvet.RegistrationError) as caught:
        Registry([one, other])
    assert one.origin in str(caught.value)
    assert other.origin in str(caught.value)


def test_codes_that_start_with_pv_are_our_own() -> None:
    @validator(check="acme", codes=(make_code("PV777"),))
    def squatter(change: Change) -> Iterable[patchvet.Finding]:
        return ()

    with pytest.raises(patchvet.RegistrationError, match=r"PV777.*patchvet's\s+own"):
        Registry([squatter])


def test_what_is_no_validator_is_refused() -> None:
    with pytest.raises(patchvet.RegistrationError, match="is no Validator"):
        Registry([print])  # type: ignore[list-item]


def test_the_built_in_ones_are_found_by_walking_the_folder() -> None:
    registry = Registry.discover()
    assert {"format", "applies", "path-safety", "new-syntax-error"} <= {
        one.name for one in registry
    }
    assert registry.checks[:6] == (
        "format",
        "safety",
        "applies",
        "syntax",
        "structure",
        "relevance",
    )
    assert {language.name for language in registry.languages} >= {
        "python",
        "javascript",
        "go",
        "java",
    }


@pytest.mark.parametrize("code", Registry.discover().codes, ids=lambda code: code.code)
def test_every_code_has_its_page_in_the_fixed_form(code: Code) -> None:
    """What it finds, why it matters, an example, what to do instead: `explain` prints it."""
    heads = ["What it finds:", "Why it matters:", "Example:", "Instead:"]
    paragraphs = code.doc.strip().split("\n\n")
    assert [text.split(":")[0] + ":" for text in paragraphs] == heads
    assert code.name == code.name.lower().replace(" ", "-")


def test_codes_are_found_by_code_and_by_name() -> None:
    registry = Registry.discover()
    assert registry.code("PV102") == registry.code("context-mismatch") == registry.code("pv102")
    assert registry.code("PV999") is None
