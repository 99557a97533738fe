"""LibreOffice documents and CSV, read to the same rows as Word and Excel."""

import csv
import html
import io
import zipfile

import pytest

from roadmaps.importers import Reading, read_file, understand

from .originals import SLUGS, draft_of, rebuilt
from .papers import Box, Grid, Paper, box, table
from .test_originals import assert_accounted, rows

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'


def write_odf(paper: Paper, kind: str = "text") -> bytes:
    """Paragraphs, lists and merged cells as LibreOffice writes them."""
    head = "".join(_paragraph(line) for column in paper.stamps for line in column) + _paragraph(paper.title, bold=True)
    grids = "".join(_paragraph(grid.heading) + _table(grid) for grid in paper.grids)
    tail = "".join(map(_paragraph, paper.tail))
    body = f"<office:body><office:{kind}>{head}{grids}{tail}</office:{kind}></office:body>"
    content = f"<office:document-content {SPACES}>{BOLD}{body}</office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _paragraph(text: str, *, bold: bool = False) -> str:
    style = ' text:style-name="B"' if bold else ""
    return f"<text:p{style}>{html.escape(text)}</text:p>" if text else ""


def _table(grid: Grid) -> str:
    hanging: dict[int, int] = {}
    lines = []
    for row in grid.rows:
        cells, column, boxes = [], 0, iter(row)
        width = sum(each.wide for each in grid.rows[0])
        while column < width:
            if hanging.get(column):
                hanging[column] -= 1
                cells.append("<table:covered-table-cell/>")
                column += 1
                continue
            each = next(boxes)
            cells.append(_cell(each) + "<table:covered-table-cell/>" * (each.wide - 1))
            for covered in range(column, column + each.wide):
                hanging[covered] = each.down - 1
            column += each.wide
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f"<table:table>{''.join(lines)}</table:table>"


def _cell(each: Box) -> str:
    spans = f' table:number-columns-spanned="{each.wide}" table:number-rows-spanned="{each.down}"'
    inner = "".join(_paragraph(text, bold=each.bold) for text in each.paragraphs)
    numbered = [f"{place}) " if each.numbered else "" for place in range(1, len(each.items) + 1)]
    items = [
        _paragraph(number + text) + _list(map(_paragraph, steps))
        for number, (text, steps) in zip(numbered, each.items, strict=True)
    ]
    inner += "".join(items) if each.numbered else _list(items)
    return f"<table:table-cell{spans}>{inner}</table:table-cell>"


def _list(items) -> str:
    listed = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list>{listed}</text:list>" if listed else ""


def write_csv(paper: Paper, delimiter: str, encoding: str) -> bytes:
    stream = io.StringIO()
    lines = csv.writer(stream, delimiter=delimiter)
    width = max(sum(each.wide for each in grid.rows[0]) for grid in paper.grids)
    lines.writerow([paper.title, *[""] * (width - 1)])
    for grid in paper.grids:
        for row in grid.rows:
            lines.writerow(["\n".join(each.lines) for each in row])
    return stream.getvalue().encode(encoding)


PLAIN = Paper(
    "Дорожная карта наставничества обучающихся на 2023 год",
    (
        table(
            ("№", "Мероприятие", "Срок", "Ответственный"),
            ("1", "Издание приказа; назначение куратора, его помощника", "май 2023", "Директор"),
            ("2", box("Сбор анкет"), "до 15.09.2023", "Куратор"),
        ),
    ),
)


def titles(reading: Reading) -> list[tuple[str, str]]:
    return [(row.title, row.deadline) for section in reading.draft.sections for row in section.activities]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_a_libreoffice_document_is_read_as_the_fixture(slug, kind):
    reading = understand(read_file(write_odf(rebuilt(slug), kind)))
    assert rows(reading.draft) == rows(draft_of(slug))
    assert reading.draft.title == draft_of(slug).title
    assert_accounted(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_by_each_delimiter_in_each_encoding(delimiter, encoding):
    reading = understand(read_file(write_csv(PLAIN, delimiter, encoding)))
    assert titles(reading) == [
        ("Издание приказа; назначение куратора, его помощника", "май 2023"),
        ("Сбор анкет", "до 15.09.2023"),
    ]
    assert reading.draft.title == PLAIN.title
    assert_accounted(reading)


def test_a_cell_of_several_lines_stays_one_cell():
    grid = table(("№", "Мероприятие", "Срок"), ("1", Box(("Подготовка:", "- приказа", "- анкет")), "май 2023"))
    reading = understand(read_file(write_csv(Paper(PLAIN.title, (grid,)), ";", "cp1251")))
    [section] = reading.draft.sections
    assert (section.activities[0].title, section.activities[0].steps) == ("Подготовка:", ("приказа", "анкет"))


def test_repeated_and_empty_cells_of_a_sheet_cost_nothing():
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    data = write_odf(PLAIN, "spreadsheet")
    content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.replace("</table:table>", f"{row}</table:table>"))
    assert len(titles(understand(read_file(stream.getvalue())))) == 2
