"""A period put together: a line for each organisation that is asked, and the whole of them.

Wholes are sums of numerators and of denominators, divided afterwards; percentages are never averaged. Who handed
nothing in has no figures and is named: a missing answer is not a nought (domain.md 6.7).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from organizations.models import Organization

from ..models import CountingRules, Figure, Indicator, Mode, ReportingPeriod, Submission, TypedCount
from .children import Children, Repeats
from .indicators import Value, added_up, indicators_of
from .keepers import keepers_of
from .outside import latest_on
from .periods import Standing, asked_by, standings
from .rules import rules_of_each
from .submissions import value_of_figure
from .targets import targets_of

State = Submission.State
COUNTED = "counted"  # the state of a line where no period was opened: the product's own count


@dataclass(frozen=True)
class Line:
    """An organisation: its figures by number of the indicator (none while nothing is handed in), and what the
    product counts on the date. `state` is a state of Submission, "none", or COUNTED."""

    organization: Organization
    state: str
    keeper: str = ""
    submission: Submission | None = None
    values: dict[int, Value] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    mentors: dict[str, int] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        return not self.values


@dataclass(frozen=True)
class Whole:
    """An indicator over all lines: the sums of those handed in, beside them distinct subjects of the whole territory
    with the territory's own denominator."""

    indicator: Indicator
    summed: Value
    territory: Value


@dataclass(frozen=True)
class Consolidation:
    period: ReportingPeriod
    indicators: list[Indicator]
    lines: list[Line]
    wholes: list[Whole]
    repeats: list[Repeats]
    outside: list[TypedCount]
    rules: CountingRules

    @property
    def missing(self) -> list[Organization]:
        return [line.organization for line in self.lines if line.is_missing]

    @property
    def left_out(self) -> dict[Organization, list[Indicator]]:
        """Whose part or whole of a share is not known: the other number stays out of the sums."""
        found = {line.organization: _halves(line, self.indicators) for line in self.lines}
        return {organization: lacking for organization, lacking in found.items() if lacking}

    @property
    def not_accepted(self) -> list[Organization]:
        """Handed in and counted here, but not accepted yet."""
        return [line.organization for line in self.lines if line.state == State.SUBMITTED]


def consolidate(period: ReportingPeriod) -> Consolidation:
    """The period as its organisation has it; one that was never opened (not saved) is counted from the facts."""
    owner = period.organization
    is_open = period.pk is not None
    indicators = list(period.indicators.all()) if is_open else indicators_of(owner, period.as_of)
    below = Children(period, indicators)
    lines = _handed_in(period, below) if is_open else _counted(period, below)
    targets = targets_of(owner, indicators, period.starts_on.year)
    return Consolidation(
        period=period,
        indicators=indicators,
        lines=lines,
        wholes=[_whole(each, lines, below, targets.get(each.pk)) for each in indicators],
        repeats=below.repeats(),
        outside=latest_on(owner, period.as_of),
        rules=below.rules,
    )


def _handed_in(period: ReportingPeriod, below: Children) -> list[Line]:
    """Each with the newest answer handed in; what is still on somebody's desk is not shown above."""
    found = standings(period)
    keepers = keepers_of(each.organization for each in found)
    figures = defaultdict(dict)
    rows = Figure.objects.filter(submission__in=[each.handed_in for each in found if each.handed_in])
    for figure in rows.select_related("indicator"):
        figures[figure.submission_id][figure.indicator_id] = value_of_figure(figure)
    return [
        _line(
            below,
            each.organization,
            state=_state_above(each),
            keeper=keepers.get(each.organization.pk, ""),
            submission=each.handed_in,
            values=figures[each.handed_in.pk] if each.handed_in else {},
        )
        for each in found
    ]


def _counted(period: ReportingPeriod, below: Children) -> list[Line]:
    children = asked_by(period)
    rules, keepers = rules_of_each(children), keepers_of(children)
    return [
        _line(
            below,
            child,
            state=COUNTED,
            keeper=keepers.get(child.pk, ""),
            values={each.pk: below.value(each, child, rules[child.pk]) for each in below.indicators},
        )
        for child in children
    ]


def _line(below: Children, child: Organization, **handed_in) -> Line:
    return Line(
        organization=child,
        counts=below.counts[Mode.AS_OF][child.path],
        forms=below.details["pairs"][child.path],
        mentors=below.details["mentors"][child.path],
        **handed_in,
    )


def _state_above(standing: Standing) -> str:
    """Of the newest answer handed in; one that was returned and not corrected is not in the sums."""
    if standing.handed_in:
        return standing.handed_in.state
    return State.RETURNED if standing.state == State.RETURNED else "none"


def _halves(line: Line, indicators: Iterable[Indicator]) -> list[Indicator]:
    values = ((each, line.values.get(each.pk)) for each in indicators if each.is_share)
    return [each for each, value in values if value and (value.numerator is None) != (value.denominator is None)]


def _whole(indicator: Indicator, lines: Iterable[Line], below: Children, target: Decimal | None) -> Whole:
    values = (line.values[indicator.pk] for line in lines if indicator.pk in line.values)
    return Whole(indicator, added_up(indicator, values, target), below.territory(indicator, target))
