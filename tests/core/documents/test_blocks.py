from datetime import date, datetime
from decimal import Decimal

import pytest

from core.documents import Cell, Column, Heading, PageBreak, Paragraph, Row, Steps, Table
from core.documents.values import plain, shown

from .papers import make_document


class TestDocument:
    def test_orientation_is_checked(self):
        with pytest.raises(ValueError, match="diagonal"):
            make_document(orientation="diagonal")

    @pytest.mark.parametrize(
        ("file_name", "saved_as"),
        [
            ("Приказ № 344", "Приказ № 344.pdf"),
            ('а/б\\в:г*д?е<ж>з|и"к\n', "а б в г д е ж з и к.pdf"),
            ("../../etc/passwd", ".. etc passwd.pdf"),
            (" . ", "document.pdf"),
            ("я" * 300, "я" * 120 + ".pdf"),
        ],
    )
    def test_download_name_suits_every_file_system(self, file_name, saved_as):
        name = make_document(file_name=file_name).download_name("pdf")
        assert name.lstrip(". ") == saved_as.lstrip(". ")
        assert not set(name) & set('/\\:*?<>|"\n')

    def test_sheets_are_what_page_breaks_divide(self):
        one, two, three = Heading("1"), Heading("2"), Paragraph("3")
        document = make_document(one, PageBreak("landscape"), two, PageBreak(), three, PageBreak("portrait"))
        assert document.sheets() == [("portrait", [one]), ("landscape", [two]), ("landscape", [three])]


class TestTable:
    def test_row_must_fit_the_columns(self):
        with pytest.raises(ValueError, match=r"row 2 \(normal\) has 1 cells, not 2"):
            Table([Column("а"), Column("б")], [Row(("1", "2")), Row(("1",))])

    def test_section_takes_one_cell(self):
        with pytest.raises(ValueError, match="section"):
            Table([Column("а"), Column("б")], [Row(("1", "2"), "section")])

    def test_a_table_has_columns(self):
        with pytest.raises(ValueError, match="column"):
            Table([], [])

    def test_unknown_kind_and_status_are_refused(self):
        with pytest.raises(ValueError, match="sum"):
            Row(("1",), "sum")
        with pytest.raises(ValueError, match="purple"):
            Cell("1", status="purple")

    def test_header_without_groups_is_one_line(self):
        header = Table([Column("а"), Column("б")], []).header()
        assert [[cell.title for cell in line] for line in header] == [["а", "б"]]

    def test_neighbours_of_a_group_stand_under_its_title(self):
        columns = [Column("№"), Column("всего", group="Пар"), Column("новых", group="Пар"), Column("%", group="Доля")]
        upper, lower, numbers = Table(columns, [], column_numbers=True).header()
        assert [(cell.title, cell.column, cell.columns, cell.lines) for cell in upper] == [
            ("№", 0, 1, 2),
            ("Пар", 1, 2, 1),
            ("Доля", 3, 1, 1),
        ]
        assert [(cell.title, cell.column) for cell in lower] == [("всего", 1), ("новых", 2), ("%", 3)]
        assert [cell.title for cell in numbers] == ["1", "2", "3", "4"]

    def test_cell_settles_what_it_leaves_open(self):
        columns = [Column("а", number_format="0.0"), Column("б", align="center"), Column("в"), Column("г")]
        row = Row((1, Cell(2, align="left", number_format="0%"), date(2025, 9, 1), "текст"))
        cells = list(Table(columns, [row]).cells(row))
        assert [cell.align for cell in cells] == ["right", "left", "center", "left"]
        assert [cell.number_format for cell in cells] == ["0.0", "0%", "", ""]

    @pytest.mark.parametrize(
        ("kind", "bold"), [("normal", False), ("total", True), ("section", True), ("note", False)]
    )
    def test_weight_follows_the_kind_of_row(self, kind, bold):
        row = Row(("1",), kind)
        assert [cell.bold for cell in Table([Column("а")], [row]).cells(row)] == [bold]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "", ""),
        ("  как есть ", "", "  как есть "),
        (True, "", "да"),
        (False, "", "нет"),
        (12, "", "12"),
        (12.5, "", "12,5"),
        (0.1 + 0.2, "", "0,3"),
        (-3, "", "−3"),
        (Decimal("1.50"), "", "1,50"),
        (1234567, "#,##0", "1\u00a0234\u00a0567"),
        (1234.5, "#,##0.00", "1\u00a0234,50"),
        (0.7, "0%", "70\u00a0%"),
        (0.335, "0.0%", "33,5\u00a0%"),
        (2, "0.0", "2,0"),
        (date(2025, 9, 1), "", "01.09.2025"),
        (datetime(2025, 9, 1, 8, 5), "", "01.09.2025 08:05"),
    ],
)
def test_values_are_shown_in_russian_notation(value, number_format, text):
    assert shown(value, number_format) == text


def test_characters_that_no_file_may_hold_are_dropped():
    assert plain("а\x00б\x1bв\ud800г\ufffe") == "абвг"
    assert plain("раз\r\nдва\rтри\vчетыре\u2028пять") == "раз\nдва\nтри\nчетыре\nпять"


def test_steps_may_be_a_block_and_a_value():
    steps = Steps("Встречи:", ("первая", "вторая"))
    row = Row((steps,))
    assert next(Table([Column("а")], [row]).cells(row)).text is steps
