"""A program in one form for every language: what `languages/<language>/lowering.py` makes of a
syntax tree.

The form keeps what an execution or an analysis must know and drops how it is spelt: `a?.b`, `if a:`
and `if (a) {` are the same few records everywhere. What differs between languages in meaning (what
`/` does, what is truthy, which error a missing key raises) is *not* decided here: operators and
names keep the language's own spelling, and whoever runs or analyses the form knows its language.

Nothing is lost silently: syntax that has no record here becomes `Opaque`, with its lowered parts as
children, so that an analysis still sees the names in it and an execution can say what it met.

Every record begins with its `place`. Records are named tuples for their price; two of them are
equal only at the same place, so compare spellings (`spelling.spell`) where places don't matter.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Place(NamedTuple):
    """Bytes `start` to `end` (exclusive), which are on the 1-based lines `line` to `end_line`."""

    start: int
    end: int
    line: int
    end_line: int


# --- Expressions ---------------------------------------------------------------------------------


class Node(Protocol):
    """Any of the records below.

    A protocol, not their union: mypy compares a union of fifty recursive named tuples member by
    member, and took nine minutes for the package in place of twenty seconds.
    """

    @property
    def place(self) -> Place: ...
    def __getitem__(self, at: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...


class Literal(NamedTuple):
    """A constant. `kind`: "null" (None, null, nil), "undefined", "bool", "int", "long" (Java's
    `1L`), "float", "float32" (Java's `1.5f`, rounded), "complex" (Python, Go), "str", "char" (Java,
    Go: value is the character), "bytes", "bigint", "regex" (value is the pair of pattern and
    flags), "ellipsis", "hole" (what JavaScript's `[a, , b]` leaves out; in a pattern it takes a
    value and binds nothing). `value` is the Python value; an escape in a string is already undone,
    UTF-16 surrogates that make a pair are one character. Lone surrogates stand for what is none:
    Go's bytes that are no UTF-8 (as Python's "surrogateescape" has it), Java's unpaired chars.
    """

    place: Place
    kind: str
    value: object


class Name(NamedTuple):
    """A plain name: a variable, function, class, package; `self`, `this`, `super` too."""

    place: Place
    name: str


class Member(NamedTuple):
    """`object.name`; `optional` is `?.`. Java's `this.x`, Go's `pkg.F`, JavaScript's `#x` (name
    "#x"), Java's `A::b` (as `Function` where it must be called, else Member with name "::b").
    """

    place: Place
    object: Node
    name: str
    optional: bool = False


class Group(NamedTuple):
    """Parentheses around an optional chain that goes on behind them: `(a?.b).c`.

    Where an `optional` link (Member, Index, Call) meets null or undefined, the whole chain is
    undefined and nothing more of it is evaluated. The chain is what one reaches from there through
    `Member.object`, `Index.object` and `Call.function`, outwards; it ends below a Group. A Group
    that is called keeps its value's object as `this`. All other parentheses are dropped.
    """

    place: Place
    value: Node


class Index(NamedTuple):
    """`object[key]`; several keys are a Collection of kind "tuple"."""

    place: Place
    object: Node
    key: Node
    optional: bool = False


class Slice(NamedTuple):
    """`object[low:high:step]`; what is left out is None. `object` is None inside a tuple index."""

    place: Place
    object: Node | None
    low: Node | None
    high: Node | None
    step: Node | None = None


class Argument(NamedTuple):
    """One argument of a call. `name`: a keyword's; `spread`: "", "*" (`*a`, `...a`, Go's `a...`) or
    "**".
    """

    place: Place
    value: Node
    name: str = ""
    spread: str = ""


class Call(NamedTuple):
    """`function(arguments)`. `new` for `new X(…)`; `optional` for `f?.()`. `type_arguments` are
    spelt out. `body` is a Java anonymous class, whose name is "" and whose one base is what is
    created (an enum constant's body too). A JavaScript tagged template is Opaque
    (kind "tagged_template") of its tag and its Template. `super(…)`, `import(…)` are calls of a
    Name.
    """

    place: Place
    function: Node
    arguments: tuple[Argument, ...] = ()
    new: bool = False
    optional: bool = False
    type_arguments: tuple[str, ...] = ()
    body: Class | None = None


class Unary(NamedTuple):
    """`operator operand`: "-", "+", "!", "not", "~", "typeof", "void", "delete", "&", "*" (Go),
    "<-" (Go's receive), "++x", "--x", "x++", "x--" (for the last four the operand is a target).
    """

    place: Place
    operator: str
    operand: Node


class Binary(NamedTuple):
    """`left operator right`, in the language's own spelling: "+", "//", "===", "in", "not in",
    "is", "is not", "instanceof" (JavaScript), "<=" …
    """

    place: Place
    operator: str
    left: Node
    right: Node


class Logical(NamedTuple):
    """Short-circuiting: `operator` is "and" (`&&`), "or" (`||`) or "??". A chained comparison
    `a < b < c` is `a < b and b < c`.
    """

    place: Place
    operator: str
    left: Node
    right: Node


class Conditional(NamedTuple):
    """`then if test else other`, `test ? then : other`."""

    place: Place
    test: Node
    then: Node
    other: Node


class Collection(NamedTuple):
    """`kind`: "list" (`[…]` in Python), "tuple", "set", "array" (JavaScript, Java), "slice" or
    "array" (Go); "sequence" (JavaScript's `a, b`: all are evaluated, the last is the value).
    `type` is the written element type, "" without one. Items may be Spread. Java's
    `new int[n]` is a Call of the Name "int[]" with `new` and the sizes as arguments.
    Go's `2: x` among a slice's or array's items is an Entry; `size` is an array's written length.
    """

    place: Place
    kind: str
    items: tuple[Node, ...]
    type: str = ""
    size: Node | None = None


class Entry(NamedTuple):
    """`key: value` in a Mapping. `key` None: a spread (`**value`, `...value`)."""

    place: Place
    key: Node | None
    value: Node


class Mapping(NamedTuple):
    """`kind`: "dict", "object" (JavaScript: plain keys are Literal "str", others are computed; a
    method's, getter's or setter's value is a Function of that kind), "map" (Go), "struct" (Go: keys
    are Literal "str", or None for positional fields which then come as a Collection inside
    Opaque-free Entries keyed by Literal "int"). `type` is the written type (`map[string]int`,
    `Cart`; Go's `&Cart{}` is Unary "&" around it).
    """

    place: Place
    kind: str
    entries: tuple[Entry, ...]
    type: str = ""


class Spread(NamedTuple):
    """`*value` or `...value` among a collection's items, or in a target."""

    place: Place
    value: Node


class Template(NamedTuple):
    """An f-string, a template literal: texts are Literals, the rest as written. A part with a
    format (`{x:.2f}`, `{x!r}`) is Formatted.
    """

    place: Place
    parts: tuple[Node, ...]


class Formatted(NamedTuple):
    """`{value!conversion:spec}` in a Template. `spec` as written; what is evaluated in it
    (`{x:>{width}}`) is `nested`. Of `{x=}` the text `x=` is a Literal before it.
    """

    place: Place
    value: Node
    conversion: str
    spec: str
    nested: tuple[Node, ...] = ()


class Parameter(NamedTuple):
    """`target` is a Name or a pattern. `spread`: "", "*" or "**". `type` as written, or "".
    Python's bare `*` and `/` are Parameters of the Name "" with that mark as `spread`.
    """

    place: Place
    target: Node
    default: Node | None = None
    spread: str = ""
    type: str = ""


class Function(NamedTuple):
    """A function, method, constructor, lambda or arrow. `body` is None where there is none (an
    abstract method) and where it was not wanted (see `Lowering.program`). An arrow's or lambda's
    expression body is a Block of one Return, whose place is the expression's.

    `qualified` has the containers' names before its own (`Cart.total`, Go's `Cart.Total` for any
    receiver of Cart, Java's `Cart.Line.total`, constructors as `Cart.<init>`, JavaScript's
    `Cart.constructor`); "" for one without a name, though JavaScript's `const f = () => …`, `x = {
    f: … }` and `exports.f = …` are qualified by the name they are assigned to while their `name`,
    which they know themselves by, is "". A Function as a statement is a declaration. `receiver` is
    Go's receiver parameter. `kind`: "function", "method", "constructor", "getter", "setter",
    "lambda" (JavaScript: an arrow), "initializer" (Java's and JavaScript's `static { }`: with that
    flag). `flags`: of "async", "generator", "static", "abstract", "synchronized", "native",
    "default", "compact" (a Java record's constructor without a list of parameters: it has the
    components' and assigns them to the fields at its end). `results` are the
    written result types (Go: one each; Java, Python, TypeScript: at most one), `result_names` Go's
    named results. `type_parameters` are as written, the name first ("K comparable",
    "T extends Shape"): Go's and Java's. `throws` are the errors that Java's header declares.
    """

    place: Place
    name: str
    qualified: str
    kind: str
    parameters: tuple[Parameter, ...]
    body: Block | None
    flags: frozenset[str] = frozenset()
    receiver: Parameter | None = None
    results: tuple[str, ...] = ()
    result_names: tuple[str, ...] = ()
    decorators: tuple[Node, ...] = ()
    type_parameters: tuple[str, ...] = ()
    throws: tuple[str, ...] = ()


class Await(NamedTuple):
    place: Place
    value: Node


class Yield(NamedTuple):
    """`yield value`, `yield from value` (delegates)."""

    place: Place
    value: Node | None
    delegates: bool = False


class Convert(NamedTuple):
    """`kind`: "cast" (Java's `(T) x`, TypeScript's `as T`), "assert" (Go's `x.(T)`), "convert"
    (Go's `[]byte(x)` where the type is no plain name; a plain name's is a Call). `type` as written.
    """

    place: Place
    kind: str
    value: Node
    type: str


class TypeTest(NamedTuple):
    """Java's `value instanceof T binding`."""

    place: Place
    value: Node
    type: str
    binding: str = ""


class RecordPattern(NamedTuple):
    """Java's `value instanceof T(parts)`, `case T(parts)` (there `value` is the subject). A part is
    a Parameter (its type "var" or as written; what is called "_" binds nothing) or a RecordPattern
    whose `value` is None.
    """

    place: Place
    value: Node | None
    type: str
    parts: tuple[Node, ...]


class Clause(NamedTuple):
    """`for target in iterable if tests` of a Comprehension."""

    place: Place
    target: Node
    iterable: Node
    tests: tuple[Node, ...] = ()
    is_async: bool = False


class Comprehension(NamedTuple):
    """`kind`: "list", "set", "dict" (the element is an Entry) or "generator"."""

    place: Place
    kind: str
    element: Node
    clauses: tuple[Clause, ...]


class Assign(NamedTuple):
    """`target operator value`: `operator` is "=" or an augmented one ("+=", "??=", "||=" …).

    `declares`: "" for what exists already (Python: always ""), else "var", "let", "const",
    "using", "await using", ":=" or "field"; a declaration without a value has `value` None.
    `target` is a Name, Member, Index, a Collection (unpacking; `a, b = …`, `[a, b] = …`, Go's `a,
    b := …`), a Mapping of kind "object" (JavaScript's destructuring: keys and targets, whose value
    is an Assign for a default), Spread, or Unary "*" (Go). `type` as written. `several` tells Go's
    `v, ok := m[k]` from plain unpacking: the target is a Collection and there is one value on the
    right. `tag` is that of a field of a Go struct. Assignments are expressions too (walrus, `a = b
    = c`, `while ((l = next()) != null)`).
    """

    place: Place
    target: Node
    value: Node | None
    operator: str = "="
    declares: str = ""
    type: str = ""
    several: bool = False
    tag: str = ""


# --- Statements ----------------------------------------------------------------------------------


class Block(NamedTuple):
    place: Place
    statements: tuple[Node, ...]


class Expression(NamedTuple):
    """An expression as a statement."""

    place: Place
    value: Node


class If(NamedTuple):
    """`before` is Go's `if before; test {`. `elif` nests in `other`."""

    place: Place
    test: Node
    then: Block
    other: Block | None = None
    before: Node | None = None


class While(NamedTuple):
    """`test` None: for ever. `checks_first` is False for do-while. Python's else: `otherwise`."""

    place: Place
    test: Node | None
    body: Block
    otherwise: Block | None = None
    checks_first: bool = True
    label: str = ""


class For(NamedTuple):
    """`for (first; test; after) body`, in C's way. What is left out is None. Several declarations
    in `first` are a Block that is no scope of its own.
    """

    place: Place
    first: Node | None
    test: Node | None
    after: Node | None
    body: Block
    label: str = ""


class ForEach(NamedTuple):
    """Over the items of `iterable`. `kind`: "in" (Python, Java's `:`), "of", "keys" (JavaScript's
    for-in), "range" (Go: target is a Name, a Collection of two, or None; `declares` ":=" or "").
    """

    place: Place
    target: Node | None
    iterable: Node
    body: Block
    otherwise: Block | None = None
    kind: str = "in"
    declares: str = ""
    type: str = ""
    is_async: bool = False
    label: str = ""


class Return(NamedTuple):
    """Several values (Go) are a Collection of kind "tuple"."""

    place: Place
    value: Node | None


class Raise(NamedTuple):
    """`raise value from cause`, `throw value`; Python's bare `raise` has value None. Go's panic is
    a Call.
    """

    place: Place
    value: Node | None
    cause: Node | None = None


class Handler(NamedTuple):
    """`types` as written, dotted; () catches everything (`except:`, JavaScript's catch). `target`
    is the name or pattern that the error is bound to.
    """

    place: Place
    types: tuple[str, ...]
    target: Node | None
    body: Block
    group: bool = False


class Try(NamedTuple):
    """`resources` are Java's try-with-resources (Assign with declares "let", or a Name)."""

    place: Place
    body: Block
    handlers: tuple[Handler, ...]
    otherwise: Block | None = None
    final: Block | None = None
    resources: tuple[Node, ...] = ()


class WithItem(NamedTuple):
    place: Place
    value: Node
    target: Node | None = None


class With(NamedTuple):
    """Python's `with`; Java's `synchronized (x)` (kind "synchronized")."""

    place: Place
    items: tuple[WithItem, ...]
    body: Block
    kind: str = "with"
    is_async: bool = False


class Case(NamedTuple):
    """`values` () is the default. `guard`: Python's `if`, Java's `when`. `falls`: into the next
    case (C's way, without a break; Go's `fallthrough`). A pattern that is more than a value, a name
    or a type is Opaque; Java's pattern `case T x` is a TypeTest whose value is the subject; its
    `case null, default` is a Literal and the Name "default".
    """

    place: Place
    values: tuple[Node, ...]
    body: Block
    guard: Node | None = None
    falls: bool = False


class Switch(NamedTuple):
    """`kind`: "switch", "match" (Python; a bare Name captures, other values are compared), "type"
    (Go's `switch x := v.(type)`: `binding` is x, case values are Names spelt as the types, nil a
    Literal), "select" (Go: values are the communications), "expression" (Java's switch as a
    value: a case's body ends with Return for `->` expressions and `yield`). `subject` None: the
    first case that is true. `before` is Go's `switch before; subject {`.
    """

    place: Place
    subject: Node | None
    cases: tuple[Case, ...]
    kind: str = "switch"
    binding: str = ""
    before: Node | None = None
    label: str = ""


class Jump(NamedTuple):
    """`kind`: "break", "continue", "goto", "pass" (does nothing: `pass`, `;`)."""

    place: Place
    kind: str
    label: str = ""


class Deferred(NamedTuple):
    """Go's `defer call` and `go call` (kind "defer", "go")."""

    place: Place
    kind: str
    call: Node


class Send(NamedTuple):
    """Go's `channel <- value`."""

    place: Place
    channel: Node
    value: Node


class Delete(NamedTuple):
    """Python's `del targets`. JavaScript's delete is Unary, Go's and others' are calls."""

    place: Place
    targets: tuple[Node, ...]


class Scope(NamedTuple):
    """Python's `global names`, `nonlocal names` (the kind)."""

    place: Place
    kind: str
    names: tuple[str, ...]


class Assert(NamedTuple):
    place: Place
    test: Node
    message: Node | None = None


class Labeled(NamedTuple):
    """A labelled statement that is no loop or switch (those carry the label themselves)."""

    place: Place
    label: str
    body: Node


class Binding(NamedTuple):
    """What an import binds: `name` here to `imported` there ("" : the module itself, "*": all)."""

    place: Place
    name: str
    imported: str = ""


class Import(NamedTuple):
    """`module` as written ("shop.stock", "./stock.js", "..stock", "fmt", "java.util.List" with
    imported "" and name "List"; a wildcard's name is "*"). Python's `import a.b` binds "a".
    CommonJS's `require` is a Call.
    """

    place: Place
    module: str
    bindings: tuple[Binding, ...]
    is_static: bool = False


class Class(NamedTuple):
    """`kind`: "class", "interface", "enum", "record", "struct" (Go's struct types), "type" (Go's
    other named types; `bases` then holds the underlying type as written) or "alias" (Go's `type A =
    B`), "annotation" (Java). A Go struct's `bases` are its embedded types, which are fields of
    `body` too; Java's static nested types are in `statics`, like its static fields. `body` holds
    Functions, Classes and Assigns with declares "field" (Go's and Java's fields carry `type`;
    Python's class variables are plain Assigns; `static` fields are listed in `statics`). A record's
    components and a Python dataclass's fields are Assigns without a value. Enum constants are
    fields whose value is a Call of the class with `new`. `interfaces` are those of `bases` that a
    Java class says it implements. A JavaScript member with a computed name is an Entry
    of the name's expression and the Function or the Assign (to a Name spelt as `[expression]`).
    `bases` are as written; `arguments` are the same as expressions where the language evaluates
    them (Python, with `metaclass=…`; JavaScript).
    """

    place: Place
    name: str
    qualified: str
    kind: str
    bases: tuple[str, ...]
    body: tuple[Node, ...]
    statics: frozenset[str] = frozenset()
    decorators: tuple[Node, ...] = ()
    arguments: tuple[Argument, ...] = ()
    type_parameters: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()


class Module(NamedTuple):
    """A file. `package` is Go's or Java's package name. An exported declaration (JavaScript) is
    the declaration itself, its names in `exports`: pairs of the name outside and the name inside.
    What has no name inside gets one that no program can have: `export default x` is an Assign to
    "*default*" (pairs with "default"), `export {a as b} from "m"` an Import that binds "*b*",
    `export * from "m"` one that binds "*m*" to the module (pairs with "*").
    """

    place: Place
    body: tuple[Node, ...]
    package: str = ""
    exports: tuple[tuple[str, str], ...] = ()


class Opaque(NamedTuple):
    """Syntax that this form doesn't know: its kind in the grammar, and its lowered parts."""

    place: Place
    kind: str
    children: tuple[Node, ...] = ()


def _fields(kind: type, names: str) -> tuple[type, Callable[[Any], Any]]:
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # kind is a named tuple
    return kind, itemgetter(*map(fields.index, names.split()))


# Where parts that few records have are fields behind those that they are evaluated before.
_EVALUATED = dict(
    (
        _fields(Function, "decorators receiver parameters body"),
        _fields(Class, "decorators arguments body"),
        _fields(If, "before test then other"),
        _fields(Switch, "before subject cases"),
        _fields(Case, "values guard body"),
        _fields(Collection, "size items"),
        _fields(Try, "resources body handlers otherwise final"),
    )
)


def children(node: Node) -> Iterator[Node]:
    """The parts of a record in the order of evaluation, which mostly is that of its fields (a
    comprehension's element comes first, as it is written).
    """
    order = _EVALUATED.get(type(node))
    record: Any = node
    part: Any
    for part in record[1:] if order is None else order(record):
        if isinstance(part, tuple) and part:
            if isinstance(part[0], Place):
                yield part  # type: ignore[misc]  # a record begins with a place
            else:
                for one in part:
                    if isinstance(one, tuple) and one and isinstance(one[0], Place):
                        yield one  # type: ignore[misc]


def walk(node: Node) -> Iterator[Node]:
    """The record and all in it, outermost first, in the order of `children`."""
    # `children` once more, without a generator a node: whole programs are walked again and again.
    waiting = [node]
    while waiting:
        one: Any = waiting.pop()
        yield one
        order = _EVALUATED.get(type(one))
        found: list[Any] = []
        for part in one[1:] if order is None else order(one):
            if isinstance(part, tuple) and part:
                if isinstance(part[0], Place):
                    found.append(part)
                else:
                    found += [
                        item
                        for item in part
                        if isinstance(item, tuple) and item and isinstance(item[0], Place)
                    ]
        if found:
            found.reverse()
            waiting += found
