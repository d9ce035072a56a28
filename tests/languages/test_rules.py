"""The engine of the syntax rules: a look at what changed finds what a look at everything finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patchvet.grammars import load_grammar
from patchvet.languages.rules import SyntaxRule, Violation, ancestors, nodes_of, run_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.grammars import Node, SyntaxTree

GRAMMAR = load_grammar("python")


def parse(source: str) -> SyntaxTree:
    return GRAMMAR.parse(source.encode(), seconds=5)


def rule(name: str, *kinds: str, reach: tuple[str, ...] = (), unless: str = "") -> SyntaxRule:
    """A rule that holds every node of `kinds` to have an ancestor, the root aside, that begins with
    `unless`.
    """

    def check(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
        around = ancestors(tree, node)[:-1]
        above = [tree.source[outer.start_byte : outer.end_byte] for outer in around]
        if not unless or not any(text.startswith(unless.encode()) for text in above):
            yield Violation(name, "", node.start_byte, node.end_byte)

    return SyntaxRule(name=name, kinds=kinds, check=check, example="", source="", reach=reach)


AWAIT = rule("await", "await", reach=("function_definition",), unless="async")
RETURN = rule("return", "return_statement", unless="def")


def change(before: str, after: str) -> list[tuple[int, int]]:
    """The one range of `after` that is new."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return [(start, len(after) - end)]


FAR = "\n".join(f"    x{i} = {i}" for i in range(50))

CHANGES = {
    "an async goes, far above the await": (
        f"async def f():\n{FAR}\n    await g()\n",
        f"def f():\n{FAR}\n    await g()\n",
        ["await"],
    ),
    "a header goes, and the body falls to the function above": (
        f"def f():\n    pass\nasync def g():\n{FAR}\n    await h()\n",
        f"def f():\n    pass\n{FAR}\n    await h()\n",
        ["await"],
    ),
    "a header goes, and the body to the top": (
        f"def f():\n{FAR}\n    return 1\n",
        f"{FAR}\n    return 1\n",
        ["return"],
    ),
    "a string is closed, and code comes out of it": (
        f'def f():\n    """\n{FAR}\n    """\nx = """\nreturn 1\n"""\n',
        f'def f():\n    """\n{FAR}\n    """\nx = """"""\nreturn 1\n""""""\n',
        ["return"],
    ),
    "the header's inside changes, nothing breaks": (
        f"async def f():\n{FAR}\n    await g()\n",
        f"async def f(a):\n{FAR}\n    await g()\n",
        [],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_breaks_far_from_the_change_is_found(name: str) -> None:
    """The restricted walk finds what a walk of the whole file finds, however far it lies."""
    before, after, wanted = CHANGES[name]
    tree = parse(after)
    whole = run_rules([AWAIT, RETURN], tree)
    restricted = run_rules(
        [AWAIT, RETURN], tree, ranges=change(before, after), before=parse(before)
    )
    assert [violation.rule for violation in restricted] == wanted
    assert restricted == whole


def test_several_ranges_at_once() -> None:
    """Hunks are ranges of their own; between them nothing is looked at."""
    before = "async def f():\n    await a\n\n\ndef g():\n    b\n\n\nasync def h():\n    await c\n"
    after = before.replace("async def", "def")
    first, second = after.index("def f"), after.index("def h")
    ranges = [(first, first), (second, second)]
    found = run_rules([AWAIT], parse(after), ranges=ranges, before=parse(before))
    assert found == run_rules([AWAIT], parse(after))
    assert len(found) == 2


def test_only_what_the_change_touched_is_looked_at() -> None:
    """A patch does not pay for the rest of the file, nor is it blamed for it."""
    before = "a = 1\nb = 2\n" + "c = 3\n" * 100
    after = before.replace("b = 2", "b = 4")
    seen = run_rules(
        [rule("seen", "integer")],
        parse(after),
        ranges=change(before, after),
        before=parse(before),
    )
    assert [after[violation.start : violation.end] for violation in seen] == ["4"]


def test_without_the_pre_image_the_whole_file_is_looked_at() -> None:
    tree = parse("return 1\nx = 2\nreturn 3\n")
    assert len(run_rules([RETURN], tree)) == 2
    assert len(run_rules([RETURN], tree, ranges=[(0, 6)])) == 2


def test_ranges_that_do_not_account_for_the_change_cost_a_look_at_everything() -> None:
    """A caller's mistake about what changed hides nothing."""
    tree = parse("x = 1\ny = 2\nreturn 3\n")
    before = parse("x = 1\ny = 1\n")
    assert len(run_rules([RETURN], tree, ranges=[(0, 5)], before=before)) == 1


def test_nothing_inside_an_error_is_judged() -> None:
    """The grammar has spoken there, and what it made of the rest is a guess."""
    broken = parse("x = (1\nreturn 1 )\nreturn 2\n")
    assert broken.has_error
    assert all(violation.start > 10 for violation in run_rules([RETURN], broken))


def test_findings_come_in_the_order_of_the_file_and_once() -> None:
    tree = parse("return 1\nreturn 2\n")
    found = run_rules([RETURN, rule("any", "return_statement", "module")], tree)
    assert [violation.start for violation in found] == sorted(v.start for v in found)
    assert len(set(found)) == len(found) == 5


def test_a_kind_that_the_grammar_does_not_have_is_a_value_error() -> None:
    """A rule that would never be asked again is noticed at once."""
    with pytest.raises(ValueError, match="no_such_kind"):
        run_rules([rule("typo", "no_such_kind")], parse("x\n"))


def test_a_token_is_asked_for_in_its_quotes() -> None:
    """`await` is a node and a token; the quotes tell which is meant."""
    tree = parse("async def f():\n    await g\n")
    assert [node.type for node in nodes_of(tree, ("await",))["await"]] == ["await"]
    tokens = nodes_of(tree, ('"await"',))['"await"']
    assert [tree.source[n.start_byte : n.end_byte] for n in tokens] == [b"await"]


def test_ancestors_run_from_the_inside_out() -> None:
    tree = parse("def f():\n    return 1\n")
    node = nodes_of(tree, ("integer",))["integer"][0]
    kinds = [outer.type for outer in ancestors(tree, node)]
    assert kinds == ["return_statement", "block", "function_definition", "module"]
    assert ancestors(tree, tree.root) == []
