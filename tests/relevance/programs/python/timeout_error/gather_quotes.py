"""Asks several sellers for a price at once and names the cheapest."""
import asyncio
import sys


class Seller:
    def __init__(self, name, price, latency):
        self.name = name
        self.price = price
        self.latency = latency
        self.asked = 0

    async def quote(self):
        self.asked += 1
        # The first answer of the day is slow: the seller's machine has to wake up.
        await asyncio.sleep(self.latency if self.asked == 1 else 0)
        return self.price


async def ask(seller, patience=0.15):
    price = await asyncio.wait_for(seller.quote(), patience)
    return seller.name, price


async def ask_all(sellers):
    return await asyncio.gather(*[ask(seller) for seller in sellers])


def cheapest(offers):
    name, price = min(offers, key=lambda offer: offer[1])
    return f"{name} at {price:.2f}"


def parse(words):
    for word in words:
        name, price, latency = word.split("/")
        yield Seller(name, float(price), float(latency))


async def main():
    offers = await ask_all(list(parse(sys.argv[1:])))
    for name, price in offers:
        print(f"{name} asks {price:.2f}")
    print("buy from", cheapest(offers))


asyncio.run(main())
