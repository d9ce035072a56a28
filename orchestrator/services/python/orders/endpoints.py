"""What clients can do with orders."""

import asyncio

from routing import HTTPError, Router
from store import Orders

router = Router()
orders = Orders()


def number_of(payload: dict[str, str]) -> int:
    text = payload.get("number", "")
    if not text.isdigit():
        raise HTTPError("a number is required")
    return int(text)


async def place(sku: str, quantity: int, email: str) -> int:
    number = await orders.next_number()
    orders.insert(number, {"sku": sku, "quantity": str(quantity), "email": email})
    return number


@router.route("create")
async def create(payload: dict[str, str]) -> str:
    sku = payload.get("sku", "")
    if not sku:
        raise HTTPError("a sku is required")
    email = payload["email"]
    number = await place(sku, int(payload.get("quantity", "1")), email)
    return f"created {number} for {email}"


@router.route("batch")
async def batch(payload: dict[str, str]) -> str:
    """Several orders at once: `batch skus=a1,b2 email=…`."""
    email = payload.get("email", "nobody")
    placed = [place(sku, 1, email) for sku in payload.get("skus", "").split(",") if sku]
    numbers = await asyncio.gather(*placed)
    return "created " + " ".join(str(number) for number in numbers)


@router.route("show")
async def show(payload: dict[str, str]) -> str:
    order = await orders.cached(number_of(payload))
    if not order:
        raise HTTPError("no such order")
    return f"order {order['quantity']} {order['sku']}"


@router.route("receiver")
async def receiver(payload: dict[str, str]) -> str:
    order = orders.fetch(number_of(payload))
    return f"receiver {order['email']}" if order else "receiver unknown"
