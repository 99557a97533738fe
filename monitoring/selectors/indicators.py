"""Indicators of an organisation on a day: numerator, denominator, value, plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from organizations.models import Organization

from ..formulas import names_in, value_of
from ..measures.names import MEASURES
from ..models import CountingRules, Indicator, Mode
from .counts import Moment, all_names, counted
from .outside import Counts, outside_of
from .rules import rules_of
from .targets import targets_of

HUNDRED = Decimal(100)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Value:
    """An indicator counted: `denominator` None for quantities and where nobody has entered it."""

    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """As it is shown: per cent with one decimal, or the quantity itself; None where it cannot be said."""
        return share(self.indicator, self.numerator, self.denominator)

    @property
    def exact(self) -> Decimal | None:
        """Unrounded, for everything that compares it: 69,96 % is shown as 70,0 % and has not reached 70 %."""
        return _exact(self.indicator, self.numerator, self.denominator)

    @property
    def adds_up(self) -> bool:
        """Whether it goes into a sum: of a share a part without its whole, or a whole without its part, does not."""
        return not self.indicator.is_share or None not in (self.numerator, self.denominator)

    @property
    def fulfilment(self) -> Decimal | None:
        """The part of the plan that is reached, 1 when all of it is; None without a plan or a value."""
        return self.exact / self.target if self.exact is not None and self.target else None


def share(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The value with halves rounded up, as people and spreadsheets do; None where it cannot be said."""
    exact = _exact(indicator, numerator, denominator)
    return exact.quantize(TENTH, ROUND_HALF_UP) if exact is not None and indicator.is_share else exact


def _exact(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    if numerator is None or not indicator.is_share:
        return numerator
    return HUNDRED * numerator / denominator if denominator else None


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
    """The indicator by its formulas over counts of facts and numbers from outside."""
    names = all_names(counts, outside, rules)
    denominator = _kept(indicator.denominator, names) if indicator.denominator else None
    return Value(indicator, _kept(indicator.numerator, names), denominator, target)


def _kept(formula: str, names: Counts) -> Decimal | None:
    """With two decimals, as `Figure` keeps it: otherwise a third would differ from itself on the next count."""
    number = value_of(formula, names)
    return number if number is None else number.quantize(HUNDREDTH, ROUND_HALF_UP)


def measures_behind(indicator: Indicator) -> list[str]:
    """The counts of facts that its numerator is made of, to open a number into its parts."""
    return sorted(names_in(indicator.numerator) & MEASURES.keys())
