import logging

logging.basicConfig(format="%(asctime)s %(levelname)s [%(name)s] %(message)s")


def pay(amount):
    return amount["euro"]


try:
    pay(7)
except TypeError:
    logging.getLogger("shop.pay").exception("payment failed")
