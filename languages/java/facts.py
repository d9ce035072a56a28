"""What tests and calls mean in Java."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..program import Call, Literal, Member, Name
from ..remedies import Facts, Meaning
from ..words import words

if TYPE_CHECKING:
    from ..program import Node


def meaning(node: Node) -> Meaning | None:
    """The meaning of a test or a call; None for what has none but its own."""
    if isinstance(node, Member):
        return Meaning("length", (node.object,)) if node.name == "length" else None
    if not isinstance(node, Call):
        return None
    args = tuple(one.value for one in node.arguments)
    if isinstance(node.function, Member):
        return _method(node.function, args)
    if node.new and isinstance(node.function, Name):
        return _new(node.function.name, args)
    return None


def _new(name: str, args: tuple[Node, ...]) -> Meaning | None:
    plain = name.partition("<")[0]
    if plain in _MAPS:
        return Meaning("copy", args if _copies(args) else (), ("mapping",))
    if plain in _LISTS:
        return Meaning("copy", args if _copies(args) else (), ("list",))
    return None


def _copies(args: tuple[Node, ...]) -> bool:
    """A number is the capacity, not what is copied."""
    return len(args) == 1 and not isinstance(args[0], Literal)


_MAPS = words("HashMap LinkedHashMap TreeMap ConcurrentHashMap EnumMap")
_LISTS = words(
    "ArrayList LinkedList ArrayDeque HashSet LinkedHashSet TreeSet Vector PriorityQueue "
    "CopyOnWriteArrayList"
)
_STATIC = {
    ("Objects", "isNull"): ("is null", ()),
    ("Objects", "nonNull"): ("not is null", ()),
    ("Objects", "requireNonNull"): ("require", ("NullPointerException",)),
    ("Objects", "requireNonNullElse"): ("or else", ()),
    ("Objects", "equals"): ("equal", ()),
    ("Objects", "toString"): ("text", ()),
    ("String", "valueOf"): ("text", ()),
    ("Integer", "parseInt"): ("convert", ("int",)),
    ("Integer", "valueOf"): ("convert", ("int",)),
    ("Long", "parseLong"): ("convert", ("int",)),
    ("Long", "valueOf"): ("convert", ("int",)),
    ("Double", "parseDouble"): ("convert", ("float",)),
    ("Double", "valueOf"): ("convert", ("float",)),
    ("List", "copyOf"): ("copy", ("list", "unmodifiable")),
    ("Set", "copyOf"): ("copy", ("list", "unmodifiable")),
    ("Map", "copyOf"): ("copy", ("mapping", "unmodifiable")),
    ("Collections", "unmodifiableList"): ("copy", ("list", "unmodifiable")),
    ("Collections", "unmodifiableMap"): ("copy", ("mapping", "unmodifiable")),
    ("Collections", "unmodifiableSet"): ("copy", ("list", "unmodifiable")),
    ("LocalDate", "parse"): ("convert", ("date",)),
    ("LocalDateTime", "parse"): ("convert", ("date",)),
    ("LocalTime", "parse"): ("convert", ("date",)),
    ("ZonedDateTime", "parse"): ("convert", ("date",)),
    ("OffsetDateTime", "parse"): ("convert", ("date",)),
    ("Instant", "parse"): ("convert", ("date",)),
    ("Duration", "parse"): ("convert", ("date",)),
    ("YearMonth", "parse"): ("convert", ("date",)),
    ("Files", "exists"): ("exists", ()),
    ("Math", "max"): ("largest", ()),
    ("Math", "min"): ("smallest", ()),
    ("Integer", "max"): ("largest", ()),
    ("Integer", "min"): ("smallest", ()),
    ("StringUtils", "isNumeric"): ("numeric", ()),
}
_FIXED = {
    ("List", "of"): "elements",
    ("Set", "of"): "elements",
    ("Arrays", "asList"): "elements",
    ("Collections", "emptyList"): "elements",
    ("Collections", "singletonList"): "elements",
    ("Map", "of"): "entries",
    ("Collections", "emptyMap"): "entries",
}
_NUMBERS = words("nextInt nextLong nextDouble nextFloat nextShort nextByte nextBigDecimal")
_TESTS = {
    "isBlank": ("is empty", 0),
    "hasNextLong": ("numeric", 0),
    "hasNextDouble": ("numeric", 0),
    "isEmpty": ("is empty", 0),
    "hasNext": ("more", 0),
    "hasNextInt": ("numeric", 0),
    "hasNextLine": ("more", 0),
    "isPresent": ("not is empty", 0),
    "containsKey": ("has", 1),
    "contains": ("has", 1),
    "equals": ("equal", 1),
    "exists": ("exists", 0),
}


def _spreads(name: str, args: tuple[Node, ...]) -> bool:
    """Whether the one argument may be an array of them."""
    return len(args) == 1 and not isinstance(args[0], Literal) and name in ("of", "asList")


def _of_text(owner: Node, name: str, args: tuple[Node, ...]) -> Meaning | None:
    """What is asked of a text."""
    first = args[0] if args else None
    if name in ("substring", "subSequence", "subList") and args:
        return Meaning("slice", (owner, *args))
    if not isinstance(first, Literal) or not isinstance(first.value, str):
        return None
    text = first.value.replace("\\", "")
    if name == "split" and text and not set(text) & set("[]()*+?^$sdw") and text != ".":
        return Meaning("split", (owner, first._replace(value=text)))
    if name in ("indexOf", "lastIndexOf") and len(args) == 1:
        return Meaning("position", (owner, first), ("last",) if name[0] == "l" else ())
    if name == "contains" and text and not any(one.isalnum() for one in text):
        return Meaning("within", (owner, first))
    return None


def _method(function: Member, args: tuple[Node, ...]) -> Meaning | None:
    owner, name, count = function.object, function.name, len(args)
    if isinstance(owner, Name) and (owner.name, name) in _FIXED and not _spreads(name, args):
        return Meaning(_FIXED[owner.name, name], args, ("unmodifiable",))
    found = _of_text(owner, name, args)
    if found is not None:
        return found
    if isinstance(owner, Name) and (owner.name, name) in _STATIC:
        kind, types = _STATIC[owner.name, name]
        return Meaning(kind, args, types) if args else None
    if isinstance(owner, Name) and owner.name == "Math" and name in ("max", "min") and count == 2:
        return Meaning("greatest" if name == "max" else "least", args)
    if name in _TESTS and count == _TESTS[name][1]:
        return Meaning(_TESTS[name][0], (owner, *args))
    if name in ("size", "length") and not count:
        return Meaning("length", (owner,))
    if name == "get" and count == 1:
        return Meaning("entry", (owner, *args))
    if name == "getOrDefault" and count == 2:
        return Meaning("get", (owner, *args))
    if name == "put" and count == 2:
        return Meaning("put", (owner, *args))
    if name in ("add", "addLast", "push", "offer") and count == 1:
        return Meaning("add", (owner, *args))
    if (
        name
        in (
            "getFirst",
            "getLast",
            "removeFirst",
            "removeLast",
            "element",
            "next",
            "nextInt",
            "nextLong",
            "nextDouble",
            "nextLine",
            "pop",
            "remove",
            "firstKey",
            "lastKey",
            "getAsInt",
            "getAsDouble",
            "getAsLong",
            "orElseThrow",
            "get",
        )
        and not count
    ):
        return Meaning("first", (owner,), ("number",) if name in _NUMBERS else ())
    if name == "orElse" and count == 1:
        return Meaning("first", (owner, *args))
    if name in ("entrySet", "keySet", "values") and not count:
        what = {"entrySet": "items", "keySet": "keys", "values": "values"}[name]
        return Meaning("items", (owner,), (what,))
    if name in ("trim", "strip") and not count:
        return Meaning("trimmed", (owner,))
    if name == "toString" and not count:
        return Meaning("text", (owner,))
    if name in ("stream", "iterator", "parallelStream") and not count:
        return Meaning("same", (owner,))
    if name in ("map", "mapToInt", "flatMap") and count == 1:
        return Meaning("map", (owner, *args))
    if name == "forEach" and count == 1:
        return Meaning("map", (owner, *args), ("null",))
    if name == "filter" and count == 1:
        return Meaning("filter", (owner, *args))
    return None


def leaves(node: Call) -> str:
    """Whether a call ends the program."""
    function = node.function
    if (
        isinstance(function, Member)
        and isinstance(function.object, Name)
        and (function.object.name, function.name) in (("System", "exit"), ("Runtime", "halt"))
    ):
        value = node.arguments[0].value if node.arguments else None
        return "quiet exit" if isinstance(value, Literal) and value.value == 0 else "exit"
    return ""


_LEVELS = words(
    "debug info warn error trace fine finer finest warning severe config log printStackTrace "
    "println print printf"
)


def logs(node: Node) -> bool:
    """Whether an expression only reports."""
    if isinstance(node, Literal):
        return True
    if not isinstance(node, Call) or not isinstance(node.function, Member):
        return False
    if node.function.name not in _LEVELS:
        return False
    owner = node.function.object
    if node.function.name == "printStackTrace":
        return True
    name = owner.name.lower() if isinstance(owner, Name | Member) else ""
    return "log" in name or name == "err"


_ABOVE = {
    "ArrayIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "StringIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "NumberFormatException": "IllegalArgumentException",
    "InputMismatchException": "NoSuchElementException",
    "DateTimeParseException": "DateTimeException",
    "UnsupportedTemporalTypeException": "DateTimeException",
    "FileNotFoundException": "IOException",
    "NoSuchFileException": "FileSystemException",
    "FileSystemException": "IOException",
    "ConnectException": "SocketException",
    "SocketException": "IOException",
    "SocketTimeoutException": "IOException",
    "UnknownHostException": "IOException",
    "HttpTimeoutException": "IOException",
    "UncheckedIOException": "RuntimeException",
    "IOException": "Exception",
    "SQLException": "Exception",
    "TimeoutException": "Exception",
    "InterruptedException": "Exception",
    "ExecutionException": "Exception",
    "ParseException": "Exception",
    "CloneNotSupportedException": "Exception",
    "StackOverflowError": "VirtualMachineError",
    "OutOfMemoryError": "VirtualMachineError",
    "VirtualMachineError": "Error",
    "ExceptionInInitializerError": "LinkageError",
    "NoClassDefFoundError": "LinkageError",
    "LinkageError": "Error",
    "AssertionError": "Error",
    "Error": "Throwable",
    "Exception": "Throwable",
    "RuntimeException": "Exception",
}


def ancestors(name: str) -> list[str]:
    """The error and all that it derives from, as far as they are known."""
    found = [name.rpartition(".")[2].rpartition("$")[2]]
    while found[-1] != "Throwable":
        found.append(_ABOVE.get(found[-1], "RuntimeException"))
    return found


def catches(types: tuple[str, ...], error: str) -> bool:
    """Whether `catch (types e)` takes the error."""
    if not types:
        return True
    names = ancestors(error)
    return any(one.rpartition(".")[2] in names for one in types)


def broad(types: tuple[str, ...]) -> bool:
    """Whether `catch (types e)` takes nearly everything."""
    return not types or any(
        one.rpartition(".")[2] in ("Exception", "Throwable", "RuntimeException", "Error")
        for one in types
    )


FACTS = Facts(
    meaning=meaning,
    falsy=frozenset(),
    null_fails=frozenset(("member", "index", "call", "iterate", "arithmetic", "put")),
    absent="null",
    own=frozenset(("this",)),
    block_scopes=True,
    leaves=leaves,
    logs=logs,
    catches=catches,
    broad=broad,
    programming=words(
        "NullPointerException ClassCastException ArrayStoreException IllegalStateException "
        "UnsupportedOperationException ConcurrentModificationException StackOverflowError "
        "IndexOutOfBoundsException ArrayIndexOutOfBoundsException "
        "StringIndexOutOfBoundsException ArithmeticException ExceptionInInitializerError "
        "NegativeArraySizeException AssertionError"
    ),
    changing=words(
        "add put remove clear addAll putAll removeAll removeIf retainAll set sort push pop poll "
        "offer addFirst addLast removeFirst removeLast compute merge"
    ),
    impure=words("next nextInt nextLine read readLine poll pop remove now random"),
    init=frozenset(("<init>",)),
    joins=True,
    open_types=words(
        "Object Number CharSequence Comparable Serializable Collection Iterable List Map "
        "Set Queue Deque"
    ),
    total=words(
        "getOrDefault orElse orElseGet ifPresent ifPresentOrElse isPresent findFirst "
        "findAny map filter stream poll peek pollFirst pollLast peekFirst peekLast "
        "computeIfAbsent merge removeIf putIfAbsent indexOf lastIndexOf contains "
        "containsKey isEmpty isBlank size length equals trim strip max min limit mapToInt "
        "mapToObj sum count toList collect of println printf format append valueOf "
        "requireNonNullElse requireNonNullElseGet toLowerCase toUpperCase startsWith "
        "endsWith hasNext entrySet keySet values getKey getValue ofNullable flatMap sorted "
        "distinct average removeAll retainAll addAll"
    ),
)
