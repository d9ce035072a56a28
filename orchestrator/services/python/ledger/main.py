"""The ledger service; amounts are whole cents."""

import sys

from accounts import Accounts, LedgerError

accounts = Accounts()


def cents(text: str) -> int:
    if not text.isdigit():
        raise LedgerError(f"{text} is no amount")
    return int(text)


def transfer(giver: str, taker: str, amount: int) -> str:
    try:
        accounts.transfer(giver, taker, amount)
    except LedgerError:
        # Nobody is told what is on another's account.
        return "error refused"
    return f"transferred {amount}"


def respond(words: list[str]) -> str:
    match words:
        case ["open", name, amount]:
            accounts.open(name, cents(amount))
            return f"opened {name}"
        case ["balance", name]:
            return f"balance {accounts.balance(name)}"
        case ["richest"]:
            return f"richest {accounts.richest()}"
        case ["transfer", giver, taker, amount]:
            return transfer(giver, taker, cents(amount))
        case ["close", name]:
            return f"closed {name}, paid {accounts.close(name)}"
        case _:
            raise LedgerError("unknown operation")


def handle(line: str) -> str:
    try:
        return respond(line.split())
    except LedgerError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
