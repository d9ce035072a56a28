"""Renders receipts as text or as CSV."""
import argparse
import sys
from decimal import Decimal


class Receipt:
    def __init__(self, rows):
        self.rows = rows

    @classmethod
    def from_lines(cls, lines):
        rows = []
        for line in lines:
            title, amount = line.rsplit(None, 1)
            rows.append((title, Decimal(amount)))
        return cls(rows)

    def total(self):
        return sum((amount for _, amount in self.rows), Decimal())


def as_text(receipt):
    body = [f"{title:<12}{amount:>8}" for title, amount in receipt.rows]
    return "\n".join([*body, f"{'sum':<12}{receipt.total():>8}"])


def as_csv(receipt):
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["title", "amount"])
    writer.writerows(receipt.rows)
    return f"sum,{receipt.total()}"


FORMATS = {"text": as_text, "csv": as_csv}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--format", choices=FORMATS, default="text")
    options = parser.parse_args()
    receipt = Receipt.from_lines(sys.stdin)
    print(FORMATS[options.format](receipt))


if __name__ == "__main__":
    main()
