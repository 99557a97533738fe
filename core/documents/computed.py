"""Figures that follow other figures of their table: paper shows what they came to, XLSX keeps them live."""

from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal


@dataclass(frozen=True)
class Total:
    """The sum of the column over the ``normal`` rows above. A word among them counts for nothing."""

    value: Number | None


@dataclass(frozen=True)
class Ratio:
    """One cell of the row divided by another, named by the places of their columns from nought.

    ``value`` is None where it cannot be said: nothing, or nought, to divide by.
    """

    part: int
    whole: int
    value: Number | None

    @classmethod
    def of(cls, part: int, whole: int, numerator: Number | None, denominator: Number | None) -> "Ratio":
        """The ratio of two figures that stand in these columns."""
        return cls(part, whole, numerator / denominator if numerator is not None and denominator else None)


Computed = Total | Ratio
