"""What customers write for amounts."""


class GatewayError(Exception):
    """A request that cannot be served, with the reason that the customer is told."""


def parse_quantity(text: str) -> int:
    quantity = int(text)
    if quantity < 1:
        raise GatewayError(f"{quantity} is no quantity")
    return quantity
