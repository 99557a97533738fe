"""Charts: figures to look at; the table they are drawn from can always be had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.documents.tables import Column, Row, Table

Number = int | float | Decimal

LEVELS = (0.05, 0.1, 0.2, 0.35, 0.5)
"""From which share on a tile is darker by a step."""


@dataclass(frozen=True)
class BarChart:
    """Bars for each category, one of each series: plan and fact by indicator, answers by mark.

    ``series`` maps a series' name to its values, one per category and none negative; ``None`` is a gap, which
    ``gap`` says in words. ``notes`` are a few words on a category («не сдан»). ``with_shares`` adds to each figure
    of a single series what part of the whole it is. PDF and pages draw the bars, XLSX adds a chart of its own to the
    table of the figures, DOCX has the table. Raises ``ValueError`` when the values do not fit.
    """

    title: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[Number | None]]
    number_format: str = ""
    notes: Sequence[str] = ()
    with_shares: bool = False
    gap: str = "нет данных"

    def __post_init__(self):
        for name, values in self.series.items():
            if len(values) != len(self.categories):
                raise ValueError(f"{name!r} has {len(values)} values for {len(self.categories)} categories")
            if any(value is not None and value < 0 for value in values):
                raise ValueError(f"{name!r} has a negative value; a bar cannot show it")
        if self.notes and len(self.notes) != len(self.categories):
            raise ValueError(f"{len(self.notes)} notes for {len(self.categories)} categories")
        if self.with_shares and len(self.series) > 1:
            raise ValueError("shares are of the whole of one series")

    @property
    def highest(self) -> Number:
        """The greatest of all values; nought when there is none."""
        return max((value for values in self.series.values() for value in values if value is not None), default=0)

    @property
    def shares(self) -> Sequence[float]:
        """What part of the whole each figure of the single series is; nothing unless they are asked for."""
        if not self.with_shares:
            return ()
        (values,) = self.series.values()
        whole = float(sum(value or 0 for value in values))
        return [float(value or 0) / whole if whole else 0 for value in values]

    def as_table(self) -> Table:
        """The figures: a row for each category, a column for each series."""
        columns = [Column("", 3), *(Column(name, number_format=self.number_format) for name in self.series)]
        rows = list(zip(self.categories, *self.series.values(), strict=True))
        if self.with_shares:
            columns.append(Column("Доля", number_format="0%"))
            rows = [(*row, share) for row, share in zip(rows, self.shares, strict=True)]
        if any(self.notes):
            columns.append(Column("Примечание", 2))
            rows = [(*row, note) for row, note in zip(rows, self.notes, strict=True)]
        return Table(columns, [Row(row) for row in rows], caption=self.title)


@dataclass(frozen=True)
class Point:
    """What a quantity came to at a time. ``is_settled``: it will not change any more; ``origin`` says why."""

    label: str
    value: Number | None
    plan: Number | None
    is_settled: bool
    origin: str


@dataclass(frozen=True)
class Trend:
    """A quantity over time beside its plan: settled points are full, those that may still change hollow.

    A line break in a label parts it in two lines. PDF and pages draw the line over a table of the same figures, XLSX
    adds a chart of its own to the table, DOCX has the table.
    """

    title: str
    points: Sequence[Point]
    number_format: str = ""

    @property
    def highest(self) -> Number:
        """The greatest value or plan; nought when there is none."""
        figures = (figure for point in self.points for figure in (point.value, point.plan))
        return max((figure for figure in figures if figure is not None), default=0)

    def as_table(self) -> Table:
        """The figures: a row for each point."""
        figure = {"number_format": self.number_format}
        columns = [Column("Период", 2), Column("Факт", **figure), Column("План", **figure), Column("Источник", 4)]
        rows = [Row((each.label.replace("\n", " "), each.value, each.plan, each.origin)) for each in self.points]
        return Table(columns, rows, caption=self.title)


@dataclass(frozen=True)
class Tile:
    """One place of a map: its share in figures and what it is a share of in words. No share: the words say why.

    ``url`` is where a page leads from here; paper leads nowhere.
    """

    name: str
    share: Number | None
    words: str
    url: str = ""

    @property
    def level(self) -> int:
        """How dark it is: 0 for no share, then from 1 up to the last of LEVELS."""
        return 0 if self.share is None else 1 + sum(self.share >= step for step in LEVELS)


@dataclass(frozen=True)
class TileMap:
    """A share by place, as tiles that are the darker the greater it is; each says its figure too.

    PDF and pages draw the tiles, XLSX and DOCX have the table.
    """

    title: str
    tiles: Sequence[Tile]
    number_format: str = "0.0%"

    def as_table(self) -> Table:
        """The figures: a row for each tile."""
        columns = [Column("", 3), Column("Доля", number_format=self.number_format), Column("Из чего", 2)]
        return Table(columns, [Row((each.name, each.share, each.words)) for each in self.tiles], caption=self.title)


Chart = BarChart | Trend | TileMap
