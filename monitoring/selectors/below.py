"""One indicator at each organisation that is asked: for charts and maps, small numbers of people hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Organization

from ..masking import masked
from ..measures.names import MEASURES
from ..models import Figure, Indicator, ReportingPeriod
from .children import Children
from .indicators import Value, measures_behind
from .periods import asked_by, standings
from .rules import rules_of, rules_of_each
from .targets import targets_of

MISSING = pgettext_lazy("answer", "not handed in")
NO_DENOMINATOR = _("the denominator is not entered")
NOBODY = _("there is nobody to count: the denominator is nought")


@dataclass(frozen=True)
class Below:
    """An organisation with the value; no value where `why` says so."""

    organization: Organization
    value: Value | None
    why: str | Promise = ""


def below(period: ReportingPeriod, indicator: Indicator) -> list[Below]:
    """By what was handed in; in a period that nobody opened (not saved) by the product's own count."""
    values = _handed_in(period, indicator) if period.pk else _counted(period, indicator)
    rules, plan = rules_of(period.organization), targets_of(period.organization, [indicator], period.starts_on.year)
    hidden = _hidden(indicator, values, rules.masked_below)
    return [
        _below(each, value, plan.get(indicator.pk), hidden.get(each.pk, "")) for each, value in values.items()
    ]  # fmt: skip


def _below(organization: Organization, value: Value | None, plan, hidden: str | Promise) -> Below:
    if value is None:
        return Below(organization, None, MISSING)
    if hidden:
        return Below(organization, None, hidden)
    if value.value is None:
        return Below(organization, None, NO_DENOMINATOR if value.denominator is None else NOBODY)
    if value.target is None:
        value = Value(value.indicator, value.numerator, value.denominator, plan)
    return Below(organization, value)


def _handed_in(period: ReportingPeriod, indicator: Indicator) -> dict[Organization, Value | None]:
    found = standings(period)
    rows = Figure.objects.filter(
        submission__in=[each.handed_in for each in found if each.handed_in], indicator__code=indicator.code
    )
    figures = {row.submission_id: Value(indicator, row.numerator, row.denominator, row.target) for row in rows}
    return {each.organization: figures.get(each.handed_in.pk) if each.handed_in else None for each in found}


def _counted(period: ReportingPeriod, indicator: Indicator) -> dict[Organization, Value | None]:
    children, counts = asked_by(period), Children(period, [indicator])
    rules = rules_of_each(children)
    return {each: counts.value(indicator, each, rules[each.pk]) for each in children}


def _hidden(indicator: Indicator, values: dict[Organization, Value | None], least: int) -> dict[int, str | Promise]:
    """By number of the organisation why its number of people is not shown."""
    if not counts_people(indicator):
        return {}
    known = {each.pk: value.numerator for each, value in values.items() if value}
    numbers = {number: int(people) for number, people in known.items() if people is not None}
    words = {True: _("fewer than %(least)d people") % {"least": least}, False: pgettext_lazy("number", "hidden")}
    return {number: words[cell.is_small] for number, cell in masked(numbers, least).items() if cell.value is None}


def counts_people(indicator: Indicator) -> bool:
    return any(MEASURES[code].is_people for code in measures_behind(indicator))


def coverage_of(indicators: Iterable[Indicator]) -> Indicator | None:
    """The indicator that a map shows: children in the role of mentees, or the first share of people."""
    shares = [each for each in indicators if each.is_share and counts_people(each)]
    return next((each for each in shares if "child_mentees" in measures_behind(each)), next(iter(shares), None))
