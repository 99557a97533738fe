"""Indicators of an organisation on a day: numerator, denominator, value, plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organizations.models import Organization

from ..formulas import names_in, value_of
from ..measures.names import MEASURES
from ..models import CountingRules, Indicator, Mode
from .counts import Moment, all_names, counted
from .outside import Counts, outside_of
from .rules import rules_of, targets_of

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Value:
    """An indicator counted: `denominator` None for quantities and where nobody has entered it."""

    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        return share(self.indicator, self.numerator, self.denominator)


def share(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The value: per cent with one decimal, or the quantity itself; None where it cannot be said."""
    if numerator is None or not indicator.is_share:
        return numerator
    if not denominator:
        return None
    return (HUNDRED * numerator / denominator).quantize(Decimal("0.1"))


def indicators_of(organization: Organization, on: date) -> list[Indicator]:
    """The indicators in force here on the day: common ones, those of the nodes above and its own."""
    return list(Indicator.objects.usable_in(organization).valid_on(on))


def values_of(
    organization: Organization,
    on: date,
    *,
    mode: Mode | None = None,
    first: date | None = None,
    indicators: Sequence[Indicator] | None = None,
) -> list[Value]:
    """Each indicator in its own way of counting, or all in `mode`; `first` begins the period.

    A node above the institutions counts distinct people over all of them, by denominators of its own (outside.py).
    """
    indicators = indicators_of(organization, on) if indicators is None else list(indicators)
    rules = rules_of(organization)
    outside = outside_of(organization, on)
    targets = targets_of(organization, indicators, (first or on).year)
    counts = {
        way: counted(organization.path, Moment(on, way, first), rules)
        for way in {mode or Mode(each.mode) for each in indicators}
    }
    return [
        value_from(each, counts[mode or Mode(each.mode)], outside, rules, targets.get(each.pk)) for each in indicators
    ]


def value_from(
    indicator: Indicator, counts: dict[str, int], outside: Counts, rules: CountingRules, target: Decimal | None = None
) -> Value:
    names = all_names(counts, outside, rules)
    denominator = value_of(indicator.denominator, names) if indicator.denominator else None
    return Value(indicator, value_of(indicator.numerator, names), denominator, target)


def measures_behind(indicator: Indicator) -> list[str]:
    """The counts of facts that its numerator is made of, to open a number into its parts."""
    return sorted(names_in(indicator.numerator) & MEASURES.keys())
