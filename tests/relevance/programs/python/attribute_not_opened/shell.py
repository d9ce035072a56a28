"""A small shell for a key-value store: `open NAME`, `set K V`, `get K`, `close`."""

import sys

from store import Session


class Shell:
    def __init__(self):
        self.session = None
        self.commands = {
            "open": self.do_open,
            "set": self.do_set,
            "get": self.do_get,
            "close": self.do_close,
        }

    def do_open(self, name):
        self.session = Session(name)
        return f"opened {name}"

    def do_set(self, key, value):
        return self.session.put(key, value)

    def do_get(self, key):
        if self.session is None:
            return "nothing is open"
        return self.session.fetch(key)

    def do_close(self):
        name = self.session.name if self.session else "nothing"
        self.session = None
        return f"closed {name}"

    def execute(self, line):
        command, *arguments = line.split()
        handler = self.commands.get(command)
        return handler(*arguments) if handler else f"unknown: {command}"


if __name__ == "__main__":
    shell = Shell()
    for line in sys.stdin:
        print(shell.execute(line))
