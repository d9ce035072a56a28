"""Candidates for failing Java programs: what they change, and where there must be none.

The traces are those of JDK 17: those of the services were captured, the others are written as it
prints them. That a cure cures is shown by running the service's own trigger and checks on it.
"""

from __future__ import annotations

import mending
import pytest
from mending import Mended

from patchvet.languages.java import LANGUAGE
from patchvet.orchestrator.service import built_in_service
from patchvet.orchestrator.testing import CopyTester


def trace(message: str, *frames: str) -> str:
    return "\n".join(
        [f'Exception in thread "main" {message}', *(f"\tat {one}" for one in frames), ""]
    )


REFUSED = "class Refused extends RuntimeException {\n    Refused(String m) { super(m); }\n}\n"
MAIN = """class Main {
    static String handle(String line) {
        try {
            return new Shop().answer(line);
        } catch (Refused refused) {
            return "error " + refused.getMessage();
        }
    }
}
"""
HANDLED = "Main.handle(Main.java:4)"


def shop(*rows: str) -> dict[str, str]:
    """A class Shop whose rows begin on line 2, in a program that answers what is Refused."""
    text = "class Shop {\n" + "".join(f"    {row}\n" for row in rows) + "}\n"
    return {"Shop.java": text, "Refused.java": REFUSED, "Main.java": MAIN}


MENDED = {
    "a guard goes above what is changed before": Mended(
        shop(
            "Map<String, Account> accounts = new TreeMap<>();",
            "String answer(String to) {",
            "    till.debit(3);",
            "    accounts.get(to).credit(3);",
            '    return "moved";',
            "}",
        ),
        trace(
            'java.lang.NullPointerException: Cannot invoke "Account.credit(int)" because the '
            'return value of "java.util.Map.get(Object)" is null',
            "Shop.answer(Shop.java:5)",
            HANDLED,
        ),
        "guard-null",
        (
            "+ if (accounts.get(to) == null) {",
            '+ throw new Refused("no account " + to);',
            "+ }",
        ),
    ),
    "the program's own careful reader": Mended(
        shop(
            "String answer(String days) {",
            '    return "days " + Integer.parseInt(days);',
            "}",
            "static int number(String word) {",
            "    try {",
            "        return Integer.parseInt(word);",
            "    } catch (NumberFormatException malformed) {",
            '        throw new Refused("bad number " + word);',
            "    }",
            "}",
        ),
        trace(
            'java.lang.NumberFormatException: For input string: "soon"',
            "java.base/java.lang.Integer.parseInt(Integer.java:668)",
            "Shop.answer(Shop.java:3)",
            HANDLED,
        ),
        "own-reader",
        ('+ return "days " + number(days);',),
    ),
    "a declaration keeps its variable in scope": Mended(
        shop(
            "String answer(String days) {",
            "    int more = Integer.parseInt(days);",
            '    return "more " + more;',
            "}",
        ),
        trace(
            'java.lang.NumberFormatException: For input string: "soon"',
            "java.base/java.lang.Integer.parseInt(Integer.java:668)",
            "Shop.answer(Shop.java:3)",
            HANDLED,
        ),
        "malformed-refused",
        (
            "+ int more;",
            "+ try {",
            "+ more = Integer.parseInt(days);",
            "+ } catch (NumberFormatException malformed) {",
            '+ throw new Refused("bad days " + days);',
        ),
    ),
    "a list that is walked through while a method of the class changes it": Mended(
        shop(
            "private final List<String> guests = new ArrayList<>();",
            "void sweep() {",
            "    for (String guest : guests) {",
            "        leave(guest);",
            "    }",
            "}",
            "void leave(String guest) { guests.remove(guest); }",
        ),
        trace(
            "java.util.ConcurrentModificationException",
            "java.base/java.util.ArrayList$Itr.next(ArrayList.java:967)",
            "Shop.sweep(Shop.java:4)",
        ),
        "walk-a-copy",
        ("+ import java.util.ArrayList;", "+ for (String guest : new ArrayList<>(guests)) {"),
    ),
    "an Optional tells what was not there": Mended(
        shop(
            "String answer(String trays) {",
            "    return roomFor(trays).get();",
            "}",
        ),
        trace(
            "java.util.NoSuchElementException: No value present",
            "java.base/java.util.Optional.get(Optional.java:143)",
            "Shop.answer(Shop.java:3)",
            HANDLED,
        ),
        "optional-or-throw",
        ('+ return roomFor(trays).orElseThrow(() -> new Refused("unknown trays " + trays));',),
    ),
    "what nobody counted begins at zero": Mended(
        shop(
            "Map<String, Integer> points = new HashMap<>();",
            "void award(String player) {",
            "    int before = points.get(player);",
            "    points.put(player, before + 1);",
            "}",
        ),
        trace(
            'java.lang.NullPointerException: Cannot invoke "java.lang.Integer.intValue()" because '
            'the return value of "java.util.Map.get(Object)" is null',
            "Shop.award(Shop.java:4)",
        ),
        "counted-from-zero",
        ("+ int before = points.getOrDefault(player, 0);",),
    ),
    "a number with blanks around it": Mended(
        shop("int read(String text) {", "    return Integer.parseInt(text);", "}"),
        trace(
            'java.lang.NumberFormatException: For input string: " 3"',
            "java.base/java.lang.Integer.parseInt(Integer.java:654)",
            "Shop.read(Shop.java:3)",
        ),
        "blanks-trimmed",
        ("+ return Integer.parseInt(text.trim());",),
    ),
    "a guard would be asked where the expression is not": Mended(
        shop(
            "String answer(String line) {",
            '    return ready ? user.name() : "nobody";',
            "}",
        ),
        trace(
            'java.lang.NullPointerException: Cannot invoke "User.name()" because '
            '"this.user" is null',
            "Shop.answer(Shop.java:3)",
            HANDLED,
        ),
    ),
    "an error of the program's own": Mended(
        shop("void pay() {", '    throw new OutOfStock("3 wanted");', "}"),
        trace("OutOfStock: 3 wanted", "Shop.pay(Shop.java:3)"),
    ),
    "a file that does not parse": Mended(
        {"Shop.java": "class Shop {\n    int size( {\n        return a.length;\n"},
        trace(
            'java.lang.NullPointerException: Cannot read the array length because "a" is null',
            "Shop.size(Shop.java:3)",
        ),
    ),
}


@pytest.mark.parametrize("story", MENDED.values(), ids=list(MENDED))
def test_the_first_candidate_changes_what_is_evident(story: Mended) -> None:
    """By name and by its essential lines; none where nothing is evident."""
    mending.check("java", "Shop.java", story)


@pytest.fixture(scope="module")
def tester() -> CopyTester:
    return CopyTester()


@pytest.mark.parametrize(
    ("service", "fault"),
    [pytest.param(s, f, id=f"{s.name}-{f.name}") for s, f in mending.faults("java")],
)
def test_the_first_candidate_cures(service, fault, tester) -> None:  # type: ignore[no-untyped-def]
    """Each built-in fault: its trigger is answered, its checks hold, in what is executed."""
    if LANGUAGE.runtime() is None:
        pytest.skip("nothing here executes Java")
    found = mending.candidates("java", service.files, mending.captured(service, fault))
    result = tester.test(service, mending.patched(service.files, found[0]), [fault])
    assert result.passed, result.probes


def test_a_guard_in_another_thread_reaches_who_waits(tester) -> None:  # type: ignore[no-untyped-def]
    """The wrapper that `join` throws is taken off, or no caller would know the refusal."""
    service = built_in_service("java", "dispatch")
    fault = service.fault("courier-on-foot")
    found = mending.candidates("java", service.files, mending.captured(service, fault))
    (guard,) = (one for one in found if one.name == "guard-zero")
    assert "+                throw failed;" in mending.changed(guard)
    if LANGUAGE.runtime() is not None:
        result = tester.test(service, mending.patched(service.files, guard), [fault])
        assert result.passed, result.probes


def test_a_refused_connection_is_tried_again() -> None:
    """In a function of its own, whose last failure is the caller's."""
    service = built_in_service("java", "gateway")
    trace_text = mending.captured(service, service.fault("catalog-gone"))
    found = mending.candidates("java", service.files, trace_text)
    assert found[0].name == "retry-with-backoff"
    assert b"private static String patiently(String service, String line)" in found[0].patch
    again = mending.patched(service.files, found[0])
    files = {path: again.read(path) or b"" for path in again.paths()}
    names = [one.name for one in mending.candidates("java", files, trace_text)]
    assert "retry-with-backoff" not in names
