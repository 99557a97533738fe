"""Small numbers are not shown above an institution: behind a 1 stands a child whom everybody there knows.

The total stands beside, so what is hidden could be found by subtraction. Further numbers are hidden until that says
nothing exact: a nought last of all, because whoever knows that the rest is nought knows the small number.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A number as it is shown: `value` None where it is hidden, `is_small` where for being small."""

    value: int | None
    is_small: bool = False


def masked(numbers: Mapping[Hashable, int], below: int) -> dict[Hashable, Cell]:
    """Every number, with those from 1 to under `below` hidden, and as many others as keep them hidden.

    The small number stays exact to find only where it is all there is: then it is the total itself.
    """
    small = {key for key, number in numbers.items() if 0 < number < below}
    hidden = set(small)
    others = sorted(numbers.keys() - small, key=lambda key: (numbers[key] == 0, numbers[key]))
    while hidden and others and _gives_away([numbers[key] for key in hidden], below):
        hidden.add(others.pop(0))
    return {
        key: Cell(None, is_small=key in small) if key in hidden else Cell(number) for key, number in numbers.items()
    }


def _gives_away(hidden: Collection[int], below: int) -> bool:
    """Whether the sum of the hidden numbers tells each: one alone, all of them 1, or all the greatest of the small."""
    return len(hidden) == 1 or sum(hidden) in (len(hidden), len(hidden) * (below - 1))
