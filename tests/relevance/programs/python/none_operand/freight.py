"""Quotes the price of parcels: `python freight.py express:2.5 letter:0.1`."""
import sys

RATES = {"letter": 110, "parcel": 480, "express": 1290}


def band(limits):
    """A function that finds the surcharge of a weight in a table of limits."""

    def surcharge(kilos):
        for limit, cents in limits:
            if kilos <= limit:
                return cents

    return surcharge


heavy = band([(1.0, 0), (5.0, 250), (20.0, 900)])


def quote(service, kilos):
    base = RATES[service]
    extra = heavy(kilos)
    cents = base + extra
    if service == "express":
        cents += 200
    return cents


def fmt(cents):
    return "%d.%02d" % divmod(cents, 100)


def main(words):
    total = 0
    for word in words:
        service, _, kilos = word.partition(":")
        cents = quote(service, float(kilos))
        total += cents
        print(service, kilos, "kg", fmt(cents))
    print("total", fmt(total))


main(sys.argv[1:])
