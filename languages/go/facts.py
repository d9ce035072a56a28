"""What tests and calls mean in Go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..program import Call, Literal, Member, Name
from ..remedies import Facts, Meaning
from ..words import words

if TYPE_CHECKING:
    from ..program import Node


def meaning(node: Node) -> Meaning | None:
    """The meaning of a test or a call; None for what has none but its own."""
    if not isinstance(node, Call) or any(one.spread for one in node.arguments):
        return None
    args = tuple(one.value for one in node.arguments)
    if isinstance(node.function, Name):
        return _builtin(node.function.name, args)
    if isinstance(node.function, Member) and isinstance(node.function.object, Name):
        return _of_package(node.function.object.name, node.function.name, args)
    return None


_SAME = words(
    "int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 byte rune"
)


def _builtin(name: str, args: tuple[Node, ...]) -> Meaning | None:
    if name in _SAME and len(args) == 1:
        return Meaning("same", args)
    if name in ("max", "min") and len(args) > 1:
        return Meaning("largest" if name == "max" else "smallest", args)
    if name == "append" and len(args) > 1:
        return Meaning("longer", args)
    if name == "len" and len(args) == 1:
        return Meaning("length", args)
    if name == "make" and args:
        kind = "mapping" if _text(args[0]).startswith("map") else "list"
        return Meaning("fresh", args[1:], (kind,))
    if name in ("max", "min") and len(args) == 2:
        return Meaning("greatest" if name == "max" else "least", args)
    if name == "new":
        return Meaning("fresh", (), ("object",))
    if name == "delete" and len(args) == 2:
        return Meaning("remove", args)
    return None


def _text(node: Node) -> str:
    return node.name if isinstance(node, Name) else ""


_TEXTS = {
    ("strings", "Split"): "split",
    ("strings", "SplitN"): "split",
    ("bytes", "Split"): "split",
    ("strings", "Index"): "position",
    ("strings", "IndexByte"): "position",
    ("strings", "IndexRune"): "position",
    ("strings", "LastIndex"): "position",
    ("strings", "LastIndexByte"): "position",
    ("bytes", "IndexByte"): "position",
    ("strings", "Contains"): "within",
    ("strings", "ContainsRune"): "within",
    ("strings", "Cut"): "cut",
}


def _of_package(package: str, name: str, args: tuple[Node, ...]) -> Meaning | None:
    if (package, name) in (("errors", "New"), ("fmt", "Errorf")):
        return Meaning("fresh", args, ("error",))
    if package in ("maps", "slices") and name == "Clone" and len(args) == 1:
        return Meaning("copy", args, ("mapping" if package == "maps" else "list",))
    kind = _TEXTS.get((package, name))
    if kind is not None and len(args) >= 2:
        return Meaning(kind, args[:2], ("last",) if "Last" in name else ())
    if package == "math" and name in ("Max", "Min") and len(args) == 2:
        return Meaning("largest" if name == "Max" else "smallest", args)
    if (package, name) == ("slices", "Contains") and len(args) == 2:
        return Meaning("has", args)
    return None


def leaves(node: Call) -> str:
    """Whether a call never returns."""
    function = node.function
    if isinstance(function, Name):
        return "raise" if function.name == "panic" else ""
    if not isinstance(function, Member) or not isinstance(function.object, Name):
        return ""
    place = function.object.name, function.name
    if place == ("os", "Exit"):
        value = node.arguments[0].value if node.arguments else None
        return "quiet exit" if isinstance(value, Literal) and value.value == 0 else "exit"
    if place in (("log", "Fatal"), ("log", "Fatalf"), ("log", "Fatalln")):
        return "exit"
    if place in (("log", "Panic"), ("log", "Panicf")):
        return "raise"
    return "exit" if place == ("runtime", "Goexit") else ""


_LEVELS = words(
    "Print Printf Println Debug Info Warn Error Debugf Infof Warnf Errorf Debugw Infow Warnw "
    "Errorw Log Logf"
)


def logs(node: Node) -> bool:
    """Whether an expression only reports."""
    if isinstance(node, Literal):
        return True
    if not isinstance(node, Call):
        return False
    function = node.function
    if isinstance(function, Name):
        return function.name in ("println", "print")
    if not isinstance(function, Member) or function.name not in _LEVELS:
        return _to_stderr(node)
    owner = function.object
    name = owner.name.lower() if isinstance(owner, Name | Member) else ""
    return name in ("log", "slog") or "logger" in name


def _to_stderr(node: Call) -> bool:
    """fmt.Fprintln(os.Stderr, …)."""
    function = node.function
    if not isinstance(function, Member) or not function.name.startswith("Fprint"):
        return False
    first = node.arguments[0].value if node.arguments else None
    return isinstance(first, Member) and first.name == "Stderr"


def catches(types: tuple[str, ...], error: str) -> bool:
    """`recover` takes every panic."""
    return True


def broad(types: tuple[str, ...]) -> bool:
    """`recover` cannot choose."""
    return True


FACTS = Facts(
    meaning=meaning,
    falsy=frozenset(),
    null_fails=frozenset(("member", "call", "put")),
    absent="zero",
    own=frozenset(),
    block_scopes=True,
    leaves=leaves,
    logs=logs,
    catches=catches,
    broad=broad,
    programming=frozenset(("panic", "fatal error")),
    changing=frozenset(),
    impure=words("Read Next Scan Text Intn Now Recv"),
    init=frozenset(),
    paired_results=True,
    null_receivers=True,
    open_types=frozenset(("any", "interface{}", "error", "fmt.Stringer")),
    total=words(
        "Cut CutPrefix CutSuffix TrimSpace Trim TrimPrefix TrimSuffix TrimLeft TrimRight "
        "Fields Split SplitN Join ToLower ToUpper Title HasPrefix HasSuffix Contains "
        "EqualFold Replace ReplaceAll Sprintf Sprint Sprintln Printf Println Print Errorf "
        "Fprintln Fprintf len cap append string int float64 New Load Store LoadOrStore "
        "Range Base Ext Abs"
    ),
)
