"""A map of places as tiles: darker where the share is greater, the figure and a bar in each."""

from core.documents.charts import Tile, TileMap
from core.documents.html import Element, tag
from core.documents.pictures.shapes import bar
from core.documents.values import shown

_DARK, _LIGHT = "1F4E79", "FFFFFF"
_LIGHT_FROM = 5  # from this level on the ground is so dark that the bar is drawn in white


def tiles(block: TileMap) -> Element:
    """The tiles in the order given, under their title."""
    title = tag("div", block.title, class_="chart-title") if block.title else None
    return tag("div", title, tag("ul", *(_tile(each, block) for each in block.tiles), class_="tiles"))


def _tile(tile: Tile, block: TileMap) -> Element:
    name = tag("a", tile.name, href=tile.url) if tile.url else tag("span", tile.name)
    figure = "–" if tile.share is None else shown(tile.share, block.number_format)
    fill = _LIGHT if tile.level >= _LIGHT_FROM else _DARK
    return tag(
        "li",
        tag("div", name, class_="tile-name"),
        tag("div", figure, class_="tile-figure"),
        tag("div", bar(float(tile.share or 0), fill), class_="tile-bar"),
        tag("div", tile.words, class_="tile-words"),
        class_=f"tile level-{tile.level}",
    )
