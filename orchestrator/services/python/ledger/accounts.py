"""Accounts in a database that lives in memory."""

import sqlite3

SCHEMA = """
create table account (
    name text primary key,
    cents integer not null check (cents >= 0)
)
"""


class LedgerError(Exception):
    """What was asked for cannot be booked."""


class Accounts:
    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute(SCHEMA)

    def open(self, name: str, cents: int) -> None:
        known = self.database.execute("select 1 from account where name = ?", (name,))
        if known.fetchone():
            raise LedgerError(f"{name} has an account")
        with self.database:
            self.database.execute("insert into account values (?, ?)", (name, cents))

    def balance(self, name: str) -> int:
        rows = self.database.execute("select cents from account where name = ?", (name,))
        row = rows.fetchone()
        if row is None:
            raise LedgerError(f"no account {name}")
        return row[0]

    def richest(self) -> str:
        row = self.database.execute(
            "select name, balance from account order by balance desc, name limit 1"
        ).fetchone()
        if row is None:
            raise LedgerError("no accounts")
        return f"{row[0]} {row[1]}"

    def transfer(self, giver: str, taker: str, cents: int) -> None:
        self.balance(giver)
        self.balance(taker)
        self.database.execute(
            "update account set cents = cents + ? where name = ?", (cents, taker)
        )
        self.database.execute(
            "update account set cents = cents - ? where name = ?", (cents, giver)
        )
        self.database.commit()

    def close(self, name: str) -> int:
        """Pays out what is left."""
        rows = self.database.execute("select cents from account where name = ?", (name,))
        left = rows.fetchone()[0]
        with self.database:
            self.database.execute("delete from account where name = ?", (name,))
        return left
