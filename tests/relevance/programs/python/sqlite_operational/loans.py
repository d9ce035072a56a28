"""A lending library in SQLite. Commands, one a line: `lend TITLE WHO`, `back TITLE`, `late`."""

import sqlite3
import sys

from schema import MIGRATIONS


def connect():
    db = sqlite3.connect(":memory:")
    for statement in MIGRATIONS:
        db.execute(statement)
    return db


class Library:
    def __init__(self, db):
        self.db = db

    def lend(self, title, who):
        self.db.execute("INSERT INTO loan (title, borrower) VALUES (?, ?)", (title, who))
        return f"{who} has {title}"

    def back(self, title):
        done = self.db.execute("DELETE FROM loan WHERE title = ?", (title,))
        return f"{title} is back" if done.rowcount else f"{title} was never lent"

    def remind(self, who):
        query = "UPDATE loan SET reminders = reminders + 1 WHERE borrower = ?"
        done = self.db.execute(query, (who,))
        return f"{done.rowcount} reminder(s) to {who}"

    def on_loan(self):
        rows = self.db.execute("SELECT title FROM loan ORDER BY title")
        return ", ".join(title for (title,) in rows) or "all here"


def main():
    library = Library(connect())
    for line in sys.stdin:
        command, *arguments = line.split()
        print(getattr(library, command)(*arguments))
    print(library.on_loan())


if __name__ == "__main__":
    main()
