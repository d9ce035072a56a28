"""The catalog service: finds items by their stock-keeping unit."""

import sys

from catalog import Catalog, CatalogError, Item

catalog = Catalog(
    [
        Item("a1", "apple", "fruit"),
        Item("b2", "bread", "bakery"),
        Item("c3", "candle", "home"),
        Item("g7", "voucher", "gifts"),
    ]
)


def respond(words: list[str]) -> str:
    match words:
        case ["find", sku]:
            return catalog.find(sku)
        case ["show", sku]:
            return catalog.show(sku)
        case ["add", sku, name, category]:
            catalog.add(sku, name, category)
            return f"added {sku}"
        case ["category", sku]:
            return catalog.category_of(sku)
        case ["longest", category]:
            return f"longest {catalog.longest_name(category)}"
        case _:
            raise CatalogError("unknown operation")


def handle(line: str) -> str:
    try:
        return respond(line.split())
    except CatalogError as error:
        return f"error {error}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
