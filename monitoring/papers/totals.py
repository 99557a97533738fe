"""Tables under the wide form: totals beside the territory and the plan, people without repeats; the chart of both."""

from collections.abc import Iterator
from decimal import Decimal

from core.documents import Block, Cell, Column, Heading, Paragraph, Ratio, Row, Table

from ..selectors.consolidation import Consolidation, Whole
from ..selectors.indicators import Value
from . import charts
from .wording import MODES, SHARE, as_fraction, brief, figure, fulfilled, number_format, sentence

SUMS, TERRITORY = "Сумма по организациям", "По территории"


def totals_table(found: Consolidation) -> Table:
    """Each indicator: the sums, the plan, and distinct people by the territory's own denominator."""
    columns = [
        Column("Показатель", 30),
        Column("из них", 8, group=SUMS, align="right", number_format="#,##0"),
        Column("всего", 8, group=SUMS, align="right", number_format="#,##0"),
        Column("значение", 9, group=SUMS, align="right", number_format=SHARE),
        Column("План на год", 9, align="right"),
        Column("Выполнение плана", 10, align="right", number_format="0%"),
        Column("разных", 8, group=TERRITORY, align="right", number_format="#,##0"),
        Column("всего", 9, group=TERRITORY, align="right", number_format="#,##0"),
        Column("значение", 9, group=TERRITORY, align="right", number_format=SHARE),
    ]
    return Table(columns, [_row(each) for each in found.wholes], name="Итоги")


def _row(whole: Whole) -> Row:
    indicator, added_up, territory = whole.indicator, whole.summed, whole.territory
    shown_as = number_format(indicator)
    return Row(
        [
            brief(indicator),
            figure(added_up.numerator),
            figure(added_up.denominator),
            Cell(_value(added_up, 1), number_format=shown_as),
            Cell(as_fraction(indicator, added_up.target), number_format=shown_as),
            fulfilled(added_up),
            figure(territory.numerator),
            figure(territory.denominator),
            Cell(_value(territory, 6), number_format=shown_as),
        ]
    )


def _value(value: Value, place: int) -> Ratio | int | Decimal | str:
    """Of a share the figure in the column beside, divided by the next."""
    if value.indicator.is_share:
        return Ratio.of(place, place + 1, value.numerator, value.denominator)
    return figure(value.numerator)


def repeats(found: Consolidation) -> Iterator[Block]:
    """People of several institutions: added up, and each once."""
    if not found.repeats:
        return
    columns = [
        Column("Кого считали", 40),
        Column("Как", 20),
        Column("С повторами", 12, number_format="#,##0"),
        Column("Разных людей", 12, number_format="#,##0"),
        Column("Повторов", 12, number_format="#,##0"),
    ]
    rows = [
        Row([sentence(each.measure.title), MODES[each.mode], each.added_up, each.distinct, each.twice])
        for each in found.repeats
    ]
    yield Heading("Люди без повторов", level=2, align="left")
    yield Paragraph(
        "По данным учёта всех организаций на отчётную дату, сдавших и не сдавших отчёт: один человек может состоять в "
        "программах нескольких организаций; в графе «Разных людей» он учтён один раз."
    )
    yield Table(columns, rows, name="Без повторов")


def plan_and_fact(found: Consolidation) -> Iterator[Block]:
    """The shares beside their plans, as bars."""
    chart = charts.plan_and_fact("План и факт", [each.summed for each in found.wholes])
    if chart:
        yield chart
