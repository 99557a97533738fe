"""Tables without rules: columns by their gutters, rows by the white between them, by numbers or by how lines begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..source import Cell, Paragraph, Row
from .pdf_gutters import Columns, Piece, find_columns
from .pdf_lines import TableLine
from .pdf_rows import are_halves, has_number, rows_by_lines
from .pdf_text import Printed, Room, Word, cell_lines, continued, paragraphs, printed_lines

FEWEST_ROWS = 3
CLOSE = 0.5  # of the height of a line
HANGING = ",.;:-–"
PAGE_NUMBER = re.compile(r"(?:стр\w*\.?\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*из\s*\d{1,3})?", re.IGNORECASE)
Block = Paragraph | list[Row]


def blocks_of_pages(pages: Sequence[Sequence[Word]]) -> list[Block]:
    """Paragraphs, and the rows of the table on each page; nothing when the pages hold no table."""
    printed = [(page, line) for page, words in enumerate(pages, 1) for line in _without_number(printed_lines(words))]
    columns = find_columns([line for _page, line in printed])
    if columns is None:
        return []
    lines = _table_lines(printed, columns)
    full = [place for place, line in enumerate(lines) if line.is_full]
    if len(full) < FEWEST_ROWS:
        return []
    first, last = _first(lines, full[0]), _last(lines, full[-1])
    furniture = _furniture(pages, printed)
    return [
        *_texts(lines[:first]),
        *_rows(lines[first : last + 1]),
        *_texts(lines[last + 1 :]),
        *furniture,
    ]


def _without_number(lines: list[Printed]) -> list[Printed]:
    """The lines of a page but for its number."""
    return [line for line in lines if not _is_page_number(line, lines)]


def _is_page_number(line: Printed, lines: Sequence[Printed]) -> bool:
    if line not in (lines[0], lines[-1]) or not PAGE_NUMBER.fullmatch(line.text):
        return False
    margin, edge = min(each.words[0].x0 for each in lines), max(each.words[-1].x1 for each in lines)
    return line.words[0].x0 > margin + (edge - margin) / 3


def _furniture(pages: Sequence[Sequence[Word]], printed: Sequence[tuple[int, Printed]]) -> Iterator[Paragraph]:
    kept = {id(word) for _page, line in printed for word in line.words}
    for page, words in enumerate(pages, 1):
        yield from paragraphs([word for word in words if id(word) not in kept], page)


def _table_lines(printed: Sequence[tuple[int, Printed]], columns: Columns) -> list[TableLine]:
    lines, bottom, last = [], 0.0, 0
    for page, line in printed:
        gap = line.top - bottom if page == last else None
        lines.append(TableLine(page, line, columns.pieces(line), gap))
        bottom, last = (max(bottom, line.bottom) if page == last else line.bottom), page
    return lines


def _first(lines: Sequence[TableLine], full: int) -> int:
    """Where the table begins: a tall cell of its header may stand higher than the others."""
    while full and _is_close(lines[full]) and not lines[full - 1].is_wide:
        full -= 1
    return full


def _last(lines: Sequence[TableLine], full: int) -> int:
    while full + 1 < len(lines) and not lines[full + 1].is_wide and _goes_on(lines[full + 1]):
        full += 1
    return full


def _goes_on(line: TableLine) -> bool:
    return len(line.pieces) > 1 or line.gap is None or _is_close(line)


def _is_close(line: TableLine) -> bool:
    return line.gap is not None and line.gap < CLOSE * line.printed.words[0].height


def _texts(lines: Sequence[TableLine]) -> Iterator[Paragraph]:
    for page in sorted({line.page for line in lines}):
        yield from paragraphs([word for line in lines if line.page == page for word in line.printed.words], page)


def _rows(lines: Sequence[TableLine]) -> Iterator[list[Row]]:
    """The rows by page; one that a page break went through stands on the page where it begins."""
    rooms = _rooms(lines)
    groups = rows_by_lines(lines)
    numbered = sum(map(has_number, groups)) * 2 > sum(not group[0].is_wide for group in groups)
    rows: list[Row] = []
    for place, group in enumerate(groups):
        page, above = group[0].page, groups[place - 1] if place else None
        new_page = above is not None and above[0].page != page
        if new_page and rows[1:] and numbered and are_halves(above, group):
            rows[-1] = _joined(rows[-1], _row(group, rooms, page, 1))
            yield rows
            rows = []
        elif new_page:
            yield rows
            rows = [_row(group, rooms, page, 1)]
        else:
            rows.append(_row(group, rooms, page, len(rows) + 1))
    yield rows


def _joined(above: Row, below: Row) -> Row:
    tails = {cell.column: cell for cell in below.cells}
    cells = {cell.column: cell for cell in above.cells}
    for column, tail in tails.items():
        head = cells.get(column)
        cells[column] = replace(tail, lines=continued(head.lines, tail.lines)) if head else tail
    return replace(above, cells=tuple(cells[column] for column in sorted(cells)), joined=True)


def _row(lines: Sequence[TableLine], rooms: dict[int, Room], page: int, ordinal: int) -> Row:
    cells = []
    for first, last, words in _merged([piece for line in lines for piece in line.pieces]):
        cells.append(Cell(cell_lines(words, rooms[last] if first == last else rooms[-1]), first, last - first + 1))
    return Row(tuple(cells), f"страница {page}, строка {ordinal}", page > 1 and ordinal == 1)


def _merged(pieces: Sequence[Piece]) -> list[tuple[int, int, list[Word]]]:
    """The cells of a row: pieces whose columns overlap are one."""
    cells: list[tuple[int, int, list[Word]]] = []
    for piece in sorted(pieces, key=lambda each: (each.first, -each.last)):
        if cells and piece.first <= cells[-1][1]:
            first, last, words = cells[-1]
            cells[-1] = (first, max(last, piece.last), [*words, *piece.words])
        else:
            cells.append((piece.first, piece.last, list(piece.words)))
    return cells


def _rooms(lines: Sequence[TableLine]) -> dict[int, Room]:
    """The room for text in every column, and in cells over several (-1), as far as any line goes."""
    rooms: dict[int, Room] = {}
    for piece in (piece for line in lines for piece in line.pieces):
        column = -1 if piece.is_wide else piece.last
        own, right = rooms.get(column, Room(0, 0)), _end(piece.words[-1])
        rooms[column] = Room(max(own.width, right - piece.words[0].x0), max(own.right, right))
    return rooms


def _end(word: Word) -> float:
    """Where the letters of a word end: a mark after them may hang over the edge of the column."""
    letters = word.text.rstrip(HANGING) or word.text
    return word.x0 + (word.x1 - word.x0) * len(letters) / len(word.text)
