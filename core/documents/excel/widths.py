"""How narrow a column of a sheet may be: a date that does not fit is shown as ###, a word of a title is cut."""

import datetime as dt
import re
from collections.abc import Iterator

from core.documents.tables import Cell, Table

_NARROWEST = 6
_DAY, _MOMENT = 11.5, 17  # letters of «18.09.2026» and «18.09.2026 10:00» with the edges of the cell
_LONGEST_WORD = 20
_BOLD = 1.15


def narrowest(table: Table) -> list[float]:
    """Letters that each column needs at least."""
    return [
        max(_NARROWEST, _of_title(column.title), _of_dates(table, place)) for place, column in enumerate(table.columns)
    ]


def _of_title(title: str) -> float:
    longest = max(map(len, re.split(r"\s+|(?<=[/-])", title)), default=0)
    return round(min(longest, _LONGEST_WORD) * _BOLD + 1, 1)


def _of_dates(table: Table, place: int) -> float:
    days = [value for value in _values(table, place) if isinstance(value, dt.date)]
    if any(isinstance(value, dt.datetime) for value in days):
        return _MOMENT
    return _DAY if days else 0


def _values(table: Table, place: int) -> Iterator[object]:
    cells = (row.cells[place] for row in table.rows if not row.spans)
    return (cell.text if isinstance(cell, Cell) else cell for cell in cells)
