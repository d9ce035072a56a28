"""Coupons that are running."""

from typing import NamedTuple


class Offer(NamedTuple):
    code: str
    percent: int


OFFERS = [Offer("SPRING", 10), Offer("STAFF", 30)]


def find_offer(code: str) -> Offer | None:
    for offer in OFFERS:
        if offer.code == code:
            return offer
    return None
