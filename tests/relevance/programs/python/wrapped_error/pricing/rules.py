"""Rebates: functions from an order to cents."""


def volume(order):
    return order["net"] // 20 if order["count"] >= 10 else 0


def loyalty(order):
    years = 2024 - int(order["since"])
    return order["net"] * min(years, 5) // 100


RULES = {"volume": volume, "loyalty": loyalty}
