"""Small numbers are not shown above an institution: behind a 1 stands a child whom everybody there knows.

The total stands beside, so that one hidden number alone could be found by subtraction: then a second one is hidden.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A number as it is shown: `value` None where it is hidden, `is_small` where for being small."""

    value: int | None
    is_small: bool = False


def masked(numbers: Mapping[Hashable, int], below: int) -> dict[Hashable, Cell]:
    """Every number, with those from 1 to under `below` hidden, never one alone where there are others."""
    small = {key for key, number in numbers.items() if 0 < number < below}
    hidden = set(small)
    if len(small) == 1 and len(numbers) > 1:
        hidden.add(min(numbers.keys() - small, key=lambda key: numbers[key]))
    return {
        key: Cell(None, is_small=key in small) if key in hidden else Cell(number) for key, number in numbers.items()
    }
