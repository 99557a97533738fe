"""Which column means what, and the row in which the heading stands."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .places import Cell, Sheet
from .titles import OWN_TITLE, meaning, plain_title, speaks_of_representative

SEARCHED = 40  # rows from the top
NO_TITLES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: `row` is an index into the sheet's rows, `lines` how many rows it takes."""

    sheet: Sheet
    row: int
    lines: int
    titles: tuple[str, ...]
    mapping: Mapping[int, str]

    @property
    def has_names(self) -> bool:
        found = set(self.mapping.values())
        return "full_name" in found or {"last_name", "first_name"} <= found

    @property
    def last_row(self) -> int:
        """The file's number of the last row that the heading takes."""
        return self.sheet.first + self.row + self.lines - 1

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """The more is understood, the likelier; then the higher it ends, and one line before two."""
        return self.has_names, len(self.mapping), -self.row - self.lines, -self.lines


def find_heading(sheets: Sequence[Sheet], role: str, own: Mapping[str, str] = NO_TITLES) -> Heading | None:
    """The likeliest heading of all sheets; None when no row looks like one. It may lack names (`has_names`).

    `own` are titles that the institution has given to fields, as `plain_title` writes them.
    """
    candidates = [heading for sheet in sheets for heading in _headings(sheet, role, own)]
    return max(candidates, key=lambda heading: heading.weight, default=None)


def heading_at(sheet: Sheet, row: int, role: str, own: Mapping[str, str] = NO_TITLES) -> Heading:
    """The row as a heading, whatever it says: a person has chosen it."""
    titles = _titles(sheet.rows[row])
    return Heading(sheet, row, 1, titles, mapping_of(titles, role, own))


def mapping_of(titles: Sequence[str], role: str, own: Mapping[str, str] = NO_TITLES) -> dict[int, str]:
    """Which column means what; of two columns with one meaning the likelier counts."""
    likeliest: dict[str, tuple[int, int]] = {}
    for index, title in enumerate(titles):
        name, weight = meaning(title, role)
        if plain_title(title) in own:
            name, weight = own[plain_title(title)], OWN_TITLE
        if name and weight > likeliest.get(name, (0, 0))[0]:
            likeliest[name] = (weight, index)
    return {index: name for name, (_weight, index) in sorted(likeliest.items(), key=lambda found: found[1][1])}


def digest(titles: Sequence[str]) -> str:
    """The same for headings that say the same in the same order."""
    return hashlib.sha256("\n".join(map(plain_title, titles)).encode()).hexdigest()


def _headings(sheet: Sheet, role: str, own: Mapping[str, str]) -> Iterator[Heading]:
    top = list(enumerate(sheet.rows[:SEARCHED]))
    for index, row in top:
        yield from _heading(sheet, index, 1, _titles(row), role, own)
    for (index, upper), (_below, lower) in pairwise(top):
        yield from _heading(sheet, index, 2, _two_lines(upper, lower), role, own)


def _heading(
    sheet: Sheet, index: int, lines: int, titles: tuple[str, ...], role: str, own: Mapping[str, str]
) -> Iterator[Heading]:
    mapping = mapping_of(titles, role, own)
    heading = Heading(sheet, index, lines, titles, mapping)
    if heading.has_names or len(mapping) > 2:
        yield heading


def _titles(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell).split()) if isinstance(cell, str) else "" for cell in row)


def _two_lines(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[str, ...]:
    """A heading of two lines: the lower one is what the column is, the upper one stands over several or alone.

    What stands under «Родитель» is of the parent: there the lower line alone would speak of the participant.
    """
    above, below = _titles(upper), _titles(lower)
    wide = max(len(above), len(below))
    above, below = above + ("",) * (wide - len(above)), below + ("",) * (wide - len(below))
    titles, over = [], ""
    for high, low in zip(above, below, strict=True):
        over = high or over
        of_representative = low and speaks_of_representative(over) and not speaks_of_representative(low)
        titles.append(f"{low} {over}" if of_representative else low or high)
    return tuple(titles)
