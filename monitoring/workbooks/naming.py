"""The defined names of a workbook: which cell, column or row each stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName

CELL, DOWN, ACROSS, BLOCK, ELSEWHERE = "cell", "down", "across", "block", "elsewhere"
PLACE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!,]+))!(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"
)


@dataclass(frozen=True)
class Named:
    """A name and its rectangle. `key` tells names of different sheets apart; `form` is the shape: a cell, cells down,
    cells across, a block of both, or nothing that can be filled."""

    key: str
    name: str
    sheet: str
    form: str
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def place(self) -> str:
        """«Лист1!B5:B14»."""
        if self.form == ELSEWHERE:
            return ""
        first = f"{get_column_letter(self.left)}{self.top}"
        last = f"{get_column_letter(self.right)}{self.bottom}"
        return f"{self.sheet}!{first}" + ("" if first == last else f":{last}")

    @property
    def cells(self) -> int:
        return 0 if self.form == ELSEWHERE else (self.right - self.left + 1) * (self.bottom - self.top + 1)


def names_in(book: Workbook) -> list[Named]:
    """Every name that a person has given, those of the book first; the built-in ones are not among them."""
    found = [_named(book, name, given, "") for name, given in book.defined_names.items() if _is_own(name, given)]
    for sheet in book.worksheets:
        own = sheet.defined_names.items()
        found += [_named(book, name, given, sheet.title) for name, given in own if _is_own(name, given)]
    return found


def holders_of(book: Workbook) -> Iterator[DefinedName]:
    """Every name as the library holds it, to be moved with its cells."""
    yield from book.defined_names.values()
    for sheet in book.worksheets:
        yield from sheet.defined_names.values()


def _is_own(name: str, given: DefinedName) -> bool:
    return not (given.hidden or name.startswith(("_xlnm", "_xl")))


def _named(book: Workbook, name: str, given: DefinedName, sheet: str) -> Named:
    key = f"{sheet}!{name}" if sheet else name
    place = PLACE.fullmatch((given.attr_text or "").strip())
    where = place and (place["plain"] or place["quoted"].replace("''", "'"))
    if place is None or where not in book.sheetnames:
        return Named(key, name, sheet, ELSEWHERE)
    left, top, right, bottom = range_boundaries(place["cells"].replace("$", ""))
    merged = {str(each) for each in book[where].merged_cells.ranges}
    if place["cells"].replace("$", "") in merged:
        right, bottom = left, top
    return Named(key, name, where, _form(left, top, right, bottom), left, top, right, bottom)


def _form(left: int, top: int, right: int, bottom: int) -> str:
    match (left == right, top == bottom):
        case (True, True):
            return CELL
        case (True, False):
            return DOWN
        case (False, True):
            return ACROSS
        case _:
            return BLOCK
