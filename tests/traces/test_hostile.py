"""No input raises, whatever happened to the log; what was made to hurt is read in linear time."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from fixtures import CAPTURED
from logs import WRAPPED

from patchvet import read_traces

PAGE = (Path(__file__).parents[2] / "docs" / "traces.md").read_text("utf-8")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The log cut short, with lines lost, doubled or swapped, and with bytes replaced."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            del lines[at : at + chance.randint(1, 4)]
        elif kind == 1:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 2:
            lines.insert(at, lines[other])
        elif kind == 3:
            lines[at] = lines[at][: chance.randint(0, 80)]
        else:
            cut = chance.randint(0, 60)
            lines[at] = lines[at][:cut] + chance.randbytes(3) + lines[at][cut:]
        lines = lines or [b""]
    whole = b"\n".join(lines)
    return whole[: chance.randint(0, len(whole))] if chance.random() < 0.3 else whole


@pytest.mark.parametrize("seed", range(8))
def test_no_mutation_raises(seed: int) -> None:
    """A span still lies inside the log."""
    chance = random.Random(seed)
    for captured in CAPTURED[seed::8]:
        wrapped = chance.choice(list(WRAPPED))(captured.text).encode()
        for data in (wrapped, captured.text.encode()):
            log = mutated(data, chance)
            for trace in read_traces(log):
                assert trace.span is not None
                assert 0 <= trace.span.start < trace.span.end <= len(log)


@pytest.mark.parametrize(
    "log",
    [
        b"",
        b"\n" * 1000,
        b"\xff\xfe\x00at (\x80:1:1)",
        "\ud800 panic: \udcff",
        b"Traceback (most recent call last):",
        b"goroutine 1 [running]:",
        b"\tat a.b(",
        b"    at f (a.js:1:2)",
        b'{"a": "\\n    at f (a.js:1:2)\\n", "b": {"c": [' + b"[" * 100_000,
        b"  + Exception Group Traceback (most recent call last):\n"
        + b"".join(b" " * 2 * at + b"  +-+--- 1 ---\n" for at in range(200)),
        b"".join(
            b" " * 2 * at + b"[cause]: Error: x {\n    at f (a.js:1:2) {\n" for at in range(99)
        ),
        b"Traceback (most recent call last):" * 20_000,
        b" at " * 200_000,
        b" " * 200_000 + b"at f (a.js:1:2)",
        b"goroutine 1 [running]:\n" * 5_000,
        b"panic: x\n\tpanic: y\n" * 5_000,
    ],
    ids=range(16),
)
def test_odd_input_is_read_or_left_out(log: bytes | str) -> None:
    assert isinstance(read_traces(log), tuple)


@pytest.mark.parametrize("text", ["listening at port 80", "at most 3", "error: none", "x.go: 3"])
def test_ordinary_lines_are_no_errors(text: str) -> None:
    assert read_traces(f"{text}\n" * 3) == ()


@pytest.mark.parametrize("name", ["python", "go"])
def test_only_the_languages_asked_for_are_read(name: str) -> None:
    log = "".join(one.text for one in CAPTURED)
    assert {one.language for one in read_traces(log, languages=[name])} == {name}


def test_prefixes_outweigh_what_a_frame_looks_like() -> None:
    frame = '  File "/x/site-packages/ours/a.py", line 1, in f'
    log = f"Traceback (most recent call last):\n{frame}\nE: x\n"
    (trace,) = read_traces(log)
    assert trace.root_cause is None
    (trace,) = read_traces(log, application=["/x/site-packages/ours/"], library=["/x/"])
    assert trace.root_cause is not None


def test_the_pages_example_runs() -> None:
    for code in re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        exec(compile(code, "traces.md", "exec"), {})
