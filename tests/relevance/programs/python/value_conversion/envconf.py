"""Reads settings of the form KEY=VALUE and turns them into typed ones."""

import sys


def boolean(text):
    return text.strip().lower() in {"1", "yes", "true", "on"}


def seconds(text):
    unit = {"s": 1, "m": 60, "h": 3600}
    if text and text[-1] in unit:
        return int(text[:-1]) * unit[text[-1]]
    return int(text)


class Settings:
    fields = {"PORT": int, "DEBUG": boolean, "TIMEOUT": seconds, "WORKERS": int}
    defaults = {"PORT": 8000, "DEBUG": False, "TIMEOUT": 30, "WORKERS": 2}

    def __init__(self, pairs):
        self.values = dict(self.defaults)
        for key, text in pairs:
            convert = self.fields.get(key)
            if convert is not None:
                self.values[key] = convert(text)

    def __getattr__(self, name):
        try:
            return self.values[name.upper()]
        except KeyError:
            raise AttributeError(name) from None


def pairs_of(lines):
    for line in lines:
        line = line.split("#")[0].strip()
        if "=" in line:
            key, text = line.split("=", 1)
            yield key.strip(), text.strip()


def main():
    settings = Settings(pairs_of(sys.stdin))
    for name in ("port", "debug", "timeout", "workers"):
        print(name, getattr(settings, name))


main()
