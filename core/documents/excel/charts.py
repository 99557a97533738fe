"""Charts of Excel: the figures as a table, and under it a chart that follows them."""

from itertools import cycle

from openpyxl.chart import BarChart as SheetBars
from openpyxl.chart import LineChart as SheetLines
from openpyxl.chart import Reference
from openpyxl.chart.marker import Marker

from core.documents.charts import BarChart, Chart, Trend
from core.documents.excel.sheet import Sheet
from core.documents.excel.tables import write_table
from core.documents.layout import SERIES_FILLS

_WIDTH = 17  # centimetres
_FRAME, _BAR, _LINES = 3.5, 0.5, 8  # centimetres
_ROW = 0.53  # centimetres


def write_chart(block: Chart, sheet: Sheet) -> None:
    """The table of the figures and, where there are any, their chart."""
    table = block.as_table()
    write_table(table, sheet)
    series = _series(block)
    if table.rows and series:
        _add_chart(block, sheet, len(table.rows), series)


def _series(block: Chart) -> int:
    """How many columns after the first are drawn."""
    if isinstance(block, BarChart):
        return len(block.series)
    return 2 if isinstance(block, Trend) else 1


def _add_chart(block: Chart, sheet: Sheet, rows: int, series: int) -> None:
    last = sheet.row - 1
    header = last - rows
    chart = _lines() if isinstance(block, Trend) else _bars(rows, series)
    chart.width = _WIDTH
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = block.number_format or "General"
    if series < 2:
        chart.legend = None
    else:
        chart.legend.position = "b"
    chart.add_data(_cells(sheet, 2, series + 1, header, last), titles_from_data=True)
    chart.set_categories(_cells(sheet, 1, 1, header + 1, last))
    for each, fill in zip(chart.series, cycle(SERIES_FILLS), strict=False):
        _colour(each, fill, isinstance(block, Trend))
    sheet.sheet.add_chart(chart, f"A{last + 2}")
    sheet.row += round(chart.height / _ROW) + 2


def _bars(rows: int, series: int) -> SheetBars:
    chart = SheetBars()
    chart.type, chart.gapWidth = "bar", 60
    chart.height = _FRAME + _BAR * series * rows
    chart.x_axis.scaling.orientation = "maxMin"  # the first category on top, as in the table
    return chart


def _lines() -> SheetLines:
    chart = SheetLines()
    chart.height = _LINES
    return chart


def _colour(series, fill: str, is_line: bool) -> None:
    if not is_line:
        series.graphicalProperties.solidFill = fill
        return
    series.graphicalProperties.line.solidFill = fill
    series.marker, series.smooth = Marker("circle"), False


def _cells(sheet: Sheet, left: int, right: int, top: int, bottom: int) -> Reference:
    return Reference(sheet.sheet, min_col=left, max_col=right, min_row=top, max_row=bottom)
