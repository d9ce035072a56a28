"""Works out offers."""

from .errors import PricingError
from .rules import RULES


def read_order(text):
    order = {"net": 0, "count": 0, "since": None}
    for field in text.split(","):
        name, _, value = field.partition(":")
        order[name] = int(value)
    return order


def rebate(order, names):
    return sum(RULES[name](order) for name in names)


def offer(text, names):
    order = read_order(text)
    try:
        return order["net"] - rebate(order, names)
    except (TypeError, ValueError) as error:
        raise PricingError(f"no price for {text}") from error
