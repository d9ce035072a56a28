"""Orders, as a driver of a database would keep them: reading and numbering take a while."""

import asyncio


class Orders:
    def __init__(self) -> None:
        self.orders: dict[int, dict[str, str]] = {}
        self.last = 0

    async def next_number(self) -> int:
        last = self.last
        await asyncio.sleep(0)
        self.last = last + 1
        return self.last

    def insert(self, number: int, order: dict[str, str]) -> None:
        if number in self.orders:
            raise RuntimeError(f"order {number} is there already")
        self.orders[number] = order

    async def fetch(self, number: int) -> dict[str, str]:
        await asyncio.sleep(0)
        return self.orders.get(number, {})

    def cached(self, number: int) -> dict[str, str]:
        return self.orders.get(number, {})
