"""Sets of days as sorted lists of (first day, first day without), disjoint and not touching."""

from collections.abc import Iterable, Iterator
from datetime import date

Interval = tuple[date, date]


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The days of any of them; empty and reversed ones count for nothing."""
    found: list[Interval] = []
    for starts, ends in sorted(each for each in intervals if each[0] < each[1]):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found


def common(*sets: list[Interval]) -> list[Interval]:
    """The days that all of them have."""
    found = sets[0]
    for other in sets[1:]:
        found = list(_overlaps(found, other))
    return found


def clipped(intervals: list[Interval], starts: date, ends: date) -> list[Interval]:
    """Those of the days that lie from `starts` until `ends`."""
    return list(_overlaps(intervals, [(starts, ends)]))


def _overlaps(one: list[Interval], other: list[Interval]) -> Iterator[Interval]:
    i = j = 0
    while i < len(one) and j < len(other):
        starts, ends = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if starts < ends:
            yield starts, ends
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
