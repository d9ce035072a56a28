"""Greets in several languages; the words stand in a file beside this one."""
import csv
import sys

WORDS = "greetings.csv"


class Phrasebook(dict):
    """Language -> greeting."""

    @classmethod
    def load(cls, path):
        with open(path, newline="", encoding="utf-8") as table:
            rows = csv.DictReader(table)
            return cls({row["language"]: row["greeting"] for row in rows})

    def greet(self, language, name):
        greeting = self.get(language)
        if greeting is None:
            return f"no greeting in {language}"
        return f"{greeting}, {name}!"


def usage():
    return "usage: greet.py LANGUAGE NAME"


def run(arguments):
    if len(arguments) != 2:
        return usage()
    book = Phrasebook.load(WORDS)
    return book.greet(*arguments)


if __name__ == "__main__":
    print(run(sys.argv[1:]))
