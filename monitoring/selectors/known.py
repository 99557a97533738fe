"""What is known of an organisation's indicators on reporting dates, from the best source that there is.

First its own accepted answer; then, where it asked others, the sums of what they handed in; else the product's own
count, which later entries may change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization

from ..models import Fact, Figure, Indicator, Submission
from .indicators import Value, added_up, measures_behind, values_of
from .targets import targets_of

DAY = timedelta(days=1)

ACCEPTED = gettext_lazy("the accepted answer")
COUNTED = gettext_lazy("counted by the records")
UNKNOWN = gettext_lazy("nothing was recorded yet")


@dataclass(frozen=True)
class Known:
    """The values on a date by number of the indicator. ``is_settled``: handed in, so that no later entry changes
    them; `origin` says where they are from."""

    as_of: date
    values: dict[int, Value]
    is_settled: bool
    origin: str | Promise
    is_accepted: bool = False


def known_on(organization: Organization, days: Iterable[date], indicators: Sequence[Indicator]) -> dict[date, Known]:
    """By reporting date, the day after a period; an indicator that no answer holds is counted.

    Counts are made only for the days that nobody has answered for; where nothing was recorded by then, they are
    unknown, not nought.
    """
    days = sorted(set(days))
    answers = _accepted(organization, days, indicators)
    sums = _summed(organization, set(days) - answers.keys(), indicators)
    since = Fact.objects.within(organization.path).aggregate(since=Min("starts_on"))["since"]
    plans = {year: targets_of(organization, indicators, year) for year in {_year_of(day) for day in days}}
    found = {}
    for day in days:
        if day in answers:
            values, origin = answers[day], ACCEPTED
        elif day in sums:
            values, answered = sums[day]
            origin = _("sum of the answers handed in: %(number)d") % {"number": answered}
        else:
            values, origin = {}, COUNTED if since and since <= day else UNKNOWN
        is_settled, plan = bool(values), plans[_year_of(day)]
        rest = [each for each in indicators if each.pk not in values]
        values |= _counted(organization, day, rest, begun=bool(since and since <= day))
        values = {number: _planned(value, plan.get(number)) for number, value in values.items()}
        found[day] = Known(day, values, is_settled, origin, is_accepted=day in answers)
    return found


def _year_of(as_of: date) -> int:
    """A reporting date is the day after its period."""
    return (as_of - DAY).year


def _planned(value: Value, plan: Decimal | None) -> Value:
    """With the plan of the answer itself, or that of the organisation for the year."""
    if value.target is not None or plan is None:
        return value
    return Value(value.indicator, value.numerator, value.denominator, plan)


def _counted(organization: Organization, day: date, indicators: list[Indicator], *, begun: bool) -> dict[int, Value]:
    if not indicators:
        return {}
    first = date(_year_of(day), 1, 1)
    return {
        each.indicator.pk: each if begun or not measures_behind(each.indicator) else Value(each.indicator, None, None)
        for each in values_of(organization, day, first=first, indicators=indicators)
    }


def _handed_in(days: Collection[date], indicators: Sequence[Indicator]) -> QuerySet[Figure]:
    """Figures of answers for the dates, the newest version last; a changed formula keeps the indicator's code."""
    rows = Figure.objects.filter(
        submission__period__as_of__in=days, indicator__code__in=[each.code for each in indicators]
    )
    return rows.select_related("indicator", "submission__period").order_by("submission__version", "pk")


def _accepted(
    organization: Organization, days: Collection[date], indicators: Sequence[Indicator]
) -> dict[date, dict[int, Value]]:
    present = {each.code: each for each in indicators}
    rows = _handed_in(days, indicators).filter(
        submission__organization=organization, submission__state=Submission.State.ACCEPTED
    )
    found = defaultdict(dict)
    for row in rows:
        indicator = present[row.indicator.code]
        value = Value(indicator, row.numerator, row.denominator, row.target)
        found[row.submission.period.as_of][indicator.pk] = value
    return dict(found)


def _summed(
    organization: Organization, days: Collection[date], indicators: Sequence[Indicator]
) -> dict[date, tuple[dict[int, Value], int]]:
    """By date the indicators added up over those who answered the organisation, and how many these are."""
    present = {each.code: each for each in indicators}
    rows = _handed_in(days, indicators).filter(
        submission__period__organization=organization, submission__state__in=Submission.FROZEN
    )
    newest = {(row.submission.period.as_of, row.submission.organization_id, row.indicator.code): row for row in rows}
    parts, answered = defaultdict(lambda: defaultdict(list)), defaultdict(set)
    for (day, child, code), row in newest.items():
        parts[day][code].append(Value(present[code], row.numerator, row.denominator))
        answered[day].add(child)
    return {
        day: ({present[code].pk: added_up(present[code], each) for code, each in by_code.items()}, len(answered[day]))
        for day, by_code in parts.items()
    }
