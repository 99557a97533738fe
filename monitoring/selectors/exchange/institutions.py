"""Institutions with their figures for a period: a line for each, as the consolidated form has it (domain.md 6.7).

A node above sends all lines below it, an institution only its own. What is not handed in stays empty: it is no nought.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from core.documents.tables import Value as CellValue
from organizations.models import Organization
from participants.models import MentoringForm, Person

from ...measures.names import MEASURES
from ...models import Indicator, ReportingPeriod, Submission
from ..consolidation import COUNTED, Line, consolidate
from ..indicators import Value
from .fields import Field, Group, Rows, Wanted

STATES = {
    Submission.State.ACCEPTED: "принят",
    Submission.State.SUBMITTED: "сдан, не принят",
    COUNTED: "по учёту",
    Submission.State.RETURNED: "возвращён",
    "none": "не сдан",
}
KINDS = {
    Person.Kind.LEARNER: "Наставников-обучающихся",
    Person.Kind.EMPLOYEE: "Наставников-работников",
    Person.Kind.EXTERNAL: "Наставников извне",
}


@dataclass(frozen=True)
class Institution:
    """A line of the period under its number, with its values by code of the indicator."""

    number: int
    line: Line
    period: ReportingPeriod
    values: dict[str, Value]


def groups_for(organization: Organization) -> list[Group]:
    return [
        Group("Учреждение", ORGANIZATION),
        Group("Отчёт", REPORT),
        *(Group(str(each), _of_indicator(each)) for each in indicators_for(organization)),
        Group("Учтено на дату", [_counted(code, str(each.title)) for code, each in MEASURES.items()]),
        Group("Пары и группы по формам", [_of_form(each) for each in _forms_for(organization)]),
        Group("Наставники: кто они", [_of_kind(code, title) for code, title in KINDS.items()]),
    ]


def rows_of(organization: Organization, wanted: Wanted) -> Rows:
    """Of the period, which belongs to the organisation or to the node above it."""
    lines = consolidate(wanted.period).lines
    if wanted.period.organization_id != organization.pk:
        lines = [line for line in lines if line.organization.pk == organization.pk]
    return Rows(as_rows(lines, wanted.period))


def as_rows(lines: Iterable[Line], period: ReportingPeriod) -> list[Institution]:
    """The lines of a period under their numbers."""
    return [
        Institution(number, line, period, {each.indicator.code: each for each in line.values.values()})
        for number, line in enumerate(lines, start=1)
    ]


def indicators_for(organization: Organization) -> list[Indicator]:
    """Those that are or were asked for here, the newest wording of each."""
    newest = {each.code: each for each in Indicator.objects.usable_in(organization).order_by("since")}
    return sorted(newest.values(), key=lambda each: (each.position, each.pk))


def _organization(name: str) -> Callable[[Institution], CellValue]:
    return lambda row: getattr(row.line.organization, name)


def _submitted_on(row: Institution) -> CellValue:
    submission = row.line.submission
    return timezone.localdate(submission.submitted_at) if submission else None


ORGANIZATION = (
    Field("number", "№", lambda row: row.number),
    Field("full_name", "Полное наименование", _organization("full_name")),
    Field("short_name", "Сокращённое наименование", _organization("short_name")),
    Field("kind", "Тип учреждения", lambda row: row.line.organization.get_kind_display()),
    Field("municipality", "Муниципалитет", lambda row: row.period.organization.short_name),
    Field("place", "Населённый пункт", _organization("place")),
    Field("code", "Краткий код учреждения", _organization("slug")),
)
REPORT = (
    Field("period", "Отчётный период", lambda row: row.period.title),
    Field("as_of", "По состоянию на", lambda row: row.period.as_of),
    Field("state", "Состояние отчёта", lambda row: STATES[row.line.state]),
    Field("submitted_on", "Дата подачи", _submitted_on),
    Field("problems", "Проблемы и замечания", lambda row: row.line.submission.problems if row.line.submission else ""),
)
PARTS = (("numerator", "числитель"), ("denominator", "знаменатель"), ("value", "значение, %"))


def _of_indicator(indicator: Indicator) -> list[Field]:
    """A share is its numerator, denominator and value, a quantity one number."""
    brief = f"{indicator.number}. {indicator.brief}"
    if not indicator.is_share:
        return [_figure(indicator, "numerator", brief)]
    brief = brief.removesuffix(", %")
    return [_figure(indicator, part, f"{brief}: {words}") for part, words in PARTS]


def _figure(indicator: Indicator, part: str, title: str) -> Field:
    def value(row: Institution) -> CellValue:
        found = row.values.get(indicator.code)
        return number_of(getattr(found, part)) if found else None

    return Field(f"{indicator.code}.{part}", title, value)


def number_of(number: Decimal | int | None) -> CellValue:
    """A whole number without its noughts; nothing where it is not known."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _counted(code: str, title: str) -> Field:
    return _number(f"count.{code}", f"{title[:1].upper()}{title[1:]}", lambda line: line.counts[code])


def _of_form(form: MentoringForm) -> Field:
    return _number(f"form.{form.code}", f"Пар и групп: {form.title}", lambda line: line.forms.get(form.code, 0))


def _of_kind(code: str, title: str) -> Field:
    return _number(f"mentors.{code}", title, lambda line: line.mentors.get(code, 0))


def _number(code: str, title: str, of: Callable[[Line], int]) -> Field:
    """A count of the product, of those whose report is in."""
    return Field(code, title, lambda row: None if row.line.is_missing else of(row.line))


def _forms_for(organization: Organization) -> list[MentoringForm]:
    return list(MentoringForm.objects.usable_in(organization).order_by("track", "pk"))
