"""Rows added to a list in the middle of a sheet, with everything that a workbook ties to rows: formulas, merged cells,
heights, names, print areas, tables, conditional formats, checks of input, breaks of pages, charts."""

from collections.abc import Iterator
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from .naming import holders_of
from .shifting import Growth


def grow(book: Workbook, growth: Growth) -> None:
    """Adds the rows, each made as the last row of the list: its look, its formulas, its merged cells."""
    sheet = book[growth.sheet]
    sheet.insert_rows(growth.last + 1, growth.more)
    _move_heights(sheet, growth)
    _move_formulas(book, growth)
    _repeat_row(sheet, growth)
    _move_merged(sheet, growth)
    _move_names(book, growth)
    _move_print(sheet, growth)
    _move_areas(sheet, growth)
    _move_charts(book, growth)


def _move_heights(sheet: Worksheet, growth: Growth) -> None:
    kept = {number: sheet.row_dimensions[number] for number in sorted(sheet.row_dimensions)}
    for number in [each for each in kept if each > growth.last]:
        del sheet.row_dimensions[number]
    for number, old in kept.items():
        if number > growth.last:
            _set_height(sheet, growth.row(number), old)
    if growth.last in kept:
        for number in range(growth.last + 1, growth.last + growth.more + 1):
            _set_height(sheet, number, kept[growth.last])


def _set_height(sheet: Worksheet, number: int, old) -> None:
    new = sheet.row_dimensions[number]
    new.height, new.hidden, new.outlineLevel, new._style = old.height, old.hidden, old.outlineLevel, copy(old._style)


def _move_formulas(book: Workbook, growth: Growth) -> None:
    for sheet in book.worksheets:
        for cell in _formulas_of(sheet):
            if isinstance(cell.value, ArrayFormula):
                cell.value.ref = growth.reference(cell.value.ref, on=sheet.title)
                cell.value.text = growth.formula(cell.value.text, on=sheet.title)
            else:
                at = _row_before(cell.row, growth) if sheet.title == growth.sheet else None
                cell.value = growth.formula(cell.value, on=sheet.title, at=at)


def _formulas_of(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if cell.data_type == "f" and isinstance(cell.value, str | ArrayFormula))


def _row_before(row: int, growth: Growth) -> int:
    return row - growth.more if row > growth.last + growth.more else row


def _repeat_row(sheet: Worksheet, growth: Growth) -> None:
    for column in range(1, sheet.max_column + 1):
        model = sheet.cell(growth.last, column)
        for row in range(growth.last + 1, growth.last + growth.more + 1):
            cell = sheet.cell(row, column)
            cell._style = copy(model._style)
            if model.data_type == "f" and isinstance(model.value, str):
                place = f"{get_column_letter(column)}{row}"
                cell.value = Translator(model.value, origin=model.coordinate).translate_formula(place)


def _move_merged(sheet: Worksheet, growth: Growth) -> None:
    """The areas alone: their cells have moved already. Those along the last row stand in the new ones too."""
    areas = list(sheet.merged_cells.ranges)
    sheet.merged_cells.ranges.clear()
    for area in areas:
        if area.min_row == area.max_row == growth.last:
            added = range(growth.last + 1, growth.last + growth.more + 1)
            sheet.merged_cells.ranges.update(
                CellRange(min_col=area.min_col, max_col=area.max_col, min_row=row, max_row=row) for row in added
            )
        else:
            area.min_row, area.max_row = growth.rows(area.min_row, area.max_row)
    sheet.merged_cells.ranges.update(areas)


def _move_names(book: Workbook, growth: Growth) -> None:
    for given in holders_of(book):
        if given.attr_text:
            given.attr_text = growth.formula(f"={given.attr_text}", on="")[1:]


def _move_print(sheet: Worksheet, growth: Growth) -> None:
    areas = [each.rpartition("!")[2] for each in (sheet.print_area or "").split(",") if each]
    if areas:
        sheet.print_area = ",".join(_moved(each.replace("$", ""), growth) for each in areas)
    for line in sheet.row_breaks.brk:
        line.id = growth.row(line.id)


def _move_areas(sheet: Worksheet, growth: Growth) -> None:
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved(sheet.auto_filter.ref, growth)
    for table in sheet.tables.values():
        table.ref = _moved(table.ref, growth)
        if table.autoFilter:
            table.autoFilter.ref = _moved(table.autoFilter.ref, growth)
    for check in sheet.data_validations.dataValidation:
        check.sqref = MultiCellRange([_moved(each.coord, growth) for each in check.sqref.ranges])
    formats = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            rule.formula = [growth.formula(f"={each}", on=sheet.title)[1:] for each in rule.formula]
            formats.add(" ".join(_moved(each.coord, growth) for each in area.sqref.ranges), rule)
    sheet.conditional_formatting = formats
    for row in sheet.iter_rows(min_row=growth.last + growth.more + 1):
        for cell in row:
            if not isinstance(cell, MergedCell) and cell.hyperlink:
                cell.hyperlink.ref = cell.coordinate


def _move_charts(book: Workbook, growth: Growth) -> None:
    for sheet in book.worksheets:
        for chart in sheet._charts:
            for series in chart.series:
                for source in _sources(series):
                    source.f = growth.reference(source.f, on=sheet.title)
        if sheet.title == growth.sheet:
            for drawn in (*sheet._charts, *sheet._images):
                _move_anchor(drawn.anchor, growth)


def _sources(series) -> Iterator:
    """Where a series takes its numbers, categories and title from."""
    for part in (series.val, series.cat, series.tx):
        for kind in ("numRef", "strRef"):
            if (source := getattr(part, kind, None)) is not None:
                yield source


def _move_anchor(anchor, growth: Growth) -> None:
    for corner in (getattr(anchor, "_from", None), getattr(anchor, "to", None)):
        if corner is not None and corner.row >= growth.last:
            corner.row += growth.more


def _moved(area: str, growth: Growth) -> str:
    left, top, right, bottom = range_boundaries(area)
    top, bottom = growth.rows(top, bottom)
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
