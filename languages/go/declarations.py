"""What a Go scope declares (spec: Declarations and scope, Struct types, Interface types)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..declarations import Declarations, Declared, is_named, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node

_KINDS = {
    "function_declaration": "function",
    "method_declaration": "method",
    "type_spec": "type",
    "type_alias": "type",
    "const_spec": "constant",
    "var_spec": "variable",
    "field_declaration": "field",
    "method_elem": "method",
}
_LISTS = frozenset({"type_declaration", "const_declaration", "var_declaration", "var_spec_list"})


def _declared(scope: Node, source: bytes, wanted: bytes) -> Iterator[Declared]:
    pending = list(reversed(scope.named_children))
    while pending:
        node = pending.pop()
        if node.type in _LISTS:
            pending += reversed(node.named_children)
            continue
        kind = _KINDS.get(node.type, "")
        for name in node.children_by_field_name("name") if kind else ():
            if not is_named(name, source, wanted):
                continue
            owner = receiver(node) if node.type == "method_declaration" else ""
            plain = text_of(name)
            # Any number of `_` and `init` may stand in a package.
            if plain == "_" or (plain == "init" and kind == "function"):
                continue
            if owner or node.type != "method_declaration":
                yield Declared(plain, (owner, plain), kind, name, node)


def receiver(method: Node) -> str:
    """The name of the type that a method belongs to; "" if it can't be told."""
    parameters = method.child_by_field_name("receiver")
    match = _RECEIVER.search(text_of(parameters))
    return match["type"] if match else ""


_RECEIVER = lazy_compile(r"^\(\s*(?:\w+\s+)?\*?\s*(?P<type>\w+)\s*(?:\[[^]]*\])?\s*,?\s*\)$")
_PACKAGE = lazy_compile(rb"^package[ \t]+(\w+)", re.MULTILINE)
# What makes a file part of some builds only, or its names unreadable without cgo.
_CONDITIONAL = lazy_compile(rb"^//(?:go:build|[ \t]*\+build)\b|^import[ \t]+\"C\"|^\t\"C\"", re.M)


def _package(data: bytes, path: str) -> str | None:
    """The package that the file is always a part of; None if some builds leave it out.

    Any `_word` before the suffix may be an operating system or an architecture (go/build's
    goodOSArchFile); a file of tests is a part of the package in tests alone.
    """
    name = path.rpartition("/")[2].removesuffix(".go")
    found = _PACKAGE.search(data)
    if found is None or name.startswith(("_", ".")) or _CONDITIONAL.search(data):
        return None
    last = name.rpartition("_")[2] if "_" in name[1:] else ""
    if last == "test" or last in _SYSTEMS:
        return None
    return found[1].decode()


# The known GOOS and GOARCH (internal/syslist of Go 1.26).
_SYSTEMS = frozenset(
    re.findall(
        r"\w+",
        "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 "
        "solaris wasip1 windows zos 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle "
        "mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc "
        "sparc64 wasm",
    )
)

DECLARATIONS = Declarations(
    line=lazy_compile(
        rb"^(?:func[ \t]+(?:\([^)\n]*\)[ \t]*)?|\t?type[ \t]+|var[ \t]+|const[ \t]+|\t)"
        rb"(?P<name>[^\W\d]\w*)(?=[ \t]*(?:[(\[=]|,|[\w*\[(.]))",
        re.MULTILINE,
    ),
    scopes=frozenset({"source_file", "field_declaration_list", "interface_type"}),
    declared=_declared,
    consequence="Go does not compile this",
    shared=_package,
)
