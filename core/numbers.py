"""Numbers as they are kept and told: without the noughts that a column of two decimals adds."""

from decimal import Decimal


def plain(number: Decimal) -> str:
    """«12.5», «100»: for JSON, hashes and the audit trail, the same for equal numbers."""
    return f"{number.normalize():f}"


def trimmed(number: Decimal | None) -> Decimal | None:
    """The number itself as `plain` writes it: what a field of a form shows; nothing for None."""
    return None if number is None else Decimal(plain(number))


def told(number: Decimal) -> str:
    """«12,5»: in a Russian sentence."""
    return plain(number).replace(".", ",")
