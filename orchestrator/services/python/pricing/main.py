"""The pricing service."""

import sys

from prices import Prices, PricingError

prices = Prices()


def number(text: str) -> int:
    if not text.isdigit():
        raise PricingError(f"{text} is no number")
    return int(text)


def respond(words: list[str]) -> str:
    match words:
        case ["price", category, quantity]:
            return f"{prices.price(category, number(quantity)):.2f}"
        case ["average"]:
            return f"average {prices.average():.2f}"
        case ["discount", category, percent]:
            prices.set_discount(category, number(percent))
            return f"discount {category} {percent}%"
        case ["reduced", category]:
            return f"reduced {prices.reduced(category):.2f}"
        case ["offer", sku]:
            return prices.offer(sku)
        case _:
            raise PricingError("unknown operation")


def handle(line: str) -> str:
    try:
        return respond(line.split())
    except PricingError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
