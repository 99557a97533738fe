"""Columns wide enough for their longest words and dates, and letters small enough for all of them to fit the sheet."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.documents import layout
from core.documents.blocks import Orientation
from core.documents.tables import Cell, Column, Row, Value

SMALLEST = 6.5  # points; beneath it nobody reads
LONGEST_WORD = 16  # letters; a longer one, an address for instance, is broken
DATE = 10  # letters of «18.09.2026»
_LETTER = 0.54  # of the font's size: the average bold letter of the table's face
_PADDING = 0.9  # of the font's size: both sides of a cell with its line
_POINTS = 72 / 25.4  # in a millimetre
_BREAKS = re.compile(r"[\s/]+")


@dataclass(frozen=True)
class Fitted:
    """Columns, the size of the letters with which they fit, and how many of these stand side by side."""

    columns: list[Column]
    font: float
    letters: int


def fit(columns: Sequence[Column], rows: Sequence[Row], *, orientation: Orientation, left_margin: int) -> Fitted:
    """The columns widened so that no word of a title and no date is broken."""
    letters = [longest_word(column, values) for column, values in zip(columns, _by_column(columns, rows), strict=True)]
    room = layout.text_width(orientation, left_margin) * _POINTS
    needed = sum(letters) * _LETTER + len(letters) * _PADDING
    size = max(min(int(room / needed * 2) / 2, layout.TABLE_FONT), SMALLEST)
    spare = max(room / size - needed, 0)
    shares = [column.width for column in columns]
    widths = [
        count * _LETTER + _PADDING + spare * share / sum(shares) for count, share in zip(letters, shares, strict=True)
    ]
    widened = [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]
    return Fitted(widened, size, letters=int(room / size / _LETTER))


def longest_word(column: Column, values: Sequence[Value]) -> int:
    """Letters of what may not be broken in a column: words of its title, dates, numbers."""
    words = max(map(len, _BREAKS.split(column.title)), default=0)
    return min(max([words, *map(_unbroken, values)]), LONGEST_WORD)


def _unbroken(value: Value) -> int:
    if isinstance(value, dt.date):
        return DATE
    return len(str(value)) if isinstance(value, int | float) else 0


def _by_column(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[list[Value]]:
    plain = [row for row in rows if not row.spans]
    for place in range(len(columns)):
        cells = (row.cells[place] for row in plain)
        yield [cell.text if isinstance(cell, Cell) else cell for cell in cells]
