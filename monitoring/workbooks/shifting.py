"""References after rows were added below a row: «=SUM(B5:B8)» becomes «=SUM(B5:B12)», what stood lower moves down."""

import re
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

CELL = r"(?P<{0}column>\$?[A-Z]{{1,3}})(?P<{0}fixed>\$?)(?P<{0}row>\d+)"
AREA = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:]+)!)?" + CELL.format("a") + "(?::" + CELL.format("b") + ")?", re.IGNORECASE
)
ROWS = re.compile(r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:]+)!)?(?P<afixed>\$?)(?P<arow>\d+):(?P<bfixed>\$?)(?P<brow>\d+)")


@dataclass(frozen=True)
class Growth:
    """`more` rows added on a sheet below the row `last` of a list that began in the row `first`."""

    sheet: str
    first: int
    last: int
    more: int

    def row(self, row: int) -> int:
        """Where a row is now."""
        return row + self.more if row > self.last else row

    def rows(self, top: int, bottom: int, *, at: int | None = None) -> tuple[int, int]:
        """Where an area is now. One that ended with the list grows with it: totals see the new rows.

        An area within the last row alone (a sum along it, seen from a formula in the row `at`) stays what it is.
        """
        along = top == bottom == self.last and (self.first < self.last or at == self.last)
        grown = bottom + self.more if bottom == self.last and not along else self.row(bottom)
        return self.row(top), grown

    def formula(self, text: str, *, on: str, at: int | None = None) -> str:
        """A formula of the sheet `on`, in its row `at`."""
        tokens = Tokenizer(text)
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self.reference(token.value, on=on, at=at)
        return tokens.render()

    def reference(self, text: str, *, on: str, at: int | None = None) -> str:
        """One reference: a cell, an area, whole rows; a name or whole columns stay as they are."""
        found = AREA.fullmatch(text)
        if found and self._is_here(found["sheet"], on):
            return self._area(found, at)
        found = ROWS.fullmatch(text)
        if found and self._is_here(found["sheet"], on):
            top, bottom = self.rows(int(found["arow"]), int(found["brow"]), at=at)
            return f"{found['sheet'] or ''}{found['afixed']}{top}:{found['bfixed']}{bottom}"
        return text

    def _area(self, found: re.Match, at: int | None) -> str:
        sheet = found["sheet"] or ""
        if found["brow"] is None:
            return f"{sheet}{found['acolumn']}{found['afixed']}{self.row(int(found['arow']))}"
        top, bottom = self.rows(int(found["arow"]), int(found["brow"]), at=at)
        return f"{sheet}{found['acolumn']}{found['afixed']}{top}:{found['bcolumn']}{found['bfixed']}{bottom}"

    def _is_here(self, sheet: str | None, on: str) -> bool:
        called = sheet[:-1].strip("'").replace("''", "'") if sheet else on
        return called.casefold() == self.sheet.casefold()
