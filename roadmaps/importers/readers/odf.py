"""LibreOffice: text documents and spreadsheets are one markup of paragraphs, lists and tables."""

import io
import zipfile
from collections.abc import Iterator
from itertools import count

from lxml import etree

from ..source import Cell, Line, Paragraph, Row, SourceDocument, Table, clean
from .nested import DEEPEST, flattened
from .reflow import reflowed

OFFICE, TEXT, TABLE, STYLE, FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "text", "table", "style", "xsl-fo-compatible")
)
BODIES = (f"{OFFICE}text", f"{OFFICE}spreadsheet")
BOXES = (f"{TEXT}section", f"{TEXT}index-body", f"{TABLE}table-header-rows", f"{TABLE}table-row-group")
UNSEEN = (f"{TEXT}tracked-changes", f"{TEXT}note", f"{OFFICE}annotation")
WIDEST = 60
MOST_REPEATED = 500


def read(data: bytes) -> SourceDocument:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False, huge_tree=False))
    body = next(element for element in root.iter(*BODIES))
    reader = _Reader(root)
    return SourceDocument("odf", reflowed(tuple(reader.blocks(body))))


class _Reader:
    def __init__(self, root: etree._Element):
        self.bold = {
            style.get(f"{STYLE}name")
            for style in root.iter(f"{STYLE}style")
            if any(each.get(f"{FO}font-weight") == "bold" for each in style.iter(f"{STYLE}text-properties"))
        }
        self.tables, self.paragraphs = count(1), count(1)

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Table]:
        for child in parent:
            if child.tag == f"{TABLE}table" and depth < DEEPEST:
                yield self._table(child, depth)
            elif child.tag in BOXES:
                yield from self.blocks(child, depth)
            elif lines := tuple(self._lines(child)):
                yield Paragraph(lines, f"абзац {next(self.paragraphs)}", heading=child.tag == f"{TEXT}h")

    def _table(self, table: etree._Element, depth: int) -> Table:
        number = next(self.tables)
        rows = [tuple(self._cells(row, depth)) for row in _rows(table)]
        width = max(
            (cell.end for cells in rows for cell in cells if cell.lines), default=0
        )  # a sheet goes on for ever
        return Table(
            tuple(
                Row(tuple(cell for cell in cells if cell.column < width), f"таблица {number}, строка {place}")
                for place, cells in enumerate(rows, 1)
            )
        )

    def _cells(self, row: etree._Element, depth: int) -> Iterator[Cell]:
        """A covered cell continues the one to its left or, where nothing to the left reaches so far, the one above."""
        column = covered_to = 0
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            span = _number(cell, f"{TABLE}number-columns-spanned")
            for _time in range(_number(cell, f"{TABLE}number-columns-repeated")):
                if column >= WIDEST:
                    return
                if cell.tag == f"{TABLE}table-cell":
                    yield Cell(tuple(self._cell_lines(cell, depth)), column, span)
                    covered_to = column + span
                elif column >= covered_to:
                    yield Cell((), column, 1, above=True)
                column += 1

    def _cell_lines(self, cell: etree._Element, depth: int) -> Iterator[Line]:
        for child in cell:
            if child.tag == f"{TABLE}table" and depth < DEEPEST:
                yield from flattened([self._table(child, depth + 1)])
            else:
                yield from self._lines(child)

    def _lines(self, element: etree._Element, level: int = -1) -> Iterator[Line]:
        """The lines of a paragraph, or of a list with its items."""
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            for text in "".join(_pieces(element)).split("\n"):
                if text := "\t".join(filter(None, map(clean, text.split("\t")))):
                    yield Line(text, bold=self._is_bold(element))
        elif element.tag in (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header"):
            level += element.tag == f"{TEXT}list"
            for place, child in enumerate(element):
                marker = "•" if element.tag == f"{TEXT}list-item" and not place else ""
                for line in self._lines(child, level):
                    yield Line(line.text, line.marker or marker, max(line.level, level), line.bold)
                    marker = ""

    def _is_bold(self, paragraph: etree._Element) -> bool:
        """By the style of the paragraph, or of all that stands in it."""
        named = f"{TEXT}style-name"
        if paragraph.get(named) in self.bold:
            return True
        spans = [span for span in paragraph.iterchildren(f"{TEXT}span") if clean("".join(span.itertext()))]
        beside = clean("".join([paragraph.text or "", *(child.tail or "" for child in paragraph)]))
        return bool(spans) and not beside and all(span.get(named) in self.bold for span in spans)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows as often as they are repeated; an empty one only once, for a sheet ends in a million of them."""
    for row in table.iterchildren(f"{TABLE}table-row", *BOXES):
        if row.tag in BOXES:
            yield from _rows(row)
        else:
            times = _number(row, f"{TABLE}number-rows-repeated") if clean("".join(row.itertext())) else 1
            yield from [row] * times


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text with tabs and breaks, without notes and what tracked changes have deleted."""
    yield element.text or ""
    for child in element:
        if child.tag in (f"{TEXT}line-break", f"{TEXT}tab", f"{TEXT}s"):
            yield {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}.get(child.tag, " ")
        elif isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from _pieces(child)
        yield child.tail or ""


def _number(element: etree._Element, name: str) -> int:
    value = element.get(name) or "1"
    return min(max(int(value), 1), MOST_REPEATED) if value.isdecimal() and len(value) < 9 else 1
