"""Pulls pages of tickets from a help desk (here: a recorded one) and prints the open ones."""

import json
import sys
from collections.abc import Callable, Iterator

from recorded import Desk, Response

Fetch = Callable[[int], Response]


def page(fetch: Fetch, number: int) -> dict:
    response = fetch(number)
    return json.loads(response.body)


def tickets(fetch: Fetch) -> Iterator[dict]:
    number = 1
    while number:
        content = page(fetch, number)
        yield from content.get("tickets", [])
        number = content.get("next")


def title(ticket: dict) -> str:
    return f"#{ticket['id']} {ticket['subject']}"


def main(path: str) -> None:
    desk = Desk(path)
    shown = [title(ticket) for ticket in tickets(desk.get) if ticket.get("state") == "open"]
    print("\n".join(shown) or "all done")


if __name__ == "__main__":
    main(sys.argv[1])
