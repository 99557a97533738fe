"""Tables: columns, rows and what a cell may hold."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal

from core.documents.computed import Computed

CellAlign = Literal["", "left", "center", "right"]
Status = Literal["", "not_started", "in_progress", "waiting", "returned", "done", "overdue"]

_STATUSES = ("", "not_started", "in_progress", "waiting", "returned", "done", "overdue")
_KINDS = ("normal", "section", "total", "note")


@dataclass(frozen=True)
class Steps:
    """A sentence and the items it introduces; as a cell's value or as a block of its own."""

    lead: str
    items: Sequence[str]


Value = str | int | float | Decimal | dt.date | dt.datetime | Steps | Computed | None


@dataclass(frozen=True)
class Cell:
    """A value with emphasis. ``status`` tints the cell; the text must still say it in words (print, colour blindness).

    An empty ``align`` or ``number_format`` leaves it to the column. Raises ``ValueError`` for an unknown status.
    """

    text: Value
    bold: bool = False
    align: CellAlign = ""
    status: Status = ""
    number_format: str = ""

    def __post_init__(self):
        if self.status not in _STATUSES:
            raise ValueError(f"unknown status: {self.status!r}")


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width, and how its values are shown.

    ``number_format`` is Excel's («0», «0.0», «0%», «#,##0»); paper shows the same figure in Russian notation. A per
    cent format takes a fraction: 0.7 is shown as 70 %. Neighbours with the same ``group`` stand under a common title.
    An empty ``align`` puts numbers to the right, dates in the middle and text to the left.
    """

    title: str
    width: float = 1
    align: CellAlign = ""
    number_format: str = ""
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A row. ``normal`` and ``total`` rows have a cell per column, ``section`` and ``note`` rows one over all columns.

    A section title is bold, a note (aim or result of a section) is not; both stay with the row after them. Raises
    ``ValueError`` for another kind.
    """

    cells: Sequence[Value | Cell]
    kind: Literal["normal", "section", "total", "note"] = "normal"

    def __post_init__(self):
        if self.kind not in _KINDS:
            raise ValueError(f"unknown kind of row: {self.kind!r}")

    @property
    def spans(self) -> bool:
        """Whether its only cell takes the whole width."""
        return self.kind in ("section", "note")


@dataclass(frozen=True)
class HeaderCell:
    """A cell of the header as laid out: from which column, over how many columns and lines."""

    title: str
    column: int
    columns: int = 1
    lines: int = 1


@dataclass(frozen=True)
class Table:
    """A table; its header repeats on every page.

    ``column_numbers`` adds the row 1, 2, 3 … under the header. ``name`` is the sheet's name in XLSX; without it the
    caption serves. The first ``frozen_columns`` stay in sight on a screen. ``breaks`` divides a table too wide for a
    sheet: the number of the column before which paper begins anew, with the frozen columns repeated, and the caption
    of that part; XLSX keeps it whole. ``letters_across`` is how many letters stand side by side over the whole width,
    counted cautiously for a sheet upright: words longer than their column are hyphenated. Raises ``ValueError`` when
    a row does not fit the columns.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str = ""
    repeat_header: bool = True
    column_numbers: bool = False
    name: str = ""
    frozen_columns: int = 0
    letters_across: int = 92
    breaks: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self):
        if not self.columns:
            raise ValueError("a table needs a column")
        for number, row in enumerate(self.rows, start=1):
            expected = 1 if row.spans else len(self.columns)
            if len(row.cells) != expected:
                raise ValueError(f"row {number} ({row.kind}) has {len(row.cells)} cells, not {expected}")

    @property
    def shares(self) -> list[float]:
        """Widths of the columns as fractions of the whole."""
        whole = sum(column.width for column in self.columns)
        return [column.width / whole for column in self.columns]

    def on_paper(self) -> "list[Table]":
        """The table as sheets of paper hold it: itself, or its parts by ``breaks``."""
        if not self.breaks:
            return [self]
        ends = [*sorted(self.breaks), len(self.columns)]
        lead = range(self.frozen_columns)
        parts = [[*lead, *range(self.frozen_columns, ends[0])]]
        parts += [[*lead, *range(starts, until)] for starts, until in pairwise(ends)]
        captions = [self.caption, *(self.breaks[place] for place in ends[:-1])]
        return [self._part(*part) for part in zip(parts, captions, strict=True) if len(part[0]) > len(lead)]

    def _part(self, places: Sequence[int], caption: str) -> "Table":
        """These columns as a table of its own."""
        rows = [row if row.spans else replace(row, cells=[row.cells[place] for place in places]) for row in self.rows]
        columns = [self.columns[place] for place in places]
        return replace(self, columns=columns, rows=rows, caption=caption, breaks={})

    def header(self) -> list[list[HeaderCell]]:
        """The header line by line: common titles above, column titles under them, numbers of columns last."""
        lines = self._titles()
        if self.column_numbers:
            lines.append([HeaderCell(str(number + 1), number) for number in range(len(self.columns))])
        return lines

    def _titles(self) -> list[list[HeaderCell]]:
        if not any(column.group for column in self.columns):
            return [[HeaderCell(column.title, place) for place, column in enumerate(self.columns)]]
        upper, lower = [], []
        for group, neighbours in groupby(enumerate(self.columns), key=lambda pair: pair[1].group):
            cells = [HeaderCell(column.title, place) for place, column in neighbours]
            if group:
                upper.append(HeaderCell(group, cells[0].column, columns=len(cells)))
                lower.extend(cells)
            else:
                upper.extend(replace(cell, lines=2) for cell in cells)
        return [upper, lower]

    def cells(self, row: Row) -> Iterator[Cell]:
        """The row's cells with everything settled: what the cell leaves open is the column's or the row's to say."""
        for value, column in zip(row.cells, self.columns, strict=False):
            cell = value if isinstance(value, Cell) else Cell(value)
            yield replace(
                cell,
                bold=cell.bold or row.kind in ("section", "total"),
                align=cell.align or ("left" if row.spans else column.align) or natural_align(cell.text),
                number_format=cell.number_format or column.number_format,
            )


def natural_align(value: Value) -> CellAlign:
    """Numbers to the right, so that digits stand under digits; dates in the middle; text to the left."""
    if isinstance(value, bool):
        return "center"
    if isinstance(value, int | float | Decimal | Computed):
        return "right"
    return "center" if isinstance(value, dt.date) else "left"
