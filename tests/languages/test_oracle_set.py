"""Which oracles a run may ask, and that each is opened once and closed for certain."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from patchvet.errors import UsageError
from patchvet.languages import Language
from patchvet.languages.oracle_set import OracleSet
from patchvet.languages.oracles import OracleAnswer, OracleSpec


@dataclass
class FakeOracle:
    label: str
    stops_at_first_error: bool = True
    closed: int = 0
    breaks: bool = False
    prepared: list = field(default_factory=list)

    def reads(self, path, source):
        return not path.endswith(".skip")

    def prepare(self, jobs):
        self.prepared.append(list(jobs))

    def judge(self, path, source, seconds):
        return OracleAnswer(True)

    def newer_than_this(self, path, source, syntax, tree):
        return None

    def close(self):
        self.closed += 1
        if self.breaks:
            raise OSError("cannot close")


class Tongue:
    """A language with an oracle that counts how often it is opened."""

    def __init__(self, name: str, *, embedded: bool = False, installed: bool = True) -> None:
        self.opened: list[FakeOracle] = []
        self.spec = OracleSpec(
            name=f"{name}-parser",
            embedded=embedded,
            find=lambda: f"/bin/{name}" if installed else None,
            open=self._open,
        )
        self.language = Language(
            name=name,
            title=name,
            suffixes=(f".{name}",),
            grammar=name,
            oracle=lambda: self.spec,
        )

    def _open(self) -> FakeOracle:
        self.opened.append(FakeOracle(f"{self.spec.name} 1.0"))
        return self.opened[-1]


INSIDE = {"embedded": True}
MUTE = Language(name="mute", title="Mute", suffixes=(".mute",), grammar="mute")


@pytest.mark.parametrize(
    ("mode", "asked"),
    [
        ("none", set()),
        ("embedded", {"in"}),
        ("auto", {"in", "out"}),
        ("out-parser", {"out"}),
        ("in-parser, out-parser", {"in", "out"}),
    ],
)
def test_the_mode_says_who_is_asked(mode, asked):
    """`embedded` starts no process, `auto` adds what is installed, a list is taken at its word."""
    tongues = {
        "in": Tongue("in", embedded=True),
        "out": Tongue("out"),
        "gone": Tongue("gone", installed=False),
    }
    languages = [tongue.language for tongue in tongues.values()]
    with OracleSet(mode, [*languages, MUTE]) as oracles:
        found = {name for name, t in tongues.items() if oracles.for_language(t.language)}
        assert oracles.for_language(MUTE) is None
        assert oracles.labels() == {name: f"{name}-parser 1.0" for name in asked}
    assert found == asked


@pytest.mark.parametrize("mode", ["embeded", "", "in-parser,nod", ",", "auto,in-parser"])
def test_an_unknown_name_is_refused_and_the_known_ones_named(mode):
    """A typing error must not turn the oracles off in silence."""
    with pytest.raises(UsageError, match=r"takes auto, embedded, none, in-parser, out-parser$"):
        OracleSet(mode, [Tongue("in").language, Tongue("out").language, MUTE])


def test_a_named_oracle_must_be_installed():
    """Who asks for node by name does not want a verdict without it."""
    with pytest.raises(UsageError, match="`gone-parser` is not installed"):
        OracleSet("gone-parser", [Tongue("gone", installed=False).language])


def test_an_oracle_is_opened_once_also_by_many_threads():
    """One process a run, whoever asks first."""
    tongue = Tongue("out")
    with OracleSet("auto", [tongue.language]) as oracles:
        threads = [
            threading.Thread(target=oracles.for_language, args=(tongue.language,)) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(tongue.opened) == 1


def test_nothing_is_opened_for_a_language_that_is_not_asked_for():
    """A Python patch must not start node."""
    tongue = Tongue("out")
    with OracleSet("auto", [tongue.language]) as oracles:
        oracles.for_language(MUTE)
    assert tongue.opened == []


def test_jobs_go_to_their_language_and_only_what_it_reads():
    """A batch is formed for each oracle; a file that it cannot read is none of its business."""
    one, two = Tongue("one"), Tongue("two")
    jobs = [
        (one.language, "a.one", b"1"),
        (two.language, "a.two", b"2"),
        (one.language, "b.one", b"3"),
        (one.language, "b.skip", b"4"),
        (MUTE, "a.mute", b"5"),
    ]
    with OracleSet("auto", [one.language, two.language]) as oracles:
        oracles.prepare(jobs)
    assert one.opened[0].prepared == [[("a.one", b"1"), ("b.one", b"3")]]
    assert two.opened[0].prepared == [[("a.two", b"2")]]


def test_all_are_closed_even_if_one_fails_to_and_on_an_exception():
    """A broken oracle must not keep another's process alive."""
    tongues = [Tongue("one"), Tongue("two"), Tongue("three")]
    oracles = OracleSet("auto", [tongue.language for tongue in tongues])
    for tongue in tongues:
        oracles.for_language(tongue.language)
    tongues[1].opened[0].breaks = True
    with pytest.raises(OSError, match="cannot close"), oracles:
        raise KeyboardInterrupt
    oracles.close()
    assert [tongue.opened[0].closed for tongue in tongues] == [1, 1, 1]


def test_a_closed_set_opens_nothing_again():
    """What is opened after the end would never be closed."""
    tongue = Tongue("out")
    with OracleSet("auto", [tongue.language]) as oracles:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        oracles.for_language(tongue.language)
    assert tongue.opened == []
