"""Indicators of an organisation on a day: numerator, denominator, value, plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from organizations.models import Organization

from ..formulas import names_in, value_of
from ..measures.names import MEASURES
from ..models import CountingRules, Indicator, Mode
from .counts import Moment, all_names, counted, institutions_at
from .outside import Counts, Outside, outside_of
from .rules import rules_of
from .targets import targets_of

HUNDRED = Decimal(100)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Value:
    """An indicator counted: `denominator` None for quantities and where nobody has entered it.

    `left_out` are institutions whose part is in no share, because their whole is not known while that of others is.
    """

    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None = None
    left_out: tuple[Organization, ...] = ()

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


def added_up(indicator: Indicator, values: Iterable[Value], target: Decimal | None = None) -> Value:
    """Several organisations together: the sums of those that add up, unknown where none does."""
    known = [each for each in values if each.adds_up]
    denominator = _sum(each.denominator for each in known) if indicator.is_share else None
    return Value(indicator, _sum(each.numerator for each in known), denominator, target)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in numbers if each is not None]
    return sum(known, Decimal(0)) if known else None


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

    A node above the institutions counts distinct people over all of them, by denominators of its own (outside.py);
    where these are sums of what was said below, over those who have said it.
    """
    indicators = indicators_of(organization, on) if indicators is None else list(indicators)
    rules = rules_of(organization)
    outside = outside_of(organization, on)
    targets = targets_of(organization, indicators, (first or on).year)
    silent = silent_in(indicators, outside, institutions_at(organization).order_by("path"))
    ways = {each.pk: (mode or Mode(each.mode), silent.get(each.pk, ())) for each in indicators}
    counts = {
        (way, without): counted(organization.path, Moment(on, way, first), rules, without)
        for way, without in set(ways.values())
    }
    values = (
        value_from(each, counts[ways[each.pk]], outside.numbers, rules, targets.get(each.pk)) for each in indicators
    )
    return [replace(value, left_out=_at_work(silent.get(value.indicator.pk, ()), on)) for value in values]


def _at_work(institutions: Iterable[Organization], on: date) -> tuple[Organization, ...]:
    return tuple(each for each in institutions if each.closed_on is None or each.closed_on > on)


def silent_in(
    indicators: Iterable[Indicator], outside: Outside, institutions: Iterable[Organization]
) -> dict[int, tuple[Organization, ...]]:
    """By number of a share whose whole is a sum from below: the institutions that are missing in that sum.

    `institutions` are not asked for where there is no such share.
    """
    shares = {each.pk: names_in(each.denominator) & outside.summed.keys() for each in indicators if each.is_share}
    return {number: tuple(outside.silent(names, institutions)) for number, names in shares.items() if names}


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
