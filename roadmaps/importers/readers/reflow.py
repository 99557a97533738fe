"""Lines that make a table by tabs or pipes, in a text file or in a document that has no table of its own."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..source import Cell, Line, Paragraph, Row, Table, clean
from .markup import TAG, lines_of_markup

PIPES = re.compile(r"\s*\|\s*")
FEWEST_PIPES = 2
MOST_JOINED = 40


def reflowed(blocks: tuple[Paragraph | Table, ...]) -> tuple[Paragraph | Table, ...]:
    """The blocks of a file without tables, with those made of tabs and pipes found; other blocks as they are."""
    if any(isinstance(block, Table) for block in blocks):
        return blocks
    lines = [(line, block.where) for block in blocks for line in block.lines]
    widths = Counter(len(cells_of(line.text)) for line, _where in lines)
    if sum(number for width, number in widths.items() if width > 2) < 3:
        return blocks
    return tuple(
        blocks_of([(line.labelled, line.bold, where) for line, where in lines], breaks=set(range(len(lines))))
    )


def cells_of(text: str) -> list[str]:
    """The cells of a line; a line that is no row is its own single cell."""
    if "\t" in text:
        return text.split("\t")
    if text.count("|") >= FEWEST_PIPES:
        return PIPES.split(text.strip().removeprefix("|").removesuffix("|").strip())
    return [text]


def blocks_of(lines: Sequence[tuple[str, bool, str]], *, breaks: set[int]) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables out of (text, bold, where). `breaks` are the lines before which a paragraph ends."""
    rows: list[tuple[str, bool, str]] = []
    text: list[tuple[str, bool, str]] = []
    for position, (line, bold, where) in enumerate(lines):
        if len(cells_of(line)) > 1:
            yield from _paragraph(text)
            text = []
            rows.append((line, bold, where))
            continue
        if line.strip():
            if rows:
                yield _table(rows)
                rows = []
            if position in breaks:
                yield from _paragraph(text)
                text = []
            text.append((line, bold, where))
    yield from _paragraph(text)
    if rows:
        yield _table(rows)


def _paragraph(text: list[tuple[str, bool, str]]) -> Iterator[Paragraph]:
    lines = tuple(part for line, bold, _where in text for part in cell_lines(line, bold))
    if lines:
        yield Paragraph(lines, text[0][2])


def _table(rows: Iterable[tuple[str, bool, str]]) -> Table:
    return Table(
        tuple(
            Row(tuple(Cell(cell_lines(text, bold), column) for column, text in enumerate(cells_of(line))), where)
            for line, bold, where in rows
        )
    )


def cell_lines(text: str, bold: bool) -> tuple[Line, ...]:
    """The lines of a cell in which tags may have been left."""
    if TAG.search(text):
        return tuple(Line(line.text, line.marker, line.level, line.bold or bold) for line in lines_of_markup(text))
    text = clean(html.unescape(text))
    return (Line(text, bold=bold),) if text else ()


def rejoined(lines: list[str]) -> list[list[int]]:
    """Which lines make one: a row whose cell went over the end of the line, or was quoted because it held line breaks.

    Only adjacent lines are joined, and only when together they have exactly the cells of a full row.
    """
    widths = Counter(width for line in lines if (width := line.count("\t")) > 1)
    full = max(widths, key=lambda width: (widths[width], width), default=0)
    groups, position = [], 0
    while position < len(lines):
        size = _quoted(lines, position) or _torn(lines, position, full)
        groups.append(list(range(position, position + size)))
        position += size
    return groups


def _quoted(lines: list[str], start: int) -> int:
    """How many lines a row takes that has an opened quote: «1.1⇥"Организация:» goes on until the quote is closed."""
    if not re.search(r'(?:^|\t)"', lines[start]) or lines[start].count('"') % 2 == 0:
        return 0
    for size, line in enumerate(lines[start + 1 : start + MOST_JOINED], 2):
        if line.count('"') % 2:
            return size if re.search(r'"(?:\t|$)', line) else 0
    return 0


def _torn(lines: list[str], start: int, full: int) -> int:
    tabs = lines[start].count("\t")
    if not 0 < tabs < full:
        return 1
    for size, line in enumerate(lines[start + 1 : start + MOST_JOINED], 2):
        if not line.strip()[:1].islower():
            return 1
        tabs += line.count("\t")
        if tabs >= full:
            return size if tabs == full else 1
    return 1
