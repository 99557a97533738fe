"""Charts as drawings: one tree of elements that paper and pages show alike.

Every figure stands in words beside what is drawn, in a table or a list, so that it is printed, searched and read aloud
like any other text. What is drawn are shapes of SVG with their own attributes: no script and no style of their own,
which the policy of pages would refuse. How large they are say `pdf/document.css` and `static/css/charts.css`.
"""

from functools import singledispatch

from core.documents.charts import BarChart, Chart, TileMap, Trend
from core.documents.html import Element
from core.documents.pictures.bars import bars
from core.documents.pictures.tiles import tiles
from core.documents.pictures.trend import trend


@singledispatch
def picture(chart: Chart) -> Element:
    """The drawing of a chart."""
    raise TypeError(f"not a chart: {chart!r}")


picture.register(BarChart, bars)
picture.register(TileMap, tiles)
picture.register(Trend, trend)
