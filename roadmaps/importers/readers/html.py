"""HTML, uploaded or pasted from a page: tables with their spans, and what stands around them."""

import re
from collections import deque
from collections.abc import Iterator
from itertools import count

from lxml import html

from ..source import Cell, Line, Paragraph, Row, SourceDocument, Table, clean
from .markup import Lines, is_unseen
from .nested import DEEPEST, flattened, is_layout
from .reflow import reflowed

PAGE = re.compile(r"<(?:!doctype html|html|head|body|table|tr)\b", re.IGNORECASE)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption"))
BOXES = frozenset(
    ("div", "body", "section", "article", "main", "form", "center", "header", "footer", "html", "blockquote")
)
WIDEST = 60


def is_page(text: str) -> bool:
    """A page or a table of one; lines of text with a few tags left in their cells are not."""
    return bool(PAGE.search(text)) and "</t" in text.lower() + "</t" * ("<html" in text.lower())


def read(text: str) -> SourceDocument:
    root = html.document_fromstring(_without_declaration(text), parser=html.HTMLParser(huge_tree=False))
    reader = _Reader()
    return SourceDocument("html", reflowed(tuple(reader.blocks(root))))


def _without_declaration(text: str) -> str:
    """lxml refuses a decoded string that declares an encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))


class _Reader:
    def __init__(self):
        self.tables, self.paragraphs = count(1), count(1)

    def blocks(self, parent: html.HtmlElement, depth: int = 0) -> Iterator[Paragraph | Table]:
        yield from self._loose(parent.text)
        for child in parent:
            if not is_unseen(child):
                yield from self._block(child, depth)
            yield from self._loose(child.tail)

    def _block(self, element: html.HtmlElement, depth: int) -> Iterator[Paragraph | Table]:
        holds_table = element.find(".//table") is not None
        if element.tag == "table" and depth < DEEPEST:
            yield from self._table(element, depth)
        elif holds_table or (element.tag in BOXES and depth < DEEPEST * 10 and len(element)):
            yield from self.blocks(element, depth + 1)
        elif lines := tuple(Lines().of(element)):
            yield self._paragraph(lines, heading=element.tag in HEADINGS)

    def _loose(self, text: str | None) -> Iterator[Paragraph]:
        if text := clean(text or ""):
            yield self._paragraph((Line(text),))

    def _paragraph(self, lines: tuple[Line, ...], *, heading: bool = False) -> Paragraph:
        return Paragraph(lines, f"абзац {next(self.paragraphs)}", heading)

    def _table(self, table: html.HtmlElement, depth: int) -> Iterator[Paragraph | Table]:
        for caption in table.iterchildren("caption"):
            if lines := tuple(Lines().of(caption)):
                yield self._paragraph(lines, heading=True)
        rows = [row for row in _rows(table) if not is_unseen(row)]
        cells = [list(row.iterchildren("td", "th")) for row in rows]
        if is_layout(sum(map(len, cells)), any(cell.find(".//table") is not None for row in cells for cell in row)):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        number = next(self.tables)
        placed = _placed(cells)
        yield Table(
            tuple(
                Row(
                    tuple(
                        Cell(() if above or cell is None else self._lines(cell, depth), column, span, above)
                        for cell, column, span, above in row
                    ),
                    f"таблица {number}, строка {position}",
                )
                for position, row in enumerate(placed, 1)
            )
        )

    def _lines(self, cell: html.HtmlElement, depth: int) -> tuple[Line, ...]:
        lines = Lines(skip=frozenset(("table",))).of(cell)
        if depth < DEEPEST:
            for table in _outermost_tables(cell):
                lines.extend(flattened(self._table(table, depth + 1)))
        return tuple(lines)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _outermost_tables(cell: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (
        table
        for table in cell.iter("table")
        if next((above for above in table.iterancestors("td", "th")), None) is cell
    )


def _placed(rows: list[list[html.HtmlElement]]) -> list[list[tuple[html.HtmlElement | None, int, int, bool]]]:
    """The cells of each row as (cell, column, width, whether it only continues the one above)."""
    hanging: dict[int, tuple[int, int]] = {}  # by column: for how many rows more, how wide
    placed = []
    for row in rows:
        line, below, cells, column = [], {}, deque(row), 0
        while column < WIDEST and (cells or any(start >= column for start in hanging)):
            if above := column in hanging:
                cell, (down, span) = None, hanging[column]
            elif cells:
                cell = cells.popleft()
                down, span = _extent(cell, "rowspan", 500), _extent(cell, "colspan", WIDEST)
            else:
                column += 1
                continue
            line.append((cell, column, span, above))
            if down > 1:
                below[column] = (down - 1, span)
            column += span
        hanging = below
        placed.append(line)
    return placed


def _extent(cell: html.HtmlElement, name: str, largest: int) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), largest) if value.isdigit() and len(value) < 6 else 1
