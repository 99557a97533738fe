"""The rectangles that a page's rules make, as rows of cells on a grid that is the same for all pages of a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..source import Cell, Row
from .pdf_text import Word, cell_lines, inner_width

NEAR = 4.0  # points: closer edges are one edge
Box = tuple[float, float, float, float]


class Grid:
    """Vertical edges met so far, so that a column has one number on every page of a table."""

    def __init__(self):
        self.edges: list[float] = []

    def add(self, edges: Iterable[float]) -> None:
        own = _distinct(edges)
        known = len(self.edges) > 1 and abs(own[0] - self.edges[0]) < NEAR and abs(own[-1] - self.edges[-1]) < NEAR
        self.edges = _distinct([*self.edges, *own]) if known else own

    def column(self, x: float) -> int:
        return min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - x))


def rows_of(cells: Sequence[Box], words: Sequence[Word], grid: Grid, page: int) -> list[Row]:
    grid.add(x for cell in cells for x in (cell[0], cell[2]))
    tops = _distinct(cell[1] for cell in cells)
    inside = _words_by_cell(cells, words)
    widths = _inner_widths(cells, inside)
    rows = []
    for position, top in enumerate(tops):
        own = sorted(cell for cell in cells if cell[1] - NEAR / 2 <= top < cell[3] - NEAR / 2)
        line = []
        for cell in own:
            column = grid.column(cell[0])
            above = cell[1] < top - NEAR / 2
            lines = () if above else cell_lines(inside[cell], widths[_columns(cell)])
            line.append(Cell(lines, column, max(1, grid.column(cell[2]) - column), above))
        rows.append(Row(tuple(line), f"страница {page}, строка {position + 1}", page > 1 and position == 0))
    return rows


def _words_by_cell(cells: Sequence[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    inside = defaultdict(list)
    for word in words:
        center = (word.x0 + word.x1) / 2
        for cell in cells:
            if cell[0] <= center <= cell[2] and cell[1] <= word.middle <= cell[3]:
                inside[cell].append(word)
                break
    return inside


def _inner_widths(cells: Sequence[Box], inside: dict[Box, list[Word]]) -> dict[tuple[int, int], float]:
    widths: dict[tuple[int, int], float] = defaultdict(float)
    for cell in cells:
        widths[_columns(cell)] = max(widths[_columns(cell)], inner_width(cell, inside[cell]) if inside[cell] else 0)
    return widths


def _columns(cell: Box) -> tuple[int, int]:
    return round(cell[0]), round(cell[2])


def _distinct(values: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > NEAR:
            distinct.append(value)
    return distinct
