"""JavaScript's values as Python's: what each one is, its properties, its prototype.

undefined is UNDEFINED, null None, a boolean bool, a number float, a bigint int, a string str;
everything else is an object of a class of this file, a Closure or a Native.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Closure, Fault, Native, NotModelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Context, FunctionCode, Step, Value

Key = Any  # a string or a Symbol


class Undefined:
    """The type of UNDEFINED."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = Undefined()


class Hole:
    """The type of HOLE, which stands in an array's items where there is none."""


HOLE = Hole()


class Symbol:
    """A symbol; two of them are never equal."""

    def __init__(self, text: str) -> None:
        self.text = text


ITERATOR = Symbol("Symbol.iterator")
ASYNC_ITERATOR = Symbol("Symbol.asyncIterator")


class Accessor:
    """A property with a getter or a setter."""

    __slots__ = ("get", "set")

    def __init__(self, get: Value = None, set_: Value = None) -> None:
        self.get = get
        self.set = set_


class JSObject:
    """An object: its own properties, and where others are looked up. `builtin`: shared by all
    programs, so none may change it. `sealed`: frozen by the program.
    """

    __slots__ = ("builtin", "hidden", "props", "proto", "sealed", "tag")

    def __init__(self, proto: JSObject | None, tag: str = "Object") -> None:
        self.props: dict[Key, Value] = {}
        self.proto = proto
        self.tag = tag
        self.sealed = False
        self.builtin = False
        self.hidden: Any = None  # properties that are not enumerable: a set of keys, or None


class JSArray(JSObject):
    """An array. What is missing among its items is HOLE, which no program ever sees."""

    __slots__ = ("items",)

    def __init__(self, items: list[Value]) -> None:
        super().__init__(ARRAY, "Array")
        self.items = items


class JSMap(JSObject):
    """A Map: normalised key → (key, value)."""

    __slots__ = ("entries",)

    def __init__(self, proto: JSObject | None = None) -> None:
        super().__init__(proto or MAP, "Map")
        self.entries: dict[Any, tuple[Value, Value]] = {}


class JSSet(JSObject):
    """A Set: normalised value → value."""

    __slots__ = ("values",)

    def __init__(self, proto: JSObject | None = None) -> None:
        super().__init__(proto or SET, "Set")
        self.values: dict[Any, Value] = {}


class JSError(JSObject):
    """An Error, with the calls that were running when it was made."""

    __slots__ = ("trail",)

    def __init__(self, proto: JSObject) -> None:
        super().__init__(proto, "Error")
        self.trail: tuple[Step, ...] = ()


class JSClass(JSObject):
    """A class: `prototype` for its objects, `parent` the class it extends (None: nothing), `fields`
    what each new object gets: (key, function that gives the value, or None).
    """

    __slots__ = ("constructor", "fields", "name", "parent", "prototype")

    def __init__(self, name: str, parent: Value, prototype: JSObject) -> None:
        super().__init__(parent if isinstance(parent, JSObject) else FUNCTION, "Function")
        self.name = name
        self.parent = parent
        self.prototype = prototype
        self.constructor: Closure | None = None
        self.fields: list[tuple[Key, Closure | None]] = []


class JSIterator(JSObject):
    """What a built-in iterates with: a Python iterator."""

    __slots__ = ("source",)

    def __init__(self, source: Any) -> None:
        super().__init__(ITERATORS, "Iterator")
        self.source = source


class Builtin(JSObject):
    """A built-in function that has properties and may be called with `new`: Map, Error, Promise."""

    __slots__ = ("call", "construct", "name", "prototype")

    def __init__(
        self,
        name: str,
        prototype: JSObject | None = None,
        call: Callable[[Context, Value, Sequence[Value]], Value] | None = None,
        construct: Callable[[Context, Sequence[Value], JSObject | None], Value] | None = None,
    ) -> None:
        super().__init__(FUNCTION, "Function")
        self.name = name
        self.prototype = prototype
        self.call = call
        self.construct = construct
        self.builtin = True
        self.props["name"] = name
        self.hidden = {"name", "prototype"}
        if prototype is not None:
            self.props["prototype"] = prototype
            prototype.props["constructor"] = self
            prototype.builtin = True
            prototype.hidden = {"constructor"}


OBJECT = JSObject(None)
OBJECT.builtin = True
FUNCTION = JSObject(OBJECT, "Function")
ARRAY = JSObject(OBJECT, "Array")
STRING = JSObject(OBJECT, "String")
NUMBER = JSObject(OBJECT, "Number")
BOOLEAN = JSObject(OBJECT, "Boolean")
BIGINT = JSObject(OBJECT, "BigInt")
SYMBOL = JSObject(OBJECT, "Symbol")
MAP = JSObject(OBJECT, "Map")
SET = JSObject(OBJECT, "Set")
ERROR = JSObject(OBJECT, "Error")
ITERATORS = JSObject(OBJECT, "Iterator")
PROMISE = JSObject(OBJECT, "Promise")
for _one in (FUNCTION, ARRAY, STRING, NUMBER, BOOLEAN, BIGINT, SYMBOL, ITERATORS):
    _one.builtin = True

_PROTOTYPES: dict[type, JSObject] = {
    str: STRING, float: NUMBER, bool: BOOLEAN, int: BIGINT, Symbol: SYMBOL, Native: FUNCTION,
    Closure: FUNCTION,
}  # fmt: skip


def new_object() -> JSObject:
    """`{}`."""
    return JSObject(OBJECT)


def is_callable(value: Value) -> bool:
    return isinstance(value, (Closure, Native, JSClass)) or (
        isinstance(value, Builtin) and (value.call or value.construct) is not None
    )


def is_object(value: Value) -> bool:
    return isinstance(value, (JSObject, Closure, Native))


def own_properties(value: Value) -> JSObject | None:
    """The object that holds a value's own properties; a function's is made when it is needed."""
    if isinstance(value, JSObject):
        return value
    if isinstance(value, (Closure, Native)):
        if value.extra is None:
            value.extra = JSObject(FUNCTION, "Function")
            if isinstance(value, Closure):
                _describe(value, value.extra)
        return value.extra  # type: ignore[no-any-return]
    return None


def _describe(closure: Closure, props: JSObject) -> None:
    """What every function has: its name, and the prototype of what `new` makes of it."""
    form = closure.code.form
    props.props["name"] = function_name(closure.code)
    props.props["length"] = float(
        sum(1 for one in form.parameters if one.default is None and not one.spread) if form else 0
    )
    props.hidden = {"name", "length", "prototype"}
    if form is not None and form.kind == "function" and not form.flags:
        prototype = new_object()
        prototype.props["constructor"] = closure
        prototype.hidden = {"constructor"}
        props.props["prototype"] = prototype


def function_name(code: FunctionCode) -> str:
    """A function's own name: for one without, what it was assigned to."""
    return str(code.details.get("name", "") or code.name)


def prototype_of(value: Value) -> JSObject | None:
    """Where members of a value are looked up next."""
    if isinstance(value, JSObject):
        return value.proto
    return _PROTOTYPES.get(type(value))


def index_of(key: Key) -> int | None:
    """The index that a property key is: "0", "17"; None for all others."""
    if isinstance(key, str) and key.isdigit() and (key == "0" or key[0] != "0"):
        return int(key)
    return None


def get(context: Context, value: Value, key: Key, receiver: Value = None) -> Value:
    """`value.key`, a string or symbol; UNDEFINED where there is none."""
    if value is UNDEFINED or value is None:
        raise unreadable(value, key)
    found = _own_special(value, key)
    if found is not None:
        return found
    holder = own_properties(value) or _PROTOTYPES.get(type(value))
    while holder is not None:
        if key in holder.props:
            got = holder.props[key]
            if type(got) is Accessor:
                if got.get is None:
                    return UNDEFINED
                this = value if receiver is None else receiver
                return context.runtime.call(context, got.get, this, ())
            return got
        holder = holder.proto
    return UNDEFINED


def _own_special(value: Value, key: Key) -> Value:
    """Properties that are not stored as such: lengths, items. None where it is none of them."""
    if type(value) is str:
        return string_part(value, key)
    if type(value) is JSArray:
        if key == "length":
            return float(len(value.items))
        number = index_of(key)
        if number is not None:
            return seen(value.items[number]) if number < len(value.items) else UNDEFINED
    elif key == "prototype" and isinstance(value, JSClass):
        return value.prototype
    elif key == "name" and isinstance(value, JSClass) and key not in value.props:
        return value.name
    elif key == "stack" and type(value) is JSError and key not in value.props:
        return Stack
    return None


def seen(item: Value) -> Value:
    """What a program reads where an array has a hole."""
    return UNDEFINED if item is HOLE else item


class Stack:
    """Stands for an error's stack as text, which is made where it is read."""


def string_part(value: str, key: Key) -> Value:
    if key == "length":
        return float(length(value))
    number = index_of(key)
    if number is None:
        return None
    bmp_only(value)
    return value[number] if number < len(value) else UNDEFINED


def length(text: str) -> int:
    """A string's length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def bmp_only(text: str) -> str:
    """Positions in a string count UTF-16 code units; Python's are the same within the BMP."""
    if not text.isascii() and any(one > "\uffff" for one in text):
        raise NotModelled("positions in a text with characters beyond U+FFFF")
    return text


def unreadable(value: Value, key: Key) -> Fault:
    what = "null" if value is None else "undefined"
    return Fault("TypeError", f"Cannot read properties of {what} (reading '{key_text(key)}')")


def key_text(key: Key) -> str:
    return key.text if isinstance(key, Symbol) else str(key)


def put(context: Context, value: Value, key: Key, new: Value) -> None:
    """`value.key = new`, in strict mode where the difference shows."""
    if value is UNDEFINED or value is None:
        what = "null" if value is None else "undefined"
        raise Fault("TypeError", f"Cannot set properties of {what} (setting '{key_text(key)}')")
    if type(value) is JSArray and _put_item(value, key, new):
        return
    holder = own_properties(value)
    if holder is None:
        raise NotModelled("a property of a primitive value that is assigned")
    if holder.builtin:
        raise NotModelled("a change to a built-in object")
    if key not in holder.props and (setter := _inherited(value, key)) is not None:
        if setter.set is None:
            raise Fault(
                "TypeError",
                f"Cannot set property {key_text(key)} of {describe(value)} which has only a getter",
            )
        context.runtime.call(context, setter.set, value, (new,))
        return
    if holder.sealed:
        _refuse_frozen(value, holder, key)
    holder.props[key] = new


def _refuse_frozen(value: Value, holder: JSObject, key: Key) -> None:
    if key in holder.props:
        raise Fault(
            "TypeError",
            f"Cannot assign to read only property '{key_text(key)}' of object '{describe(value)}'",
        )
    raise Fault("TypeError", f"Cannot add property {key_text(key)}, object is not extensible")


def describe(value: Value) -> str:
    """An object as messages have it: `#<Cart>`, `[object Array]`."""
    if type(value) is JSArray:
        return "[object Array]"
    return f"#<{constructor_name(value)}>"


def _put_item(array: JSArray, key: Key, new: Value) -> bool:
    items = array.items
    if key == "length":
        wanted = int(new)
        _stretch(items, wanted)
        del items[wanted:]
        return True
    number = index_of(key)
    if number is None:
        return False
    if array.sealed:
        if number < len(items):
            raise Fault(
                "TypeError",
                f"Cannot assign to read only property '{number}' of object '[object Array]'",
            )
        raise Fault("TypeError", f"Cannot add property {number}, object is not extensible")
    if number < len(items):
        items[number] = new
    else:
        _stretch(items, number)
        items.append(new)
    return True


MOST_HOLES = 100_000  # more than a service holds


def _stretch(items: list[Value], size: int) -> None:
    if size - len(items) > MOST_HOLES:
        raise NotModelled("an array with very many holes")
    items.extend([HOLE] * (size - len(items)))


def _inherited(value: Value, key: Key) -> Accessor | None:
    holder = prototype_of(value)
    while holder is not None:
        found = holder.props.get(key)
        if found is not None:
            return found if type(found) is Accessor else None
        holder = holder.proto
    return None


def constructor_name(value: Value) -> str:
    """The name of what made an object, as traces and messages have it."""
    if isinstance(value, (Closure, Native, JSClass, Builtin)):
        return "Function"
    holder = value if isinstance(value, JSObject) else prototype_of(value)
    while holder is not None:
        made = holder.props.get("constructor")
        if isinstance(made, (JSClass, Builtin)):
            return made.name
        if isinstance(made, Closure):
            return function_name(made.code)
        holder = holder.proto
    return "Object"


def keys_of(value: Value) -> list[str]:
    """The enumerable own keys in their order: indices first, then as they were made."""
    if isinstance(value, str):
        return [str(one) for one in range(length(value))]
    holder = own_properties(value)
    if holder is None:
        return []
    hidden = holder.hidden or ()
    named = [key for key in holder.props if isinstance(key, str) and key not in hidden]
    named = [key for key in named if not key.startswith("#")]
    numbers = [key for key in named if index_of(key) is not None]
    if numbers:
        numbers.sort(key=int)
        named = numbers + [key for key in named if index_of(key) is None]
    if isinstance(holder, JSArray):
        numbers = [str(n) for n, one in enumerate(holder.items) if one is not HOLE]
        return [*numbers, *named]
    return named


def native(name: str, run: Callable[[Context, Value, Sequence[Value]], Value]) -> Native:
    return Native(name, run)
