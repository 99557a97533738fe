"""Columns that no rule tells: the white gutters that run down the pages between the texts of a table."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from statistics import median

from .pdf_text import Printed, Word

GUTTER = 0.55  # of the height of a line: narrower, and it is the space between two words
CROSSED, SELDOM = 0.25, 0.02  # how many of the lines may go across: at first sight, and without the headings
NEAR = 1.5  # points
FEWEST_COLUMNS = 3
FEWEST_LINES = 3


@dataclass(frozen=True)
class Piece:
    """The part of a line that stands in one column, or runs over those from `first` to `last`."""

    words: tuple[Word, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_wide(self) -> bool:
        return self.last > self.first


@dataclass(frozen=True)
class Columns:
    """`starts` are the left edges."""

    starts: tuple[float, ...]

    def pieces(self, line: Printed) -> tuple[Piece, ...]:
        groups = [[line.words[0]]]
        for left, right in pairwise(line.words):
            if _is_gap(left, right) and any(left.x1 <= x + NEAR and right.x0 >= x - NEAR for x in self.starts):
                groups.append([])
            groups[-1].append(right)
        return tuple(map(self._piece, groups))

    def _piece(self, words: list[Word]) -> Piece:
        first = max(0, bisect_right(self.starts, words[0].x0 + NEAR) - 1)
        return Piece(tuple(words), first, max(first, bisect_right(self.starts, words[-1].x1 - NEAR) - 1))


def find_columns(lines: Sequence[Printed]) -> Columns | None:
    """The columns of the table that most lines with gaps in them make, or None."""
    runs = [tuple(own) for own in map(_runs, lines) if len(own) > 1]
    full = [own for own in runs if len(own) >= FEWEST_COLUMNS]
    if len(full) < FEWEST_LINES:
        return None
    narrowest = GUTTER * median(line.words[0].height for line in lines)
    rough = _gutters(full, CROSSED, narrowest)
    fitting = [own for own in runs if not any(x0 < left and right < x1 for x0, x1 in own for left, right in rough)]
    gutters = _gutters(fitting, SELDOM, narrowest)
    if len(gutters) + 1 < FEWEST_COLUMNS:
        return None
    return Columns((min(x0 for own in fitting for x0, _x1 in own), *(float(right) for _left, right in gutters)))


def _is_gap(left: Word, right: Word) -> bool:
    return right.x0 - left.x1 >= GUTTER * right.height


def _runs(line: Printed) -> list[tuple[float, float]]:
    """The stretches of a line without wide gaps."""
    runs = [(line.words[0].x0, line.words[0].x1)]
    for left, right in pairwise(line.words):
        start = right.x0 if _is_gap(left, right) else runs.pop()[0]
        runs.append((start, right.x1))
    return runs


def _gutters(runs: Sequence[Sequence[tuple[float, float]]], share: float, narrowest: float) -> list[tuple[int, int]]:
    """The white between texts, in whole points: what no more than a share of the lines goes across."""
    if not runs:
        return []
    width = ceil(max(x1 for own in runs for _x0, x1 in own))
    covered = [0] * (width + 1)
    for own in runs:
        for x0, x1 in own:
            for x in range(max(0, floor(x0)), ceil(x1)):
                covered[x] += 1
    return [each for each in _white(covered, share * len(runs)) if each[1] - each[0] >= narrowest]


def _white(covered: Sequence[int], most: float) -> Iterator[tuple[int, int]]:
    start, seen = None, False
    for x, count in enumerate(covered):
        if count > most:
            if start is not None and seen:
                yield start, x
            start, seen = None, True
        elif start is None:
            start = x
