"""Candidates for failing JavaScript programs: what they change, and where there must be none.

The traces are node's: those of the services were captured, the others are written as it prints
them. That a cure cures is shown by running the service's own trigger and checks on it.
"""

from __future__ import annotations

import mending
import pytest
from mending import Mended

from patchvet.orchestrator.service import built_in_service
from patchvet.orchestrator.testing import CopyTester

REFUSAL = "class Refusal extends Error {}\n"
HANDLE = """
function handle(line) {
  try {
    return answer(line);
  } catch (error) {
    if (error instanceof Refusal) return `error ${error.message}`;
    throw error;
  }
}
"""


def trace(message: str, *frames: str) -> str:
    return "\n".join([message, *(f"    at {one}" for one in frames), ""])


# The handler stands first, so that lines count from the program's own first line below it.
MENDED = {
    "a guard goes above what is changed before": Mended(
        REFUSAL
        + HANDLE
        + """function answer(key) {
  const shelf = stock.find(key);
  stock.asked += 1;
  return shelf.left;
}
""",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'left')",
            "answer (/srv/app.js:14:16)",
            "handle (/srv/app.js:5:12)",
        ),
        "guard-missing",
        (
            "+ if (shelf === undefined) {",
            "+ throw new Refusal(`unknown key ${key}`);",
            "+ }",
        ),
    ),
    "what is called is kept, not called twice": Mended(
        REFUSAL
        + HANDLE
        + """function answer(text) {
  return parse(text).count;
}
""",
        trace(
            "TypeError: Cannot read properties of null (reading 'count')",
            "answer (/srv/app.js:12:22)",
            "handle (/srv/app.js:5:12)",
        ),
        "guard-missing",
        ("+ const found = parse(text);", "+ if (found === null) {", "+ return found.count;"),
    ),
    "a loop that stops one too late": Mended(
        "const out = [];\nfor (let i = 0; i < stops.length; i++) {\n"
        "  out.push(stops[i + 1].name);\n}\n",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'name')",
            "Object.<anonymous> (/srv/app.js:3:25)",
        ),
        "bound-corrected",
        ("+ for (let i = 0; i < stops.length - 1; i++) {",),
    ),
    "a name that another file exports joins the others": Mended(
        {
            "app.js": "const { sum } = require('./stats');\n\nconsole.log(median([sum([1])]));\n",
            "stats.js": "function sum() {}\nfunction median() {}\n"
            "module.exports = { sum, median };\n",
        },
        trace("ReferenceError: median is not defined", "Object.<anonymous> (/srv/app.js:3:13)"),
        "import-added",
        ("- const { sum } = require('./stats');", "+ const { sum, median } = require('./stats');"),
    ),
    "a relative path that is misspelt": Mended(
        {"app.js": "const stats = require('./stat');\n", "stats.js": "module.exports = {};\n"},
        trace(
            "Error: Cannot find module './stat'\nRequire stack:\n- /srv/app.js",
            "Function._resolveFilename (node:internal/modules/cjs/loader:1207:15)",
            "Object.<anonymous> (/srv/app.js:1:15)",
        ),
        "module-path",
        ("+ const stats = require('./stats');",),
    ),
    "a number among BigInts": Mended(
        "function fee(n) {\n  if (n < 10n) return 0n;\n  return 5;\n}\n"
        "const due = 12n + fee(12n);\n",
        trace(
            "TypeError: Cannot mix BigInt and other types, use explicit conversions",
            "Object.<anonymous> (/srv/app.js:5:17)",
        ),
        "bigint-literal",
        ("- return 5;", "+ return 5n;"),
    ),
    "a method that is handed on without its object": Mended(
        "class Worker {\n  take(job) {\n    this.jobs.push(job);\n  }\n}\n"
        "const worker = new Worker();\n[1].forEach(worker.take);\n",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'jobs')",
            "take (/srv/app.js:3:10)",
            "Array.forEach (<anonymous>)",
            "Object.<anonymous> (/srv/app.js:7:5)",
        ),
        "method-bound",
        ("+ [1].forEach(worker.take.bind(worker));",),
    ),
    "a file without semicolons stays one": Mended(
        "const found = new Map()\nconst wanted = read('name')\nshow(wanted)\nstart(wanted)\n"
        "console.log(found.get('a').size)\n",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'size')",
            "Object.<anonymous> (/srv/app.js:5:28)",
        ),
        "guard-missing",
        ("+ const found2 = found.get('a')", "+ throw new Error('no a')", "+ }"),
    ),
    "nothing is near the name": Mended(
        "console.log(zebra);\n",
        trace("ReferenceError: zebra is not defined", "Object.<anonymous> (/srv/app.js:1:13)"),
    ),
    "a guard would be asked where the expression is not": Mended(
        REFUSAL + "const name = user ? user.home.name : 'nobody';\n",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'name')",
            "Object.<anonymous> (/srv/app.js:2:31)",
        ),
    ),
    "the program's own check is no bound to keep": Mended(
        "function check(words) {\n  if (words.length > 3) {\n    throw new Error('too long');\n"
        "  }\n}\ncheck(process.argv);\n",
        trace(
            "Error: too long", "check (/srv/app.js:3:11)", "Object.<anonymous> (/srv/app.js:6:1)"
        ),
    ),
    "a file that does not parse": Mended(
        "function broken( {\n  return x.y.z;\n",
        trace(
            "TypeError: Cannot read properties of undefined (reading 'z')",
            "broken (/srv/app.js:2:14)",
        ),
    ),
}

# What only the other service knows, a field that it renamed, is tried after the loud guard.
NOT_FIRST = {"renamed-field": 1}


@pytest.mark.parametrize("story", MENDED.values(), ids=list(MENDED))
def test_the_first_candidate_changes_what_is_evident(story: Mended) -> None:
    """By name and by its essential lines; none where nothing is evident."""
    mending.check("javascript", "app.js", story)


@pytest.fixture(scope="module")
def tester() -> CopyTester:
    return CopyTester()


@pytest.mark.parametrize(
    ("service", "fault"),
    [pytest.param(s, f, id=f"{s.name}-{f.name}") for s, f in mending.faults("javascript")],
)
def test_a_candidate_cures(service, fault, tester) -> None:  # type: ignore[no-untyped-def]
    """Each built-in fault: its trigger is answered, its checks hold, in what is executed."""
    found = mending.candidates("javascript", service.files, mending.captured(service, fault))
    tree = mending.patched(service.files, found[NOT_FIRST.get(fault.name, 0)])
    result = tester.test(service, tree, [fault])
    assert result.passed, result.probes


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ("stock-down", ["retry-with-backoff", "connection-refusal", "circuit-breaker"]),
        # An attempt that timed out may have been heard: it is not made again unasked.
        ("stock-silent", ["connection-refusal", "retry-with-backoff", "circuit-breaker"]),
    ],
)
def test_a_connection_is_tried_again_where_that_is_safe(fault, names, tester) -> None:  # type: ignore[no-untyped-def]
    """Every one of these cures; which comes first depends on what may have happened."""
    service = built_in_service("javascript", "gateway")
    one = service.fault(fault)
    found = mending.candidates("javascript", service.files, mending.captured(service, one))
    assert [each.name for each in found] == names
    for each in found[1:]:
        result = tester.test(service, mending.patched(service.files, each), [one])
        assert result.passed, result.probes


def test_line_ends_stay() -> None:
    """A file of CRLF gets lines of CRLF."""
    story = MENDED["what is called is kept, not called twice"]
    assert isinstance(story.program, str)
    files = {"app.js": story.program.replace("\n", "\r\n").encode()}
    (first,) = mending.candidates("javascript", files, story.trace)
    added = [row for row in first.patch.split(b"\n") if row[:1] == b"+" and row[:3] != b"+++"]
    assert added
    assert all(row.endswith(b"\r") for row in added)
