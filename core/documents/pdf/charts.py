"""Bars on the page, made of boxes: their words wrap, can be searched and are read aloud like any other text."""

from itertools import cycle

from core.documents.charts import BarChart
from core.documents.layout import SERIES_FILLS
from core.documents.pdf.html import Element, tag
from core.documents.values import shown

_WIDEST = 82  # per cent of the room; the figure stands behind the bar
_WHOLE = 12  # so many bars stay on one sheet


def chart(block: BarChart) -> Element:
    """A line of bars for each category under the title and the legend."""
    fills = [f"background: #{fill}" for _, fill in zip(block.series, cycle(SERIES_FILLS), strict=False)]
    lines = [
        tag("tr", tag("th", category), tag("td", *_bars(block, place, fills)))
        for place, category in enumerate(block.categories)
    ]
    title = tag("div", block.title, class_="chart-title") if block.title else None
    legend = _legend(block, fills) if len(block.series) > 1 else None
    whole = len(block.categories) * len(block.series) <= _WHOLE
    return tag("div", title, legend, tag("table", *lines, class_="chart whole" if whole else "chart"))


def _bars(block: BarChart, place: int, fills: list[str]) -> list[Element]:
    bars = []
    for values, fill in zip(block.series.values(), fills, strict=True):
        value = values[place]
        width = _WIDEST * float(value) / float(block.highest) if value else 0
        figure = "нет данных" if value is None else shown(value, block.number_format)
        bars.append(tag("div", tag("span", class_="bar", style=f"width: {width:.2f}%; {fill}"), f" {figure}"))
    return bars


def _legend(block: BarChart, fills: list[str]) -> Element:
    entries = [
        tag("span", tag("span", class_="mark", style=fill), f" {name}", class_="entry")
        for name, fill in zip(block.series, fills, strict=True)
    ]
    return tag("div", *entries, class_="legend")
