"""Values into named cells: single ones, and lists down a column that grows or along a row that does not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell

from core.documents.values import plain
from participants.importing.neutral import neutralise

from .growing import grow
from .naming import ACROSS, CELL, DOWN, Named, names_in
from .opening import WorkbookRefused, opened
from .shifting import Growth

Value = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Share:
    """Per cents: a cell of a per cent format holds the fraction, another one the number."""

    percent: Decimal


def filled(
    data: bytes, single: Mapping[str, Value | Share], lists: Mapping[str, Sequence[Value | Share]]
) -> tuple[bytes, list[str]]:
    """The workbook with values by key of the name, and what has to be said about it. Raises WorkbookRefused.

    A cell with a formula is left alone. Excel and LibreOffice count every formula anew when the file is opened.
    """
    book, notes = opened(data), []
    notes += _grow_lists(book, lists)
    for named in names_in(book):
        if named.key in lists:
            notes += _write_list(book, named, lists[named.key])
        elif named.key in single:
            notes += _write(book, named, single[named.key])
    book.calculation.fullCalcOnLoad = True
    content = BytesIO()
    book.save(content)
    return content.getvalue(), list(dict.fromkeys(notes))


def check_lists(names: Sequence[Named]) -> None:
    """Raises WorkbookRefused unless the lists of a sheet that share rows begin and end in the same ones."""
    by_sheet = defaultdict(list)
    for named in names:
        if named.form in (CELL, DOWN):
            by_sheet[named.sheet].append(named)
    for sheet, here in by_sheet.items():
        for one in here:
            for other in here:
                meet = one.top <= other.bottom and other.top <= one.bottom
                if meet and (one.top, one.bottom) != (other.top, other.bottom):
                    said = _("«%(one)s» and «%(other)s» on the sheet «%(sheet)s» must begin and end in the same rows.")
                    raise WorkbookRefused(said % {"one": one.name, "other": other.name, "sheet": sheet})


def _grow_lists(book: Workbook, lists: Mapping[str, Sequence]) -> Iterator[str]:
    """The lowest list of a sheet first, so that those above do not move it before its turn."""
    named = [each for each in names_in(book) if each.key in lists and each.form in (CELL, DOWN)]
    check_lists(named)
    blocks = {(each.sheet, each.top, each.bottom): len(lists[each.key]) for each in named}
    for (sheet, top, bottom), wanted in sorted(blocks.items(), key=lambda block: -block[0][1]):
        room = bottom - top + 1
        if wanted > room:
            grow(book, Growth(sheet, top, bottom, wanted - room))
            yield _("Sheet «%(sheet)s»: %(more)d rows were added to the list.") % {
                "sheet": sheet, "more": wanted - room,
            }  # fmt: skip


def _write_list(book: Workbook, named: Named, values: Sequence[Value | Share]) -> Iterator[str]:
    sheet = book[named.sheet]
    if named.form == ACROSS:
        places = [(named.top, column) for column in range(named.left, named.right + 1)]
    else:
        last = max(named.bottom, named.top + len(values) - 1)
        places = [(row, named.left) for row in range(named.top, last + 1)]
    if len(values) > len(places):
        yield _("«%(name)s»: there is room for %(room)d of %(all)d institutions. Make the range wider.") % {
            "name": named.name, "room": len(places), "all": len(values),
        }  # fmt: skip
    for number, (row, column) in enumerate(places):
        yield from _put(sheet.cell(row, column), values[number] if number < len(values) else None, named)


def _write(book: Workbook, named: Named, value: Value | Share) -> Iterator[str]:
    yield from _put(book[named.sheet].cell(named.top, named.left), value, named)


def _put(cell: Cell | MergedCell, value: Value | Share, named: Named) -> Iterator[str]:
    if isinstance(cell, MergedCell):
        yield _("«%(name)s»: some of its cells are merged with others and stay empty.") % {"name": named.name}
    elif cell.data_type == "f":
        yield _("«%(name)s»: there is a formula in the cell, it was left as it is.") % {"name": named.name}
    else:
        cell.value = _written(value, cell)


def _written(value: Value | Share, cell: Cell) -> Value:
    if isinstance(value, Share):
        return value.percent / 100 if "%" in cell.number_format else value.percent
    return neutralise(plain(value).strip()) if isinstance(value, str) else value
