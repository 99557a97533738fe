"""What Word keeps out of sight: automatic numbers, text boxes, tracked changes, content controls, nested tables."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from roadmaps.importers import Reading, read_file, understand

TITLE = "Дорожная карта МБОУ СОШ № 5 на 2023 год"
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")
ROW = ("Издание приказа", "до 15.09.2023", "Директор")
LEVELS = (("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)"))


@pytest.fixture
def document():
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(1, len(HEADER))
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    return document


def add_row(document, *texts: str):
    row = document.tables[0].add_row()
    for cell, text in zip(row.cells, texts, strict=False):
        cell.text = text
    return row


def read(document) -> Reading:
    stream = io.BytesIO()
    document.save(stream)
    return understand(read_file(stream.getvalue()))


def add_numbering(document) -> int:
    """A list of three levels; its number."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def number(paragraph, list_number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_number}"/></w:numPr>')
    )


def test_numbers_that_word_counts_itself(document):
    list_number = add_numbering(document)
    for depth, texts in (
        (0, ("", "Нормативное обеспечение")),
        (1, ("", *ROW)),
        (1, ("", *ROW)),
        (0, ("", "Работа с парами")),
        (1, ("", *ROW)),
    ):
        number(add_row(document, *texts).cells[0].paragraphs[0], list_number, depth)
    sections = read(document).draft.sections
    assert [(section.number, section.title) for section in sections] == [
        ("1", "Нормативное обеспечение"),
        ("2", "Работа с парами"),
    ]
    assert [row.number for section in sections for row in section.activities] == ["1.1", "1.2", "2.1"]


def test_items_that_word_letters_itself(document):
    list_number = add_numbering(document)
    cell = add_row(document, "1", "Подготовка документов:", *ROW[1:]).cells[1]
    for text in ("приказа;", "положения."):
        number(cell.add_paragraph(text), list_number, 2)
    [row] = read(document).draft.sections[0].activities
    assert (row.title, row.steps) == ("Подготовка документов:", ("приказа", "положения"))


def test_tracked_changes_are_read_as_accepted(document):
    paragraph = add_row(document, "1", "Издание ", *ROW[1:]).cells[1].paragraphs[0]
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>письма</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>приказа</w:t></w:r></w:ins>"))
    [row] = read(document).draft.sections[0].activities
    assert row.title == "Издание приказа"


def test_content_controls_hide_nothing(document):
    add_row(document, "1", *ROW)
    row = add_row(document, "2", *ROW)._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control.find(qn("w:sdtContent")).append(row)
    assert [row.number for row in read(document).draft.sections[0].activities] == ["1", "2"]


def test_stamp_in_a_text_box(document):
    add_row(document, "1", *ROW)
    lines = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("УТВЕРЖДАЮ", "Директор МБОУ СОШ № 5", "А.А. Петров")
    )
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{lines}</w:txbxContent></w:pict></w:r>"
    document.paragraphs[0].insert_paragraph_before("")._p.append(parse_xml(box))
    [stamp] = read(document).draft.stamps
    assert (stamp.kind, stamp.wording, stamp.who) == ("approve", "УТВЕРЖДАЮ", "А.А. Петров")
    assert stamp.position == "Директор МБОУ СОШ № 5"


def test_a_row_cut_in_two_by_its_author_is_joined_and_doubted(document):
    add_row(document, "1.1", "Утверждение планируемых результатов не ниже", *ROW[1:])
    add_row(document, "", "показателей муниципалитета", "", "")
    add_row(document, "1.2", *ROW)
    reading = read(document)
    rows = reading.draft.sections[0].activities
    assert rows[0].title == "Утверждение планируемых результатов не ниже показателей муниципалитета"
    assert [doubt.target for doubt in reading.doubts if doubt.code == "row_joined"] == ["activity 1.1"]
    assert [each.purpose for each in reading.placed if each.target == "activity 1.1"] == ["activity", "continuation"]


def test_a_small_table_in_a_cell_becomes_its_lines(document):
    cell = add_row(document, "1", "Встречи:", *ROW[1:]).cells[1]
    inner = cell.add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "первая", "вторая"
    [row] = read(document).draft.sections[0].activities
    assert (row.title, row.steps) == ("Встречи:", ("первая", "вторая"))


def test_months_of_a_header_in_two_rows(document):
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(3, 5, style="Table Grid")
    for column, text in ((0, "№"), (1, "Мероприятие"), (4, "Ответственный")):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Сроки"
    for column, text in enumerate(("IX", "X"), 2):
        table.cell(1, column).text = text
    for column, text in enumerate(("1", "Издание приказа", "", "+", "Директор")):
        table.cell(2, column).text = text
    [row] = read(document).draft.sections[0].activities
    assert (row.deadline, row.title) == ("октябрь", "Издание приказа")
