"""tree-sitter, and the only room that imports it.

from patchvet.grammars import load_grammar
tree = load_grammar("python").parse(b"def f(:\\n  pass\\n", seconds=5.0)
tree.problems()   # innermost errors, in characters
"""

from __future__ import annotations

from tree_sitter import Node

from .grammar import Grammar, GrammarMissing, available_grammars, load_grammar
from .queries import GrammarQuery
from .tree import ParseStopped, SyntaxProblem, SyntaxTree

__all__ = [
    "Grammar",
    "GrammarMissing",
    "GrammarQuery",
    "Node",
    "ParseStopped",
    "SyntaxProblem",
    "SyntaxTree",
    "available_grammars",
    "load_grammar",
]
