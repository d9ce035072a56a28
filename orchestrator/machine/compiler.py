"""From the records of a file to closures: the machine's side of `languages.runtime.Compiler`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ...languages.runtime import Closure, NotModelled
from . import blocks, codes, functions, loops
from .forms import FORMS, STATEMENTS
from .scopes import FunctionScope, Variable
from .targets import store

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from ...languages.program import Function, Node
    from ...languages.runtime import (
        Activation,
        Code,
        Form,
        FunctionCode,
        Runtime,
        StoreCode,
        Value,
    )


class Compiler:
    """Compiles one file. `outermost` are the names of its outermost scope, which live among the
    program's variables and of which `variables` counts the numbers.
    """

    def __init__(
        self,
        path: str,
        source: bytes,
        runtime: Runtime,
        code: FunctionCode,
        outermost: dict[str, Variable],
        variables: list[str],
    ) -> None:
        self.path = path
        self.source = source
        self.runtime = runtime
        self.scopes = FunctionScope(code, None)
        self.scopes.blocks.append(outermost)
        self.notes: dict[str, Any] = {}
        self._outermost = outermost
        self._variables = variables
        self._forms: dict[type, Form] = {**FORMS, **runtime.forms}

    # --- Records

    def expression(self, node: Node) -> Code:
        form = self._forms.get(type(node))
        if form is None:
            return self.unmodelled(node, f"`{_kind(node)}`")
        return form(self, node)

    def default(self, node: Node) -> Code:
        form: Form | None = FORMS.get(type(node))
        return form(self, node) if form else self.unmodelled(node, f"`{_kind(node)}`")

    def statement(self, node: Node) -> Code:
        code = self.expression(node)
        return code if type(node) in STATEMENTS else functions.discarding(code)

    def block(self, statements: Sequence[Node]) -> Code:
        with self.scope():
            return functions.sequence(self, statements)

    def body(self, statements: Sequence[Node]) -> Code:
        entry = blocks.declare_vars(self, statements) if self.runtime.hoists else None
        made = functions.sequence(self, statements)
        return made if entry is None else blocks.in_a_row((entry, made))

    def strict(self, node: Node, parts: Sequence[Code], combine: Callable[..., Value]) -> Code:
        return codes.strict(node, parts, combine)

    def waiting(
        self,
        node: Node,
        parts: Sequence[Code],
        combine: Callable[..., Generator[Value, Value, Value]],
    ) -> Code:
        return codes.waiting(node, parts, combine)

    def arguments(self, node: Any) -> Code:
        return functions.arguments(self, node)

    def unmodelled(self, node: Node, reason: str) -> Code:
        path, line = self.path, node.place.line

        def run(f: Activation) -> Value:
            raise NotModelled(reason, path, line)

        return run

    def turn(self, node: Any) -> Any:
        return loops.turn(self, node)

    # --- Functions

    def closure(self, form: Function) -> Code:
        code = self.function(form)
        return lambda f: self.close(code, f)

    def function(self, form: Function) -> FunctionCode:
        return functions.compile_function(self, form)

    def close(self, code: FunctionCode, activation: Activation) -> Closure:
        template: list[Any] = [None] * code.slots
        for outside, inside in code.captures:
            template[inside] = activation.cells[outside]
        return Closure(activation.context, code, template, activation.this)

    # --- Names

    @contextmanager
    def scope(self) -> Iterator[None]:
        self.scopes.blocks.append({})
        try:
            yield
        finally:
            self.scopes.blocks.pop()

    def knows(self, name: str) -> bool:
        return self.scopes.find(name) is not None

    def variable(self, name: str, type_: str = "", *, constant: bool = False) -> Variable:
        """Declares `name` in the open scope."""
        coerce = self.runtime.coerce(self, type_) if type_ and self.runtime.coerce else None
        block = self.scopes.blocks[-1]
        if block is self._outermost:
            known = block.get(name)
            number = known.number if known else len(self._variables)
            if known is None:
                self._variables.append(name)
            found = Variable(None, number, coerce, constant)
        else:
            found = Variable(self.scopes, self.scopes.slot(), coerce, constant)
        block[name] = found
        return found

    def own_variable(self) -> Variable:
        """A cell of the function that is being compiled, without a name."""
        return Variable(self.scopes, self.scopes.slot())

    def declare(self, name: str, type_: str = "", *, constant: bool = False) -> StoreCode:
        return functions.initialiser(self, self.variable(name, type_, constant=constant))

    def bind(self, name: str) -> StoreCode:
        variable = self.own_variable()
        self.scopes.blocks[-1][name] = variable

        def bind(f: Activation, value: Value) -> None:
            f.cells[variable.number] = [value]

        return bind

    def store(self, target: Node, declares: str = "", type_: str = "") -> StoreCode:
        return store(self, target, declares, type_)


def _kind(node: Node) -> str:
    return getattr(node, "kind", "") or type(node).__name__
