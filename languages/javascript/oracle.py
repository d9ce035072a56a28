"""node as the oracle for JavaScript: one process a run, which compiles and never executes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..oracles import OracleSpec
from ..worker_oracle import WorkerOracle
from ..workers import Worker

if TYPE_CHECKING:
    from ...grammars import SyntaxTree
    from ...patches.trees import SourceTree

# Each could load code into the worker, some of it from the tree that the patch is for.
_NODE_VARIABLES = ("NODE_OPTIONS", "NODE_PATH", "NODE_REPL_EXTERNAL_MODULE")

# Every JSX element ends in one of these; also seen in strings and regular expressions.
_MAYBE_JSX = lazy_compile(rb"</|/>")
_JSX_NODES = frozenset({"jsx_element", "jsx_self_closing_element"})

_LEADING_COMMENTS = lazy_compile(rb"(?:#!.*\n)?(?:\s+|//.*(?:\n|\Z)|/\*(?:(?!\*/)[\s\S])*\*/)*")
_FLOW = lazy_compile(rb"@(?:no)?flow\b")


class NodeOracle(WorkerOracle):
    """V8's parser, with every early error. `.mjs` is a module and `.cjs` is not; `.js` may be."""

    def __init__(self) -> None:
        # Handed over as text: as a file, worker.js would be what the `type` of the nearest
        # package.json above it says, and that may be the user's.
        source = Path(__file__).with_name("worker.js").read_text("utf-8")
        command = [_find() or "node", "--experimental-vm-modules", "-e", source]
        super().__init__("node", Worker("node", command, _NODE_VARIABLES))

    def reads(self, path: str, source: bytes) -> bool:
        """False for JSX and for Flow, which node does not speak."""
        if path.endswith(".jsx") or _is_flow(source):
            return False
        return not (_MAYBE_JSX.search(source) and _has_jsx(source))

    def newer_than_this(
        self, path: str, source: bytes, syntax: SyntaxTree, tree: SourceTree
    ) -> str | None:
        from .versions import newer_than_node  # only where a file was rejected

        answer = self.judge(path, source, 5.0)
        if answer.accepts is not False:
            return None
        lines = [error.line for error in answer.errors if error.line]
        return newer_than_node(path, lines, syntax, tree, self._worker.hello())


def _is_flow(source: bytes) -> bool:
    """Whether the comments in front of the first statement say `@flow`."""
    leading = _LEADING_COMMENTS.match(source)
    return leading is not None and _FLOW.search(leading[0]) is not None


@lru_cache(maxsize=64)  # asked once when jobs are announced, and again when they are judged
def _has_jsx(source: bytes) -> bool:
    from ...grammars import load_grammar

    waiting = [load_grammar("javascript").parse(source, seconds=5.0).root]
    while waiting:
        node = waiting.pop()
        if node.type in _JSX_NODES:
            return True
        waiting.extend(node.children)
    return False


def _find() -> str | None:
    import shutil  # 3 ms

    return shutil.which("node")


SPEC = OracleSpec(name="node", embedded=False, find=_find, open=NodeOracle)
