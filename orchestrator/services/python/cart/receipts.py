"""What a shopper gets to read."""

from cart import Cart


def line_of(sku: str, quantity: int) -> str:
    return sku if quantity == 1 else f"{quantity} {sku}"


def receipt(cart: Cart) -> str:
    bought = ", ".join(line_of(sku, quantity) for sku, quantity in cart.lines.items())
    items = sum(cart.lines.values())
    return "receipt " + items + " items: " + bought
