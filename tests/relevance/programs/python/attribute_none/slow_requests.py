#!/usr/bin/env python3
"""Lists the slowest requests of an access log read from standard input."""
import re
import sys

ENTRY = re.compile(r"(?P<host>\S+) \"(?P<verb>[A-Z]+) (?P<path>\S+)\" (?P<status>\d{3}) (?P<ms>\d+)ms")


class Entry:
    def __init__(self, host, verb, path, status, ms):
        self.host = host
        self.verb = verb
        self.path = path
        self.status = int(status)
        self.ms = int(ms)

    def __repr__(self):
        return f"{self.verb} {self.path} took {self.ms} ms"


def scan(line):
    return ENTRY.match(line)


def to_entry(line):
    found = scan(line)
    return Entry(**found.groupdict())


def read(stream):
    """Every entry of the log, in its order."""
    return [to_entry(line) for line in stream]


def slowest(entries, count):
    ranked = sorted(entries, key=lambda entry: -entry.ms)
    return ranked[:count]


def errors(entries):
    return sum(1 for entry in entries if entry.status >= 500)


if __name__ == "__main__":
    log = read(sys.stdin)
    for entry in slowest(log, int(sys.argv[1])):
        print(entry)
    print("server errors:", errors(log))
