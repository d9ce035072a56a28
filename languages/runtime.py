"""What the programs of one language do when they run: the contract between the machine, which
executes lowered programs and knows no language, and a language, whose meaning stands in
`languages/<language>/runtime*.py`.

The machine (`orchestrator/machine/`) turns each record of `program.py` into a Python closure, the
`Code`, which is called with the running `Activation`. It does scopes, calls, control flow,
exceptions on their way and suspension; a language does operators, values, built-in names, its
standard library and how its errors look. A record that the machine's own forms don't cover, or that
means something special in a language, is compiled by the language's `forms`.

How errors travel: an operator or a built-in raises `Fault`, which says what went wrong in the
language's terms and knows no place. The closure of the record where it happens makes the error of
it by `Runtime.fail`, raised as `Thrown`, with the trail of calls. What the model doesn't cover is
`NotModelled`: never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Union

if TYPE_CHECKING:
    from .program import Function, Module, Node

# A value of the executed language. Which Python object stands for what is the language's affair.
Value = Any


class Unplaced(Exception):  # noqa: N818 - the base of the two that follow
    """What an operator or a built-in raises without knowing where it was called."""


class Fault(Unplaced):
    """An error of the executed language at the place that is being evaluated.

    `kind` is the language's type of it ("TypeError", "java.lang.ArithmeticException", "panic") and
    `details` what else its `fail` wants to know.
    """

    def __init__(self, kind: str, message: str = "", **details: Value) -> None:
        super().__init__(kind, message)
        self.kind = kind
        self.message = message
        self.details = details


class Thrown(Exception):  # noqa: N818 - it is the program's, not ours
    """An error of the executed language on its way to a handler.

    `value` is what was thrown. `trail` are the calls that were running when it was thrown,
    outermost first (languages whose errors remember their own trail keep that in the value).
    """

    def __init__(self, value: Value, trail: Sequence[Step] = ()) -> None:
        super().__init__(value)
        self.value = value
        self.trail = tuple(trail)


class NotModelled(Unplaced):
    """What the model can't run. `reason` names the construct; the machine adds path and line."""

    def __init__(self, reason: str, path: str = "", line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.line = line


class Ended(Exception):  # noqa: N818 - the program asked for it
    """The program ends its process: `process.exit(1)`, `os.Exit(1)`, `System.exit(1)`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Step(NamedTuple):
    """One call of a trail: which code, the record in it that was being evaluated, the receiver.
    `kind` is "" or "async" (a caller that awaits), "created by" (where a goroutine was started).
    """

    code: FunctionCode
    at: Node | None
    this: Value = None
    kind: str = ""


class CallFrame(NamedTuple):
    """One call as the runtime prints it. Lines and columns from 1; `function` and `module` as in
    `traces.Frame`. `column` None where the runtime prints none.
    """

    path: str
    line: int
    column: int | None = None
    function: str = ""
    module: str = ""
    kind: str = ""


class Report(NamedTuple):
    """An error that nobody caught: as `traces.Trace` has it, and the `text` on stderr. Frames run
    from the outermost call to the innermost.
    """

    error_type: str
    message: str
    frames: tuple[CallFrame, ...]
    text: str


class Refused(Exception):  # noqa: N818 - an answer of the network
    """Nobody listens at the service's port."""


class TimedOut(Exception):  # noqa: N818 - an answer of the network
    """No answer within the time limit, which has passed already."""


class Closed(Exception):  # noqa: N818 - an answer of the network
    """The other side closed the connection without an answer."""


class Host(Protocol):
    """The world outside a program, given by whoever runs it.

    `folder` is where the program pretends to lie, for traces: "/srv/cart" without a slash at its
    end. `connect(service)` raises Refused where nobody listens. `call(service, line)` sends a line:
    it gives the response, or raises Refused, TimedOut or Closed. `pause(seconds)` waits (on a
    virtual clock). `print(text, stream)` gets what the program prints itself, line ends included;
    `stream` is "stdout" or "stderr".
    """

    folder: str

    def connect(self, service: str) -> None: ...
    def call(self, service: str, line: str) -> str: ...
    def pause(self, seconds: float) -> None: ...
    def print(self, text: str, stream: str = "stdout") -> None: ...


class Activation:
    """One running call of a function.

    `cells[slot][0]` are its variables (each one in a list of its own, which closures share).
    `at` is the record of the call that is being made, for traces: set it before anything that can
    look at the trail. `this` is what the
    name means, `receiver` what the call was given for it (lambdas have another), `result` the
    value of the return statement that was
    reached, `deferred` what is to be done at its end, `task` whatever a language wants to keep.
    """

    __slots__ = ("arguments", "at", "cells", "code", "context", "deferred", "receiver",
                 "result", "task",
                 "this")  # fmt: skip

    def __init__(
        self,
        context: Context,
        code: FunctionCode,
        cells: list[Any],
        this: Value,
        arguments: Sequence[Value],
        receiver: Value = None,
    ) -> None:
        self.context = context
        self.code = code
        self.cells = cells
        self.this = this
        self.receiver = receiver
        self.arguments = arguments
        self.at: Any = None
        self.result: Value = None
        self.deferred: list[Any] | None = None
        self.task: Any = None


# What a record became: called with an activation it gives the record's value. A statement's value
# is None, or one of the signals below.
PlainCode = Callable[[Activation], Value]


class Suspending:
    """Code that may wait (await, yield, a channel): `run` makes a generator whose result is the
    value, and which yields what it waits for to whoever drives it.
    """

    __slots__ = ("run",)

    def __init__(self, run: Callable[[Activation], Generator[Value, Value, Value]]) -> None:
        self.run = run


Code = Union[PlainCode, Suspending]  # noqa: UP007 - evaluated at import


class Signal:
    """What a statement gives if it doesn't end normally. `label` is "" for the nearest loop."""

    __slots__ = ("kind", "label")

    def __init__(self, kind: str, label: str = "") -> None:
        self.kind = kind
        self.label = label


RETURN = Signal("return")  # the value is in `Activation.result`
BREAK = Signal("break")
CONTINUE = Signal("continue")
FALL = Signal("fallthrough")


class Unset:
    """The value of a variable before its declaration was reached."""

    def __repr__(self) -> str:
        return "unset"


UNSET = Unset()


def _nothing(_: Activation) -> Value:
    return None


def _is_none(value: Value) -> bool:
    return value is None


class FunctionCode:
    """A compiled function, shared by all closures made of it.

    `slots` is how many cells an activation has, `captures` are the pairs (slot outside, slot
    inside) of the variables that a closure shares. `bind` puts the arguments into the cells.
    `suspends` tells that `body` is Suspending. `form` is the lowered function; None for the code of
    a module. `source` are the bytes of its file. `keeps_this`: its `this` is that of where it was
    made (lambdas). `details` is the language's.
    """

    __slots__ = (
        "bind", "body", "captures", "details", "form", "keeps_this", "name", "path", "qualified",
        "run", "slots", "source", "suspends",
    )  # fmt: skip

    def __init__(self, form: Function | None, path: str, source: bytes) -> None:
        self.form = form
        self.path = path
        self.source = source
        self.name = form.name if form else ""
        self.qualified = form.qualified if form else ""
        self.keeps_this = form is not None and form.kind == "lambda"
        self.slots = 0
        self.captures: list[tuple[int, int]] = []
        self.bind: Callable[[Activation, Sequence[Value]], None] | None = None
        self.body: Code = _nothing
        self.run: PlainCode = _nothing
        self.suspends = False
        self.details: dict[str, Any] = {}

    @property
    def flags(self) -> frozenset[str]:
        return self.form.flags if self.form else frozenset()


class Closure:
    """A function as a value: its code, the cells that it shares with where it was made, and the
    `this` of there if it has none of its own. `extra` is the language's (JavaScript's properties).
    """

    __slots__ = ("code", "context", "extra", "template", "this")

    def __init__(
        self, context: Context, code: FunctionCode, template: list[Any], this: Value = None
    ) -> None:
        self.context = context
        self.code = code
        self.template = template
        self.this = this
        self.extra: Any = None


class Native:
    """A built-in function as a value: `run(context, this, arguments)`."""

    __slots__ = ("extra", "name", "run")

    def __init__(self, name: str, run: Callable[[Context, Value, Sequence[Value]], Value]) -> None:
        self.name = name
        self.run = run
        self.extra: Any = None


class Context:
    """One running program: what activations, operators and built-ins reach.

    `variables` are the cells of the program's outermost scope by their number, `stack` the running
    activations, `steps` how many loop turns and calls are left. `ports` are those of the services
    that the program may call, by their names. `state` is the language's own (queues, loaded
    modules, class values …). Made and driven by the machine.
    """

    def __init__(
        self,
        runtime: Runtime,
        host: Host,
        variables: int,
        steps: int,
        depth: int,
        ports: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.ports = ports
        self.runtime = runtime
        self.host = host
        self.variables: list[Value] = [UNSET] * variables
        self.stack: list[Activation] = []
        self.steps = steps
        self.depth = depth
        self.state: dict[str, Any] = {}

    def environment(self) -> dict[str, str]:
        """The process's variables: the ports of other services."""
        return {
            f"PORT_{name.upper().replace('-', '_')}": str(port) for name, port in self.ports.items()
        }

    def service_at(self, port: int) -> str:
        """The service of a port, "" for none."""
        return next((name for name, one in self.ports.items() if one == port), "")

    def trail(self) -> tuple[Step, ...]:
        """The running calls, outermost first."""
        return tuple([Step(one.code, one.at, one.receiver) for one in self.stack])

    def invoke(self, closure: Closure, this: Value, arguments: Sequence[Value]) -> Value:
        """Calls `closure`. Code that suspends is handed to `Runtime.suspended`."""
        code = closure.code
        receiver = this
        if code.keeps_this:
            this = closure.this
        if code.suspends:
            return self.runtime.suspended(self, closure, receiver, arguments)
        stack = self.stack
        self.spend(1)
        if len(stack) >= self.depth:
            raise NotModelled(f"calls nested deeper than {self.depth}")
        activation = Activation(self, code, closure.template.copy(), this, arguments, receiver)
        stack.append(activation)
        try:
            if code.bind is not None:
                code.bind(activation, arguments)
            return code.run(activation)
        finally:
            stack.pop()

    def run_code(self, code: FunctionCode, this: Value, arguments: Sequence[Value]) -> Value:
        """Runs the code of a file, which shares no cells with anything around it."""
        return self.invoke(Closure(self, code, [None] * code.slots), this, arguments)

    def generate(
        self, closure: Closure, this: Value, arguments: Sequence[Value], task: Value = None
    ) -> Generator[Value, Value, Value]:
        """The call as a generator, for code that suspends: its result is the function's. It puts
        its activation on the stack that is the context's when it starts, and leaves it there while
        it waits: who drives generators gives each its own stack or takes the activation off.
        """
        code = closure.code
        receiver = this
        if code.keeps_this:
            this = closure.this
        stack = self.stack
        self.spend(1)
        if len(stack) >= self.depth:
            raise NotModelled(f"calls nested deeper than {self.depth}")
        activation = Activation(self, code, closure.template.copy(), this, arguments, receiver)
        activation.task = task
        stack.append(activation)
        try:
            if code.bind is not None:
                code.bind(activation, arguments)
            if isinstance(code.body, Suspending):
                signal = yield from code.body.run(activation)
                return activation.result if signal is RETURN else self.runtime.nothing
            return code.run(activation)
        finally:
            # One that is dropped while it waits has been taken off already.
            if stack and stack[-1] is activation:
                stack.pop()

    def spend(self, steps: int) -> None:
        """Counts steps; a program that takes more than it may is not modelled."""
        self.steps -= steps
        if self.steps < 0:
            running = self.stack[-1] if self.stack else None
            at = running.at if running else None
            raise NotModelled(
                "more steps than the model takes",
                running.code.path if running else "",
                at.place.line if at is not None and hasattr(at, "place") else 1,
            )


class Compiler(Protocol):
    """What a language's `forms` may ask of the machine while a program is compiled."""

    path: str
    source: bytes
    runtime: Runtime
    notes: dict[str, Any]  # the language's own

    def expression(self, node: Node) -> Code:
        """The code of an expression."""

    def statement(self, node: Node) -> Code:
        """The code of a statement, in the scope that is open."""

    def block(self, statements: Sequence[Node]) -> Code:
        """The code of statements in a scope of their own."""

    def body(self, statements: Sequence[Node]) -> Code:
        """The code of a whole file's or function's statements, in the scope that is open."""

    def default(self, node: Node) -> Code:
        """The machine's own code of a record: for forms that change only some cases."""

    def strict(self, node: Node, parts: Sequence[Code], combine: Callable[..., Value]) -> Code:
        """Code that evaluates `parts` in order and gives `combine(activation, *values)`. A Fault
        of `combine` becomes an error at `node`, which the trail then has as its innermost place.
        """

    def waiting(
        self,
        node: Node,
        parts: Sequence[Code],
        combine: Callable[..., Generator[Value, Value, Value]],
    ) -> Code:
        """As `strict`, where `combine` is a generator function: code that may suspend."""

    def turn(self, node: Any) -> Any:
        """One turn of a ForEach whose items the language gets itself: `turn(activation, item)` is
        a generator whose result is (whether the loop ends, the signal to pass on).
        """

    def arguments(self, node: Any) -> Code:
        """The code of a call's arguments: a list of values, spreads spread."""

    def closure(self, form: Function) -> Code:
        """Code that makes a Closure of a function."""

    def function(self, form: Function) -> FunctionCode:
        """The function's code alone; `close` makes closures of it."""

    def close(self, code: FunctionCode, activation: Activation) -> Closure:
        """At run time: a closure of `code`, made in `activation`."""

    def unmodelled(self, node: Node, reason: str) -> Code:
        """Code that says, when it is reached, that the model ends here."""

    def store(self, target: Node, declares: str = "", type_: str = "") -> StoreCode:
        """How a value is put into a target, whose own parts are evaluated after the value."""

    def declare(self, name: str, type_: str = "", *, constant: bool = False) -> StoreCode:
        """Declares `name` in the open scope; the code puts a value into its new cell."""

    def bind(self, name: str) -> StoreCode:
        """Declares `name` in a scope within a function; the code makes a new cell for it, even
        where names are hoisted.
        """

    def knows(self, name: str) -> bool:
        """Whether a variable of that name is in scope (built-in names are not asked)."""

    def scope(self) -> Any:
        """`with compiler.scope():` opens a scope for names."""


StoreCode = Callable[[Activation, Value], None]
Form = Callable[[Any, Any], Code]
# (compiler, target, declares, type) → how it is stored, None to leave it to the machine.
TargetForm = Callable[[Any, Any, str, str], "StoreCode | None"]


class Linked(NamedTuple):
    """A program that is ready to run: `start` loads its modules as the runtime would; `handle`
    calls the entry function with one request and gives its response (for languages that wait, after
    everything ran that can run). Both raise Thrown, NotModelled or Ended.
    """

    start: Callable[[Context], None]
    handle: Callable[[Context, str], str]


class Linker(Protocol):
    """What a language's `link` may ask of the machine: compilers for files."""

    sources: Mapping[str, bytes]

    def compiler(self, path: str, names: Sequence[str] = (), *, shared: bool = False) -> Compiler:
        """A compiler for the outermost code of the file at `path`. Names that it declares there
        live in `Context.variables`; `shared`: those of all such files are one scope (Go, Java),
        else each has its own (JavaScript). `names` are the parameters of the file's code.
        """

    def code(self, compiler: Compiler, body: Code) -> FunctionCode:
        """The function that runs a file's outermost code; the compiler is not used any more."""


class Runtime(NamedTuple):
    """What one language means.

    `link(linker, modules, entry)` makes a program of the lowered files (`entry` is "main.js:handle"
    as in a service's description). `literal(node)` is a constant's value. `binary[operator](a, b)`
    and `unary[operator](a)` are the strict operators ("++" and "--" give the next value); what
    isn't there is not modelled. `same(a, b)` is how a switch compares. `truth(value)` is None where
    conditions are booleans anyway, `is_nullish` what `??` and `?.` ask, `nothing` what a function
    without a return gives and a missing argument is.

    `member`, `index` read and `set_member`, `set_index` write parts of values; they are given
    (context, object, name or key[, value]). `call(context, function, this, arguments)` calls any
    value, `construct(context, function, arguments)` is `new`. `items(context, value, kind)`
    iterates for ForEach (kinds as there) and for spreads ("of"). `rest(compiler, type)(values)`
    makes the
    value of a variadic parameter.

    `fail(context, fault, node)` makes an error of a Fault that happened at the record `node`; two
    kinds come from the machine: "unknown name" and "unset" (read before its declaration), and
    "constant" (assigned again), each with the name as message. `throw(context, value, node)` makes
    what `Raise` raises. `catches(context, types, thrown)` tells whether a handler takes an error,
    `caught(context, thrown)` what its target is bound to. `report(context, thrown)` tells of an
    error that nobody caught.

    `universe` are the built-in names' values, `this_names` those of the receiver.
    `coerce(compiler, type)` is
    what happens to a value that is stored where that type was written, None for nothing. `fresh` is
    applied to every value that is bound or stored (Go copies structs). `hoists`: a scope's names
    exist, unset, from its start (JavaScript), else from their declaration. `suspended` takes over a
    call of code that may suspend. `forms` (and `targets`, of assignments) override the machine's
    own. `enter` and `finish(compiler, code)` are told before a function's body is compiled, and
    after it, when they may change the code.
    """

    name: str
    link: Callable[[Any, Mapping[str, Module], str], Linked]
    literal: Callable[[Any], Value]
    binary: Mapping[str, Callable[[Value, Value], Value]]
    unary: Mapping[str, Callable[[Value], Value]]
    same: Callable[[Value, Value], bool]
    member: Callable[[Context, Value, str], Value]
    index: Callable[[Context, Value, Value], Value]  # type: ignore[assignment]  # hides tuple's
    set_member: Callable[[Context, Value, str, Value], None]
    set_index: Callable[[Context, Value, Value, Value], None]
    call: Callable[[Context, Value, Value, Sequence[Value]], Value]
    construct: Callable[[Context, Value, Sequence[Value]], Value]
    items: Callable[[Context, Value, str], Iterable[Value]]
    rest: Callable[[Any, str], Callable[[list[Value]], Value]]
    fail: Callable[[Context, Fault, Any], Thrown]
    throw: Callable[[Context, Value, Any], Thrown]
    catches: Callable[[Context, Sequence[str], Thrown], bool]
    caught: Callable[[Context, Thrown], Value]
    report: Callable[[Context, Thrown], Report]
    suspended: Callable[[Context, Closure, Value, Sequence[Value]], Value]
    universe: Mapping[str, Value]
    forms: Mapping[type, Form]
    targets: Mapping[type, TargetForm]
    nothing: Value = None
    truth: Callable[[Value], bool] | None = None
    is_nullish: Callable[[Value], bool] = _is_none
    coerce: Callable[[Any, str], Callable[[Value], Value] | None] | None = None
    fresh: Callable[[Value], Value] | None = None
    hoists: bool = False
    this_names: tuple[str, ...] = ("this",)
    enter: Callable[[Any, FunctionCode], None] | None = None
    finish: Callable[[Any, FunctionCode], None] | None = None
