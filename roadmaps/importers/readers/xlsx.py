"""Excel: every visible sheet is a table; dates and numbers become the text that the cell shows."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from ..source import Cell, Line, Row, SourceDocument, Table, clean

WIDEST = 60
LONGEST = 20_000
DECIMALS = re.compile(r"0\.(0+)")
FILLED_BY_EXCEL = re.compile(r"_x000[0-9A-Fa-f]_")


def read(data: bytes) -> SourceDocument:
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    return SourceDocument("xlsx", tuple(Table(tuple(_rows(sheet))) for sheet in sheets))


def _rows(sheet: Worksheet) -> Iterator[Row]:
    spans, covered = _merges(sheet)
    for row in sheet.iter_rows(max_row=min(sheet.max_row, LONGEST), max_col=min(sheet.max_column, WIDEST)):
        cells = tuple(
            Cell(
                tuple(_lines(cell)) if place not in covered else (),
                cell.column - 1,
                spans.get(place, 1),
                above=place in covered,
            )
            for cell in row
            if (place := (cell.row, cell.column)) not in covered or covered[place]
        )
        if any(cell.lines for cell in cells):
            yield Row(cells, f"лист «{sheet.title}», строка {row[0].row}")


def _merges(sheet: Worksheet) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], bool]]:
    """Widths by the first cell of each row of a merged range; covered cells, true where they continue one above."""
    spans, covered = {}, {}
    for merged in sheet.merged_cells.ranges:
        right, bottom = min(merged.max_col, WIDEST), min(merged.max_row, LONGEST)
        for row in range(merged.min_row, bottom + 1):
            spans[row, merged.min_col] = right - merged.min_col + 1
            covered.update(((row, column), False) for column in range(merged.min_col + 1, right + 1))
            if row > merged.min_row:
                covered[row, merged.min_col] = True
    return spans, covered


def _lines(cell) -> Iterator[Line]:
    bold = bool(cell.font and cell.font.b)
    text = _text(cell)
    if isinstance(cell.value, CellRichText):
        bold = all(_is_bold(part, bold) for part in cell.value if str(part).strip())
    for line in FILLED_BY_EXCEL.sub("", text).splitlines():
        if line := clean(line):
            yield Line(line, bold=bold)


def _is_bold(part: str | TextBlock, otherwise: bool) -> bool:
    return bool(part.font.b) if isinstance(part, TextBlock) else otherwise


def _text(cell) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return _number(value, cell.number_format or "")
    return str(value)


def _number(value: float, shown_as: str) -> str:
    """«1.10» typed as a number is 1.1 to Excel: its format knows how many digits are seen."""
    if decimals := DECIMALS.search(shown_as):
        return f"{value:.{len(decimals[1])}f}"
    return str(int(value)) if value.is_integer() else f"{value:.10g}"
