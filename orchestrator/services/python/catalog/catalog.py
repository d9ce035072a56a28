"""The items on offer."""

from dataclasses import dataclass


class CatalogError(Exception):
    """What was asked for is not in the catalog, or cannot be put there."""


@dataclass
class Item:
    sku: str
    name: str
    category: str


class Catalog:
    def __init__(self, items: list[Item]) -> None:
        self.items = {item.sku: item for item in items}

    def add(self, sku: str, name: str, category: str) -> None:
        if sku in self.items:
            raise CatalogError(f"{sku} is there already")
        self.items[sku] = Item(sku, name, category)

    def find(self, sku: str) -> str:
        item = self.items.get(sku)
        return f"{item.sku} {item.name} {item.category}"

    def show(self, sku: str) -> str:
        if sku not in self.items:
            raise CatalogError(f"no item {sku}")
        item = self.items[sku]
        return f"sku={item.sku} name={item.name} group={item.category}"

    def category_of(self, sku: str) -> str:
        matching = [item.category for item in self.items.values() if item.sku == sku]
        return matching[0]

    def longest_name(self, category: str) -> str:
        """For the width of the labels on a shelf."""
        names = [item.name for item in self.items.values() if item.category == category]
        return max(names, key=len)
