"""What each statement of a program writes, what that is made from, and what decides over it."""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ...languages.words import words
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...languages.remedies import Facts
    from ._images import File, Image
    from ._run import Step

# ("v", function, name): a variable; ("g", name): one of the top level; ("f", name): a field;
# ("r", name): what a function gives; ("c", name): whether it is called; ("s", name): its
# parameters; ("m", name): a class's objects; ("i", name): what defines or imports it.
Key = tuple[str, ...]

MOST_FILES, MOST_EFFECTS, MOST_BYTES = 40, 6_000, 120_000


class Unseen(Exception):  # noqa: N818 - a limit, not a fault
    """The program does what a slice doesn't see."""


class Effect(NamedTuple):
    """One statement, or a part of one: `writes` are made from `reads`; `controls` are the tests
    that decide whether it is executed. `home` is the function around it.
    """

    home: str
    node: p.Node
    text: str
    writes: frozenset[Key]
    reads: frozenset[Key]
    controls: tuple[str, ...]
    deciding: frozenset[Key]


_Controls = tuple[tuple[str, frozenset[Key]], ...]
_BLIND = frozenset(("setattr", "exec", "eval", "globals", "vars", "locals", "__setattr__"))


class Program:
    """All files that a failure may depend on, as effects."""

    def __init__(self, image: Image, facts: Facts, steps: tuple[Step, ...]) -> None:
        self.image, self.facts, self.steps = image, facts, steps
        self.files = [file.whole() for file in _files(image, steps)]
        self.known: dict[str, list[p.Function]] = {}
        self.classes: dict[str, p.Class] = {}
        self.bound: dict[str, frozenset[str]] = {}
        self.homes: dict[tuple[str, int], str] = {}
        self.escaped: set[str] = set()
        for file in self.files:
            self.classes.update(file.classes)
            for name, functions in file.functions.items():
                self.known.setdefault(name, []).extend(file.with_body(one) for one in functions)
        for file in self.files:
            self.escaped |= set(_handed_around(file, self.known))

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        found: list[Effect] = []
        for file in self.files:
            for one in _Reader(self, file).all():
                found.append(one)
                if len(found) > MOST_EFFECTS:
                    raise Unseen
        return tuple(found)

    def seeds(self, step: Step, node: p.Node) -> set[Key]:
        """What the failing expression is made from. A call that fails gives nothing: what it is
        given counts, and how its function is called.
        """
        reader = _Reader(self, self._file(step))
        chain = reader.chain_of(step.function)
        if not isinstance(node, p.Call):
            return reader.reads(node, chain)
        found = reader.reads(node.function, chain) | reader.signatures(node)
        if last_name(node.function) in self.known:
            found |= reader.called(node)  # it failed in what it gave: no frame of it is there
        for one in node.arguments:
            found |= reader.reads(one.value, chain)
        return found

    def reads(self, step: Step, node: p.Node) -> set[Key]:
        """What an expression of that frame is made from."""
        reader = _Reader(self, self._file(step))
        return reader.reads(node, reader.chain_of(step.function))

    def around(self, step: Step, node: p.Node) -> set[Key]:
        """The keys of the tests over a statement."""
        return {key for one in self._over(step, node) for key in one.deciding}

    def controls_of(self, step: Step, node: p.Node) -> tuple[str, ...]:
        """The tests over a statement, and the statement itself."""
        return next(((*one.controls, one.text) for one in self._over(step, node)), ())

    def _over(self, step: Step, node: p.Node) -> Iterator[Effect]:
        reader = _Reader(self, self._file(step))
        home = reader.home_of(step.function)
        for one in self.effects:
            if one.home == home and any(part.place == node.place for part in p.walk(one.node)):
                yield one

    def _file(self, step: Step) -> File:
        for file in self.files:
            if file.path == step.path:
                return file
        raise Unseen

    def slice(self, seeds: set[Key], step: Step) -> frozenset[Key]:
        """All keys that those are made from, and those that decide over them."""
        by_key: dict[Key, list[Effect]] = {}
        for one in self.effects:
            for key in one.writes:
                by_key.setdefault(key, []).append(one)
        found = set(seeds)
        waiting = list(seeds)
        for place, one_step in enumerate(self.steps):
            own: Key = ("c", one_step.function.name)
            if place and own not in found:
                found.add(own)
                waiting.append(own)
        homes: set[str] = set()
        while waiting:
            key = waiting.pop()
            for one in by_key.get(key, ()):
                more = set(one.reads | one.deciding)
                if one.home not in homes:
                    homes.add(one.home)
                    more.add(("c", _called_as(one.home)))
                for other in more - found:
                    found.add(other)
                    waiting.append(other)
        return frozenset(found)


def _called_as(home: str) -> str:
    """The name that the function of a home is called by: a constructor by its class's."""
    names = home.rpartition(":")[2].split(".")
    return names[-2] if names[-1].startswith("__") and len(names) > 1 else names[-1]


def _files(image: Image, steps: tuple[Step, ...]) -> Iterator[File]:
    """The files that the patch and the trace name, and what those import."""
    waiting = [file.path for file in image.files(steps[-1].path)]
    seen: set[str] = set(waiting)
    count = size = 0
    while waiting:
        file = image.file(waiting.pop(0))
        if file is None or file.path.rpartition(".")[2] != steps[-1].path.rpartition(".")[2]:
            continue
        count += 1
        size += len(file.tree.source)
        if count > MOST_FILES or size > MOST_BYTES:
            raise Unseen
        yield file
        for one in file.declarations:
            if isinstance(one, p.Import):
                for path in _modules(file.path, one):
                    if path not in seen and image.file(path) is not None:
                        seen.add(path)
                        waiting.append(path)


def _modules(path: str, node: p.Import) -> Iterator[str]:
    """Where an imported module's file may lie."""
    tail = node.module.lstrip(".").replace(".", "/")
    tails = [tail, *(f"{tail}/{one.imported}".lstrip("/") for one in node.bindings)]
    folder = path.rpartition("/")[0]
    while True:
        for one in tails:
            if one:
                lead = f"{folder}/" if folder else ""
                yield f"{lead}{one}.py"
                yield f"{lead}{one}/__init__.py"
        if not folder:
            return
        folder = folder.rpartition("/")[0]


class _Reader:
    """Reads the effects of one file."""

    def __init__(self, program: Program, file: File) -> None:
        self.program, self.file, self.facts = program, file, program.facts
        self.path = file.path

    def all(self) -> Iterator[Effect]:
        yield from self.block(self.file.module.body, "", (), ())
        for one in self.file.declarations:
            if isinstance(one, p.Function):
                yield from self.function(self.file.with_body(one))
            elif isinstance(one, p.Class):
                yield from self.class_(one)

    # --- Scopes ---

    def home_of(self, function: p.Function) -> str:
        if not function.name and not function.qualified:
            return f"{self.path}:"
        return f"{self.path}:{function.qualified or function.name}"

    def chain_of(self, function: p.Function) -> tuple[p.Function, ...]:
        """The functions around a function, and itself, innermost first."""
        place = function.place
        around = [
            self.file.with_body(one)
            for one in self.file.declarations
            if isinstance(one, p.Function)
            and one.place.start <= place.start
            and place.end <= one.place.end
        ]
        return tuple(reversed(around))

    def bound(self, function: p.Function) -> frozenset[str]:
        key = f"{self.path}:{function.place.start}"
        if key not in self.program.bound:
            self.program.bound[key] = frozenset(_bound(function))
        return self.program.bound[key]

    def variable(self, name: str, chain: tuple[p.Function, ...]) -> Key:
        for one in chain:
            if name in self.bound(one):
                return ("v", self.home_of(one), name)
        return ("g", name)

    def result(self, chain: tuple[p.Function, ...]) -> Key:
        """What a function gives; a constructor, its object."""
        if not chain:
            return ("r", "")
        own = chain[0]
        if own.name in (*self.facts.init, "__post_init__") and "." in own.qualified:
            return ("m", own.qualified.split(".")[-2])
        return ("r", own.name)

    # --- What an expression is made from ---

    def reads(self, node: p.Node | None, chain: tuple[p.Function, ...]) -> set[Key]:
        found: set[Key] = set()
        if node is None:
            return found
        for one in p.walk(node):
            if isinstance(one, p.Name):
                found |= self.named(one.name, chain)
            elif isinstance(one, p.Member):
                found.add(("f", one.name))
                found |= {("r", one.name)} if self.is_property(one.name) else set()
            elif isinstance(one, p.Call):
                if last_name(one.function) in _BLIND:
                    raise Unseen
                found |= self.called(one)
            elif isinstance(one, p.Index) and isinstance(one.key, p.Literal):
                found.add(("f", str(one.key.value)))
        return found

    def named(self, name: str, chain: tuple[p.Function, ...]) -> set[Key]:
        key = self.variable(name, chain)
        if key[0] == "g" and name in self.file.imported:
            inner = self.file.imported[name][1]
            return {key, ("g", inner or name), ("i", inner or name)}
        return {key}

    def is_property(self, name: str) -> bool:
        return any(
            one.kind == "getter" or one.decorators for one in self.program.known.get(name, ())
        )

    def called(self, node: p.Call) -> set[Key]:
        """What a call gives."""
        name = last_name(node.function)
        if isinstance(node.function, p.Name) and name in self.file.imported:
            name = self.file.imported[name][1] or name
        if name in self.program.classes:
            return {("m", name), ("i", name)}
        if name in self.program.known:
            return {("r", name)} if self.means(node, name) else set()
        if isinstance(node.function, p.Member) or name in _BUILTIN:
            return set()
        return {("r", other) for other in self.program.escaped}

    def means(self, node: p.Call, name: str) -> bool:
        """Whether a call can mean a function of the program, not a method of a collection."""
        if not isinstance(node.function, p.Member) or name not in _OF_COLLECTIONS:
            return True
        count = len(node.arguments)
        for one in self.program.known[name]:
            most = len(one.parameters) - (one.kind == "method" or "." in one.qualified)
            least = most - sum(1 for part in one.parameters if part.default is not None)
            loose = any(part.spread for part in one.parameters)
            loose = loose or any(part.spread for part in node.arguments)
            if loose or least <= count <= most:
                return not _is_entry(node)
        return False

    def signatures(self, node: p.Call) -> set[Key]:
        """What says how the function of a call is called."""
        name = last_name(node.function)
        if name in self.program.known or name in self.program.classes:
            return {("s", name), ("i", name)}
        return {("s", other) for other in self.program.escaped}

    # --- Declarations ---

    def class_(self, node: p.Class) -> Iterator[Effect]:
        head = spell(node._replace(body=()))
        yield self.effect("", node._replace(body=()), head, {("i", node.name)}, set(), ())
        place = 0
        for part in node.body:
            if isinstance(part, p.Assign) and isinstance(part.target, p.Name):
                reads = self.reads(part.value, ())
                key = ("f", part.target.name)
                # Where a field stands tells which argument it takes.
                yield self.effect(
                    "",
                    part,
                    f"{node.name} {place} {spell(part)}",
                    {key, ("i", node.name)},
                    reads,
                    (),
                )
                place += 1
            elif not isinstance(part, p.Function | p.Class | p.Assign):
                yield from self.block((part,), "", (), ())

    def function(self, node: p.Function) -> Iterator[Effect]:
        home, chain = self.home_of(node), self.chain_of(node)
        head = spell(node._replace(body=None))
        keys: set[Key] = {self.result(chain), ("s", node.name)}
        reads: set[Key] = set()
        for parameter in node.parameters:
            keys |= {("v", home, one) for one in _targets(parameter.target)}
            reads |= self.reads(parameter.default, chain[1:])
        for decorator in node.decorators:
            reads |= self.reads(decorator, chain[1:])
        yield self.effect(home, node._replace(body=None), head, keys, reads, ())
        if node.body is not None:
            yield from self.block(node.body.statements, home, chain, ())

    def effect(
        self,
        home: str,
        node: p.Node,
        text: str,
        writes: set[Key],
        reads: set[Key],
        controls: _Controls,
    ) -> Effect:
        deciding = frozenset(key for _, keys in controls for key in keys)
        texts = tuple(one for one, _ in controls)
        return Effect(
            home or f"{self.path}:",
            node,
            text,
            frozenset(writes),
            frozenset(reads),
            texts,
            deciding,
        )

    # --- Statements ---

    def block(
        self,
        statements: Iterable[p.Node],
        home: str,
        chain: tuple[p.Function, ...],
        controls: _Controls,
    ) -> Iterator[Effect]:
        for one in statements:
            yield from self.statement(one, home, chain, controls)
            controls = (*controls, *self.exits(one, chain))

    def exits(self, node: p.Node, chain: tuple[p.Function, ...]) -> _Controls:
        """The tests by which what follows is not executed."""
        if isinstance(node, p.Expression | p.Assign | p.Return | p.Raise | p.Import):
            return ()
        if isinstance(node, p.Function | p.Class):
            return ()
        return tuple(
            (f"exit {spell(part.test)}", frozenset(self.reads(part.test, chain)))
            for part in p.walk(node)
            if isinstance(part, p.If) and _may_leave(part)
        )

    def statement(
        self, node: p.Node, home: str, chain: tuple[p.Function, ...], controls: _Controls
    ) -> Iterator[Effect]:
        if isinstance(node, p.Function | p.Class):
            return
        if isinstance(node, p.If):
            yield from self.heads(node.test, home, chain, controls)
            test = (spell(node.test), frozenset(self.reads(node.test, chain)))
            yield from self.block(node.then.statements, home, chain, (*controls, test))
            if node.other is not None:
                other = (f"not {test[0]}", test[1])
                yield from self.block(node.other.statements, home, chain, (*controls, other))
        elif isinstance(node, p.While):
            yield from self.heads(node.test, home, chain, controls)
            keys = self.reads(node.test, chain)
            test = ("while" if node.test is None else spell(node.test), frozenset(keys))
            yield from self.block(node.body.statements, home, chain, (*controls, test))
            if node.otherwise is not None:
                yield from self.block(node.otherwise.statements, home, chain, (*controls, test))
        elif isinstance(node, p.ForEach):
            yield from self.heads(node.iterable, home, chain, controls)
            keys = self.reads(node.iterable, chain)
            writes, more = self.target(node.target, chain)
            head = f"for {spell(node.target) if node.target else ''} in {spell(node.iterable)}"
            yield self.effect(home, node.iterable, head, writes, keys | more, controls)
            test = (head, frozenset(keys))
            yield from self.block(node.body.statements, home, chain, (*controls, test))
            if node.otherwise is not None:
                yield from self.block(node.otherwise.statements, home, chain, (*controls, test))
        elif isinstance(node, p.With):
            for item in node.items:
                yield from self.heads(item.value, home, chain, controls)
                keys = self.reads(item.value, chain)
                writes, more = self.target(item.target, chain)
                yield self.effect(home, item.value, spell(item), writes, keys | more, controls)
            yield from self.block(node.body.statements, home, chain, controls)
        elif isinstance(node, p.Try):
            yield from self.block(node.body.statements, home, chain, controls)
            for handler in node.handlers:
                taken = (f"except {' '.join(handler.types)}", frozenset[Key]())
                yield from self.block(handler.body.statements, home, chain, (*controls, taken))
            for block in (node.otherwise, node.final):
                if block is not None:
                    yield from self.block(block.statements, home, chain, controls)
        elif isinstance(node, p.Switch):
            keys = self.reads(node.subject, chain)
            for case in node.cases:
                head_text = " ".join(spell(one) for one in case.values)
                for value in case.values:
                    keys |= self.reads(value, chain)
                writes = {
                    self.variable(one.name, chain)
                    for value in case.values
                    for one in p.walk(value)
                    if isinstance(one, p.Name)
                }
                yield self.effect(home, node, head_text, writes, keys, controls)
                test = (f"case {head_text}", frozenset(keys))
                yield from self.block(case.body.statements, home, chain, (*controls, test))
        else:
            yield from self.simple(node, home, chain, controls)

    def heads(
        self, node: p.Node | None, home: str, chain: tuple[p.Function, ...], controls: _Controls
    ) -> Iterator[Effect]:
        """A test or an iterable, for the calls in it."""
        if node is not None and any(isinstance(one, p.Call | p.Assign) for one in p.walk(node)):
            yield self.effect(
                home,
                node,
                f"head {spell(node)}",
                set(self.mutated(node, chain)),
                self.reads(node, chain),
                controls,
            )
            yield from self.handed(node, home, chain, controls)

    def simple(
        self, node: p.Node, home: str, chain: tuple[p.Function, ...], controls: _Controls
    ) -> Iterator[Effect]:
        if isinstance(node, p.Expression) and self.facts.logs(node.value):
            yield from self.handed(node, home, chain, controls)
            return
        reads, writes = self.reads(node, chain), set(self.mutated(node, chain))
        if isinstance(node, p.Return | p.Raise):
            writes.add(self.result(chain))
        elif isinstance(node, p.Assert):
            reads = self.reads(node.test, chain)
        elif isinstance(node, p.Delete):
            for target in node.targets:
                more, _ = self.target(target, chain)
                writes |= more
        elif isinstance(node, p.Import):
            for one in node.bindings:
                writes |= {self.variable(one.name, chain), ("i", one.name)}
        yield self.effect(home, node, spell(node), writes, reads, controls)
        yield from self.handed(node, home, chain, controls)

    def mutated(self, node: p.Node, chain: tuple[p.Function, ...]) -> Iterator[Key]:
        """What is written in an expression or a simple statement."""
        for one in p.walk(node):
            if isinstance(one, p.Assign):
                yield from self.target(one.target, chain)[0]
            elif isinstance(one, p.Yield):
                yield self.result(chain)
            elif isinstance(one, p.Entry) and isinstance(one.key, p.Literal):
                yield ("f", str(one.key.value))
            elif isinstance(one, p.Call) and isinstance(one.function, p.Member):
                name = one.function.name
                known = name in self.program.known and name not in self.facts.changing
                if not known and name not in _LOOKS_ONLY:
                    yield from self.owners(one.function.object, chain)
                if name == "setdefault" and one.arguments:
                    key = one.arguments[0].value
                    if isinstance(key, p.Literal):
                        yield ("f", str(key.value))
            elif isinstance(one, p.Clause):
                yield from self.target(one.target, chain)[0]

    def target(
        self, node: p.Node | None, chain: tuple[p.Function, ...]
    ) -> tuple[set[Key], set[Key]]:
        """What an assignment's target writes, and what it reads."""
        if node is None:
            return set(), set()
        if isinstance(node, p.Name):
            return {self.variable(node.name, chain)}, set()
        if isinstance(node, p.Member):
            return {("f", node.name)}, self.reads(node.object, chain)
        if isinstance(node, p.Index):
            keys = set(self.owners(node.object, chain))
            if isinstance(node.key, p.Literal):
                keys.add(("f", str(node.key.value)))
            return keys, self.reads(node, chain)
        if isinstance(node, p.Collection | p.Spread | p.Slice):
            writes: set[Key] = set()
            reads: set[Key] = set()
            for part in p.children(node):
                more, others = self.target(part, chain)
                writes |= more
                reads |= others
            return writes, reads
        return set(self.owners(node, chain)), self.reads(node, chain)

    def owners(self, node: p.Node, chain: tuple[p.Function, ...]) -> Iterator[Key]:
        """The variables and fields that hold what is changed in place."""
        for one in p.walk(node):
            if isinstance(one, p.Name) and one.name not in self.facts.own:
                yield self.variable(one.name, chain)
            elif isinstance(one, p.Member):
                yield ("f", one.name)

    # --- Calls: what is handed over ---

    def handed(
        self, node: p.Node, home: str, chain: tuple[p.Function, ...], controls: _Controls
    ) -> Iterator[Effect]:
        for one in p.walk(node):
            if isinstance(one, p.Call):
                yield from self.call(one, home, chain, controls)

    def call(
        self, node: p.Call, home: str, chain: tuple[p.Function, ...], controls: _Controls
    ) -> Iterator[Effect]:
        name = last_name(node.function)
        text = spell(node)
        if name in self.program.classes:
            yield from self.made(node, self.program.classes[name], home, chain, controls)
            return
        names = [name] if name in self.program.known and self.means(node, name) else []
        everything: set[Key] = set()
        for one in node.arguments:
            everything |= self.reads(one.value, chain)
            if isinstance(one.value, p.Name | p.Member) and one.value.name in self.program.known:
                names.append(one.value.name)
        for place, own in enumerate(names):
            exact = place == 0 and own == name
            yield self.effect(home, node, f"call {text}", {("c", own)}, set(), controls)
            for function in self.program.known[own]:
                yield from self.parameters(node, function, everything, exact, home, chain, controls)
        if not names and not isinstance(node.function, p.Member) and name not in _BUILTIN:
            # Whatever is called so: it may be any of those that are handed around.
            writes = {
                key
                for one in self.program.escaped
                for function in self.program.known.get(one, ())
                for key in self.own_parameters(function)
            }
            yield self.effect(home, node, f"give {text}", writes, everything, controls)
            made = {("c", one) for one in self.program.escaped}
            callee = self.reads(node.function, chain)
            yield self.effect(home, node, f"call {text}", set(made), callee, controls)

    def own_parameters(self, function: p.Function) -> Iterator[Key]:
        home = self.somewhere(function)
        for parameter in function.parameters:
            for name in _targets(parameter.target):
                yield ("v", home, name)

    def somewhere(self, function: p.Function) -> str:
        key = (function.qualified or function.name, function.place.start)
        if key not in self.program.homes:
            for file in self.program.files:
                for one in file.functions.get(function.name, ()):
                    own = (one.qualified or one.name, one.place.start)
                    self.program.homes.setdefault(own, f"{file.path}:{own[0]}")
        return self.program.homes.get(key, "")

    def parameters(
        self,
        node: p.Call,
        function: p.Function,
        everything: set[Key],
        exact: bool,
        home: str,
        chain: tuple[p.Function, ...],
        controls: _Controls,
    ) -> Iterator[Effect]:
        """The parameters are made from the arguments, and what is changed in them is changed."""
        there = self.somewhere(function)
        parameters = list(function.parameters)
        first = parameters[0].target if parameters else None
        if isinstance(first, p.Name) and first.name in (*self.facts.own, "cls"):
            parameters.pop(0)
        named = {one.name: one for one in node.arguments if one.name}
        plain = [one for one in node.arguments if not one.name]
        loose = not exact or any(one.spread for one in node.arguments)
        text = spell(node)
        for place, parameter in enumerate(parameters):
            for name in _targets(parameter.target):
                key: Key = ("v", there, name)
                argument = named.get(name)
                if argument is None and place < len(plain):
                    argument = plain[place]
                if loose or parameter.spread or len(plain) > len(parameters):
                    yield self.effect(home, node, f"{text} to {name}", {key}, everything, controls)
                    continue
                if argument is None:
                    continue
                value = argument.value
                reads = self.reads(value, chain)
                yield self.effect(home, value, f"{spell(value)} to {name}", {key}, reads, controls)
                if isinstance(value, p.Name | p.Member):
                    owners = set(self.owners(value, chain))
                    yield self.effect(
                        home, value, f"{spell(value)} by {name}", owners, {key}, controls
                    )

    def made(
        self,
        node: p.Call,
        definition: p.Class,
        home: str,
        chain: tuple[p.Function, ...],
        controls: _Controls,
    ) -> Iterator[Effect]:
        """A new object: the fields or the constructor's parameters are made from the arguments."""
        text = spell(node)
        everything = {key for one in node.arguments for key in self.reads(one.value, chain)}
        inits = [
            one
            for one in definition.body
            if isinstance(one, p.Function) and one.name in self.facts.init
        ]
        yield self.effect(home, node, f"new {text}", {("c", definition.name)}, set(), controls)
        if inits:
            for function in inits:
                yield from self.parameters(node, function, everything, True, home, chain, controls)
            return
        fields = [
            part.target.name
            for part in definition.body
            if isinstance(part, p.Assign) and isinstance(part.target, p.Name)
        ]
        if definition.bases or any(one.spread for one in node.arguments):
            writes: set[Key] = {("f", one) for one in fields}
            writes |= {("f", one.name) for one in node.arguments if one.name}
            yield self.effect(home, node, f"new {text}", writes, everything, controls)
            return
        plain = [one for one in node.arguments if not one.name]
        pairs = [
            *zip(fields, plain, strict=False),
            *((o.name, o) for o in node.arguments if o.name),
        ]
        for name, argument in pairs:
            value = argument.value
            reads = self.reads(value, chain)
            yield self.effect(
                home, value, f"{spell(value)} to {name}", {("f", name)}, reads, controls
            )


def _is_entry(node: p.Call) -> bool:
    """Whether it can only be a mapping's method: it is given a key."""
    first = node.arguments[0].value if node.arguments else None
    return (
        isinstance(node.function, p.Member)
        and node.function.name in ("get", "pop", "setdefault")
        and isinstance(first, p.Literal)
        and first.kind == "str"
    )


def _may_leave(node: p.If) -> bool:
    return any(
        isinstance(one, p.Return | p.Raise) or (isinstance(one, p.Jump) and one.kind != "pass")
        for one in p.walk(node)
    )


def _handed_around(file: File, known: dict[str, list[p.Function]]) -> Iterator[str]:
    """The functions that are named without being called, and those that something is told of."""
    called: set[int] = set()
    for one in p.walk(file.module):
        if isinstance(one, p.Call):
            called.add(one.function.place.start)
        elif isinstance(one, p.Function):
            if any(spell(other) not in _PLAIN for other in one.decorators):
                yield one.name
        elif isinstance(one, p.Name) and one.name in known and one.place.start not in called:
            yield one.name


_OF_COLLECTIONS = frozenset(
    name for type_ in (dict, list, set, str, bytes) for name in dir(type_) if name[0] != "_"
)
_BUILTIN = frozenset(name for name in dir(builtins) if name[:1].islower())
_PLAIN = frozenset(("property", "staticmethod", "classmethod", "abstractmethod"))
_LOOKS_ONLY = words(
    "get items keys values split rsplit splitlines strip lstrip rstrip lower upper title casefold "
    "startswith endswith partition rpartition join format replace count index copy isdigit "
    "encode decode find most_common zfill ljust rjust center"
)


def _targets(node: p.Node) -> Iterator[str]:
    if isinstance(node, p.Name):
        yield node.name
    elif isinstance(node, p.Collection | p.Spread):
        for part in p.children(node):
            yield from _targets(part)


_BINDING = (p.Assign, p.ForEach, p.Clause, p.WithItem, p.Handler)


def _bound(function: p.Function) -> Iterator[str]:
    """The names that belong to a function."""
    for parameter in function.parameters:
        yield from _targets(parameter.target)
    if function.body is None:
        return
    outside: set[str] = set()
    found: list[str] = []
    waiting: list[p.Node] = [function.body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, p.Scope):
            outside |= set(one.names)
        elif isinstance(one, _BINDING) and one.target is not None:
            found += _targets(one.target)
        elif isinstance(one, p.Import):
            found += [binding.name for binding in one.bindings]
        elif isinstance(one, p.Function):
            if one.name:
                found.append(one.name)
            found += [name for part in one.parameters for name in _targets(part.target)]
            if one.name:
                continue
        waiting.extend(p.children(one))
    yield from (name for name in found if name not in outside)
