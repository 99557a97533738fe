"""What may stand in the cells of a template: figures of a period, each with its code, its words and its usual name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organizations.models import Organization

from ..models import Indicator, ReportingPeriod, Submission
from ..template_words import name_of, plain_name
from ..workbooks.filling import Share, Value
from .consolidation import Consolidation, Whole, consolidate
from .exchange.institutions import as_rows, groups_for, indicators_for, number_of

EACH = "each."
PARTS = {"numerator": "числитель", "denominator": "знаменатель", "value": "%"}
SINGLE = {
    "period.title": "Отчётный период",
    "period.starts_on": "Начало периода",
    "period.as_of": "По состоянию на",
    "made_on": "Дата составления",
    "owner.short_name": "Муниципалитет, кратко",
    "owner.full_name": "Муниципалитет, полностью",
    "answers.expected": "Сколько отчётов ждали",
    "answers.submitted": "Сколько сдано",
    "answers.accepted": "Сколько принято",
    "answers.missing": "Кто не сдал (перечнем)",
}
WHOSE = {
    "each": "каждое учреждение", "total": "итого по сданным отчётам", "sum": "сумма по учреждениям",
    "territory": "без повторов, по сведениям муниципалитета", "plan": "план на год",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """`is_list`: one for each institution, down a column or along a row."""

    code: str
    title: str
    name: str

    @property
    def is_list(self) -> bool:
        return self.code.startswith(EACH)

    @property
    def whose(self) -> str:
        """What tells figures of one title apart; nothing where the title says all."""
        return WHOSE.get(self.code.partition(".")[0], "")


@dataclass(frozen=True)
class FigureGroup:
    title: str
    figures: list[Figure]


def figure_groups(organization: Organization) -> list[FigureGroup]:
    """Everything that a template of the organisation may ask for."""
    indicators = indicators_for(organization)
    return [
        FigureGroup("Отчёт", [Figure(code, title, name_of(code)) for code, title in SINGLE.items()]),
        FigureGroup("Итого: суммы по сданным отчётам", list(_wholes("total", indicators))),
        FigureGroup("Без повторов, по сведениям муниципалитета", list(_wholes("territory", indicators))),
        FigureGroup("План на год", [_figure(f"plan.{each.code}", _brief(each), each) for each in indicators]),
        *_of_each(organization, {each.code: each for each in indicators}),
    ]


def figures_for(organization: Organization) -> dict[str, Figure]:
    """The same by code."""
    return {figure.code: figure for group in figure_groups(organization) for figure in group.figures}


def proposed(names: Iterable[str], organization: Organization) -> dict[str, str]:
    """By name the code of the figure that it speaks of; those that are not understood are not there."""
    known = {plain_name(figure.name): code for code, figure in figures_for(organization).items()}
    return {name: known[plain_name(name)] for name in names if plain_name(name) in known}


def values_for(
    period: ReportingPeriod, made_on: date
) -> tuple[dict[str, Value | Share], dict[str, list[Value | Share]]]:
    """Of a period the single figures and the lists, by code."""
    found = consolidate(period)
    single = _single(found, made_on) | _of_wholes(found.wholes)
    fields = [field for group in groups_for(period.organization) for field in group.fields]
    rows = as_rows(found.lines, period)
    lists = {EACH + field.code: [_scaled(field.code, field.value(row)) for row in rows] for field in fields}
    for field in fields:
        if field.code.startswith(("count.", "form.", "mentors.")):
            single[f"sum.{field.code}"] = _sum(lists[EACH + field.code])
    return single, lists


def _single(found: Consolidation, made_on: date) -> dict[str, Value | Share]:
    period, owner = found.period, found.period.organization
    accepted = sum(line.state == Submission.State.ACCEPTED for line in found.lines)
    return {
        "period.title": period.title,
        "period.starts_on": period.starts_on,
        "period.as_of": period.as_of,
        "made_on": made_on,
        "owner.short_name": owner.short_name,
        "owner.full_name": owner.full_name,
        "answers.expected": len(found.lines),
        "answers.submitted": len(found.lines) - len(found.missing),
        "answers.accepted": accepted,
        "answers.missing": ", ".join(each.short_name for each in found.missing),
    }


def _of_wholes(wholes: Iterable[Whole]) -> dict[str, Value | Share]:
    values: dict[str, Value | Share] = {}
    for whole in wholes:
        code = whole.indicator.code
        for whose, value in (("total", whole.summed), ("territory", whole.territory)):
            for part in PARTS:
                number = getattr(value, part)
                values[f"{whose}.{code}.{part}"] = _scaled(f"{code}.{part}", number_of(number), whole.indicator)
        plan = whole.summed.target
        values[f"plan.{code}"] = Share(plan) if whole.indicator.is_share and plan is not None else number_of(plan)
    return values


def _scaled(code: str, value: Value, indicator: Indicator | None = None) -> Value | Share:
    """A share's value is per cents; of a quantity it is the number itself."""
    is_value = code.endswith(".value") and (indicator is None or indicator.is_share)
    return Share(Decimal(str(value))) if is_value and isinstance(value, int | float) else value


def _sum(values: list[Value | Share]) -> int | None:
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if known else None


def _wholes(whose: str, indicators: list[Indicator]) -> Iterable[Figure]:
    for each in indicators:
        for part, words in PARTS.items() if each.is_share else [("numerator", "")]:
            title = f"{_brief(each)}: {words}" if words else _brief(each)
            yield _figure(f"{whose}.{each.code}.{part}", title, each)


def _of_each(organization: Organization, indicators: dict[str, Indicator]) -> Iterable[FigureGroup]:
    """Lists of the institutions, and the sums of what the product counts in them."""
    for group in groups_for(organization):
        figures = [
            _figure(EACH + field.code, field.title, indicators.get(field.code.rpartition(".")[0]))
            for field in group.fields
        ]
        yield FigureGroup(f"Каждое учреждение. {group.title}", figures)
        if group.fields and group.fields[0].code.startswith(("count.", "form.", "mentors.")):
            sums = [_figure(f"sum.{field.code}", field.title, None) for field in group.fields]
            yield FigureGroup(f"Сумма по учреждениям. {group.title}", sums)


def _figure(code: str, title: str, indicator: Indicator | None) -> Figure:
    name = name_of(code, indicator.number if indicator else "")
    if indicator and not indicator.is_share:
        name = name.removesuffix("_числитель")
    return Figure(code, title, name)


def _brief(indicator: Indicator) -> str:
    return f"{indicator.number}. {indicator.brief.removesuffix(', %')}"
