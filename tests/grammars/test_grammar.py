"""Loading grammars, parsing under a deadline, running queries."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from patchvet.grammars import (
    GrammarMissing,
    ParseStopped,
    available_grammars,
    load_grammar,
)

FOUR = ("python", "javascript", "go", "java")


@pytest.mark.parametrize("name", [*FOUR, "typescript", "tsx", "rust"])
def test_a_grammar_is_loaded_once(name: str) -> None:
    """Building it is what costs; every caller gets the same one, named with its version."""
    grammar = load_grammar(name)
    assert load_grammar(name) is grammar
    assert grammar.label.startswith(f"tree-sitter-{name} ")
    assert any(character.isdigit() for character in grammar.label)
    assert grammar.abi >= 13


@pytest.mark.parametrize("name", ["yaml", "csharp", "embeddedtemplate"])
def test_grammars_that_the_pack_keeps_elsewhere_load_too(name: str) -> None:
    """Three of the pack's grammars are wheels of their own, and their source says so."""
    assert load_grammar(name).source.endswith(" wheel")


def test_a_wheel_of_its_own_goes_before_the_pack() -> None:
    """That is the way to a newer grammar; without the wheel the pack is named."""
    assert load_grammar("yaml").source == "tree_sitter_yaml wheel"
    source = load_grammar("python").source
    assert source in ("tree_sitter_python wheel", "tree-sitter-language-pack 0.13.0")


@pytest.mark.parametrize("name", ["nope", "language_pack", "../python", "", "pythön"])
def test_a_missing_grammar_is_a_lookup_error(name: str) -> None:
    """The message names the grammar and both places where it was looked for."""
    with pytest.raises(GrammarMissing, match=r"neither|no grammar"):
        load_grammar(name)


def test_available_grammars_can_be_loaded() -> None:
    """The list is read from folders, sorted, and what it names is there."""
    names = available_grammars()
    assert list(names) == sorted(names)
    assert {*FOUR, "typescript", "tsx", "yaml", "csharp"} <= set(names)
    assert not {"c_sharp", "language_pack", "__init__"} & set(names)


@pytest.mark.parametrize(
    ("name", "unit"), [("java", b"a=>\n"), ("java", b"a<"), ("cpp", b"List<?,"), ("tsx", b"a<b,")]
)
def test_code_that_no_deadline_ends_is_not_parsed(name: str, unit: bytes) -> None:
    """A few kB of it take gigabytes; the same in statements, or a little of it, is parsed."""
    grammar = load_grammar(name)
    with pytest.raises(ParseStopped, match="angle brackets"):
        grammar.parse(unit * 100_000, seconds=60)
    grammar.parse(unit * 5, seconds=60)
    grammar.parse((b"x = " + unit + b";") * 1_000, seconds=60)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024 - 1, 64 * 1024, 300_000])
def test_a_source_is_read_whole(size: int) -> None:
    """It is handed over in slices; none is lost, and a node's text is the source's."""
    source = (b"x = 1\n" * (size // 6 + 1))[:size]
    tree = load_grammar("python").parse(source, seconds=5)
    assert tree.root.end_byte == size
    assert tree.root.text == source


def test_a_parse_stops_at_its_deadline() -> None:
    """With no time at all even a parse that would end by itself is given up, with the reason."""
    source = b"f(a, b)\n" * 50_000
    with pytest.raises(ParseStopped, match="longer than 0 s"):
        load_grammar("python").parse(source, seconds=0)
    assert not load_grammar("python").parse(source, seconds=60).has_error


def test_threads_share_a_grammar() -> None:
    """Parses at the same time give what they give alone."""
    sources = [b"def f%d(a): return (a, %d)\n" % (n, n) * (n + 1) for n in range(40)]
    grammar = load_grammar("python")
    alone = [str(grammar.parse(source, seconds=30).root) for source in sources]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: grammar.parse(one, seconds=30), sources))
    assert [str(tree.root) for tree in together] == alone


def test_a_query_is_compiled_once_and_can_be_limited() -> None:
    """Captures and matches of the whole tree, or of a range of bytes."""
    grammar = load_grammar("python")
    text = "(function_definition name: (identifier) @name)"
    query = grammar.query(text)
    assert grammar.query(text) is query
    tree = grammar.parse(b"def a(): pass\ndef b(): pass\n", seconds=5)
    assert [node.text for node in query.captures(tree)["name"]] == [b"a", b"b"]
    assert [node.text for node in query.captures(tree, within=(14, 20))["name"]] == [b"b"]
    assert len(query.matches(tree)) == 2


def test_a_query_that_does_not_fit_the_grammar_is_refused() -> None:
    """So a test that compiles a query finds a node that a new grammar renamed."""
    with pytest.raises(ValueError, match="no_such_node"):
        load_grammar("python").query("(no_such_node)")
