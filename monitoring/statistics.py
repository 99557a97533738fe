"""The arithmetic of «before and after»: the mean change of the same people with its 95 % interval. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scipy.stats import t

CONFIDENCE = 0.95
FEW = 5
"""Fewer people than this are not shown: their mean would tell of single ones, and it would mean little."""


@dataclass(frozen=True)
class Change:
    """`low` and `high` bound the mean change with 95 % confidence; below FEW people there is only their number."""

    people: int
    before: float | None = None
    after: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_shown(self) -> bool:
        return self.before is not None

    @property
    def change(self) -> float | None:
        return self.after - self.before if self.is_shown else None

    @property
    def direction(self) -> int:
        """1 or -1 when the whole interval lies on one side of nought, 0 when the numbers do not say."""
        if not self.is_shown or self.low <= 0 <= self.high:
            return 0
        return 1 if self.low > 0 else -1


def change_of(pairs: Sequence[tuple[float, float]]) -> Change:
    """The paired change over (before, after) of each person, by Student's distribution."""
    people = len(pairs)
    if people < FEW:
        return Change(people)
    changes = [after - before for before, after in pairs]
    mean = fmean(changes)
    margin = float(t.ppf((1 + CONFIDENCE) / 2, people - 1)) * stdev(changes) / sqrt(people)
    before, after = fmean(one for one, _other in pairs), fmean(other for _one, other in pairs)
    return Change(people, before, after, mean - margin, mean + margin)
