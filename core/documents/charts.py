"""Charts: figures to look at; the table they are drawn from can always be had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.documents.tables import Column, Row, Table

Number = int | float | Decimal


@dataclass(frozen=True)
class BarChart:
    """Bars side by side for each category, one of each series: plan and fact by quarter, coverage by institution.

    ``series`` maps a series' name to its values, one per category and none negative; ``None`` is a gap. PDF draws the
    bars, XLSX adds a chart of its own to the table of the figures, DOCX has the table. Raises ``ValueError`` when the
    values do not fit.
    """

    title: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[Number | None]]
    number_format: str = ""

    def __post_init__(self):
        for name, values in self.series.items():
            if len(values) != len(self.categories):
                raise ValueError(f"{name!r} has {len(values)} values for {len(self.categories)} categories")
            if any(value is not None and value < 0 for value in values):
                raise ValueError(f"{name!r} has a negative value; a bar cannot show it")

    @property
    def highest(self) -> Number:
        """The greatest of all values; nought when there is none."""
        return max((value for values in self.series.values() for value in values if value is not None), default=0)

    def as_table(self) -> Table:
        """The figures: a row for each category, a column for each series."""
        columns = [Column("", 3), *(Column(name, number_format=self.number_format) for name in self.series)]
        rows = [Row(figures) for figures in zip(self.categories, *self.series.values(), strict=True)]
        return Table(columns, rows, caption=self.title)
