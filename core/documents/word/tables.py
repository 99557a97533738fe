"""Tables and lists of Word."""

from collections.abc import Callable

from docx.enum.table import WD_ALIGN_VERTICAL

from core.documents import layout
from core.documents.layout import SECTION_FILL, STATUS_FILLS
from core.documents.tables import Cell, Row, Steps, Table
from core.documents.values import plain, shown
from core.documents.word.paper import Paper, fill
from core.documents.word.styles import ALIGNMENTS, CENTER
from core.documents.word.xml import keep_whole, repeat_on_pages, set_padding, shade


def write_table(block: Table, paper: Paper) -> None:
    """A table, or the tables that a wide one is divided into."""
    for part in block.on_paper():
        _write_part(part, paper)


def _write_part(block: Table, paper: Paper) -> None:
    """A bordered table; its header lines repeat on each page and no row is cut."""
    if block.caption:
        paper.paragraph(block.caption, "Caption")
    header = block.header()
    table = paper.grid(len(header) + len(block.rows), block.shares, "Table Grid")
    tightness = paper.document.table_font / layout.TABLE_FONT
    set_padding(table, round(40 * tightness), round(80 * tightness))
    rows = list(table.rows)
    _write_header(block, table, rows[: len(header)])
    for row, source in zip(rows[len(header) :], block.rows, strict=True):
        _write_row(block, row, source)
    paper.gap()


def write_steps(block: Steps, add_paragraph: Callable, lead_style: str, item_style: str) -> None:
    """A lead and its items, each behind a dash; ``add_paragraph(text, style)`` decides where they stand."""
    if block.lead:
        add_paragraph(plain(block.lead), lead_style)
    for item in block.items:
        add_paragraph(f"–\u00a0{plain(item)}", item_style)


def _write_header(block: Table, table, rows) -> None:
    for number, (row, cells) in enumerate(zip(rows, block.header(), strict=True)):
        keep_whole(row)
        if block.repeat_header:
            repeat_on_pages(row)
        numbers = block.column_numbers and number == len(rows) - 1
        for cell in cells:
            last = table.cell(number + cell.lines - 1, cell.column + cell.columns - 1)
            place = table.cell(number, cell.column).merge(last)
            place.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = fill(place, cell.title, "Table Text")
            paragraph.alignment = CENTER
            paragraph.paragraph_format.keep_with_next = True
            paragraph.runs[0].bold = not numbers


def _write_row(block: Table, row, source: Row) -> None:
    keep_whole(row)
    places = row.cells
    if source.spans:
        places = [places[0].merge(places[-1])]
    for place, cell in zip(places, block.cells(source), strict=True):
        _write_cell(place, cell)
        if source.spans:
            for paragraph in place.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    if source.kind == "section":
        shade(places[0], SECTION_FILL)


def _write_cell(place, cell: Cell) -> None:
    if isinstance(cell.text, Steps):
        write_steps(cell.text, _filling(place), "Table Text", "Table Item")
    else:
        fill(place, shown(cell.text, cell.number_format), "Table Text")
    for paragraph in place.paragraphs:
        paragraph.alignment = ALIGNMENTS[cell.align]
        for run in paragraph.runs:
            run.bold = cell.bold or None
    if cell.status:
        shade(place, STATUS_FILLS[cell.status])


def _filling(place) -> Callable:
    """``add_paragraph`` of a cell that begins with the paragraph every new cell has."""
    empty = [place.paragraphs[0]]

    def add_paragraph(text: str, style: str):
        paragraph = empty.pop() if empty else place.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)

    return add_paragraph
