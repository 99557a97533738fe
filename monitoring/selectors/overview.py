"""Everything that the charts of an organisation are drawn from, for a quarter and an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from core.calendar import Quarter
from organizations.models import Organization

from ..models import CountingRules, Indicator, ReportingPeriod
from .below import Below, below, coverage_of
from .indicators import indicators_of
from .known import DAY, Known, known_on
from .named_periods import period_called
from .rules import rules_of

QUARTERS = 6  # of a trend


@dataclass(frozen=True)
class Overview:
    """`known` of the quarter by all indicators; `trend` of the one by quarters, the oldest first; `by_child` of the
    one and `coverage` by the organisations that are asked, empty for an institution."""

    organization: Organization
    period: ReportingPeriod
    indicators: list[Indicator]
    indicator: Indicator
    known: Known
    trend: list[tuple[Quarter, Known]]
    rules: CountingRules
    covered: Indicator | None = None
    coverage: list[Below] = field(default_factory=list)
    by_child: list[Below] = field(default_factory=list)


def overview(organization: Organization, quarter: Quarter, chosen: Indicator | None, today: date) -> Overview | None:
    """As of the day after the quarter, or of `today` while it runs; nothing where no indicator is in force then."""
    period = period_called(str(quarter), organization)
    if period.pk is None:
        period.as_of = _as_of(quarter, today)
    indicators = list(period.indicators.all()) if period.pk else indicators_of(organization, period.as_of)
    if not indicators:
        return None
    indicator = _same(chosen, indicators)
    quarters = quarter.and_before(QUARTERS)[::-1]
    trend = known_on(organization, (_as_of(each, today) for each in quarters), [indicator])
    found = {
        "known": known_on(organization, [period.as_of], indicators)[period.as_of],
        "trend": [(each, trend[_as_of(each, today)]) for each in quarters],
        "rules": rules_of(organization),
    }
    if organization.level != Organization.Level.INSTITUTION:
        covered = coverage_of(indicators)
        found |= {"covered": covered, "by_child": (by_child := below(period, indicator))}
        found["coverage"] = by_child if covered == indicator else below(period, covered) if covered else []
    return Overview(organization, period, indicators, indicator, **found)


def _as_of(quarter: Quarter, today: date) -> date:
    return min(quarter.ends + DAY, today)


def _same(chosen: Indicator | None, indicators: Sequence[Indicator]) -> Indicator:
    """The chosen one as it was in the period: a changed formula is another row of the same code."""
    same = (each for each in indicators if chosen and each.code == chosen.code)
    return next(same, None) or coverage_of(indicators) or indicators[0]
