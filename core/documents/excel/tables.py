"""Tables on a sheet: a header that stays in sight and repeats in print, typed cells, a filter where rows are alike."""

from openpyxl.utils import get_column_letter

from core.documents.computed import Computed, Ratio
from core.documents.excel import looks
from core.documents.excel.sheet import Sheet
from core.documents.layout import SECTION_FILL, STATUS_FILLS
from core.documents.tables import Cell, Row, Steps, Table
from core.documents.values import shown

NOTHING = "–"
_HIGHEST_FROZEN = 200  # points; more would leave too little of a small screen to scroll in


def write_table(block: Table, sheet: Sheet) -> None:
    """The table at the sheet's next free row."""
    if block.caption:
        sheet.skip()
        sheet.line((1, block.caption, "left"), bold=True)
    first = sheet.row
    _write_header(block, sheet)
    _keep_header(block, sheet, first)
    body = sheet.row
    for row in block.rows:
        _write_row(block, row, sheet, body)
    _add_filter(block, sheet, body)


def steps_text(steps: Steps) -> str:
    """A lead and its items as one text, an item a line."""
    lines = [steps.lead] if steps.lead else []
    return "\n".join([*lines, *(f"– {item}" for item in steps.items)])


def _write_header(block: Table, sheet: Sheet) -> None:
    lines = block.header()
    for number, line in enumerate(lines):
        sheet.frame(1, len(block.columns), looks.GRID)
        numbers = block.column_numbers and number == len(lines) - 1
        texts = []
        for header in line:
            cell = sheet.put(header.column + 1, header.title)
            cell.font = looks.font(looks.DEFAULT_SIZE, bold=not numbers)
            cell.alignment = looks.alignment("center", "center")
            last = header.column + header.columns
            sheet.merge(header.column + 1, last, rows=header.lines)
            texts.append((header.title, header.column + 1, last))
        sheet.fit_height(texts, looks.DEFAULT_SIZE)
        sheet.row += 1


def _keep_header(block: Table, sheet: Sheet, first: int) -> None:
    """Repeat the header in print; freeze it on the screen unless what stands above would fill the screen."""
    if not block.repeat_header:
        return
    sheet.sheet.print_title_rows = f"{first}:{sheet.row - 1}"
    if sheet.height_so_far <= _HIGHEST_FROZEN:
        sheet.sheet.freeze_panes = f"{get_column_letter(block.frozen_columns + 1)}{sheet.row}"
    if block.frozen_columns:
        sheet.sheet.print_title_cols = f"A:{get_column_letter(block.frozen_columns)}"


def _write_row(block: Table, row: Row, sheet: Sheet, body: int) -> None:
    texts = [_write_cell(sheet, column, cell, body) for column, cell in enumerate(block.cells(row), start=1)]
    last = len(block.columns)
    if row.spans:
        sheet.frame(1, last, looks.GRID)
        sheet.merge(1, last)
        sheet.fit_height([(texts[0], 1, last)], looks.DEFAULT_SIZE)
    else:
        sheet.fit_height([(text, column, column) for column, text in enumerate(texts, start=1)], looks.DEFAULT_SIZE)
    if row.kind == "section":
        sheet.sheet.cell(sheet.row, 1).fill = looks.fill(SECTION_FILL)
    sheet.row += 1


def _write_cell(sheet: Sheet, column: int, cell: Cell, body: int) -> str:
    """Fill the place in the current row; returns the text as shown. ``body`` is the first row under the header."""
    value = steps_text(cell.text) if isinstance(cell.text, Steps) else cell.text
    if isinstance(value, Computed):
        place = sheet.put_formula(
            column, _formula(value, column, sheet.row, body), _came_to(value), cell.number_format
        )
    else:
        place = sheet.put(column, value, cell.number_format)
    place.font = looks.font(looks.DEFAULT_SIZE, cell.bold)
    place.alignment = looks.alignment(cell.align)
    place.border = looks.GRID
    if cell.status:
        place.fill = looks.fill(STATUS_FILLS[cell.status])
    return shown(value, cell.number_format)


def _formula(value: Computed, column: int, row: int, body: int) -> str:
    """A dash where a ratio has nothing to divide by."""
    if isinstance(value, Ratio):
        part, whole = (f"{get_column_letter(place + 1)}{row}" for place in (value.part, value.whole))
        return f'=IFERROR({part}/{whole},"{NOTHING}")'
    letter = get_column_letter(column)
    return f"=SUM({letter}{body}:{letter}{row - 1})" if row > body else "=0"


def _came_to(value: Computed) -> object:
    """What the formula gives: a sum of nothing is nought."""
    if value.value is None:
        return NOTHING if isinstance(value, Ratio) else 0
    return value.value


def _add_filter(block: Table, sheet: Sheet, body: int) -> None:
    """A filter over rows that are alike; merged rows in between would break it, totals at the end stay outside."""
    kinds = [row.kind for row in block.rows]
    while kinds and kinds[-1] == "total":
        kinds.pop()
    if len(kinds) > 1 and set(kinds) == {"normal"} and not block.column_numbers:
        last = get_column_letter(len(block.columns))
        sheet.sheet.auto_filter.ref = f"A{body - 1}:{last}{body + len(kinds) - 1}"
