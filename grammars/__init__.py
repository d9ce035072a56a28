"""tree-sitter, and the only room that imports it.

    from patchvet.grammars import load_grammar
    tree = load_grammar("python").parse(b"def f(:\\n  pass\\n", seconds=5.0)
    tree.problems()   # innermost errors, in characters
"""

from __future__ import annotations

from .grammar import Grammar, GrammarMissing, load_grammar
from .tree import Node, ParseStopped, SyntaxProblem, SyntaxTree

__all__ = [
    "Grammar",
    "GrammarMissing",
    "Node",
    "ParseStopped",
    "SyntaxProblem",
    "SyntaxTree",
    "load_grammar",
]
