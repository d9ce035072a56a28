class PricingError(Exception):
    """An offer could not be worked out; the cause says why."""
