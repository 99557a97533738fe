"""Bars, each in a row of a table beside its figure."""

from itertools import cycle

from core.documents.charts import BarChart
from core.documents.html import Element, tag
from core.documents.layout import SERIES_FILLS
from core.documents.pictures.shapes import bar
from core.documents.values import shown

_WHOLE = 12  # so many bars stay on one sheet


def bars(block: BarChart) -> Element:
    """A group of rows for each category; its series stand under each other, named where there are several."""
    whole = len(block.categories) * len(block.series) <= _WHOLE
    groups = [
        tag("tbody", *_rows(block, place), class_="category") for place in range(len(block.categories)) if block.series
    ]
    caption = tag("caption", block.title, class_="chart-title") if block.title else None
    look = "chart several" if len(block.series) > 1 else "chart"
    return tag("table", caption, *groups, class_=f"{look} whole" if whole else look)


def _rows(block: BarChart, place: int) -> list[Element]:
    series = list(zip(block.series.items(), cycle(SERIES_FILLS), strict=False))
    if all(values[place] is None for values in block.series.values()):
        series = [(("", next(iter(block.series.values()))), SERIES_FILLS[0])]  # one line says that nothing is known
    rows = []
    for (name, values), fill in series:
        value = values[place]
        part = float(value) / float(block.highest) if value else 0
        cells = [
            tag("td", name, class_="chart-series") if len(block.series) > 1 else None,
            tag("td", bar(part, fill), class_="chart-bar"),
            tag("td", _figure(block, place, value), class_="chart-figure"),
        ]
        rows.append(tag("tr", None if rows else _category(block, place, len(series)), *cells))
    return rows


def _category(block: BarChart, place: int, rows: int) -> Element:
    note = block.notes[place] if block.notes else ""
    return tag(
        "th",
        block.categories[place],
        tag("span", note, class_="chart-note") if note else None,
        scope="rowgroup",
        rowspan=str(rows),
    )


def _figure(block: BarChart, place: int, value) -> str:
    if value is None:
        return block.gap
    figure = shown(value, block.number_format)
    return f"{figure} ({shown(block.shares[place], '0%')})" if block.shares else figure
