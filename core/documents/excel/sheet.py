"""One sheet being written from the top down."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.drawing.image import Image
from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from core.documents import layout, qr
from core.documents.blocks import Document
from core.documents.charts import Chart
from core.documents.excel import looks
from core.documents.excel.parts import Part
from core.documents.excel.widths import narrowest
from core.documents.tables import Table
from core.documents.values import plain, shown

_LETTERS_ACROSS = {"portrait": 92, "landscape": 140}
_TEXT_COLUMNS = 4
_FITS = 0.9  # of the letters across: what surely stays between the margins
_LINE_HEIGHT = 1.25  # of the font's size
_HIGHEST_ROW = 409  # points, Excel's own limit
_CAPITAL = 0.35  # how much wider a capital is than the average letter
_QR_PIXELS = 96
_QR_HEIGHT = 78  # points
_FORMULA_SIGNS = tuple("=+-@\t\n")
_MILLIMETRES_IN_INCH = 25.4


class Sheet:
    """A worksheet, its columns, and the next free row."""

    def __init__(self, book: Workbook, document: Document, part: Part):
        self.sheet = book.create_sheet(part.name)
        self.widths = _widths(part)
        self.lead, self.across = _text_columns(part)
        self.came_to: dict[str, object] = {}  # by the place of a formula
        self.row = 1
        for place, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self._set_up_page(document, part)

    @property
    def height_so_far(self) -> float:
        """Points from the top to the next free row."""
        heights = (self.sheet.row_dimensions[row].height for row in range(1, self.row))
        return sum(height or looks.DEFAULT_SIZE * _LINE_HEIGHT for height in heights)

    def put(self, column: int, value: object, number_format: str = "") -> SheetCell:
        """Write a value into the current row: numbers and dates as such, the rest as text alone."""
        cell = self.sheet.cell(self.row, column)
        put_value(cell, value, number_format)
        return cell

    def put_formula(self, column: int, formula: str, came_to: object, number_format: str = "") -> SheetCell:
        """Write a formula of our own into the current row; what people typed never comes here."""
        cell = self.sheet.cell(self.row, column, formula)
        self.came_to[cell.coordinate] = came_to
        cell.number_format = number_format or "General"
        return cell

    def line(
        self,
        *pieces: tuple[float, object, str],
        size: float = looks.DEFAULT_SIZE,
        bold: bool = False,
        italic: bool = False,
    ):
        """A row of pieces ``(share of the width, value, align)`` in merged cells; returns the cells of the pieces.

        Where the sheet has too few columns to hold the pieces apart, they stand under each other.
        """
        spans = self._spans([share for share, _, _ in pieces])
        if spans is None:
            return [
                cell for piece in pieces for cell in self.line((1, *piece[1:]), size=size, bold=bold, italic=italic)
            ]
        cells = []
        for (first, last), (_, value, align) in zip(spans, pieces, strict=True):
            cell = self.put(first, value)
            cell.font, cell.alignment = looks.font(size, bold, italic), looks.alignment(align)
            self.merge(first, last)
            cells.append(cell)
        texts = [(shown(value), first, last) for (first, last), (_, value, _) in zip(spans, pieces, strict=True)]
        self.fit_height(texts, size)
        self.row += 1
        return cells

    def skip(self) -> None:
        """An empty row, if there is something above it."""
        if self.row > 1:
            self.row += 1

    def fit_height(self, texts: Sequence[tuple[str, int, int]], size: float) -> None:
        """Set the row's height for ``(text, first column, last column)``: not every program does it by itself."""
        lines = max(_lines(text, sum(self.widths[first - 1 : last]), size) for text, first, last in texts)
        height = min(lines * size * _LINE_HEIGHT + 3, _HIGHEST_ROW)
        self.sheet.row_dimensions[self.row].height = round(height, 1)

    def frame(self, first: int, last: int, border: Border) -> None:
        """Give every cell of the current row the border."""
        for column in range(first, last + 1):
            self.sheet.cell(self.row, column).border = border

    def merge(self, first: int, last: int, rows: int = 1) -> None:
        """Merge the columns of the current row, and of the rows below it where there are several."""
        if last > first or rows > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row + rows - 1, start_column=first, end_column=last
            )

    def add_qr(self, content: str, text: str) -> None:
        """The code at the foot on the right, the text beside it."""
        self.skip()
        cells = self.line((0.8, f"{plain(text)}\n{plain(content)}", "right"), (0.2, "", "left"), size=layout.NOTE_FONT)
        self.sheet.row_dimensions[self.row - 1].height = _QR_HEIGHT
        picture = Image(BytesIO(qr.png(content)))
        picture.width = picture.height = _QR_PIXELS
        self.sheet.add_image(picture, cells[-1].coordinate)

    def _spans(self, shares: Sequence[float]) -> list[tuple[int, int]] | None:
        """First and last column of each share of the width; ``None`` when one of them gets no column."""
        whole, ends, total = sum(self.widths[self.lead : self.across]), [], 0.0
        for share in shares:
            total += share
            ends.append(self._column_at(total / sum(shares) * whole))
        starts = [self.lead + 1, *(end + 1 for end in ends)]
        spans = list(zip(starts, ends, strict=False))
        return spans if all(first <= last for first, last in spans) else None

    def _column_at(self, position: float) -> int:
        """The column whose right edge is nearest to the position."""
        edges = [sum(self.widths[self.lead : column + 1]) for column in range(self.lead, self.across)]
        return min(range(len(edges)), key=lambda column: abs(edges[column] - position)) + self.lead + 1

    def close(self) -> None:
        """Nothing more is written: what is written is what is printed."""
        self.sheet.print_area = f"A1:{get_column_letter(len(self.widths))}{max(self.row - 1, 1)}"

    def _set_up_page(self, document: Document, part: Part) -> None:
        sheet = self.sheet
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = part.orientation
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        if part.table and part.table.breaks:
            self._divide_pages(part)
        else:
            chart = any(isinstance(block, Chart) for block in part.blocks)
            sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(chart)
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left, margins.right = (
            document.left_margin / _MILLIMETRES_IN_INCH,
            layout.MARGIN_RIGHT / _MILLIMETRES_IN_INCH,
        )
        margins.top, margins.bottom = (
            layout.MARGIN_TOP / _MILLIMETRES_IN_INCH,
            layout.MARGIN_BOTTOM / _MILLIMETRES_IN_INCH,
        )
        margins.header = margins.footer = layout.NUMBER_FROM_EDGE / _MILLIMETRES_IN_INCH
        sheet.HeaderFooter.differentFirst = True
        sheet.oddHeader.center.text = "&P"
        if document.footer:
            footer = plain(document.footer).replace("&", "&&")
            sheet.oddFooter.left.text = sheet.firstFooter.left.text = footer

    def _divide_pages(self, part: Part) -> None:
        """A wide table goes on where paper begins anew; fitted to a number of pages it would be divided anywhere."""
        table = part.table
        ends = [*sorted(table.breaks), len(self.widths)]
        lead = sum(self.widths[: table.frozen_columns])
        parts = [sum(self.widths[: ends[0]]), *(lead + sum(self.widths[a:b]) for a, b in pairwise(ends))]
        self.sheet.page_setup.scale = int(100 * _FITS * _LETTERS_ACROSS[part.orientation] / max(parts))
        for place in table.breaks:
            self.sheet.col_breaks.append(Break(id=place))


def put_value(cell: SheetCell, value: object, number_format: str = "") -> None:
    """Numbers and dates as such; the rest as text: a leading sign of a formula is quoted, as Excel itself does."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and math.isfinite(value):
        cell.value = value
        cell.number_format = number_format or "General"
    elif isinstance(value, dt.datetime):
        cell.value, cell.number_format = value.replace(tzinfo=None), "dd.mm.yyyy hh:mm"
    elif isinstance(value, dt.date):
        cell.value, cell.number_format = value, "dd.mm.yyyy"
    elif text := shown(value):
        cell.value, cell.data_type = text, "s"
        if text.startswith(_FORMULA_SIGNS):
            cell.quotePrefix = True


def _widths(part: Part) -> list[float]:
    """Column widths in letters: the table's shares of a sheet's width, none narrower than a heading can bear."""
    across = _LETTERS_ACROSS[part.orientation]
    if part.table is None:
        return [across / _TEXT_COLUMNS] * _TEXT_COLUMNS
    widest = max(_width(sheet) for sheet in part.table.on_paper())
    shares = (round(column.width / widest * across, 1) for column in part.table.columns)
    return [max(width, least) for width, least in zip(shares, narrowest(part.table), strict=True)]


def _width(table: Table) -> float:
    return sum(column.width for column in table.columns)


def _text_columns(part: Part) -> tuple[int, int]:
    """Between which columns headings and notes go: of a wide table those seen first, without the repeated ones."""
    if part.table is None:
        return 0, _TEXT_COLUMNS
    return part.table.frozen_columns if part.table.breaks else 0, len(part.table.on_paper()[0].columns)


def _lines(text: str, width: float, size: float) -> int:
    """How many lines the text takes in a cell of that width; an average letter is as wide as Excel's unit."""
    return sum(_wrapped(line, max(width - 1, 1) * looks.DEFAULT_SIZE / size) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    if not line:
        return 1
    capitals = sum(letter.isupper() for letter in line) / len(line)
    letters = max(int(room / (1 + _CAPITAL * capitals)), 1)
    return 1 if len(line) <= letters else len(wrap(line, letters))
