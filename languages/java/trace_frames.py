"""One line `at …` of a Java stack trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..traces import Frame

if TYPE_CHECKING:
    from ..trace_reader import Ownership

# `at app//java.base@17.0.1/java.util.List.of(List.java:12) ~[shop.jar:1.0]`
FRAME = lazy_compile(
    r"\s*at (?:(?P<loader>[\w$.@+ -]*)/)?(?:(?P<module>[\w$.@+-]*)/)?"
    r"(?P<class>[^\s(/]+?(?:/0x[0-9a-f]+)?)\.(?P<method>[\w$<>-]+)"
    r"\((?P<place>[^()]*)\)(?P<jar> ~?\[[^\]]*\])?\s*$"
)
_AT = lazy_compile(r"(?P<file>[^:]+\.\w+)(?::(?P<line>\d{1,9}))?$")

# The JDK's own, and frameworks whose names no application carries: code of theirs calls an
# application's, and is called by it, in nearly every trace of a server.
LIBRARY = lazy_compile(
    r"(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|kotlinx|scala|groovy|clojure"
    r"|org\.(?:springframework|hibernate|junit|slf4j|testng|mockito|gradle|codehaus|opentest4j"
    r"|aspectj|eclipse\.jetty|apache\.(?:catalina|coyote|tomcat|maven|logging|log4j|kafka))"
    r"|ch\.qos\.logback|io\.netty|io\.undertow|reactor|com\.fasterxml|com\.zaxxer"
    r"|net\.bytebuddy)\."
)
# Classes that exist only at run time: proxies, lambda forms, reflection's accessors.
_GENERATED = lazy_compile(
    r"\$Proxy\d|\$\$Lambda|CGLIB\$\$|GeneratedMethodAccessor|\$HibernateProxy\$"
)


def read_frame(line: str, ownership: Ownership) -> Frame | None:
    """The frame on a line; None if it shows none."""
    found = FRAME.match(line)
    if found is None:
        return None
    name, place = found["class"], found["place"]
    at = _AT.match(place)
    is_generated = at is None or _GENERATED.search(name) is not None
    library = is_generated or LIBRARY.match(name) is not None
    return Frame(
        path=at["file"] if at else "",
        line=int(at["line"]) if at and at["line"] else None,
        function=found["method"],
        module=name,
        is_application=ownership.is_application(library, at["file"] if at else "", name),
        kind="native" if place == "Native Method" else "new" if found["method"] == "<init>" else "",
    )
