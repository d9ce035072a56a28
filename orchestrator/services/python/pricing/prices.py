"""Prices by category, and what was quoted of late."""

from transport import call

BASE = {"fruit": 1.20, "bakery": 3.50, "home": 9.00}
WINDOW = 5


class PricingError(Exception):
    """There is no price, or none can be given."""


class Prices:
    def __init__(self) -> None:
        self.discounts: dict[str, int] = {}
        self.quoted: list[float] = []

    def price(self, category: str, quantity: int) -> float:
        each = BASE[category]
        amount = each * quantity
        self.quoted.append(amount)
        del self.quoted[:-WINDOW]
        return amount

    def average(self) -> float:
        """The mean of the last five prices that were asked for."""
        return sum(self.quoted) / len(self.quoted)

    def set_discount(self, category: str, percent: int) -> None:
        if not 0 <= percent < 100:
            raise PricingError(f"{percent} is no discount")
        self.discounts[category] = percent

    def reduced(self, category: str) -> float:
        """The price of one piece, less the discount of its category."""
        if category not in BASE:
            raise PricingError(f"no price for {category}")
        percent = self.discounts.get(category)
        return BASE[category] * (100 - percent) / 100

    def offer(self, sku: str) -> str:
        answer = call("catalog", f"category {sku}")
        if answer.startswith("error "):
            raise PricingError(answer.removeprefix("error "))
        if answer not in BASE:
            raise PricingError(f"no price for {answer}")
        return f"offer {sku} from {BASE[answer]:.2f}"
