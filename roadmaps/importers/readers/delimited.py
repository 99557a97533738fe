"""CSV: a table of cells between semicolons or commas, as Excel and other programs save it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from ..source import Cell, Line, Paragraph, Row, SourceDocument, Table, clean

DELIMITERS = (";", ",")  # tabs and pipes are read as text
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
MOST = 3 / 4  # of the rows have the same number of cells, or it is prose


def read(text: str) -> SourceDocument | None:
    """None when the text is no such table."""
    if "\t" in text:
        return None
    return next(filter(None, (_table(text, delimiter) for delimiter in DELIMITERS)), None)


def _table(text: str, delimiter: str) -> SourceDocument | None:
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error:
        return None
    widths = Counter(len(cells) for _where, cells in rows)
    [(width, number)] = widths.most_common(1) or [(0, 0)]
    if width < FEWEST_COLUMNS or number < max(FEWEST_ROWS, MOST * len(rows)):
        return None
    return SourceDocument("text", tuple(_blocks(rows)))


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first = 1
    for cells in lines:
        if any(map(clean, cells)):
            yield f"строка {first}" if lines.line_num == first else f"строки {first}–{lines.line_num}", cells
        first = lines.line_num + 1


def _blocks(rows: list[tuple[str, list[str]]]) -> Iterator[Paragraph | Table]:
    """A row with a single filled cell that no table has begun above is a line of the head."""
    head = 0
    while head < len(rows) and sum(map(bool, map(clean, rows[head][1]))) == 1:
        where, cells = rows[head]
        yield Paragraph(_lines("".join(cells)), where)
        head += 1
    yield Table(
        tuple(
            Row(tuple(Cell(_lines(text), column) for column, text in enumerate(cells)), where)
            for where, cells in rows[head:]
        )
    )


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in map(clean, text.splitlines()) if line)
