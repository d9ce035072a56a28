"""The cart service: one request a line on stdin, one response a line on stdout."""

import sys

from cart import Cart, CartError
from receipts import receipt

carts: dict[str, Cart] = {}


def cart_of(user: str) -> Cart:
    if user not in carts:
        carts[user] = Cart(user)
    return carts[user]


def add(user: str, sku: str, quantity: str) -> str:
    if not quantity.isdigit() or int(quantity) == 0:
        raise CartError(f"{quantity} is no quantity")
    return f"lines {cart_of(user).add(sku, int(quantity))}"


def total(user: str) -> str:
    return f"total {cart_of(user).total():.2f}"


def coupon(user: str, code: str) -> str:
    percent = cart_of(user).apply(code)
    return f"applied {code} {percent}%"


def remove(user: str, sku: str) -> str:
    cart_of(user).remove(sku)
    return f"removed {sku}"


def ship(user: str, weight: str) -> str:
    return f"shipping {cart_of(user).shipping(weight):.2f}"


def show(user: str) -> str:
    return receipt(cart_of(user))


OPERATIONS = {
    "add": (add, 3),
    "total": (total, 1),
    "coupon": (coupon, 2),
    "remove": (remove, 2),
    "receipt": (show, 1),
    "ship": (ship, 2),
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
    except CartError as refusal:
        return f"error {refusal}"


def main() -> None:
    for line in sys.stdin:
        print(handle(line), flush=True)


if __name__ == "__main__":
    main()
