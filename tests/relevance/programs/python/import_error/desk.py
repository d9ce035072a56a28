"""`python desk.py list` prints the queue, `python desk.py age NAME,YEAR` an age."""
import sys

TODAY = 2024


def queue():
    from clinic.triage import order

    for place, name in enumerate(order(sys.stdin.read().split("\n"), TODAY), 1):
        print(place, name)


def age(text):
    from clinic.patients import from_fields

    print(from_fields(text.split(",")).age(TODAY))


if sys.argv[1] == "list":
    queue()
else:
    age(sys.argv[2])
