"""The stock service."""

import sys

from shelf import Shelf, StockError

shelf = Shelf({"a1": 10, "b2": 4, "g7": 5})


def number(text: str) -> int:
    if not text.isdigit():
        raise StockError(f"{text} is no number")
    return int(text)


def respond(words: list[str]) -> str:
    match words:
        case ["reserve", sku, quantity]:
            shelf.reserve(sku, number(quantity))
            return f"reserved {sku} {quantity}"
        case ["restock", sku, quantity]:
            return f"restocked {sku} {shelf.restock(sku, number(quantity))}"
        case ["level", sku]:
            return str(shelf.level(sku))
        case ["purge"]:
            return f"purged {shelf.purge()}"
        case _:
            raise StockError("unknown operation")


def handle(line: str) -> str:
    try:
        return respond(line.split())
    except StockError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
