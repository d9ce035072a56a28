"""What node gives a program: its input, its sockets, timers, `process`, `console`, `require`."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

from ..runtime import Closed, Ended, Fault, Native, NotModelled, Refused, Thrown, TimedOut
from .runtime_calls import call, result_object
from .runtime_errors import make_error
from .runtime_inspect import inspect
from .runtime_objects import functions
from .runtime_promises import JSPromise, jobs, promise_of, resolve, run_jobs
from .runtime_strings import given
from .runtime_text import to_number, to_text
from .runtime_values import (
    ASYNC_ITERATOR,
    ERROR,
    OBJECT,
    UNDEFINED,
    JSArray,
    JSObject,
    get,
    new_object,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Context, Value


class Loop:
    """The event loop: what is to be called when, in milliseconds of the host's clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.count = 0
        self.waiting: list[tuple[float, int, str, Callable[[], None]]] = []
        self.gone: set[int] = set()

    def later(self, delay: float, run: Callable[[], None], kind: str = "io") -> int:
        """`kind` is "io" or "timer": traces tell them apart."""
        self.count += 1
        heapq.heappush(self.waiting, (self.now + delay, self.count, kind, run))
        return self.count


def loop_of(context: Context) -> Loop:
    found = context.state.get("loop")
    if found is None:
        found = context.state["loop"] = Loop()
    return found


def turn(context: Context) -> bool:
    """Runs what is due next, waiting for it if need be; False if nothing is left."""
    loop = loop_of(context)
    while loop.waiting:
        due, number, kind, run = heapq.heappop(loop.waiting)
        if number in loop.gone:
            continue
        if due > loop.now:
            context.host.pause((due - loop.now) / 1000)
            loop.now = due
        context.state["resumed"] = kind
        context.stack.clear()
        run()
        run_jobs(context)
        return True
    return False


# --- Timers


def _set_timeout(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    back, delay, more = given(arguments, 0), to_number(given(arguments, 1)), arguments[2:]
    delay = delay if delay >= 1 else 1.0
    number = loop_of(context).later(
        delay, lambda: _ignore(call(context, back, UNDEFINED, more)), "timer"
    )
    handle = new_object()
    handle.props["#timer"] = float(number)
    functions(handle, unref=lambda context, this, arguments: this,
              ref=lambda context, this, arguments: this)  # fmt: skip
    handle.hidden = {"unref", "ref"}
    return handle


def _ignore(_: Value) -> None:
    return None


def _set_immediate(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    back, more = given(arguments, 0), arguments[1:]
    loop_of(context).later(0, lambda: _ignore(call(context, back, UNDEFINED, more)))
    return new_object()


def _clear_timeout(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    handle = given(arguments, 0)
    if isinstance(handle, JSObject) and "#timer" in handle.props:
        loop_of(context).gone.add(int(handle.props["#timer"]))
    return UNDEFINED


def _queue_microtask(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    back = given(arguments, 0)
    jobs(context).append(lambda: _ignore(call(context, back, UNDEFINED, ())))
    return UNDEFINED


def _sleep(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    """`setTimeout` of `timers/promises`."""
    promise = JSPromise()
    delay = max(to_number(given(arguments, 0)), 1.0)
    value = given(arguments, 1)
    loop_of(context).later(delay, lambda: resolve(context, promise, value), "timer")
    return promise


# --- console and process


def _print(stream: str) -> Callable[..., Value]:
    def run(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        if arguments and isinstance(arguments[0], str) and "%" in arguments[0] and arguments[1:]:
            raise NotModelled("console.log with a format")
        shown = [one if isinstance(one, str) else inspect(one) for one in arguments]
        write(context, " ".join(shown) + "\n", stream)
        return UNDEFINED

    return run


def write(context: Context, text: str, stream: str) -> None:
    """What is printed on stdout while a request is answered is its response."""
    if stream == "stdout":
        context.state.setdefault("printed", []).append(text)
    context.host.print(text, stream)


CONSOLE = JSObject(OBJECT, "console")
CONSOLE.builtin = True
functions(CONSOLE, log=_print("stdout"), info=_print("stdout"), debug=_print("stdout"),
          error=_print("stderr"), warn=_print("stderr"))  # fmt: skip


def _exit(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    code = given(arguments, 0)
    raise Ended(0 if code is UNDEFINED else int(to_number(code)))


def _stream(name: str) -> JSObject:
    made = JSObject(OBJECT, "WriteStream")

    def written(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        write(context, to_text(context, given(arguments, 0)), name)
        return True

    functions(made, write=written)
    return made


def make_process(context: Context) -> JSObject:
    """`process`: its variables are the host's."""
    made = JSObject(OBJECT, "process")
    env = new_object()
    env.props.update(context.environment())
    made.props.update(env=env, stdin=STDIN, stdout=_stream("stdout"), stderr=_stream("stderr"),
                      exitCode=UNDEFINED,
                      argv=JSArray(["/usr/bin/node", f"{context.host.folder}/main.js"]),
                      platform="linux", pid=4242.0)  # fmt: skip
    functions(made, exit=_exit, nextTick=_next_tick, on=_listen_process, uptime=_clock,
              hrtime=_clock, memoryUsage=_clock, cwd=_clock)  # fmt: skip
    return made


def _clock(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("the process's clock, memory or folder")


def _next_tick(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("process.nextTick")


def _listen_process(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("process.on")


STDIN = JSObject(OBJECT, "ReadStream")


# --- Lines of input


class Lines(JSObject):
    """What readline gives: requests as lines. `reader` is the promise of whoever waits for one."""

    __slots__ = ("listeners", "reader", "waiting")

    def __init__(self) -> None:
        super().__init__(OBJECT, "Interface")
        self.reader: JSPromise | None = None
        self.waiting: list[str] = []
        self.listeners: list[Value] = []
        self.props[ASYNC_ITERATOR] = Native("[Symbol.asyncIterator]", lambda c, this, a: this)
        functions(self, next=_next_line, on=_listen, close=_close_lines, setPrompt=_close_lines)


def _next_line(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    assert isinstance(this, Lines)
    promise = JSPromise()
    if this.waiting:
        resolve(context, promise, result_object(this.waiting.pop(0), done=False))
    else:
        this.reader = promise
    return promise


def _listen(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    assert isinstance(this, Lines)
    if given(arguments, 0) == "line":
        this.listeners.append(given(arguments, 1))
    return this


def _close_lines(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("closing the input")


def _create_interface(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    source = get(context, given(arguments, 0), "input")
    if source is not STDIN:
        raise NotModelled("lines of anything but stdin")
    found = context.state.get("lines")
    if found is None:
        found = context.state["lines"] = Lines()
    return found


def deliver(context: Context, line: str) -> str:
    """Hands a request to the program and runs it until it wants the next one: what it printed."""
    lines = context.state.get("lines")
    if lines is None or not _is_reading(lines):
        raise NotModelled("a program that doesn't wait for lines of input")
    context.state["printed"] = []
    context.state["resumed"] = "io"
    if lines.reader is not None:
        reader, lines.reader = lines.reader, None
        resolve(context, reader, result_object(line, done=False))
    else:
        for back in lines.listeners:
            call(context, back, lines, (line,))
    run_jobs(context)
    while not _is_done(context, lines):
        if not turn(context):
            raise Ended(0)
    return "".join(context.state["printed"]).removesuffix("\n")


def settle_down(context: Context) -> None:
    """Runs a program that was loaded until it waits for input; one that doesn't has ended."""
    while (lines := context.state.get("lines")) is None or not _is_reading(lines):
        if not turn(context):
            raise Ended(0)


def _is_reading(lines: Lines) -> bool:
    return lines.reader is not None or bool(lines.listeners)


def _is_done(context: Context, lines: Lines) -> bool:
    if lines.listeners:
        return bool(context.state["printed"])
    return lines.reader is not None


# --- Sockets to other services


def _create_connection(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    """A connection to a port of this machine that carries one line each way."""
    target = given(arguments, 0)
    port = to_number(get(context, target, "port") if isinstance(target, JSObject) else target)
    socket = JSObject(OBJECT, "Socket")
    listeners: dict[str, list[Value]] = {}
    state: dict[str, Any] = {"timeout": None, "closed": False, "limit": 0.0}

    def on(context: Context, this: Value, given_: Sequence[Value]) -> Value:
        listeners.setdefault(to_text(context, given(given_, 0)), []).append(given(given_, 1))
        return this

    def emit(event: str, *values: Value) -> None:
        for back in listeners.get(event, ()):
            call(context, back, socket, values)

    def set_timeout(context: Context, this: Value, given_: Sequence[Value]) -> Value:
        state["limit"], state["timeout"] = to_number(given(given_, 0)), given(given_, 1)
        if state["timeout"] is not UNDEFINED:
            listeners.setdefault("timeout", []).append(state["timeout"])
        return this

    def end(context: Context, this: Value, given_: Sequence[Value]) -> Value:
        if not state["closed"]:
            state["closed"] = True
            loop_of(context).later(0, lambda: emit("close", False))
        return this

    def send(context: Context, this: Value, given_: Sequence[Value]) -> Value:
        line = to_text(context, given(given_, 0))
        loop_of(context).later(0, lambda: _exchange(context, int(port), line, state, emit))
        return True

    functions(socket, on=on, once=on, setEncoding=lambda c, this, a: this, write=send, end=end,
              setTimeout=set_timeout, destroy=end)  # fmt: skip
    loop_of(context).later(0, lambda: _connect(context, port, state, emit))
    back = given(arguments, 1)
    if back is not UNDEFINED:
        listeners["connect"] = [back]
    return socket


def _connect(
    context: Context, port: float, state: dict[str, Any], emit: Callable[..., None]
) -> None:
    if port != port or not 0 <= port <= 65535:
        raise NotModelled("a connection to no port")
    try:
        if not (service := context.service_at(int(port))):
            raise Refused
        context.host.connect(service)
    except Refused:
        _refuse(context, int(port), state, emit)
        return
    emit("connect")


def _refuse(context: Context, port: int, state: dict[str, Any], emit: Callable[..., None]) -> None:
    error = make_error(context, ERROR, f"connect ECONNREFUSED 127.0.0.1:{port}")
    error.trail = ()
    error.props.update(errno=-111.0, code="ECONNREFUSED", syscall="connect",
                       address="127.0.0.1", port=float(port))  # fmt: skip
    state["closed"] = True
    emit("error", error)
    emit("close", True)


def _exchange(
    context: Context, port: int, line: str, state: dict[str, Any], emit: Callable[..., None]
) -> None:
    try:
        answer = context.host.call(context.service_at(port), line.removesuffix("\n"))
    except Refused:
        _refuse(context, port, state, emit)
    except TimedOut:
        emit("timeout")
    except Closed:
        state["closed"] = True
        emit("end")
        emit("close", False)
    else:
        emit("data", answer + "\n")
        if not state["closed"]:
            emit("end")


# --- Modules


def _module(**runs: Any) -> JSObject:
    made = JSObject(OBJECT)
    made.builtin = True
    functions(made, **runs)
    return made


MODULES: dict[str, JSObject] = {
    "readline": _module(createInterface=_create_interface),
    "net": _module(createConnection=_create_connection, connect=_create_connection),
    "timers/promises": _module(setTimeout=_sleep),
    "timers": _module(setTimeout=_set_timeout, setImmediate=_set_immediate,
                      clearTimeout=_clear_timeout),
}  # fmt: skip

FUNCTIONS = {
    "setTimeout": Native("setTimeout", _set_timeout),
    "setImmediate": Native("setImmediate", _set_immediate),
    "clearTimeout": Native("clearTimeout", _clear_timeout),
    "queueMicrotask": Native("queueMicrotask", _queue_microtask),
}


def refuse_module(name: str) -> Fault:
    """`require` of what isn't there."""
    return Fault("Error", f"Cannot find module '{name}'", props={"code": "MODULE_NOT_FOUND"})


__all__ = ["Thrown", "promise_of"]
