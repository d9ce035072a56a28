"""A scenario that can't be played is refused at once: which file, which key, and the way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from patchvet.errors import ConfigurationError
from patchvet.orchestrator.network import KINDS
from patchvet.orchestrator.scenario import HEALERS, OUTCOMES, load_scenario

DOCS = Path(__file__).parents[2] / "docs" / "scenarios.md"

GOOD = """
title = "a story"
theme = "key-error"

[[service]]
name = "cart"
language = "python"

[[event]]
service = "cart"
fault = "missing-price"

[expect]
outcome = "healed"
"""


def load(folder: Path, text: str) -> object:
    path = folder / "tale.scenario.toml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


def test_a_story_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tale.scenario.toml"
    path.write_text(GOOD, encoding="utf-8")
    found = load_scenario(path)
    assert (found.name, found.languages, found.seed) == ("tale", ("python",), 1)
    assert found.faults == (("cart", "missing-price"),)
    assert found.healer.kind == "fixes"
    assert found.expect.attempts is None


def test_events_are_repeated_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "tale.scenario.toml"
    more = (
        '[[event]]\nat = 4\nservice = "cart"\nrequests = ["total ann"]\nrepeat = 2\nevery = 0.5\n'
    )
    early = '[[event]]\nat = 3.0\nservice = "cart"\ninject = "latency"\nseconds = 2\n'
    path.write_text(GOOD.replace("[expect]", f"{more}{early}[expect]"), encoding="utf-8")
    events = load_scenario(path).events
    assert [one.at for one in events] == [0.0, 3.0, 4.0, 4.5]
    assert events[1].settings == {"seconds": 2.0}


def test_a_service_of_ones_own_is_found_beside_the_story(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    (folder / "main.py").write_text("def handle(line): return line\n")
    (folder / "service.toml").write_text(
        'name = "till"\ntitle = "t"\nlanguage = "python"\n'
        'run = ["python"]\nhandle = "main.py:handle"\n'
    )
    text = GOOD.replace('name = "cart"\nlanguage = "python"', 'path = "till"\nas = "cart"')
    path = tmp_path / "tale.scenario.toml"
    path.write_text(text.replace('fault = "missing-price"', 'requests = ["a"]'), encoding="utf-8")
    (member,) = load_scenario(path).members
    assert (member.name, member.service.name) == ("cart", "till")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "a story"', "", "`title` is missing; it takes a text"),
        ('title = "a story"', "title = 3", "`title` takes a text, not 3"),
        ('title = "a story"', 'title = "a"\nsed = 1', "`sed` is no key .* did you mean 'seed'"),
        ('title = "a story"', 'title = "a"\nseed = true', "`seed` takes a whole number"),
        ('title = "a story"', 'title = "a"\nlanguages = ["go"]', "what the services speak: python"),
        ('title = "a story"', 'title = "a', "is no TOML"),
        ('name = "cart"', 'name = "carts"', "service 1: `name` 'carts' is no built-in service"),
        ('name = "cart"', 'name = "cart"\nreplicas = 0', "`replicas` takes at least 1"),
        ('fault = "missing-price"', 'fault = "no"', "'no' is none of cart: missing-price, "),
        ('fault = "missing-price"', "", "has one of `fault`, `requests`, `inject`"),
        ('fault = "missing-price"', "requests = [1]", "event 1: `requests` takes a list of texts"),
        ('fault = "missing-price"', 'inject = "rain"', "'rain' is none of: latency, timeout"),
        ('fault = "missing-price"', 'inject = "down"\nrate = 1', "`rate` is no setting of down"),
        ('fault = "missing-price"', 'fault = "missing-price"\nat = -1', "no negative numbers"),
        ('service = "cart"', 'service = "stock"', "`service` 'stock' is none of: cart"),
        ('outcome = "healed"', "", "expect: `outcome` is missing"),
        ('outcome = "healed"', 'outcome = "fine"', "'fine' is none of: healed, refused"),
        ('outcome = "healed"', 'outcome = "healed"\norigin = "x"', "`origin` 'x' is none of: cart"),
        ("[expect]", '[healer]\nkind = "luck"\n[expect]', "healer: `kind` 'luck' is none of"),
        ("[expect]", '[healer]\nkind = "scripted"\n[expect]', "`patches` is missing"),
        ("[expect]", '[healer]\nkind = "command"\n[expect]', "`command` is missing"),
        ("[[event]]", "[[evnt]]", "`event` is missing; without an"),
        ("[[service]]", "[[servce]]", "`service` is missing; a story needs"),
        ("[[service]]", '[[service]]\nname = "cart"\nlanguage = "python"\n[[service]]', "twice"),
    ],
)
def test_a_mistake_is_named_with_the_way_out(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigurationError, match=rf"tale\.scenario\.toml: .*{told}"):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: no such file"):
        load_scenario(tmp_path / "none.scenario.toml")


def test_the_page_shows_a_story_that_can_be_read(tmp_path: Path) -> None:
    page = DOCS.read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert block is not None
    load(tmp_path, block[1])


@pytest.mark.parametrize("word", [*KINDS, *HEALERS, *OUTCOMES])
def test_the_page_names_every_choice(word: str) -> None:
    assert f"`{word}`" in DOCS.read_text("utf-8")
