"""What loggers, servers and older runtimes make of errors is read: forms.md holds one of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fixtures import HERE

from patchvet import read_traces

if TYPE_CHECKING:
    from patchvet import Frame, Trace

FORMS = re.findall(
    r"^## ([^\n]*)\n\n```log\n(.*?)\n```\n\n```text\n(.*?)```$",
    (HERE / "forms.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def place(frame: Frame | None) -> str:
    return "none" if frame is None else f"{frame.path}:{frame.line}"


def told(trace: Trace) -> str:
    first = trace.message.partition("\n")[0]
    lines = [f"{trace.language} {trace.error_type}: {first}", f"  at {place(trace.innermost)}"]
    if trace.root_cause != trace.innermost:
        lines.append(f"  root {place(trace.root_cause)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("log", "wanted"), [form[1:] for form in FORMS], ids=[f[0] for f in FORMS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_form_is_read(log: str, wanted: str, line_end: str) -> None:
    assert "".join(map(told, read_traces(log.replace("\n", line_end) + line_end))) == wanted


def test_there_is_one_of_each() -> None:
    assert len(FORMS) == 24
