import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from core.documents import (
    Cell,
    Column,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Ratio,
    Row,
    Signature,
    Stamp,
    Stamps,
    Steps,
    Table,
    Total,
    render,
)

from .papers import make_document, make_roadmap_table, read_xlsx, sheet_texts


def make_table(*rows, columns=2, **options):
    return Table([Column(f"Столбец {number}") for number in range(1, columns + 1)], rows, **options)


def test_properties():
    properties = read_xlsx(title="Отчёт", author="Школа № 1").properties
    assert (properties.title, properties.creator, properties.language) == ("Отчёт", "Школа № 1", "ru-RU")
    assert properties.created == properties.modified == datetime(2025, 9, 1, 12, 30)


def test_what_formulas_come_to_is_written_beside_them():
    """For who looks without a calculator; a program that counts finds the same."""
    rows = [
        Row([3, 8, Ratio.of(0, 1, 3, 8)]),
        Row(["–", 0, Ratio.of(0, 1, None, 0)]),
        Row([Total(3), Total(8), Ratio.of(0, 1, Decimal(3), Decimal(8))], kind="total"),
    ]
    book = render(make_document(Paragraph("Начало"), make_table(*rows, columns=3)), "xlsx")
    formulas, values = (openpyxl.load_workbook(BytesIO(book), data_only=known).active for known in (False, True))
    live = {cell.coordinate: cell.value for row in formulas for cell in row if cell.data_type == "f"}
    found = [values[place].value for place in live]
    assert found == [0.375, "–", 3, 8, 0.375]
    assert [formula[:4] for formula in live.values()] == ["=IFE", "=IFE", "=SUM", "=SUM", "=IFE"]


class TestFormulas:
    @pytest.mark.parametrize(
        "text",
        [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\n=1",
            "=cmd|' /C calc'!A0",
            '=HYPERLINK("http://x.ru")',
            "#N/A",
            "{=1}",
        ],
    )
    def test_text_never_becomes_one(self, text):
        blocks = [
            Heading(text),
            KeyValues([(text, text)]),
            make_table(Row((text, Cell(text))), Row((text,), "section")),
        ]
        document = make_document(*blocks, Paragraph(text), Signature(text, text), title=text)
        payload = render(document, "xlsx")
        with zipfile.ZipFile(BytesIO(payload)) as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        cells = [cell for row in read_xlsx(*blocks).active.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}

    def test_a_leading_sign_is_quoted_so_that_editing_keeps_it_text(self):
        sheet = read_xlsx(make_table(Row(("=1+1", "текст")))).active
        assert sheet["A2"].value == "=1+1"
        assert sheet["A2"].quotePrefix
        assert not sheet["B2"].quotePrefix


class TestValues:
    def test_numbers_and_dates_stay_what_they_are(self):
        columns = [Column("дата"), Column("доля", number_format="0.0%"), Column("число"), Column("сумма")]
        row = Row((date(2025, 9, 1), 0.335, 12, Cell(Decimal("1.5"), number_format="0.00")))
        cells = read_xlsx(Table(columns, [row])).active[2]
        assert [cell.value for cell in cells] == [datetime(2025, 9, 1), 0.335, 12, 1.5]
        assert [cell.number_format for cell in cells] == ["dd.mm.yyyy", "0.0%", "General", "0.00"]

    def test_moments_lose_their_zone_and_booleans_are_words(self):
        moscow = timezone(timedelta(hours=3))
        row = Row((datetime(2025, 9, 1, 8, 5, tzinfo=moscow), True))
        assert [cell.value for cell in read_xlsx(make_table(row)).active[2]] == [datetime(2025, 9, 1, 8, 5), "да"]

    def test_digits_in_a_text_stay_text(self):
        cells = read_xlsx(make_table(Row(("007", "89181234567")))).active[2]
        assert [(cell.value, cell.data_type) for cell in cells] == [("007", "s"), ("89181234567", "s")]

    def test_what_is_no_number_is_not_written_as_one(self):
        assert read_xlsx(make_table(Row((float("nan"), float("inf"))))).active["A2"].data_type == "s"

    def test_nothing_leaves_the_cell_empty(self):
        assert [cell.value for cell in read_xlsx(make_table(Row((None, "")))).active[2]] == [None, None]

    def test_steps_are_lines(self):
        cell = read_xlsx(make_table(Row((Steps("Встречи:", ["первая", "вторая"]), "")))).active["A2"]
        assert cell.value == "Встречи:\n– первая\n– вторая"
        assert cell.alignment.wrap_text


class TestTables:
    def test_header_is_frozen_printed_on_each_page_and_filtered(self):
        sheet = read_xlsx(Heading("Отчёт"), make_table(*[Row(("а", 1))] * 5, Row(("Итого", 5), "total"))).active
        assert sheet.freeze_panes == "A3"
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.auto_filter.ref == "A2:B7"

    def test_roadmap_with_stamps_keeps_its_header_in_sight(self):
        stamp = Stamp(["УТВЕРЖДАЮ", "Директор", "________ М.А. Ежкова", "«06» июня 2021 г."])
        sheet = read_xlsx(
            Stamps([stamp], [stamp]), Heading("Дорожная карта\nна 2021–2024 гг."), make_roadmap_table()
        ).active
        first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "№ п/п")
        assert sheet.freeze_panes == f"A{first + 2}"
        assert sheet.print_title_rows == f"${first}:${first + 1}"
        assert sheet.auto_filter.ref is None

    def test_header_is_not_frozen_under_a_tall_introduction(self):
        sheet = read_xlsx(*[Paragraph("слово " * 100)] * 5, make_table(Row(("а", "б")))).active
        assert sheet.freeze_panes is None
        assert sheet.print_title_rows == "$6:$6"

    def test_section_is_merged_and_shaded(self):
        sheet = read_xlsx(make_table(Row(("Раздел",), "section"), Row(("а", "б", "в")), columns=3)).active
        assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:C2"]
        assert sheet["A2"].font.bold
        assert sheet["A2"].fill.fgColor.rgb == "00F2F2F2"
        assert sheet["C2"].border.right.style == "thin"

    def test_common_titles_are_merged(self):
        columns = [Column("Школа"), Column("всего", group="Пар"), Column("новых", group="Пар")]
        sheet = read_xlsx(Table(columns, [Row(("№ 1", 12, 3))])).active
        assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
        assert sheet["B1"].value == "Пар"
        assert sheet["C2"].value == "новых"

    def test_rows_are_high_enough_for_their_text(self):
        rows = [Row(("коротко", "кратко")), Row(("слово " * 100, "кратко")), Row(("слово " * 100,), "note")]
        sheet = read_xlsx(make_table(*rows)).active
        short, long, note = (sheet.row_dimensions[row].height for row in (2, 3, 4))
        assert short < 20
        assert 13 * 13 < long < 18 * 15
        assert 6 * 13 < note < 10 * 15

    def test_status_tints_the_cell(self):
        sheet = read_xlsx(make_table(Row((Cell("просрочено", status="overdue"), "")))).active
        assert sheet["A2"].fill.fgColor.rgb == "00F9D6D5"


class TestSheets:
    def test_printed_as_wide_as_the_paper(self):
        sheet = read_xlsx(make_table(Row(("а", "б"))), orientation="landscape").active
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)

    def test_each_table_has_its_sheet(self):
        one, two = make_table(Row(("1", "2")), caption="Первая"), make_table(Row(("3", "4")), name="Вторая")
        blocks = [Heading("Начало"), one, Signature("Директор", "Ежкова"), Heading("Дальше"), two, Paragraph("Конец")]
        book = read_xlsx(*blocks, PageBreak("landscape"), Paragraph("Приложение"))
        assert book.sheetnames == ["Первая", "Вторая", "Отчёт"]
        assert "Ежкова" in sheet_texts(book["Первая"])
        assert sheet_texts(book["Вторая"])[0] == "Дальше"
        assert sheet_texts(book["Вторая"])[-1] == "Конец"
        assert book["Отчёт"].page_setup.orientation == "landscape"

    @pytest.mark.parametrize(
        ("captions", "names"),
        [
            (["Показатели: план/факт [2025]?*"], ["Показатели план факт 2025"]),
            (["я" * 40, "я" * 40], ["я" * 31, "я" * 27 + " (2)"]),
            (["Итоги", "итоги", "ИТОГИ"], ["Итоги", "итоги (2)", "ИТОГИ (3)"]),
            (["'Кавычки'"], ["Кавычки"]),
            (["///"], ["Лист"]),
            (["а\nб"], ["а б"]),
        ],
    )
    def test_names_are_such_as_excel_accepts(self, captions, names):
        tables = [make_table(Row(("1", "2")), caption=caption) for caption in captions]
        assert read_xlsx(*tables).sheetnames == names

    def test_footer_is_literal(self):
        assert read_xlsx(footer="А&Б &P").active.oddFooter.left.text == "А&&Б &&P"

    def test_signature_is_left_and_right(self):
        sheet = read_xlsx(make_roadmap_table(1), Signature("Директор", "М.А. Ежкова")).active
        row = next(row for row in sheet.iter_rows() if row[0].value == "Директор")
        name = next(cell for cell in row if cell.value == "М.А. Ежкова")
        assert name.alignment.horizontal == "right"

    def test_narrow_sheets_put_the_pieces_under_each_other(self):
        sheet = read_xlsx(make_table(Row(("а",)), columns=1), Signature("Директор", "М.А. Ежкова")).active
        assert sheet_texts(sheet)[-2:] == ["Директор", "М.А. Ежкова"]

    def test_code_stands_at_the_foot(self):
        book = read_xlsx(make_table(Row(("а", "б"))), qr="https://x.ru/1", qr_text="Проверка")
        assert len(book.active._images) == 1
        assert sheet_texts(book.active)[-1] == "Проверка\nhttps://x.ru/1"

    def test_created_at_with_a_zone_is_kept_in_utc(self):
        moscow = timezone(timedelta(hours=3))
        document = make_document(created_at=datetime(2025, 9, 1, 15, 30, tzinfo=moscow))
        assert render(document, "xlsx") == render(
            make_document(created_at=datetime(2025, 9, 1, 12, 30, tzinfo=UTC)), "xlsx"
        )
