"""Writes languages/java/signatures.txt: the types of Java's library with which programs
are executed: what they inherit and which methods they have, as `javap` of a JDK tells.

    python benchmarks/java_signatures.py JDK_HOME > languages/java/signatures.txt

A line that isn't indented is a type and its supertypes, the lines under it are its methods
(parameters, result; `static` and type parameters before the name) and fields. Types of java.lang
are written without their package.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LANG = """Object String CharSequence StringBuilder Integer Long Double Boolean Character Number Math
Iterable Comparable Runnable Enum Record Throwable StackTraceElement System Thread AutoCloseable
Float Short Byte"""
UTIL = """Collection List ArrayList LinkedList Map Map$Entry HashMap LinkedHashMap TreeMap SortedMap
NavigableMap Set HashSet LinkedHashSet TreeSet SortedSet NavigableSet Queue Deque ArrayDeque
PriorityQueue Iterator ListIterator Arrays Collections Objects Optional OptionalInt OptionalDouble
OptionalLong Comparator Scanner Locale EnumMap AbstractMap AbstractMap$SimpleEntry StringJoiner
Stack Vector IntSummaryStatistics AbstractList AbstractCollection AbstractSet"""
FUNCTION = """Function BiFunction Supplier Consumer BiConsumer Predicate BiPredicate UnaryOperator
BinaryOperator ToIntFunction ToLongFunction ToDoubleFunction IntFunction IntPredicate
IntUnaryOperator IntBinaryOperator IntConsumer IntSupplier IntToDoubleFunction ToIntBiFunction
BooleanSupplier DoubleSupplier LongSupplier DoubleUnaryOperator DoubleBinaryOperator
LongUnaryOperator LongBinaryOperator ObjIntConsumer DoublePredicate DoubleFunction LongFunction
IntToLongFunction LongPredicate"""
STREAM = "BaseStream Stream IntStream LongStream DoubleStream Collectors Collector"
CONCURRENT = """Callable Executor ExecutorService Executors Future CompletableFuture CompletionStage
ConcurrentHashMap ConcurrentMap CopyOnWriteArrayList TimeUnit atomic.AtomicInteger
atomic.AtomicLong atomic.AtomicBoolean atomic.AtomicReference locks.ReentrantLock locks.Lock"""
OTHER = """java.io.PrintStream java.io.InputStream java.io.OutputStream java.io.BufferedReader
java.io.InputStreamReader java.io.Closeable java.io.Reader java.net.Socket
java.net.InetSocketAddress
java.nio.charset.StandardCharsets java.nio.charset.Charset java.math.BigDecimal
java.math.RoundingMode"""
ERRORS = """Throwable Exception Error RuntimeException IllegalArgumentException
IllegalStateException
ArithmeticException ClassCastException NullPointerException IndexOutOfBoundsException
ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException NegativeArraySizeException
ArrayStoreException NumberFormatException UnsupportedOperationException CloneNotSupportedException
InterruptedException SecurityException StackOverflowError OutOfMemoryError VirtualMachineError
AssertionError LinkageError ExceptionInInitializerError NoClassDefFoundError
ReflectiveOperationException
java.util.NoSuchElementException java.util.InputMismatchException
java.util.ConcurrentModificationException java.util.EmptyStackException
java.util.MissingResourceException
java.util.IllegalFormatException java.util.IllegalFormatConversionException
java.util.UnknownFormatConversionException java.util.MissingFormatArgumentException
java.io.IOException java.io.EOFException java.io.FileNotFoundException java.io.UncheckedIOException
java.net.SocketException java.net.ConnectException java.net.SocketTimeoutException
java.net.UnknownHostException java.io.InterruptedIOException java.net.NoRouteToHostException
java.util.concurrent.CompletionException java.util.concurrent.ExecutionException
java.util.concurrent.TimeoutException java.util.concurrent.CancellationException
java.util.concurrent.RejectedExecutionException java.lang.IllegalMonitorStateException
java.time.DateTimeException"""
_FLAGS = re.compile(
    r"(?:(?:abstract|default|static|final|synchronized|native|transient|volatile) )*"
)


def main(home: str) -> int:
    names = [f"java.lang.{one}" for one in LANG.split()]
    names += [f"java.util.{one}" for one in UTIL.split()]
    names += [f"java.util.function.{one}" for one in FUNCTION.split()]
    names += [f"java.util.stream.{one}" for one in STREAM.split()]
    names += [f"java.util.concurrent.{one}" for one in CONCURRENT.split()]
    names += OTHER.split()
    errors = [one if "." in one else f"java.lang.{one}" for one in ERRORS.split()]
    javap = str(Path(home, "bin", "javap"))
    for name in dict.fromkeys([*names, *errors]):
        told = subprocess.run([javap, "-public", name], capture_output=True, text=True, check=False)
        if told.returncode:
            print(f"no {name}", file=sys.stderr)
            continue
        _print(told.stdout.splitlines(), is_error=name in errors and name not in names)
    return 0


def _short(text: str) -> str:
    text = re.sub(r"\bjava\.lang\.(?=[A-Z])", "", text)
    return text.replace("$", ".").replace(", ", ",")


def _print(lines: list[str], *, is_error: bool) -> None:
    for line in lines[1:]:
        if line.endswith("{"):
            print(_header(line))
        elif line.startswith("  public ") and not is_error:
            flags, types, rest = _taken_apart(line[9:-1])
            is_static = "static " in flags
            if "(" in rest:
                _print_method("static " * is_static + types, rest)
            elif is_static and not rest.split(" ")[1].startswith(("DIRECTIONALITY", "CONNECTOR")):
                kind, name = rest.split(" ")
                print(f" {name}:{_short(kind)}")


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Modifiers, type parameters, the rest."""
    flags = _FLAGS.match(text)
    assert flags is not None  # it may be empty
    text = text[flags.end() :]
    depth = end = 0
    if text.startswith("<"):
        for number, one in enumerate(text):
            depth += (one == "<") - (one == ">")
            if not depth:
                end = number + 1
                break
    return flags[0], _short(text[:end]), text[end:].strip()


def _print_method(before: str, rest: str) -> None:
    head, _, more = rest.partition("(")
    result, _, name = head.rpartition(" ")
    if result:  # else a constructor
        print(f" {before}{name}({_short(more.partition(')')[0])}){_short(result)}")


def _header(line: str) -> str:
    if not line.endswith("{"):
        return ""
    text = re.sub(r"^public ((abstract|final|static|sealed|non-sealed) )*", "", line[:-2])
    kind, _, rest = text.partition(" ")
    depth, end = 0, len(rest)
    for number, one in enumerate(rest):
        depth += (one == "<") - (one == ">")
        if one == " " and depth == 0:
            end = number
            break
    name, more = rest[:end], rest[end:]
    supers = re.sub(r" (extends|implements) ", ",", more).lstrip(",")
    return f"{kind} {_short(name)} {_short(supers)}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
