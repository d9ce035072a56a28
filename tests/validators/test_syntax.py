"""PV201: what a patch breaks is found, what was broken before is no fault of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from changes import languages, make_change
from toolchains import needs

from patchvet.languages.oracle_set import OracleSet
from patchvet.languages.oracles import OracleAnswer, OracleError
from patchvet.patches.limits import Limits
from patchvet.validators.options import Options
from patchvet.validators.report import CheckStatus, Finding, Severity, Status
from patchvet.validators.syntax import new_syntax_error
from patchvet.validators.verdicts import status_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def judge(path: str, before: str | bytes | None, after: str | bytes | None, **how: Any) -> Judged:
    images = [one.encode() if isinstance(one, str) else one for one in (before, after)]
    outcomes = list(new_syntax_error.run(make_change(path, *images, **how)))
    findings = [one for one in outcomes if isinstance(one, Finding)]
    return Judged(status_of(outcomes, {Severity.ERROR}), findings)


@dataclass
class Judged:
    status: CheckStatus
    findings: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.severity is Severity.ERROR]

    @property
    def first(self) -> Finding:
        return self.findings[0]


PY = "def f(a):\n    return g(a)\n\n\nx = f(1)\n"
JS = "function f(a) {\n  return g({b: a});\n}\n\nf(1);\n"
JSX = "const a = <p className='x'>{b}</p>;\n"
TS = "function f(a: number): string {\n  return g(a);\n}\n"
TSX = "const a: Node = <p>{b}</p>;\n"
GO = "package a\n\nfunc f(a int) int {\n\treturn g(a)\n}\n"
JAVA = "class A {\n  int f(int a) {\n    return g(a);\n  }\n}\n"
RUST = "fn f(a: i32) -> i32 {\n    g(a)\n}\n"

# path, before, the text to replace, by what, the line of the error
BREAKING = [
    ("a.py", PY, "g(a)", "g(a", 2),
    ("a.py", PY, "f(a):", "f(a)", 1),
    ("a.py", PY, "    return", "  )  return", 2),
    ("a.js", JS, "{b: a}", "{b: a", 2),
    ("a.js", JS, "function f", "function f f", 1),
    ("a.jsx", JSX, "</p>", "</p", 1),
    ("a.ts", TS, ": string", ": ,", 1),
    ("a.tsx", TSX, "{b}", "{b", 1),
    ("a.go", GO, "g(a)", "g(a", 4),
    ("a.go", GO, "func f(a", "func f(a, ,", 3),
    ("A.java", JAVA, "g(a);", "g(a)", 3),
    ("A.java", JAVA, "int a)", "int a", 2),
]
HARMLESS = [
    ("a.py", PY, "g(a)", "g(a, 2)"),
    ("a.js", JS, "{b: a}", "{b: a, c}"),
    ("a.jsx", JSX, "{b}", "{b}<i/>"),
    ("a.ts", TS, ": string", ": string[]"),
    ("a.tsx", TSX, "{b}", "{b}<i/>"),
    ("a.go", GO, "g(a)", "g(a, 2)"),
    ("A.java", JAVA, "g(a);", "g(a, 2);"),
    ("a.rs", RUST, "g(a)", "g(a, 2)"),
]


@pytest.mark.parametrize(("path", "before", "old", "new", "line"), BREAKING)
def test_a_patch_that_breaks_the_file_is_rejected(
    path: str, before: str, old: str, new: str, line: int
) -> None:
    """By the grammar alone, in every measured language, at the line that the patch wrote."""
    found = judge(path, before, before.replace(old, new, 1))
    assert found.status.status is Status.FAIL
    assert found.status.oracle.startswith("tree-sitter-")
    assert found.first.line == line
    assert found.first.code == "PV201"


@pytest.mark.parametrize(("path", "before", "old", "new"), HARMLESS)
def test_a_patch_that_breaks_nothing_passes(path: str, before: str, old: str, new: str) -> None:
    """The same files, another edit; who decided is named."""
    found = judge(path, before, before.replace(old, new, 1))
    assert found.status.status is Status.PASS
    assert found.findings == []
    assert found.status.oracle.startswith("tree-sitter-")


@pytest.mark.parametrize("path", ["a.py", "a.js", "a.go", "A.java"])
def test_an_added_file_is_all_new(path: str) -> None:
    """There is no before to excuse anything."""
    whole = {"a.py": PY, "a.js": JS, "a.go": GO, "A.java": JAVA}[path]
    assert judge(path, None, whole).status.status is Status.PASS
    assert judge(path, None, whole.replace("(a", "(", 1) + ")").status.status is Status.FAIL


def test_a_rule_counts_like_the_grammar() -> None:
    """What the grammar lets through is told by the rules, and the report names both."""
    found = judge("a.js", "f(a);\n", "f(a, , b);\n")
    assert found.status.status is Status.FAIL
    assert found.status.oracle.endswith(" + rules")
    old = judge("a.js", "f(a, , b);\ng();\n", "f(a, , b);\ng(1);\n")
    assert old.status.status is Status.PASS


def test_a_language_that_nobody_measured_is_only_warned_about() -> None:
    """Its grammar may be wrong; the verdict does not hang on it."""
    found = judge("a.rs", RUST, RUST.replace("(a: i32)", "(a: i32"))
    assert found.status.status is Status.PASS
    assert [one.severity for one in found.findings] == [Severity.WARNING]


OLD_ERRORS = [
    ("a.py", "x = (1]\n" + PY),
    ("a.js", "let = = 1;\n" + JS),
    ("a.go", GO + "\nfunc ( {\n}\n"),
    ("A.java", JAVA.replace("class A {", "class A {\n  int = 3;", 1)),
]


@pytest.mark.parametrize(("path", "broken"), OLD_ERRORS, ids=[row[0] for row in OLD_ERRORS])
def test_an_old_error_is_a_note_at_most(path: str, broken: str) -> None:
    """The file was broken; the patch changes another line, and lines move with it."""
    comment = "#" if path.endswith("py") else "//"
    for after in (broken.replace("g(", "h(", 1), f"{comment} a note\n{broken}"):
        found = judge(path, broken, after)
        assert found.status.status is Status.PASS, found
        assert {one.severity for one in found.findings} <= {Severity.NOTE}
        assert "before the patch" in found.first.message


@pytest.mark.parametrize(("path", "broken"), OLD_ERRORS, ids=[row[0] for row in OLD_ERRORS])
def test_a_second_error_is_rejected(path: str, broken: str) -> None:
    """A broken file is no licence to break it further."""
    after = broken.replace("g(a)", "g(a", 1).replace("g({b: a})", "g({b: a)", 1)
    assert after != broken
    found = judge(path, broken, after)
    assert found.status.status is Status.FAIL
    assert all(one.patch_line for one in found.errors)


@pytest.mark.parametrize("oracles", ["none", "auto"])
def test_a_second_bracket_left_open_is_told_behind_the_first(oracles: str) -> None:
    """The grammar sees one error that runs to the end; what is sound behind it stays unharmed."""
    broken = "function broken( {\n}\n\n" + JS
    with OracleSet(oracles, languages()) as opened:
        worse, same = (
            judge("a.js", broken, broken.replace("function f", new + "function f"), oracles=opened)
            for new in ("function g( {\n}\n\n", "function g() {\n}\n\n")
        )
    assert (worse.status.status, same.status.status) == (Status.FAIL, Status.PASS)
    assert "`(`" in worse.first.hint


def test_an_unclosed_file_that_grows_is_not_newly_broken() -> None:
    """The end of the file is one place, wherever it moves."""
    broken = "class A {\n  int f() {\n    return 1;\n  }\n"
    found = judge("A.java", broken, broken + "  // more\n")
    assert found.status.status is Status.PASS


def test_a_repair_passes() -> None:
    """With the error gone there is nothing to note."""
    found = judge("a.js", JS.replace("g({", "g(", 1), JS)
    assert (found.status.status, found.findings) == (Status.PASS, [])


def test_a_finding_can_be_acted_on() -> None:
    """Where in the file and in the patch, the line itself, what to do; columns in characters."""
    before = "a();\nlet s = 'ä€😀', t = f({a: 1});\n"
    found = judge("a.js", before, before.replace("1})", "1)")).first
    assert (found.line, found.column, found.path) == (2, 27, "a.js")
    assert found.patch_line == 7
    assert found.hunk == 1
    assert found.hint == "add the `}`"
    exhibit = found.exhibits[0]
    assert exhibit.text == "let s = 'ä€😀', t = f({a: 1);"
    assert exhibit.text[26] == ")"
    assert (exhibit.line, exhibit.column) == (2, 27)


def test_one_slip_is_not_told_fifty_times() -> None:
    """The first few places, and how many more there are."""
    found = judge("a.js", None, "x = ;\n" * 40)
    assert len(found.errors) == 3
    assert found.findings[-1].message.startswith("37 more")


NOT_RUN = [
    ("a.py", PY, None, "no file after"),
    ("a.txt", "x\n", "x = (\n", "no known language"),
    ("image", None, "\x00(", "no known language"),
]


@pytest.mark.parametrize(("path", "before", "after", "reason"), NOT_RUN)
def test_what_does_not_apply_is_not_run(
    path: str, before: str | None, after: str | None, reason: str
) -> None:
    """With the reason; never a pass."""
    found = judge(path, before, after)
    assert found.status.status is Status.NOT_RUN
    assert reason in found.status.reason


UNFINISHED = [
    (Limits(file_bytes=20), PY + "\n", "too large: the file has"),
    (Limits(line_bytes=20), PY + "y = 'a long line of more than twenty'\n", "too large: a line"),
    (Limits(file_seconds=0), PY + "f(x)\n" * 20_000, "longer than 0 s"),
]


@pytest.mark.parametrize(("limits", "after", "reason"), UNFINISHED)
def test_what_could_not_be_finished_is_unchecked(limits: Limits, after: str, reason: str) -> None:
    """A cap or the deadline says nothing about the code; within them it is judged."""
    found = judge("a.py", None, after, options=Options(limits=limits))
    assert found.status.status is Status.UNCHECKED
    assert reason in found.status.reason
    assert judge("a.py", None, after).status.status is Status.PASS


DEEP = [
    ("a.py", b"", b"(", b")"),
    ("a.js", b"", b"[", b"]"),
    ("a.go", b"package a\nvar x = ", b"f(", b")"),
    ("A.java", b"", b"class A{", b"}"),
]


@pytest.mark.parametrize(
    ("path", "start", "opening", "closing"), DEEP, ids=[row[0] for row in DEEP]
)
def test_deep_nesting_is_judged_like_any_code(
    path: str, start: bytes, opening: bytes, closing: bytes
) -> None:
    """100,000 levels end no recursion, because there is none; the comparison has none either."""
    options = Options(limits=Limits(line_bytes=2_000_000))
    whole = start + opening * 100_000 + closing * 100_000 + b"\n"
    assert judge(path, None, whole[:-1_000], options=options).status.status is Status.FAIL
    if path != "a.js":  # an empty pair is no expression elsewhere
        return
    assert judge(path, None, whole, options=options).status.status is Status.PASS
    assert judge(path, whole, whole + b"f(1);\n", options=options).status.status is Status.PASS


def test_a_missing_grammar_is_unchecked() -> None:
    """A plugin's language may lack its grammar here; the code is not at fault."""
    python = languages().get("python")
    assert python is not None
    found = judge("a.xx", None, "x\n", language=replace(python, name="xx", grammar="xx"))
    assert found.status.status is Status.UNCHECKED
    assert "no grammar `xx`" in found.status.reason


# The second opinion.


@dataclass
class Scripted:
    """An oracle that answers as told: for the image that contains a text, that answer."""

    answers: dict[str, OracleAnswer]
    stops_at_first_error: bool = True
    newer: str | None = None
    label: str = "scripted 1.0"
    readable: bool = True
    asked: list[bytes] = field(default_factory=list)

    def for_language(self, language: object) -> Scripted:
        return self

    def reads(self, path: str, source: bytes) -> bool:
        return self.readable

    def judge(self, path: str, source: bytes, seconds: float) -> OracleAnswer:
        self.asked.append(source)
        return next(answer for text, answer in self.answers.items() if text.encode() in source)

    def newer_than_this(self, *about: object) -> str | None:
        return self.newer


def rejects(*errors: tuple[str, int | None]) -> OracleAnswer:
    return OracleAnswer(False, tuple(OracleError(message, line, 1) for message, line in errors))


def by(oracle: Scripted) -> dict[str, Any]:
    return {"oracles": cast("OracleSet", oracle)}


YES = OracleAnswer(True)
# Ten lines, of which the fifth says which image it is.
OLD = "a1\na2\na3\na4\nold\na6\na7\na8\na9\na10\n"
NEW = OLD.replace("old", "new")


def test_an_oracle_that_accepts_outweighs_the_grammar() -> None:
    """The grammar is older than the code: a note says so, nothing else."""
    oracle = Scripted({"": YES})
    found = judge("a.py", PY, PY.replace("g(a)", "g(a"), **by(oracle))
    assert found.status == CheckStatus(Status.PASS, "scripted 1.0")
    assert [one.severity for one in found.findings] == [Severity.NOTE]
    assert "the grammar is older" in found.first.message
    assert len(oracle.asked) == 1, "the image before is nobody's business then"


def test_an_oracle_that_rejects_outweighs_the_grammar() -> None:
    """Its message and its place are what is told."""
    found = judge("a.py", OLD, NEW, **by(Scripted({"new": rejects(("bad", 5)), "old": YES})))
    assert found.status.status is Status.FAIL
    assert (found.first.message, found.first.line) == ("bad (scripted 1.0)", 5)


FIRST_ERRORS: list[
    tuple[str, Sequence[tuple[str, int | None]], Sequence[tuple[str, int | None]], Status]
] = [
    ("the same error at the same line is old", [("e", 9)], [("e", 9)], Status.PASS),
    ("on a line that the patch wrote it is new", [("e", 9)], [("f", 5)], Status.FAIL),
    ("before the old one, which is still there, it is new", [("e", 9)], [("f", 2)], Status.FAIL),
    ("behind the old one it was hidden perhaps", [("e", 2)], [("f", 9)], Status.PASS),
    ("where the old one was mended, all may be old", [("e", 5)], [("f", 2)], Status.PASS),
    ("another one at the same line separates nothing", [("e", 9)], [("f", 9)], Status.PASS),
    ("without lines nothing is separated", [("e", None)], [("f", None)], Status.PASS),
]


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [row[1:] for row in FIRST_ERRORS],
    ids=[row[0] for row in FIRST_ERRORS],
)
def test_an_oracle_that_stops_at_its_first_error_is_believed_as_far_as_lines_tell(
    before: list[tuple[str, int | None]], after: list[tuple[str, int | None]], status: Status
) -> None:
    """Where they do not separate new from old the grammar decides, and the old error is a note."""
    oracle = Scripted({"old": rejects(*before), "new": rejects(*after)})
    found = judge("a.py", OLD, NEW, **by(oracle))
    assert found.status.status is status
    if status is Status.PASS:
        assert found.status.oracle.startswith("tree-sitter-python")
        assert [one.severity for one in found.findings] == [Severity.NOTE]


def test_an_oracle_that_tells_all_errors_is_compared_error_by_error() -> None:
    """One that is not among the old ones is new, wherever it stands."""
    before, more = rejects(("e", 2)), rejects(("e", 2), ("f", 9))
    oracle = Scripted({"old": before, "new": more}, stops_at_first_error=False)
    found = judge("a.py", OLD, NEW, **by(oracle))
    assert [(one.line, one.severity) for one in found.errors] == [(9, Severity.ERROR)]
    oracle = Scripted({"old": more, "new": before}, stops_at_first_error=False)
    assert judge("a.py", OLD, NEW, **by(oracle)).status.status is Status.PASS


def test_where_an_old_error_gave_way_to_others_the_grammar_tells() -> None:
    """A parser that goes on behind an error takes sound code for more errors."""
    before, more = rejects(("found a", 2)), rejects(("found b", 2), ("f", 9))
    oracle = Scripted({"old": before, "new": more}, stops_at_first_error=False)
    found = judge("a.py", OLD, NEW, **by(oracle))
    assert found.status.status is Status.PASS
    assert found.status.oracle.startswith("tree-sitter-python")
    assert judge("a.py", OLD, NEW + "f(\n", **by(oracle)).status.status is Status.FAIL


def test_an_oracle_that_gave_up_leaves_the_file_unchecked() -> None:
    """Unless the grammar finds a fault."""
    oracle = Scripted({"": OracleAnswer(None, reason="it crashed")})
    found = judge("a.py", OLD, NEW, **by(oracle))
    assert found.status == CheckStatus(Status.UNCHECKED, "scripted 1.0", "it crashed")
    assert judge("a.py", OLD, OLD.replace("old", "(]"), **by(oracle)).status.status is Status.FAIL


def test_code_that_is_newer_than_the_oracle_is_unchecked() -> None:
    """Its rejection does not count, nor the grammar's at that line: it may be as old."""
    oracle = Scripted({"": rejects(("bad", 5))}, newer="3.20 syntax, this is 3.11")
    found = judge("a.py", OLD, OLD.replace("old", "(]"), **by(oracle))
    assert found.status == CheckStatus(
        Status.UNCHECKED, "scripted 1.0", "3.20 syntax, this is 3.11"
    )
    elsewhere = OLD.replace("old", "new").replace("a9\n", "(]\n")
    assert judge("a.py", OLD, elsewhere, **by(oracle)).status.status is Status.FAIL


def test_a_file_that_the_oracle_does_not_read_is_the_grammars() -> None:
    """node reads no JSX; its silence is no verdict."""
    oracle = Scripted({}, readable=False)
    assert judge("a.jsx", JSX, JSX + "\n", **by(oracle)).status.oracle.startswith("tree-sitter-")
    assert oracle.asked == []


def test_a_required_oracle_that_is_not_there_leaves_the_file_unchecked() -> None:
    """With the way out; what the grammar rejects is rejected all the same."""
    options = Options(require_oracle=True)
    found = judge("a.go", GO, GO + "\n", options=options)
    assert found.status.status is Status.UNCHECKED
    assert "no real parser for Go here" in found.status.reason
    assert judge("a.go", GO, GO + "}\n", options=options).status.status is Status.FAIL
    assert "none is known" in judge("a.rs", RUST, RUST + "\n", options=options).status.reason
    assert judge("a.txt", "x\n", "y\n", options=options).status.status is Status.NOT_RUN
    asked = judge("a.py", OLD, NEW, options=options, **by(Scripted({"": YES})))
    assert asked.status.status is Status.PASS


REAL = [
    pytest.param("a.py", PY, "g(a)", "g(a", "compile", id="python"),
    pytest.param("a.py", PY, "    return", " \treturn\n  ", "compile", id="indent"),
    pytest.param("a.js", JS, "{b: a}", "{b: a", "node", id="javascript", marks=needs("node")),
    pytest.param("a.go", GO, "g(a)", "g(a", "gofmt", id="go", marks=needs("gofmt")),
    pytest.param("A.java", JAVA, "g(a);", "g(a)", "javac", id="java", marks=needs("javac")),
]


@pytest.mark.parametrize(("path", "before", "old", "new", "name"), REAL)
def test_the_real_parsers_decide_where_they_are(
    path: str, before: str, old: str, new: str, name: str
) -> None:
    """Both ways, and the report names them."""
    with OracleSet("auto", languages()) as oracles:
        good = judge(path, before, before + "\n", oracles=oracles)
        bad = judge(path, before, before.replace(old, new, 1), oracles=oracles)
    assert (good.status.status, good.findings) == (Status.PASS, [])
    assert bad.status.status is Status.FAIL
    assert name in good.status.oracle
    assert name in bad.status.oracle
    assert bad.first.line is not None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this interpreter knows the syntax of 3.12")
def test_an_interpreter_older_than_the_code_says_so() -> None:
    """Unchecked, with both versions; old code in the same file is judged as ever."""
    with OracleSet("embedded", languages()) as oracles:
        found = judge("a.py", PY, PY + "type X = int\n", oracles=oracles)
    assert found.status.status is Status.UNCHECKED
    assert "3.12" in found.status.reason
    assert "3.11" in found.status.reason
