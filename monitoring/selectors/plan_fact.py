"""Plan and fact of an organisation by quarter and by year: accepted figures where there are any, else counted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import Quarter
from organizations.models import Organization

from ..models import Figure, Indicator, Submission
from .indicators import Value, indicators_of, values_of
from .rules import rules_of
from .submissions import value_of_figure

DAY = timedelta(days=1)
YEARS = 5


@dataclass(frozen=True)
class Fact:
    """The values of a date by number of the indicator; `accepted` ones were handed in and accepted as they are."""

    label: str
    year: int
    as_of: date
    values: dict[int, Value]
    accepted: bool


@dataclass(frozen=True)
class Course:
    """How the indicators have gone: by the quarters of a year and by years."""

    organization: Organization
    indicators: list[Indicator]
    quarters: list[Fact]
    years: list[Fact]


def course(organization: Organization, last: date) -> Course:
    """To the end of the quarter that holds `last`, which may not have come: then to the day itself."""
    indicators = indicators_of(organization, last)
    quarters = [Quarter(last.year, number) for number in range(1, Quarter.of(last).number + 1)]
    since = max(rules_of(organization).project_since.year, last.year - YEARS + 1)
    days = {each: min(each.ends, last) + DAY for each in quarters}
    ends = {year: min(date(year, 12, 31), last) + DAY for year in range(since, last.year + 1)}
    accepted = _accepted(organization, {*days.values(), *ends.values()})

    def fact(label: str, year: int, as_of: date) -> Fact:
        known = accepted.get(as_of)
        counted = values_of(organization, as_of, first=date(year, 1, 1), indicators=indicators)
        values = {each.indicator.pk: each for each in counted} | (known or {})
        return Fact(label, year, as_of, values, known is not None)

    return Course(
        organization,
        indicators,
        [fact(f"{each.number} кв. {each.year}", each.year, as_of) for each, as_of in days.items()],
        [fact(str(year), year, as_of) for year, as_of in ends.items()],
    )


def _accepted(organization: Organization, days: set[date]) -> dict[date, dict[int, Value]]:
    """By date the figures of the organisation that were accepted, the newest version."""
    rows = Figure.objects.filter(
        submission__organization=organization,
        submission__state=Submission.State.ACCEPTED,
        submission__period__as_of__in=days,
    )
    found = defaultdict(dict)
    for figure in rows.select_related("indicator", "submission__period").order_by("submission__version", "pk"):
        found[figure.submission.period.as_of][figure.indicator_id] = value_of_figure(figure)
    return dict(found)
