"""A shopper's cart and what it costs."""

from offers import find_offer

PRICES = {"apple": 1.20, "bread": 3.50, "candle": 9.00}


class CartError(Exception):
    """What the shopper asked for cannot be done."""


class Cart:
    def __init__(self, user: str) -> None:
        self.user = user
        self.lines: dict[str, int] = {}
        self.percent = 0

    def add(self, sku: str, quantity: int) -> int:
        self.lines[sku] = self.lines.get(sku, 0) + quantity
        return len(self.lines)

    def remove(self, sku: str) -> None:
        if sku not in self.lines:
            raise CartError(f"no {sku} in the cart")
        del self.lines[sku]

    def total(self) -> float:
        amount = 0.0
        for sku, quantity in self.lines.items():
            amount += PRICES[sku] * quantity
        return amount * (100 - self.percent) / 100

    def apply(self, code: str) -> int:
        offer = find_offer(code)
        self.percent = max(self.percent, offer.percent)
        return offer.percent

    def shipping(self, weight: str) -> float:
        """The fee for a parcel of so many kilograms: 4.90, and 1.50 for each beyond the first."""
        kilograms = float(weight)
        return 4.90 + max(0.0, kilograms - 1) * 1.50
