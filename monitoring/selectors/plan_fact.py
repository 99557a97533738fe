"""Plan and fact of an organisation by quarter and by year, from the best source there is (`known`)."""

from dataclasses import dataclass
from datetime import date

from core.calendar import Quarter
from organizations.models import Organization

from ..models import Indicator
from .indicators import Value, indicators_of
from .known import DAY, known_on
from .rules import rules_of

YEARS = 5


@dataclass(frozen=True)
class Fact:
    """The values of a date by number of the indicator; `accepted` ones were handed in and accepted as they are,
    `summed` ones are the sums of what those below handed in."""

    label: str
    year: int
    as_of: date
    values: dict[int, Value]
    accepted: bool
    summed: bool = False


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
    found = known_on(organization, {*days.values(), *ends.values()}, indicators)

    def fact(label: str, year: int, as_of: date) -> Fact:
        known = found[as_of]
        summed = known.is_settled and not known.is_accepted
        return Fact(label, year, as_of, known.values, known.is_accepted, summed)

    return Course(
        organization,
        indicators,
        [fact(f"{each.number} кв. {each.year}", each.year, as_of) for each, as_of in days.items()],
        [fact(str(year), year, as_of) for year, as_of in ends.items()],
    )
