"""Charts of indicators, for pages and papers alike: plan and fact, organisations side by side, a trend, a map."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from core.calendar import Quarter
from core.documents import BarChart, Block, Document, Heading, Note, Point, Tile, TileMap, Trend
from core.documents.values import shown

from ..models import Indicator
from ..selectors.below import Below
from ..selectors.indicators import Value
from ..selectors.known import Known
from ..selectors.overview import Overview
from .wording import HUNDRED, SHARE, UNKNOWN, brief, figure, number_format, period_words, rules_in_words

FACT, PLAN = "Факт", "План"
LEGEND = (
    "Чем выше доля, тем темнее плитка: до 5 %, от 5, 10, 20, 35 и 50 %. Пунктирная рамка – значения нет, причина "
    "указана."
)


def plan_and_fact(title: str, values: Iterable[Value]) -> BarChart | None:
    """Shares beside their plans, for quantities have no scale in common. None where no share is known."""
    shares = [each for each in values if each.indicator.is_share]
    known = [each for each in shares if each.value is not None or each.target is not None]
    if all(each.value is None for each in known):
        return None
    facts = [_drawn(each.indicator, each.value) for each in known]
    plans = [_drawn(each.indicator, each.target) for each in known]
    labels = [brief(each.indicator) for each in known]
    return BarChart(title, labels, _series(facts, plans), number_format=SHARE, gap=UNKNOWN)


def side_by_side(title: str, indicator: Indicator, each_below: Sequence[Below]) -> BarChart:
    """An indicator at each organisation; who has no value is named with the reason."""
    values = [each.value for each in each_below]
    facts = [value and _drawn(indicator, value.value) for value in values]
    plans = [value and _drawn(indicator, value.target) for value in values]
    return BarChart(
        title,
        [each.organization.short_name for each in each_below],
        _series(facts, plans),
        number_format=number_format(indicator),
        notes=[str(each.why) for each in each_below],
        gap=UNKNOWN,
    )


def _series(facts: list[Decimal | None], plans: list[Decimal | None]) -> dict[str, list[Decimal | None]]:
    """Without the plans where nobody has set any."""
    return {FACT: facts, PLAN: plans} if any(plan is not None for plan in plans) else {FACT: facts}


def trend_of(title: str, indicator: Indicator, steps: Iterable[tuple[Quarter, Known]]) -> Trend:
    """An indicator by quarters."""
    points = [
        Point(
            f"{quarter.number} кв.\n{quarter.year}",
            _drawn(indicator, known.values[indicator.pk].value),
            _drawn(indicator, known.values[indicator.pk].target),
            known.is_settled,
            str(known.origin),
        )
        for quarter, known in steps
    ]
    return Trend(title, points, number_format(indicator))


def coverage_map(title: str, each_below: Iterable[Below], *, linked: bool = False) -> TileMap:
    """A share of people at each organisation; on a page each tile leads to the organisation."""
    return TileMap(title, [_tile(each, linked) for each in each_below])


def _tile(each: Below, linked: bool) -> Tile:
    name, url = each.organization.short_name, each.organization.get_absolute_url() if linked else ""
    if each.value is None:
        return Tile(name, None, str(each.why), url)
    share = _drawn(each.value.indicator, each.value.value)
    return Tile(name, share, f"{shown(figure(each.value.numerator))} из {shown(figure(each.value.denominator))}", url)


def _drawn(indicator: Indicator, number: Decimal | None) -> Decimal | None:
    """Per cent as a fraction of one."""
    return number / HUNDRED if number is not None and indicator.is_share else number


def charts_of(found: Overview, *, linked: bool = False) -> Iterator[tuple[str, BarChart | TileMap | Trend, str]]:
    """Each chart under its title, with a note to it."""
    chosen, values = brief(found.indicator), [found.known.values[each.pk] for each in found.indicators]
    bars = plan_and_fact("", values)
    if bars:
        yield "План и факт", bars, f"Источник факта: {found.known.origin}."
    if found.coverage:
        yield f"Карта охвата. {brief(found.covered)}", coverage_map("", found.coverage, linked=linked), LEGEND
    if found.by_child:
        yield f"По организациям. {chosen}", side_by_side("", found.indicator, found.by_child), _hidden_words(found)
    yield f"По кварталам. {chosen}", trend_of("", found.indicator, found.trend), ""


def _hidden_words(found: Overview) -> str:
    least = found.rules.masked_below
    return f"Числа людей меньше {least} скрыты, а где такое число можно было бы вычислить, скрыто и второе."


def charts_document(found: Overview, *, at: datetime) -> Document:
    """What the page of charts shows, to print or to go on with in Excel."""
    owner = found.organization
    title = f"Показатели наставничества в графиках: {found.period.title}"
    return Document(
        title=title,
        blocks=list(_blocks(found)),
        file_name=f"Графики {found.period.code} {owner.short_name}",
        created_at=at,
        author=owner.full_name,
    )


def _blocks(found: Overview) -> Iterator[Block]:
    owner = found.organization
    yield Heading(f"{owner.full_name}\nПоказатели наставничества в графиках\n{period_words(found.period)}")
    for title, chart, note in charts_of(found):
        yield Heading(title, level=2, align="left")
        yield chart
        if note:
            yield Note(note)
    yield rules_in_words(found.rules)
