"""Sockets, as far as a program calls other services with them: a line there, a line back."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Closed, Fault, NotModelled, Refused, TimedOut
from .runtime_literals import units
from .runtime_values import Array, Obj

if TYPE_CHECKING:
    from ..runtime import Context, Value

_CONNECT = (
    "sun.nio.ch.Net.pollConnect(Native Method)",
    "sun.nio.ch.Net.pollConnectNow(Net.java:672)",
    "sun.nio.ch.NioSocketImpl.timedFinishConnect(NioSocketImpl.java:547)",
    "sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:602)",
    "java.net.SocksSocketImpl.connect(SocksSocketImpl.java:327)",
    "java.net.Socket.connect(Socket.java:633)",
)
_READ = (
    "sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)",
    "sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:314)",
    "sun.nio.ch.NioSocketImpl.read(NioSocketImpl.java:355)",
    "sun.nio.ch.NioSocketImpl$1.read(NioSocketImpl.java:808)",
    "java.net.Socket$SocketInputStream.read(Socket.java:966)",
    "sun.nio.cs.StreamDecoder.readBytes(StreamDecoder.java:270)",
    "sun.nio.cs.StreamDecoder.implRead(StreamDecoder.java:313)",
    "sun.nio.cs.StreamDecoder.read(StreamDecoder.java:188)",
    "java.io.InputStreamReader.read(InputStreamReader.java:177)",
    "java.io.BufferedReader.fill(BufferedReader.java:162)",
    "java.io.BufferedReader.readLine(BufferedReader.java:329)",
    "java.io.BufferedReader.readLine(BufferedReader.java:396)",
)


class Address(Obj):
    JAVA = "java.net.InetSocketAddress"
    __slots__ = ("port",)

    def __init__(self, context: Context, host: Value, port: int = 0) -> None:
        super().__init__()
        if host not in ("127.0.0.1", "localhost"):
            raise NotModelled("a connection to another machine")
        self.port = port


class Socket(Obj):
    """Its own streams, too: what is written is a request, what is read its answer."""

    JAVA = "java.net.Socket"
    __slots__ = ("answer", "data", "service")

    def __init__(self, context: Context, host: Value = None, port: int = 0) -> None:
        super().__init__()
        self.service = ""
        self.data = b""
        self.answer: str | None = None
        if host is not None:
            self.j_connect(context, Address(context, host, port))

    def j_connect(self, context: Context, address: Address, limit: int = 0) -> None:
        self.service = context.service_at(address.port)
        try:
            context.host.connect(self.service)
        except Refused:
            raise Fault(
                "java.net.ConnectException", "Connection refused", frames=_CONNECT
            ) from None
        except TimedOut:
            raise Fault("java.net.SocketTimeoutException", "Connect timed out",
                        frames=_CONNECT[2:]) from None  # fmt: skip

    def j_setSoTimeout(self, context: Context, limit: int) -> None:
        return

    j_setTcpNoDelay = j_setSoTimeout

    def j_getOutputStream(self, context: Context) -> Value:
        return self

    j_getInputStream = j_getOutputStream

    def j_write(self, context: Context, data: Array) -> None:
        self.data += bytes(one & 0xFF for one in data.items)

    def j_flush(self, context: Context) -> None:
        return

    def j_close(self, context: Context) -> None:
        return

    j_shutdownOutput = j_flush

    def line(self, context: Context) -> str | None:
        """The answer to what was written."""
        try:
            request = self.data.decode("utf-8").removesuffix("\n")
            return units(context.host.call(self.service, request))
        except Closed:
            return None
        except TimedOut:
            raise Fault("java.net.SocketTimeoutException", "Read timed out", frames=_READ) from None
        except Refused:
            raise Fault(
                "java.net.ConnectException", "Connection refused", frames=_CONNECT
            ) from None


class Reader(Obj):
    """BufferedReader and InputStreamReader around a socket."""

    JAVA = "java.io.BufferedReader"
    __slots__ = ("of",)

    def __init__(self, context: Context, of: Value, *charset: Value) -> None:
        super().__init__()
        self.of: Any = of.of if isinstance(of, Reader) else of
        if not isinstance(self.of, Socket):
            raise NotModelled("a reader of this")

    def j_readLine(self, context: Context) -> Value:
        return self.of.line(context)

    def j_close(self, context: Context) -> None:
        return


STATICS: dict[str, type] = {}
CONSTRUCTORS: dict[str, Any] = {
    "java.net.Socket": Socket,
    "java.net.InetSocketAddress": Address,
    "java.io.InputStreamReader": Reader,
    "java.io.BufferedReader": Reader,
}
FIELDS = {
    ("java.nio.charset.StandardCharsets", "UTF_8"): lambda context: "UTF-8",
    ("java.nio.charset.StandardCharsets", "US_ASCII"): lambda context: "US-ASCII",
}
