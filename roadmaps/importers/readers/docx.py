"""Word: the body walked as XML, so that nothing hides in content controls, tracked changes or text boxes."""

import io
from collections.abc import Iterator
from itertools import count

import docx
from docx.oxml.ns import qn
from lxml import etree

from ..source import Cell, Line, Paragraph, Row, SourceDocument, Table, clean
from .docx_numbering import Numbering
from .nested import DEEPEST, flattened, is_layout
from .reflow import reflowed

WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")}
UNSEEN = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
TEXT, TAB, BREAK, RUN = qn("w:t"), qn("w:tab"), {qn("w:br"), qn("w:cr")}, qn("w:r")
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
BOX = qn("w:txbxContent")
HYPHENS = {qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
VALUE = qn("w:val")
OFF = ("0", "false", "off", "none")


def read(data: bytes) -> SourceDocument:
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(Numbering(document), _bold_styles(document))
    blocks = tuple(reader.blocks(document.element.body))
    return SourceDocument("docx", reflowed(blocks))


def _bold_styles(document) -> tuple[set[str], set[str]]:
    """The styles that are bold, and those that are headings."""
    bold, headings = set(), set()
    for style in document.styles.element.iterfind(qn("w:style")):
        identifier, name = style.get(qn("w:styleId"), ""), style.find(qn("w:name"))
        if _is_on(style.find(f"{qn('w:rPr')}/{qn('w:b')}")):
            bold.add(identifier)
        if style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None or (
            name is not None and name.get(VALUE, "").lower().startswith(("heading", "заголовок"))
        ):
            headings.add(identifier)
    return bold, headings


def _is_on(flag: etree._Element | None) -> bool:
    return flag is not None and flag.get(VALUE, "1").lower() not in OFF


class _Reader:
    def __init__(self, numbering: Numbering, styles: tuple[set[str], set[str]]):
        self.numbering = numbering
        self.bold_styles, self.heading_styles = styles
        self.tables, self.paragraphs = count(1), count(1)

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Table]:
        for element in _children(parent, {PARAGRAPH, TABLE}):
            if element.tag == PARAGRAPH:
                yield from self._paragraphs(element)
            elif depth < DEEPEST:
                yield from self._table(element, depth)

    def _paragraphs(self, element: etree._Element) -> Iterator[Paragraph]:
        """A paragraph, after the text boxes anchored in it: stamps are often put there."""
        for box in element.iter(BOX):
            if not any(above.tag in UNSEEN for above in box.iterancestors()):
                for inner in _children(box, {PARAGRAPH}):
                    yield from self._paragraph(inner)
        yield from self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        if lines := tuple(self._lines(element, keep_tabs=True)):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            heading = style is not None and style.get(VALUE) in self.heading_styles
            yield Paragraph(lines, f"абзац {next(self.paragraphs)}", heading)

    def _lines(self, element: etree._Element, *, keep_tabs: bool = False) -> Iterator[Line]:
        marker, level = self.numbering.label(element)
        pieces: list[list[tuple[str, bool]]] = [[]]
        for text, bold in self._runs(element):
            if text == "\n":
                pieces.append([])
            else:
                pieces[-1].append((text, bold))
        for piece in pieces:
            raw = "".join(text for text, _bold in piece)
            text = "\t".join(filter(None, map(clean, raw.split("\t")))) if keep_tabs else clean(raw)
            if text or marker:
                bold = all(bold for text, bold in piece if text.strip()) and bool(text)
                yield Line(text, marker, level, bold)
                marker = ""

    def _runs(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        styled = style is not None and style.get(VALUE) in self.bold_styles | self.heading_styles
        for run in _children(element, {RUN}):
            flag = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
            bold = styled if flag is None else _is_on(flag)
            for child in run:
                if child.tag == TEXT:
                    yield child.text or "", bold
                elif child.tag == TAB:
                    yield "\t", bold
                elif child.tag in BREAK:
                    yield "\n", bold
                elif child.tag in HYPHENS:
                    yield HYPHENS[child.tag], bold

    def _table(self, element: etree._Element, depth: int) -> Iterator[Paragraph | Table]:
        rows = list(_children(element, {ROW}))
        cells = [list(_children(row, {CELL})) for row in rows]
        if is_layout(sum(map(len, cells)), any(cell.find(f".//{TABLE}") is not None for row in cells for cell in row)):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        number = next(self.tables)
        yield Table(
            tuple(
                Row(tuple(self._cells(row, own, depth)), f"таблица {number}, строка {position}")
                for position, (row, own) in enumerate(zip(rows, cells, strict=True), 1)
                if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None
            )
        )

    def _cells(self, row: etree._Element, cells: list[etree._Element], depth: int) -> Iterator[Cell]:
        column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in cells:
            span = max(1, _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            above = merge is not None and merge.get(VALUE, "continue") == "continue"
            yield Cell(tuple(self._cell_lines(cell, depth)), column, span, above)
            column += span

    def _cell_lines(self, cell: etree._Element, depth: int) -> Iterator[Line]:
        for element in _children(cell, {PARAGRAPH, TABLE}):
            if element.tag == PARAGRAPH:
                yield from self._lines(element)
            elif depth < DEEPEST:
                yield from flattened(self._table(element, depth + 1))


def _children(parent: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """The children of these kinds, whatever wraps them, without what is deleted."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, wanted)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(VALUE, "")
    return int(value) if value.isdigit() and len(value) < 4 else otherwise
