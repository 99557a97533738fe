"""A quantity over time: a line through points, full ones settled, hollow ones not; the plan as a broken line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.documents.charts import Point, Trend
from core.documents.html import Element, tag
from core.documents.pictures.shapes import SVG, shape
from core.documents.values import shown

_WIDE, _HIGH = 360, 176
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 346, 26, 136  # the field of the points
_INK, _PLAN, _AXIS = "#1F4E79", "#9A4A00", "#8494A5"
_FONT = {"font-family": "Tinos", "font-size": 11.5, "text-anchor": "middle"}
_LETTER = 6.2  # the width of one
_UNKNOWN = "–"


def trend(block: Trend) -> Element:
    """The line, what its marks mean, and the same figures as a table."""
    title = tag("div", block.title, class_="chart-title") if block.title else None
    return tag("div", title, _drawing(block), _legend(block.points), _figures(block), class_="trend")


def _drawing(block: Trend) -> Element:
    field = _Field(block)
    return tag(
        "svg",
        shape("line", x1=_LEFT, x2=_RIGHT, y1=_BOTTOM, y2=_BOTTOM, stroke=_AXIS),
        *field.plan(),
        *field.line(),
        *field.marks(),
        *field.labels(),
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        aria_hidden="true",
        **SVG,
    )


class _Field:
    """The points of a trend on the drawing."""

    def __init__(self, block: Trend):
        self.block, self.points = block, block.points
        self.highest = float(block.highest) or 1
        self.step = (_RIGHT - _LEFT) / max(len(block.points), 1)

    def plan(self) -> Iterator[Element]:
        """A level for each point, joined where the plan is the same."""
        for place, point in enumerate(self.points):
            if point.plan is not None:
                left, y = _LEFT + place * self.step, self._y(point.plan)
                yield _dashed(left, left + self.step, y, y, _PLAN, "6 3")

    def line(self) -> Iterator[Element]:
        """From each point to the next; broken on the way to what may still change, none over a gap."""
        for (place, one), (_next, other) in pairwise(enumerate(self.points)):
            if one.value is not None and other.value is not None:
                dashes = "" if one.is_settled and other.is_settled else "2 3"
                ends = self._x(place), self._x(place + 1), self._y(one.value), self._y(other.value)
                yield _dashed(*ends, _INK, dashes)

    def marks(self) -> Iterator[Element]:
        """Each point with its figure above, or below where the plan would cross it."""
        known = [(self._x(place), point) for place, point in enumerate(self.points) if point.value is not None]
        for x, point in known:
            yield from _plate(shown(point.value, self.block.number_format), x, self._words_at(point))
        for x, point in known:
            fill = _INK if point.is_settled else "#FFFFFF"
            y = self._y(point.value)
            yield shape("circle", cx=x, cy=y, r=4, fill=fill, stroke=_INK, **{"stroke-width": 2})

    def labels(self) -> Iterator[Element]:
        """Under the axis, a line for each line of the label."""
        for place, point in enumerate(self.points):
            for number, words in enumerate(point.label.split("\n")):
                yield _text(words, self._x(place), _BOTTOM + 16 + 13 * number, "#46525F")

    def _words_at(self, point: Point) -> float:
        y = self._y(point.value)
        crossed = point.plan is not None and -2 < y - self._y(point.plan) < 20
        return y + 16 if crossed and y + 16 < _BOTTOM else y - 9

    def _x(self, place: int) -> float:
        return round(_LEFT + (place + 0.5) * self.step, 1)

    def _y(self, figure) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * float(figure) / self.highest, 1)


def _dashed(x1: float, x2: float, y1: float, y2: float, stroke: str, dashes: str) -> Element:
    look = {"stroke-width": 2} | ({"stroke-dasharray": dashes} if dashes else {})
    return shape("line", x1=x1, x2=x2, y1=y1, y2=y2, stroke=stroke, **look)


def _plate(words: str, x: float, y: float) -> Iterator[Element]:
    """Words on a ground of their own, so that no line runs through them."""
    wide = _LETTER * len(words)
    yield shape("rect", x=round(x - wide / 2, 1), y=y - 10, width=wide, height=13, fill="#FFFFFF")
    yield _text(words, x, y, "#1C2835")


def _text(words: str, x: float, y: float, fill: str) -> Element:
    element = shape("text", x=x, y=y, fill=fill, **_FONT)
    element.text = words
    return element


def _legend(points: Sequence[Point]) -> Element:
    kinds = {point.is_settled for point in points if point.value is not None}
    planned = any(point.plan is not None for point in points)
    entries = [
        _entry(_mark(_INK), "по отчётам") if True in kinds else None,
        _entry(_mark("#FFFFFF"), "по данным учёта, может измениться") if False in kinds else None,
        _entry(_dashed(0, 16, 6, 6, _PLAN, "6 3"), "план") if planned else None,
    ]
    return tag("div", *entries, class_="legend")


def _mark(fill: str) -> Element:
    return shape("circle", cx=8, cy=6, r=4, fill=fill, stroke=_INK, **{"stroke-width": 2})


def _entry(mark: Element, words: str) -> Element:
    drawn = tag("svg", mark, viewBox="0 0 16 12", aria_hidden="true", class_="legend-mark", **SVG)
    return tag("span", drawn, f" {words}", class_="entry")


def _figures(block: Trend) -> Element:
    heads = [tag("th", column.title, scope="col") for column in block.as_table().columns]
    rows = []
    for point in block.points:
        figures = (
            _UNKNOWN if figure is None else shown(figure, block.number_format) for figure in (point.value, point.plan)
        )
        label = tag("th", point.label.replace("\n", " "), scope="row")
        rows.append(tag("tr", label, *(tag("td", figure) for figure in figures), tag("td", point.origin)))
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="trend-figures")
