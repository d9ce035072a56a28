"""Invoices: what a customer owes, and what was paid back."""

from dataclasses import dataclass, field
from decimal import Decimal

RATES = {"DE": Decimal("0.19"), "FR": Decimal("0.20"), "IT": Decimal("0.22")}


@dataclass
class Item:
    name: str
    price: Decimal
    quantity: int = 1


@dataclass
class Invoice:
    country: str
    items: list[Item] = field(default_factory=list)
    paid: Decimal = Decimal(0)

    def net(self) -> Decimal:
        """The sum of all items, before tax."""
        return sum((item.price * item.quantity for item in self.items), Decimal(0))

    def tax(self) -> Decimal:
        """The tax of the customer's country."""
        return self.net() * RATES[self.country]

    def total(self) -> Decimal:
        """What the customer owes."""
        return self.net() + self.tax()


def refund(invoice: Invoice, share: Decimal) -> Decimal:
    """Pays a share of the invoice back and returns the amount."""
    amount = invoice.paid * share
    invoice.paid -= amount
    return amount


def overdue(invoices: list[Invoice]) -> list[Invoice]:
    """The invoices that are not paid in full."""
    return [invoice for invoice in invoices if invoice.paid < invoice.total()]
