from datetime import UTC, datetime

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from core.documents import (
    Cell,
    Clause,
    Clauses,
    Column,
    Heading,
    KeyValues,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Stamp,
    Stamps,
    Steps,
    Table,
)

from .papers import docx_texts, make_roadmap_table, read_docx


def row_marks(row, tag):
    return row._tr.trPr.findall(qn(tag))


def lang(file):
    return file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val"))


def test_properties():
    properties = read_docx(title="Отчёт\nза год", author="Школа № 1").core_properties
    assert (properties.title, properties.author, properties.language) == ("Отчёт за год", "Школа № 1", "ru-RU")
    assert properties.created == properties.modified == datetime(2025, 9, 1, 12, 30, tzinfo=UTC)
    assert properties.comments == ""


def test_language_and_font():
    file = read_docx(font_size=14)
    assert lang(file) == "ru-RU"
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert file.styles["Normal"].font.size.pt == 14


def test_styles_carry_the_looks():
    file = read_docx(Heading("Заголовок"), Heading("Раздел", 2), Paragraph("Текст"))
    assert [p.style.name for p in file.paragraphs] == ["Heading 1", "Heading 2", "Body Text"]
    assert file.paragraphs[2].paragraph_format.first_line_indent.mm == pytest.approx(12.5, abs=0.1)


class TestTables:
    def test_header_repeats_and_rows_are_not_cut(self):
        (table,) = read_docx(make_roadmap_table(40)).tables
        assert [bool(row_marks(row, "w:tblHeader")) for row in table.rows] == [True, True] + [False] * 42
        assert all(row_marks(row, "w:cantSplit") for row in table.rows)

    def test_header_does_not_repeat_when_not_wanted(self):
        source = make_roadmap_table(3)
        (table,) = read_docx(Table(source.columns, source.rows, repeat_header=False)).tables
        assert not any(row_marks(row, "w:tblHeader") for row in table.rows)

    def test_columns_keep_their_shares_of_the_width(self):
        (table,) = read_docx(Table([Column("а", 1), Column("б", 3)], [Row(("1", "2"))])).tables
        assert [round(column.width.mm) for column in table.columns] == [45, 135]
        assert [round(cell.width.mm) for cell in table.rows[1].cells] == [45, 135]
        assert not table.autofit

    def test_section_takes_the_whole_width(self):
        rows = [Row(("Раздел",), "section"), Row(("Цель",), "note"), Row((1, 2.5)), Row(("Итого", 3.5), "total")]
        (table,) = read_docx(Table([Column("а"), Column("б")], rows)).tables
        assert [len(row._tr.tc_lst) for row in table.rows] == [2, 1, 1, 2, 2]
        section = table.rows[1].cells[0]
        assert section.text == "Раздел"
        assert section.paragraphs[0].runs[0].bold
        assert section.paragraphs[0].paragraph_format.keep_with_next
        assert [cell.text for cell in table.rows[3].cells] == ["1", "2,5"]
        assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[4].cells)

    def test_common_titles_are_merged(self):
        columns = [Column("Школа"), Column("всего", group="Пар"), Column("новых", group="Пар")]
        (table,) = read_docx(Table(columns, [Row(("№ 1", 12, 3))])).tables
        assert [cell.text for cell in table.rows[0].cells] == ["Школа", "Пар", "Пар"]
        assert [cell.text for cell in table.rows[1].cells] == ["Школа", "всего", "новых"]
        assert table.cell(0, 0)._tc is table.cell(1, 0)._tc

    def test_status_tints_the_cell(self):
        (table,) = read_docx(Table([Column("а")], [Row((Cell("готово", status="done"),))])).tables
        assert table.cell(1, 0)._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "D8F0DF"

    def test_steps_are_paragraphs_of_the_cell(self):
        (table,) = read_docx(Table([Column("а")], [Row((Steps("Встречи:", ["первая", "вторая"]),))])).tables
        assert [p.text for p in table.cell(1, 0).paragraphs] == ["Встречи:", "–\u00a0первая", "–\u00a0вторая"]

    def test_a_signature_is_held_to_the_last_clause_and_goes_to_no_sheet_alone(self):
        file = read_docx(
            Clauses(["Провести слёт.", "Контроль оставляю за собой."]), Signature("Директор", "М.А. Ежкова")
        )
        clauses = [each for each in file.paragraphs if each.text]
        assert [bool(each.paragraph_format.keep_with_next) for each in clauses] == [False, True]

    def test_tables_that_follow_each_other_do_not_run_together(self):
        table = Table([Column("а")], [Row(("1",))])
        body = read_docx(table, table, Signature("Директор", "М.А. Ежкова")).element.body
        tags = [element.tag.rpartition("}")[2] for element in body]
        assert "tbl" in tags
        assert ("tbl", "tbl") not in set(zip(tags, tags[1:], strict=False))
        assert tags[-2:] == ["p", "sectPr"]


class TestSheets:
    def test_margins_of_the_standard(self):
        (section,) = read_docx(left_margin=30).sections
        margins = section.left_margin, section.right_margin, section.top_margin, section.bottom_margin
        assert [round(margin.mm) for margin in margins] == [30, 10, 20, 20]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)

    def test_numbers_from_the_second_page(self):
        (section,) = read_docx().sections
        assert section.different_first_page_header_footer
        assert section.header._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"
        assert not section.first_page_header._element.findall(f".//{qn('w:fldSimple')}")

    def test_a_page_break_may_turn_the_paper(self):
        first, second = read_docx(Paragraph("приказ"), PageBreak("landscape"), Paragraph("приложение")).sections
        assert (first.orientation, second.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
        assert round(second.page_width.mm) == 297
        assert not second.different_first_page_header_footer
        assert second.header.is_linked_to_previous

    def test_code_and_footer(self):
        (section,) = read_docx(footer="Служебное", qr="https://x.ru/1", qr_text="Проверка").sections
        assert section.footer.paragraphs[0].text == "Служебное"
        (table,) = section.first_page_footer.tables
        assert [cell.text for cell in table.rows[0].cells] == ["Служебное", "Проверка\nhttps://x.ru/1", ""]
        assert section.first_page_footer._element.findall(f".//{qn('w:drawing')}")


class TestBlocks:
    def test_stamps_stand_in_a_table_without_borders(self):
        (table,) = read_docx(Stamps(left=[Stamp(["СОГЛАСОВАНО"])], right=[Stamp(["УТВЕРЖДАЮ", "Директор"])])).tables
        left, _, right = table.rows[0].cells
        assert (left.text, right.text) == ("СОГЛАСОВАНО", "УТВЕРЖДАЮ\nДиректор")
        assert table.style.name == "Normal Table"

    def test_points_are_numbered_by_word(self):
        file = read_docx(Clauses([Clause("а", ["б", Clause("в", ["г"])]), "д"]), Clauses(["е"]))
        points = [(p.text, p._p.pPr.numPr.ilvl.val, p._p.pPr.numPr.numId.val) for p in file.paragraphs]
        assert [(text, level) for text, level, _ in points] == [
            ("а", 0),
            ("б", 1),
            ("в", 1),
            ("г", 2),
            ("д", 0),
            ("е", 0),
        ]
        lists = [number for _, _, number in points]
        assert len(set(lists[:5])) == 1
        assert lists[5] != lists[0]

    def test_letterhead(self):
        texts = docx_texts(read_docx(Letterhead("Управление образования", "Средняя школа № 1", "СОШ № 1")))
        assert texts == ["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "Средняя школа № 1", "(СОШ № 1)"]

    def test_facts_are_shown_in_russian_notation(self):
        (table,) = read_docx(KeyValues([("Дата", datetime(2025, 9, 1).date()), ("Доля", 12.5)])).tables
        assert [[cell.text for cell in row.cells] for row in table.rows] == [["Дата", "01.09.2025"], ["Доля", "12,5"]]

    def test_the_date_of_a_signature_is_under_the_position(self):
        (table,) = read_docx(Signature("Директор", "М.А. Ежкова", "01.09.2025")).tables
        position, _, name = table.rows[0].cells
        assert position.text == "Директор\n01.09.2025"
        assert name.text.strip() == "М.А. Ежкова"
