"""Candidates for failing Python programs: what they change, and where there must be none.

The traces are CPython's own: every program here is run, and fails.
"""

from __future__ import annotations

import runpy
import sys
import traceback
import types
import warnings
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

import patchvet
from patchvet.languages.python.fixes import FIXES
from patchvet.orchestrator.service import SERVICES, built_in_service
from patchvet.orchestrator.testing import CopyTester

if TYPE_CHECKING:
    from patchvet.languages.fixing import Candidate

CAPTURED = Path(__file__).parent / "captured" / "python"
TABLES = """\
    def as_table(values):
        return " | ".join(map(str, values))
    """
DOMAIN = """\
class ShopError(Exception):
    pass


"""

# name of the program → (its text, what the first candidate is called, its added lines)
MENDED = {
    "missing key": (
        DOMAIN
        + """\
        PRICES = {"apple": 120}

        def price(sku, count):
            # Cents.
            return PRICES[sku] * count

        price("lamp", 1)
        """,
        "guard-missing-key-domain-error",
        ["    if sku not in PRICES:", '        raise ShopError(f"no price for {sku}")'],
    ),
    "missing key, guarded elsewhere in the file": (
        """\
        class ShopError(Exception):
            pass

        PRICES = {"apple": 120}

        def cost(item):
            if item not in PRICES:
                raise ShopError(f"{item} is not for sale")
            return PRICES[item]

        def price(sku):
            return PRICES[sku]

        price("lamp")
        """,
        "guard-missing-key-domain-error",
        ["    if sku not in PRICES:", '        raise ShopError(f"{sku} is not for sale")'],
    ),
    "missing key, read with a default elsewhere": (
        """\
        LEVELS = {}

        def level(sku):
            return LEVELS.get(sku, 0)

        def take(sku):
            return LEVELS[sku] - 1

        take("lamp")
        """,
        "default-of-mapping",
        ["    return LEVELS.get(sku, 0) - 1"],
    ),
    "a list that nobody began": (
        """\
        def group(words):
            groups = {}
            for word in words:
                groups[word[0]].append(word)  # by first letter
            return groups

        group(["ant"])
        """,
        "collection-begun",
        ["        groups.setdefault(word[0], []).append(word)  # by first letter"],
    ),
    "a counter": (
        """\
        counts = {}

        def count(word):
            counts[word] += 1

        count("ant")
        """,
        "counter-from-default",
        ["    counts[word] = counts.get(word, 0) + 1"],
    ),
    "None as receiver": (
        DOMAIN
        + """\
        import re

        def year(text):
            found = re.match(r"\\d+", text)

            return found.group(0)

        year("late")
        """,
        "guard-none-domain-error",
        ["    if found is None:", '        raise ShopError("no match")'],
    ),
    "None as receiver, in the middle of an expression": (
        DOMAIN
        + """\
        import re

        def year(text):
            return int(re.search(r"\\d+", text).group(0))

        year("late")
        """,
        "guard-none-domain-error",
        [
            '    found = re.search(r"\\d+", text)',
            "    if found is None:",
            '        raise ShopError("no match")',
            "    return int(found.group(0))",
        ],
    ),
    "None, where the function may return None": (
        """\
        from typing import Optional

        NAMES = {1: "ann"}

        def initial(number: int) -> Optional[str]:
            name = NAMES.get(number)
            return name[0]

        initial(2)
        """,
        "guard-none-early-return",
        ["    if name is None:", "        return None"],
    ),
    "None, guarded by a method beside": (
        """\
        class Shell:
            session = None

            def get(self):
                if self.session is None:
                    return "nothing is open"
                return self.session.get()

            def put(self):
                return self.session.put()

        Shell().put()
        """,
        "guard-none-early-return",
        ["        if self.session is None:", '            return "nothing is open"'],
    ),
    "a number in a text": (
        """\
        def told(count):
            return "found " + count + " of them"

        told(3)
        """,
        "converted-to-text",
        ['    return "found " + str(count) + " of them"'],
    ),
    "missing key, one of many": (
        DOMAIN
        + """\
        PRICES = {"apple": 120}

        def total(lines):
            return sum(PRICES[sku] * count for sku, count in lines.items())

        total({"apple": 1, "lamp": 2})
        """,
        "guard-missing-key-domain-error",
        [
            "    missing = [sku for sku, count in lines.items() if sku not in PRICES]",
            "    if missing:",
            '        raise ShopError(f"no price for {missing[0]}")',
        ],
    ),
    "a misspelt key": (
        """\
        def told(user):
            return user["adress"]

        told({"name": "ann", "address": "here"})
        """,
        "key-corrected",
        ['    return user["address"]'],
    ),
    "a misspelt attribute": (
        """\
        class Cart:
            def __init__(self):
                self.lines = []

            def total(self):
                return len(self.line)

        Cart().total()
        """,
        "attribute-corrected",
        ["        return len(self.lines)"],
    ),
    "an undefined module": (
        """\
        \"\"\"Rounds.\"\"\"


        def up(value):
            return math.ceil(value)

        up(1.5)
        """,
        "import-added",
        ["", "import math"],
    ),
    "a misspelt name": (
        """\
        def total(prices):
            amount = sum(prices)
            return amuont + 1

        total([1])
        """,
        "name-corrected",
        ["    return amount + 1"],
    ),
    "an index past the end": (
        DOMAIN
        + """\
        def first(users, town):
            found = [user for user in users if user == town]
            return found[0]

        first(["ann"], "bob")
        """,
        "guard-length-domain-error",
        ["    if not found:", '        raise ShopError(f"no match for {town}")'],
    ),
    "the neighbour of the last": (
        """\
        def rises(heights):
            return [heights[at + 1] - height for at, height in enumerate(heights)]

        rises([1, 2])
        """,
        "loop-ends-earlier",
        ["    return [heights[at + 1] - height for at, height in enumerate(heights[:-1])]"],
    ),
    "a mean of nothing": (
        DOMAIN
        + """\
        def mean(values):
            return sum(values) / len(values)

        mean([])
        """,
        "guard-zero-division-domain-error",
        ["    if not values:", '        raise ShopError("no values")'],
    ),
    "a word for a number": (
        DOMAIN
        + """\
        def quantity(text):
            number = int(text)  # pieces
            return number

        quantity("two")
        """,
        "conversion-domain-error",
        [
            "    try:",
            "        number = int(text)  # pieces",
            "    except ValueError:",
            '        raise ShopError(f"{text} is no number") from None',
        ],
    ),
    "text that is no JSON": (
        DOMAIN
        + """\
        from json import loads

        def read(body):
            return loads(body)

        read("<html>")
        """,
        "conversion-domain-error",
        [
            "import json",
            "    try:",
            "        return loads(body)",
            "    except json.JSONDecodeError:",
            '        raise ShopError(f"{body} is no JSON") from None',
        ],
    ),
    "a dictionary that changes under the loop": (
        """\
        def purge(levels):
            for sku, level in levels.items():
                if not level:
                    del levels[sku]

        purge({"a": 0, "b": 1})
        """,
        "loop-over-copy",
        ["    for sku, level in list(levels.items()):"],
    ),
    "too many parts": (
        """\
        def pair(line):
            key, text = line.split("=")
            return key, text

        pair("a=b=c")
        """,
        "split-bounded",
        ['    key, text = line.split("=", 1)'],
    ),
    "a branch that binds nothing": (
        DOMAIN
        + """\
        def sign(value):
            if value > 0:
                name = "plus"
            elif value < 0:
                name = "minus"
            return name

        sign(0)
        """,
        "branch-domain-error",
        ["    else:", '        raise ShopError(f"no name for {value}")'],
    ),
    "a global that is counted": (
        """\
        served = 0

        def serve():
            served += 1

        serve()
        """,
        "global-declared",
        ["    global served"],
    ),
    "nothing left": (
        DOMAIN
        + """\
        def head(lines):
            line = next(lines)
            return line

        head(iter([]))
        """,
        "exhausted-domain-error",
        [
            "    try:",
            "        line = next(lines)",
            "    except StopIteration:",
            '        raise ShopError("no line left") from None',
        ],
    ),
    "an await too many": (
        """\
        import asyncio

        def cached():
            return {}

        async def show():
            return await cached()

        asyncio.run(show())
        """,
        "await-removed",
        ["    return cached()"],
    ),
    "a history without bound": (
        """\
        BUDGET = 2

        class History:
            def __init__(self):
                self.entries = []

            def add(self, entry):
                self.entries.append(entry)
                if len(self.entries) > BUDGET:
                    raise MemoryError(f"{len(self.entries)} entries")

        history = History()
        for number in range(3):
            history.add(number)
        """,
        "history-bounded",
        [
            "        if len(self.entries) >= BUDGET:",
            "            del self.entries[: len(self.entries) - BUDGET + 1]",
        ],
    ),
    "a column of another name": (
        """\
        import sqlite3

        database = sqlite3.connect(":memory:")
        database.execute("create table user (name text, address text)")

        def address(name):
            return database.execute("select adress from user where name = ?", (name,))

        try:
            address("ann")
        finally:
            database.close()
        """,
        "sql-name-corrected",
        ['    return database.execute("select address from user where name = ?", (name,))'],
    ),
    "a list that is only summed up": (
        """\
        def total(rows):
            sizes = [len(bytes(10 ** 18)) for row in rows]
            return sum(sizes)

        total([1])
        """,
        "streamed",
        ["    sizes = (len(bytes(10 ** 18)) for row in rows)"],
    ),
    "a method without self": (
        """\
        class Cart:
            def total():
                return 0

        Cart().total()
        """,
        "self-added",
        ["    def total(self):"],
    ),
    "an argument that stands ready": (
        """\
        def price(sku, currency):
            return sku + currency

        def told(sku, currency):
            return price(sku)

        told("a1", "eur")
        """,
        "argument-added",
        ["    return price(sku, currency=currency)"],
    ),
    "tabs": (
        DOMAIN
        + """\
        def head(users):
        \treturn users[0]

        head([])
        """,
        "guard-length-domain-error",
        ["\tif not users:", '\t\traise ShopError("no user")'],
    ),
    "an argument of another name": (
        """\
        def draw(height, *, colour="red"):
            return height

        draw(3, color="blue")
        """,
        "keyword-corrected",
        ['draw(3, colour="blue")'],
    ),
    "a connection that is refused": (
        DOMAIN
        + """\
        import time

        def connect(name):
            raise ConnectionRefusedError(111, "Connection refused")

        def ask(name):
            try:
                answer = connect(name)
            except KeyError:
                raise ShopError("never") from None
            return answer

        ask("stock")
        """,
        "retry-with-backoff",
        [
            "        for delay in (0.1, 0.2, 0.4, None):",
            "            try:",
            "                answer = connect(name)",
            "                break",
            "            except ConnectionError as error:",
            "                if delay is None:",
            '                    raise ShopError(f"{name} does not answer: {error}") from error',
            "                time.sleep(delay)",
        ],
    ),
}

NOT_MENDED = {
    "a key, and no error of the program's own": """\
        PRICES = {"apple": 120}

        def price(sku):
            return PRICES[sku]

        price("lamp")
        """,
    "a key in a part of an expression that may never be evaluated": """\
        class ShopError(Exception):
            pass

        def price(prices, sku):
            return prices[sku] if prices else 0

        price({"apple": 1}, "lamp")
        """,
    "an error that needs more than a text": """\
        class ShopError(Exception):
            def __init__(self, code, text):
                super().__init__(text)
                self.code = code

        def number(text):
            return int(text)

        number("two")
        """,
    "an assertion": """\
        def half(value):
            assert value % 2 == 0
            return value // 2

        half(3)
        """,
    "None from somewhere, and nothing to refuse with": """\
        def name(user):
            return user.name

        name(None)
        """,
    "a name that is like no other": """\
        def total(prices):
            return sum(prices) + shipping

        total([1])
        """,
    "a division whose result others use": """\
        def share(part, whole):
            ratio = part / whole
            return round(ratio, 2)

        share(1, 0)
        """,
}


def failing(text: str, folder: Path, **others: str) -> tuple[dict[str, bytes], patchvet.Trace]:
    """Runs the program and gives its files with the trace of its failure."""
    head = DOMAIN if text.startswith(DOMAIN) else ""
    shop = head + dedent(text.removeprefix(head))
    files = {"shop.py": shop, **{f"{name}.py": dedent(one) for name, one in others.items()}}
    for name, content in files.items():
        (folder / name).write_text(content)
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        runpy.run_path(str(folder / "shop.py"))
    except Exception as error:
        told = traceback.TracebackException.from_exception(error)
        # The caller's frames and those of runpy are not the program's.
        told.stack[:] = [one for one in told.stack if one.filename.startswith(str(folder))]
        printed = "".join(told.format()).replace(str(folder), "/srv/app")
    else:
        pytest.fail("the program does not fail")
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if name in others:
                del sys.modules[name]
    (trace,) = patchvet.read_traces(printed, languages=["python"])
    return {name: content.encode() for name, content in files.items()}, trace


def candidates(files: dict[str, bytes], trace: patchvet.Trace) -> list[Candidate]:
    """Those that are found; each of them must be one that `check` takes, and be told in words."""
    found = list(FIXES.candidates(trace, patchvet.InMemoryTree(files)))
    for one in found:
        report = patchvet.check(one.patch, files)
        assert report.ok, (one.patch.decode(), report.findings, report.files)
        assert one.reason, one.name
        assert "\n" not in one.reason, one.reason
        text = one.patch.decode()
        assert "except:" not in text, text
        assert "except Exception" not in text, text
    return found


def added(candidate: Candidate) -> list[str]:
    lines = candidate.patch.decode().split("\n")
    return [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]


@pytest.mark.parametrize("name", MENDED)
def test_mended(name: str, tmp_path: Path) -> None:
    """The first candidate is the one that this program asks for, and changes just these lines."""
    text, kind, lines = MENDED[name]
    files, trace = failing(text, tmp_path)
    first, *_ = candidates(files, trace) or [None]
    assert first is not None, trace
    assert first.name == kind
    assert added(first) == lines, first.patch.decode()


@pytest.mark.parametrize("name", NOT_MENDED)
def test_nothing_evident(name: str, tmp_path: Path) -> None:
    """Where the program shows neither a value nor a way to refuse, nothing is made up."""
    files, trace = failing(NOT_MENDED[name], tmp_path)
    assert candidates(files, trace) == []


def test_imports_of_other_files(tmp_path: Path) -> None:
    """The module that defines a name, and the name that a module really has, are found."""
    files, trace = failing("def f():\n    return as_table([1])\n\nf()\n", tmp_path, tables=TABLES)
    (first, *_) = candidates(files, trace)
    assert added(first) == ["from tables import as_table", "", ""]
    text = "def f():\n    from tables import as_tabel\n\n    return as_tabel([1])\n\nf()\n"
    files, trace = failing(text, tmp_path, tables=TABLES)
    (first, *_) = candidates(files, trace)
    assert added(first) == ["    from tables import as_table", "    return as_table([1])"]


def test_error_that_the_caller_catches(tmp_path: Path) -> None:
    """The error to raise is the one that a frame above catches; its import comes along."""
    shop = """\
        from carts import total
        from errors import CartError

        try:
            total({})
        except CartError:
            pass
        """
    carts = """\
        def total(cart):
            return cart["sum"]
        """
    errors = "class CartError(Exception):\n    pass\n\n\nclass OtherError(Exception):\n    pass\n"
    files, trace = failing(shop, tmp_path, carts=carts, errors=errors)
    (first, *_) = candidates(files, trace)
    assert added(first) == [
        "from errors import CartError",
        "",
        "",
        '    if "sum" not in cart:',
        '        raise CartError("no sum in cart")',
    ]


def test_coroutine_up_to_its_caller(tmp_path: Path) -> None:
    """A missing await makes the functions between async, up to one that is."""
    text = """\
        import asyncio

        async def fetch():
            return {"name": "ann"}

        def name():
            return fetch()["name"]

        async def show():
            return name().upper()

        asyncio.run(show())
        """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the coroutine was never awaited
        files, trace = failing(text, tmp_path)
    (first, *_) = candidates(files, trace)
    assert added(first) == [
        "async def name():",
        '    return (await fetch())["name"]',
        "    return (await name()).upper()",
    ]


def test_lock_around_a_lost_update(tmp_path: Path) -> None:
    """A field that is read before an await and written after it gets a lock of its object."""
    text = """\
        import asyncio

        class Numbers:
            def __init__(self):
                self.last = 0

            async def take(self):
                last = self.last
                # The store takes its time.
                await asyncio.sleep(0)
                self.last = last + 1
                return self.last

        async def main():
            numbers = Numbers()
            taken = await asyncio.gather(numbers.take(), numbers.take())
            if taken[0] == taken[1]:
                raise RuntimeError("taken twice")

        asyncio.run(main())
        """
    files, trace = failing(text, tmp_path)
    first, second = candidates(files, trace)
    assert added(first) == [
        "        self._lock = asyncio.Lock()",
        "        async with self._lock:",
        "            last = self.last",
        "            # The store takes its time.",
        "            await asyncio.sleep(0)",
        "            self.last = last + 1",
        "            return self.last",
    ]
    assert added(second) == ["        self.last = self.last + 1"]


def test_circuit_breaker(tmp_path: Path) -> None:
    """A service that is down is asked less and less, and again once it is back."""
    clients = """\
        from transport import call

        class ClientError(Exception):
            pass

        def ask(service):
            answer = call(service)
            return answer
        """
    transport = """\
        calls = []
        down = True

        def call(service):
            calls.append(service)
            if down:
                raise ConnectionRefusedError(111, "Connection refused")
            return "here"
        """
    text = "import clients\n\nclients.ask('stock')\n"
    files, trace = failing(text, tmp_path, clients=clients, transport=transport)
    breaker = next(one for one in candidates(files, trace) if one.name == "circuit-breaker")
    after = patched(breaker, patchvet.InMemoryTree(files)).read("clients.py")
    assert after is not None
    line = types.ModuleType("transport")
    exec(files["transport.py"], vars(line))
    program: dict[str, Any] = {"call": line.call}
    exec(after.replace(b"from transport import call", b""), program)
    answers = []
    for number in range(40):
        line.down = number < 30
        try:
            answers.append(program["ask"]("stock"))
        except program["ClientError"]:
            answers.append("refused")
    assert len(line.calls) < 20
    assert answers[:30] == ["refused"] * 30
    assert answers[-1] == "here"


def test_cause_of_a_wrapped_error(tmp_path: Path) -> None:
    """What is mended is where it all began, not where it was raised anew."""
    text = """\
        class ShopError(Exception):
            pass

        PRICES = {"apple": 120}

        def price(sku):
            return PRICES[sku]

        def told(sku):
            try:
                return str(price(sku))
            except KeyError as error:
                raise ShopError("no answer") from error

        told("lamp")
        """
    files, trace = failing(text, tmp_path)
    (first, *_) = candidates(files, trace)
    assert added(first) == [
        "    if sku not in PRICES:",
        '        raise ShopError(f"no price for {sku}")',
    ]


def test_changed_file_is_left_alone(tmp_path: Path) -> None:
    """Where the failing line is not the one of the trace, the file is another than what failed."""
    files, trace = failing(MENDED["a counter"][0], tmp_path)
    assert candidates(files, trace)
    files["shop.py"] = b"# new\n" + files["shop.py"]
    assert candidates(files, trace) == []


def test_line_ends_and_comments_stay(tmp_path: Path) -> None:
    """CRLF stays CRLF, comments stay with their statements, and nothing else changes."""
    text = DOMAIN + "def head(users):\n\n    # The first.\n    return users[0]\n\nhead([])\n"
    files, trace = failing(text, tmp_path)
    files["shop.py"] = files["shop.py"].replace(b"\n", b"\r\n")
    (first, *_) = candidates(files, trace)
    assert added(first) == [
        "    if not users:\r",
        '        raise ShopError("no user")\r',
    ]
    applied = patchvet.apply_patch(patchvet.parse_patch(first.patch), patchvet.InMemoryTree(files))
    after = applied.result.read("shop.py")
    assert after is not None
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"head(users):\r\n\r\n    if not users:" in after
    assert b"    # The first.\r\n    return users[0]\r\n" in after


@pytest.mark.parametrize("name", sorted(one.name for one in (SERVICES / "python").iterdir()))
def test_faults_of_the_services(name: str) -> None:
    """Each fault that can be cured is cured by one of the first two candidates, by running."""
    service = built_in_service("python", name)
    tree = patchvet.InMemoryTree(service.files)
    tester = CopyTester()
    for fault in service.faults:
        printed = (CAPTURED / name / f"{fault.name}.txt").read_text()
        trace, *_ = patchvet.read_traces(printed, languages=["python"])
        results = [
            tester.test(service, patched(one, tree), [fault])
            for one in candidates(dict(service.files), trace)[:2]
        ]
        curable = fault.kind != "unfixable"
        assert any(one.passed for one in results) == curable, (fault.name, results)


def patched(candidate: Candidate, tree: patchvet.InMemoryTree) -> patchvet.SourceTree:
    return patchvet.apply_patch(patchvet.parse_patch(candidate.patch), tree).result
