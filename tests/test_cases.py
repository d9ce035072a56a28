"""Every case file runs as a test, and every law holds on every case.

`pytest tests/test_cases.py --refresh-cases` writes what was found into the case files; read the
diff before you keep it.
"""

from __future__ import annotations

import pytest
from casefiles import Case, all_cases, file_diff, write_findings

import patchvet

CASES = list(all_cases())
IMAGES = [case for case in CASES if case.written_patch is None]


def name_of(case: Case) -> str:
    return f"{case.document.stem}: {case.title}"


def options_of(case: Case) -> patchvet.Options:
    allow = {kind for kind in ("symlink", "submodule") if f"allow {kind}" in case.title}
    return patchvet.Options(allow=frozenset(allow), error=case.error)


def told(report: patchvet.Report, codes: set[str] | None = None) -> str:
    """The findings as a case file states them."""
    return "".join(
        f"{one.path or '-'}:{one.line or 0}: {one.severity} {one.code} {one.name}\n"
        for one in report.findings
        if codes is None or one.code in codes
    )


def judged(case: Case, patch: bytes | None = None) -> patchvet.Report:
    return patchvet.check(
        case.patch if patch is None else patch, case.before, options=options_of(case)
    )


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_case_is_judged_as_it_says(case: Case, request: pytest.FixtureRequest) -> None:
    """What a case file expects is what the check finds: no more, no less."""
    found = told(judged(case))
    if found != case.findings and request.config.getoption("--refresh-cases"):
        write_findings(case, found)
        pytest.skip("refreshed")
    assert found == case.findings, f"wanted\n{case.findings}got\n{found}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_an_error_rejects_and_nothing_else_does(case: Case) -> None:
    """The verdict follows from the findings; a warning or a note never rejects."""
    report = judged(case)
    has_error = any(one.severity == "error" for one in report.findings)
    assert (report.verdict == "rejected") == has_error


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_reading_what_was_rendered_gives_the_same_verdict(case: Case) -> None:
    """A well-formed patch, rendered and read again, is judged the same."""
    patch = patchvet.parse_patch(case.patch, tree=as_tree(case.before))
    if patch.problems:
        pytest.skip("the case is about a malformed patch")
    again = judged(case, patchvet.render_patch(patch))
    assert told(again) == told(judged(case))


@pytest.mark.parametrize("case", IMAGES, ids=name_of)
def test_a_patch_that_changes_nothing_back_and_forth_restores_the_tree(case: Case) -> None:
    """Applying a patch and then the reverse of it gives the tree from before, byte for byte."""
    reverse = b"".join(
        file_diff(path, new, case.before.get(path)) for path, new in case.after.items()
    )
    there = patchvet.apply_patch(patchvet.parse_patch(case.patch), as_tree(case.before))
    back = patchvet.apply_patch(patchvet.parse_patch(reverse), there.result)
    for path in {*case.before, *case.after}:
        assert back.result.read(path) == case.before.get(path)


@pytest.mark.parametrize("case", IMAGES, ids=name_of)
def test_line_ends_do_not_change_the_findings(case: Case) -> None:
    """The same change in a file with CRLF line ends gives the same codes at the same lines."""
    if any(b"\r\n" in (data or b"") for data in (*case.before.values(), *case.after.values())):
        pytest.skip("the case is about line ends")
    crlf = {path: _crlf(data) for path, data in case.before.items()}
    patch = b"".join(
        file_diff(path, crlf.get(path), None if new is None else _crlf(new))
        for path, new in case.after.items()
    )
    report = patchvet.check(patch, crlf, options=options_of(case))
    assert told(report) == told(judged(case))


def test_the_case_files_hold_a_failing_and_a_passing_case_each() -> None:
    """A check without a case in which it fails proves nothing; nor one without a case that
    passes.
    """
    documents: dict[str, list[bool]] = {}
    for case in CASES:
        documents.setdefault(case.document.stem, []).append(bool(case.findings))
    assert [name for name, kinds in documents.items() if set(kinds) != {True, False}] == []


def test_every_check_of_structure_has_its_cases_in_every_language_it_speaks() -> None:
    """In each a case in which it finds something, and one in which it does not."""
    table = patchvet.Registry.discover().languages
    seen: dict[str, set[tuple[str, bool]]] = {}
    for case in CASES:
        for path in {*case.before, *case.after}:
            language = table.for_path(path)
            if language is not None:
                about = case.document.stem.replace("_", "-")
                fails = any(line.endswith(f" {about}") for line in case.findings.splitlines())
                seen.setdefault(about, set()).add((language.name, fails))
    wanted = {
        (code.name, language, fails)
        for one in patchvet.Registry.discover().validators
        if one.check == "structure"
        for code in one.codes
        for language in one.languages or ("python", "javascript", "go", "java")
        for fails in (True, False)
    }
    has = {(about, *pair) for about, pairs in seen.items() for pair in pairs}
    assert sorted(wanted - has) == []


def as_tree(files: dict[str, bytes]) -> patchvet.SourceTree:
    return patchvet.InMemoryTree(files)


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
