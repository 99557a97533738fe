"""What may be refused here."""

from core.errors import Refused


class OrderRefused(Refused):
    """The number is taken, the date is impossible, or the order is not in the state for it."""
