PRICES = {"pen": 120}


def price(item):
    return PRICES[item]


def total(items):
    return sum(price(item) for item in items)


total(["pen", "gift"])
