"""The gateway: what customers ask, answered with the help of catalog, pricing and stock."""

import sys

import clients
from quantities import GatewayError, parse_quantity


def quote(sku: str, quantity: str) -> str:
    count = parse_quantity(quantity)
    name, category = clients.find(sku)
    amount = clients.price(category, count)
    clients.reserve(sku, count)
    return f"quote {name} {count} {amount}"


def group(sku: str) -> str:
    return f"group {clients.category_of(sku)}"


def book(sku: str, quantity: str) -> str:
    return clients.book(sku, parse_quantity(quantity))


def available(sku: str) -> str:
    left = clients.level(sku)
    return f"available {left}" if left else "sold out"


def convert(cents: str, currency: str) -> str:
    amount = parse_quantity(cents) * clients.exchange_rate(currency) / 100
    return f"converted {amount:.2f} {currency}"


def deliver(sku: str, quantity: str) -> str:
    return clients.ask("stock", f"restock {sku} {parse_quantity(quantity)}")


def offer(sku: str) -> str:
    return clients.ask("pricing", f"offer {sku}")


OPERATIONS = {
    "quote": (quote, 2),
    "group": (group, 1),
    "book": (book, 2),
    "available": (available, 1),
    "convert": (convert, 2),
    "deliver": (deliver, 2),
    "offer": (offer, 1),
}


def handle(line: str) -> str:
    words = line.split()
    if not words or words[0] not in OPERATIONS:
        return "error unknown operation"
    operation, count = OPERATIONS[words[0]]
    if len(words) - 1 != count:
        return f"error {words[0]} takes {count} words"
    try:
        return operation(*words[1:])
    except GatewayError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
