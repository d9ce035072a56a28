"""What the gateway asks of other services."""

from quantities import GatewayError
from transport import call


def ask(service: str, line: str) -> str:
    """The answer; an error of the other service becomes one of the gateway, as it is."""
    answer = call(service, line)
    if answer.startswith("error "):
        raise GatewayError(answer.removeprefix("error "))
    return answer


def find(sku: str) -> tuple[str, str]:
    _, name, category = ask("catalog", f"find {sku}").split()
    return name, category


def price(category: str, quantity: int) -> str:
    return ask("pricing", f"price {category} {quantity}")


def reserve(sku: str, quantity: int) -> None:
    ask("stock", f"reserve {sku} {quantity}")


def category_of(sku: str) -> str:
    """The catalog shows an item as `sku=a1 name=apple …`."""
    shown = ask("catalog", f"show {sku}").split()
    fields = dict(pair.split("=", 1) for pair in shown)
    return fields["category"]


def book(sku: str, quantity: int) -> str:
    ask("stock", f"reserve {sku} {quantity}")
    return f"booked {sku} {quantity}"


def level(sku: str) -> int:
    return int(ask("stock", f"level {sku}"))


def exchange_rate(currency: str) -> float:
    """What a euro is worth; only the rates service knows."""
    return float(ask("rates", f"rate {currency}"))
