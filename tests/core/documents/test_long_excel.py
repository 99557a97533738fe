"""A table of thousands of rows as XLSX: the facts of a short one, read back by openpyxl and by python-calamine."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core.documents import Column, Document, Heading, Note, Row, Table, render
from core.documents.excel import long

COLUMNS = [Column("ФИО"), Column("Часы"), Column("День"), Column("Когда"), Column("Заметка")]
VALUES = ("Ёлкина & Ко <1>", 1.5, date(2026, 9, 1), datetime(2026, 9, 1, 10, 30), "=1+1")


def document(rows: int = long.LONG, **fields) -> Document:
    table = Table(COLUMNS, [Row(VALUES)] * rows, name="База")
    blocks = [Heading("База наставников"), table, Note("Строк много.")]
    made = datetime(2026, 9, 1, 12)
    return Document("База", blocks, file_name="База", created_at=made, author="МБОУ СОШ № 1", **fields)


@pytest.fixture(scope="module")
def sheet():
    book = load_workbook(BytesIO(render(document(), "xlsx")))
    assert (book.properties.title, book.properties.creator) == ("База", "МБОУ СОШ № 1")
    return book["База"]


def test_values_stay_what_they_are(sheet):
    found = [cell.value for cell in sheet[3]]
    assert found == [*VALUES[:2], datetime(2026, 9, 1), *VALUES[3:]]
    note = sheet.cell(3, 5)
    assert (note.data_type, note.quotePrefix) == ("s", True)
    assert [cell.is_date for cell in sheet[3]] == [False, False, True, True, False]


def test_the_header_stays_repeats_and_filters(sheet):
    assert [cell.value for cell in sheet[2]] == [column.title for column in COLUMNS]
    last = long.LONG + 2
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A3", "$2:$2", f"A2:E{last}")
    assert (sheet["A1"].value, sheet.cell(last + 1, 1).value) == ("База наставников", "Строк много.")


def test_uploads_read_it():
    rows = CalamineWorkbook.from_filelike(BytesIO(render(document(), "xlsx"))).get_sheet_by_index(0).to_python()
    assert len(rows) == long.LONG + 3
    assert rows[2] == list(VALUES)


def test_equal_documents_are_equal_bytes():
    assert render(document(), "xlsx") == render(document(), "xlsx")


@pytest.mark.parametrize("other", [document(long.LONG - 1), document(qr="https://school.example/")])
def test_short_tables_and_codes_keep_the_layout(other):
    assert not long.suits(other)


def test_what_no_file_may_hold_is_left_out():
    cell = long._cell("а\x00\r\nб", 0)
    assert "а\nб" in cell
