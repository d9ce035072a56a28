"""How many pieces of what there are."""


class StockError(Exception):
    """The stock does not allow what was asked for."""


class Shelf:
    def __init__(self, levels: dict[str, int]) -> None:
        self.levels = dict(levels)

    def reserve(self, sku: str, quantity: int) -> None:
        left = self.levels.get(sku)
        if left < quantity:
            raise StockError(f"only {left} of {sku}")
        self.levels[sku] = left - quantity

    def restock(self, sku: str, quantity: int) -> int:
        self.levels[sku] += quantity
        return self.levels[sku]

    def level(self, sku: str) -> int:
        return self.levels.get(sku, 0)

    def purge(self) -> int:
        """Forgets what is sold out; returns how many that were."""
        before = len(self.levels)
        for sku in self.levels:
            if self.levels[sku] == 0:
                del self.levels[sku]
        return before - len(self.levels)
