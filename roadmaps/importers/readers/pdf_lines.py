"""A line of a table without rules: its parts in the columns, and what they tell of the row."""

import re
from dataclasses import dataclass

from .pdf_gutters import Piece
from .pdf_text import Printed

FEWEST_CELLS = 3
NUMBER = re.compile(r"(?:\d{1,2}\.){0,3}\d{1,2}[.)]?(?=\s|\Z)|[IVX]{1,4}\.(?=\s|\Z)")
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.?(?=\s|\Z)")


@dataclass(frozen=True)
class TableLine:
    """A line of a table; `gap` is the white above it, None at the top of a page."""

    page: int
    printed: Printed
    pieces: tuple[Piece, ...]
    gap: float | None

    @property
    def number(self) -> bool:
        return self.pieces[0].first == 0 and bool(NUMBER.match(self.pieces[0].text))

    @property
    def dotted(self) -> bool:
        return self.pieces[0].first == 0 and bool(DOTTED.match(self.pieces[0].text))

    @property
    def is_full(self) -> bool:
        return len(self.pieces) >= FEWEST_CELLS

    @property
    def is_wide(self) -> bool:
        return any(piece.is_wide for piece in self.pieces)

    @property
    def leads(self) -> bool:
        """Most of its texts begin like a cell and not in the middle of one."""
        return sum(not piece.text[0].islower() for piece in self.pieces) * 2 > len(self.pieces)

    @property
    def begins(self) -> bool:
        return len(self.pieces) > 1 and self.leads
