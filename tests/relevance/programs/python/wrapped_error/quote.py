import sys

from pricing.offers import offer

rules, *orders = sys.argv[1:]
for order in orders:
    print(f"{order} -> {offer(order, rules.split('+'))}")
