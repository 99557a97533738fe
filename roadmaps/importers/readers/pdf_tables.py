"""The rectangles that a page's rules make, as rows of cells on a grid that is the same for all pages of a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pdfplumber.page import Page

from ..source import Cell, Row
from .pdf_text import Room, Word, cell_lines, continued, room_of

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
    rooms = _rooms(cells, inside)
    rows = []
    for position, top in enumerate(tops):
        own = sorted(cell for cell in cells if cell[1] - NEAR / 2 <= top < cell[3] - NEAR / 2)
        line = []
        for cell in own:
            column = grid.column(cell[0])
            above = cell[1] < top - NEAR / 2
            lines = cell_lines(inside[cell], rooms[_columns(cell)]) if inside[cell] and not above else ()
            line.append(Cell(lines, column, max(1, grid.column(cell[2]) - column), above))
        rows.append(Row(tuple(line), f"страница {page}, строка {position + 1}", page > 1 and position == 0))
    return rows


def missing_rules(page: Page) -> list[dict]:
    """The horizontal rules that a page break left out: below the last row before it, above the first one after it.

    The vertical rules run on to where they should be.
    """
    rules = []
    for group in _touching(
        [edge for edge in page.edges if edge["x1"] - edge["x0"] > 1 or edge["bottom"] - edge["top"] > 1]
    ):
        upright = [edge for edge in group if edge["orientation"] == "v"]
        level = [edge for edge in group if edge["orientation"] == "h"]
        if len(upright) < 2 or not level:
            continue
        x0, x1 = min(edge["x0"] for edge in upright), max(edge["x1"] for edge in upright)
        for y in (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)):
            if all(abs(edge["top"] - y) > NEAR for edge in level):
                rules.append(_rule(page, x0, x1, y))
    return rules


def halves_joined(above: Row, below: Row) -> Row:
    """One row out of its parts on two pages."""
    tails = {cell.column: cell for cell in below.cells}
    cells = tuple(
        replace(cell, lines=continued(cell.lines, tails[cell.column].lines)) if cell.column in tails else cell
        for cell in above.cells
    )
    return replace(above, cells=cells)


def _rule(page: Page, x0: float, x1: float, y: float) -> dict:
    return {
        "object_type": "line", "orientation": "h", "x0": x0, "x1": x1, "top": y, "bottom": y, "doctop": y,
        "y0": page.height - y, "y1": page.height - y, "width": x1 - x0, "height": 0,
    }  # fmt: skip


def _touching(edges: list[dict]) -> list[list[dict]]:
    """The rules of a page by the tables they make: those between which no white band runs across the page."""
    groups: list[list[dict]] = []
    lowest = float("-inf")
    for edge in sorted(edges, key=lambda each: each["top"]):
        if edge["top"] > lowest + NEAR:
            groups.append([])
        groups[-1].append(edge)
        lowest = max(lowest, edge["bottom"])
    return groups


def _words_by_cell(cells: Sequence[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    inside = defaultdict(list)
    for word in words:
        center = (word.x0 + word.x1) / 2
        for cell in cells:
            if cell[0] <= center <= cell[2] and cell[1] <= word.middle <= cell[3]:
                inside[cell].append(word)
                break
    return inside


def _rooms(cells: Sequence[Box], inside: dict[Box, list[Word]]) -> dict[tuple[int, int], Room]:
    """The room for text by column: of all its cells the widest, for a short text tells little of its paddings."""
    rooms: dict[tuple[int, int], Room] = {}
    for cell in cells:
        if words := inside[cell]:
            own, other = room_of(cell, words), rooms.get(_columns(cell))
            rooms[_columns(cell)] = Room(max(own.width, other.width), max(own.right, other.right)) if other else own
    return rooms


def _columns(cell: Box) -> tuple[int, int]:
    return round(cell[0]), round(cell[2])


def _distinct(values: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > NEAR:
            distinct.append(value)
    return distinct
