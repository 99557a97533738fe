"""PDF with text: tables by their rules, rows that go over to the next page, stamps side by side above them."""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page

from ..refusals import Bomb, Empty, PasswordProtected, ScanWithoutText, TooManyRows
from ..source import Paragraph, Row, SourceDocument, Table
from .pdf_mending import mended
from .pdf_plain import plain_text
from .pdf_tables import NEAR, Grid, halves_joined, missing_rules, rows_of
from .pdf_text import Word, paragraphs, words_of
from .pdf_unruled import blocks_of_pages
from .reflow import reflowed

MOST_PAGES = 150
MOST_LETTERS, MOST_RULES = 60_000, 6_000  # on one page: more is a drawing, not a table
EXPANDED_BYTES = 150 * 1024 * 1024
STREAM = re.compile(rb"stream\r?\n")
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
FEWEST_LETTERS = 20


def read(data: bytes) -> SourceDocument:
    _check_streams(data)
    with _opened(data) as document:
        if len(document.pages) > MOST_PAGES:
            raise TooManyRows
        reader, pictures = _Reader(), False
        for page in document.pages:
            reader.read(page)
            pictures = pictures or bool(page.images)
            page.close()
    if sum(len(word.text) for words in reader.pages for word in words) < FEWEST_LETTERS:
        raise ScanWithoutText if pictures else Empty
    if any(isinstance(block, Table) for block in reader.blocks):
        return SourceDocument("pdf", mended(reader.blocks))
    if unruled := _without_rules(reader.pages):
        return SourceDocument("pdf", _in_one_table(mended(unruled)), unruled=True)
    return SourceDocument("pdf", reflowed(mended(plain_text(reader.pages))))


def _without_rules(pages: Sequence[Sequence[Word]]) -> list[Paragraph | Table]:
    """The pages with the table that only the white between its columns shows; nothing when there is none."""
    reader = _Reader()
    for block in blocks_of_pages(pages):
        if isinstance(block, Paragraph):
            reader.blocks.append(block)
        else:
            reader.add(block, goes_on=False)
    return reader.blocks


def _in_one_table(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The tables of all pages as one, for they have the same columns; a page without full rows has them too."""
    done: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table) and done and isinstance(done[-1], Table):
            done[-1] = Table(done[-1].rows + block.rows)
        else:
            done.append(block)
    return tuple(done)


@contextmanager
def _opened(data: bytes) -> Iterator[pdfplumber.PDF]:
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except Exception as error:
        if any(isinstance(each, PDFPasswordIncorrect | PDFEncryptionError) for each in (error, *error.args)):
            raise PasswordProtected from error
        raise
    with document:
        yield document


class _Reader:
    """Collects the blocks of page after page."""

    def __init__(self):
        self.blocks: list[Paragraph | Table] = []
        self.pages: list[list[Word]] = []
        self.grid = Grid()
        self.open = False  # the last row so far goes on on the next page

    def read(self, page: Page) -> None:
        if len(page.chars) > MOST_LETTERS or len(page.edges) > MOST_RULES:
            raise Bomb
        words = words_of(page)
        self.pages.append(words)
        missing = missing_rules(page)
        tables = sorted(page.find_tables({"explicit_horizontal_lines": missing}), key=lambda table: table.bbox[1])
        edges = [rule["top"] for rule in missing]
        top = 0.0
        for table in tables:
            _x0, y0, _x1, y1 = table.bbox
            self.blocks += paragraphs([word for word in words if top <= word.middle < y0], page.page_number)
            rows = rows_of(
                table.cells, [word for word in words if y0 <= word.middle <= y1], self.grid, page.page_number
            )
            self.add(rows, goes_on=any(abs(edge - y0) < NEAR for edge in edges))
            self.open = any(abs(edge - y1) < NEAR for edge in edges)
            top = max(top, y1)
        self.blocks += paragraphs([word for word in words if word.middle >= top], page.page_number)

    def add(self, rows: list[Row], *, goes_on: bool) -> None:
        above = self.blocks[-1] if self.blocks else None
        if goes_on and self.open and isinstance(above, Table) and rows:
            self.blocks[-1] = Table((*above.rows[:-1], halves_joined(above.rows[-1], rows[0])))
            rows = rows[1:]
        if rows:
            self.blocks.append(Table(tuple(self._after_header(rows))))

    def _after_header(self, rows: list[Row]) -> list[Row]:
        """What follows a header repeated at the top of a page may be the rest of the last row before it."""
        first = next((block for block in self.blocks if isinstance(block, Table)), None)
        if first is None or len(rows) < 2 or not rows[0].after_break or rows[0].text != first.rows[0].text:
            return rows
        return [replace(rows[0], after_break=False), replace(rows[1], after_break=True), *rows[2:]]


def _check_streams(data: bytes) -> None:
    """Streams may be packed over and over; what comes out is counted before anything keeps it."""
    budget = EXPANDED_BYTES
    for match in STREAM.finditer(data):
        content = data[match.end() : match.end() + len(data)]
        while content[:2] in ZLIB:
            try:
                content = zlib.decompressobj().decompress(content, budget)
            except zlib.error:
                break
            budget -= len(content)
            if budget <= 0:
                raise Bomb
