"""Charts of Excel: the figures as a table, and under it a chart that follows them."""

from itertools import cycle

from openpyxl.chart import BarChart as SheetChart
from openpyxl.chart import Reference

from core.documents.charts import BarChart
from core.documents.excel.sheet import Sheet
from core.documents.excel.tables import write_table
from core.documents.layout import SERIES_FILLS

_WIDTH = 17  # centimetres
_FRAME, _BAR = 3.5, 0.5  # centimetres
_ROW = 0.53  # centimetres


def write_chart(block: BarChart, sheet: Sheet) -> None:
    """The table of the figures and, where there are any, their chart."""
    write_table(block.as_table(), sheet)
    if block.categories and block.series:
        _add_chart(block, sheet)


def _add_chart(block: BarChart, sheet: Sheet) -> None:
    last = sheet.row - 1
    header = last - len(block.categories)
    chart = _chart(block)
    chart.add_data(_cells(sheet, 2, len(block.series) + 1, header, last), titles_from_data=True)
    chart.set_categories(_cells(sheet, 1, 1, header + 1, last))
    for series, fill in zip(chart.series, cycle(SERIES_FILLS), strict=False):
        series.graphicalProperties.solidFill = fill
    sheet.sheet.add_chart(chart, f"A{last + 2}")
    sheet.row += round(chart.height / _ROW) + 2


def _chart(block: BarChart) -> SheetChart:
    chart = SheetChart()
    chart.type, chart.gapWidth = "bar", 60
    chart.width = _WIDTH
    chart.height = _FRAME + _BAR * len(block.series) * len(block.categories)
    chart.x_axis.scaling.orientation = "maxMin"  # the first category on top, as in the table
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = block.number_format or "General"
    if len(block.series) < 2:
        chart.legend = None
    else:
        chart.legend.position = "b"
    return chart


def _cells(sheet: Sheet, left: int, right: int, top: int, bottom: int) -> Reference:
    return Reference(sheet.sheet, min_col=left, max_col=right, min_row=top, max_row=bottom)
