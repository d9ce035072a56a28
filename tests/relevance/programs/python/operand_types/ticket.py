"""Prints cinema tickets. Seats come as `ROW-NUMBER` words, the rest from the show's file."""

import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Show:
    film: str
    hall: int
    cents: int


@dataclass(frozen=True)
class Ticket:
    show: Show
    row: str
    seat: int
    child: bool = False

    @property
    def price(self):
        return self.show.cents // 2 if self.child else self.show.cents

    def neighbour(self):
        return replace(self, seat=self.seat + 1)

    def __str__(self):
        kind = "child" if self.child else "adult"
        return f"{self.show.film}, hall {self.show.hall}, {self.row}{self.seat}, {kind}"


def parse_show(text):
    film, hall, cents = text.split("/")
    return Show(film, hall, int(cents))


def book(show, word):
    row, seat = word.split("-")
    child = seat.endswith("c")
    return Ticket(show, row, seat.rstrip("c"), child)


def main(show_text, *words):
    show = parse_show(show_text)
    tickets = []
    for word in words:
        name, plus, _ = word.partition("+")
        tickets.append(book(show, name))
        if plus:
            tickets.append(tickets[-1].neighbour())
    print(*tickets, sep="\n")
    print(sum(ticket.price for ticket in tickets), "cents")


if __name__ == "__main__":
    main(*sys.argv[1:])
