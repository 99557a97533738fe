"""What the product counts at each child of an organisation and at the organisation itself, on the date of a period.

The first steps of the path group the facts, whatever the number of children: a query for each way of counting, and one
for each set of institutions that have no part in a share because they have not said its denominator (outside.py).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from organizations.models import Organization

from ..measures.names import MEASURES, Measure
from ..models import CountingRules, Fact, Indicator, Mode, ReportingPeriod
from .counts import Moment, counted, institutions_at
from .indicators import Value, measures_behind, silent_in, value_from
from .outside import outside_of_children
from .rules import rules_of

DIVIDED = ("pairs", "mentors")  # by form; by who the mentor is


@dataclass(frozen=True)
class Repeats:
    """A count of people: added up over the children, and each human once."""

    measure: Measure
    mode: Mode
    added_up: int
    distinct: int

    @property
    def twice(self) -> int:
        """How many times somebody was counted who had been counted elsewhere."""
        return self.added_up - self.distinct


class Children:
    """`counts` by way of counting and path of the child; `details` by measure and path, what divides it further.

    `shared` are counts of the child by number of the indicator, without the institutions that have no part in it.
    """

    def __init__(self, period: ReportingPeriod, indicators: Sequence[Indicator]):
        self.owner, self.on = period.organization, period.as_of
        self.first = period.starts_on.replace(month=1, day=1)  # shares are of the year, as the plans are
        self.indicators, self.rules = indicators, rules_of(self.owner)
        modes = {Mode(each.mode) for each in indicators}
        self.counts = {mode: self._by_child(mode) for mode in modes | {Mode.AS_OF}}
        self.together = {mode: counted(self.owner.path, self._moment(mode), self.rules) for mode in modes}
        self.details = {measure: self._by_detail(measure) for measure in DIVIDED}
        self.outside = outside_of_children(self.owner, self.on)
        self.shared = self._without_silent()

    def value(self, indicator: Indicator, child: Organization, rules: CountingRules) -> Value:
        """The indicator of a child by the product's own count."""
        counts = self.shared[indicator.pk][child.path]
        return value_from(indicator, counts, self.outside[child.path].numbers, rules)

    def territory(self, indicator: Indicator, target: Decimal | None) -> Value:
        """Distinct subjects over all children, by what the organisation itself says of its territory."""
        outside = self.outside[self.owner.path].numbers
        return value_from(indicator, self.together[Mode(indicator.mode)], outside, self.rules, target)

    def repeats(self) -> list[Repeats]:
        """For each count of people that the indicators are made of."""
        asked = {(code, Mode(each.mode)) for each in self.indicators for code in measures_behind(each)}
        return [
            Repeats(measure, mode, sum(each[code] for each in self.counts[mode].values()), self.together[mode][code])
            for code, measure in MEASURES.items()
            for mode in Mode
            if measure.is_people and (code, mode) in asked
        ]

    @property
    def _step(self) -> int:
        return len(self.owner.path) + Organization.PATH_STEP

    def _moment(self, mode: Mode) -> Moment:
        return Moment(self.on, mode, self.first)

    def _facts(self, mode: Mode) -> QuerySet[Fact]:
        rows = self._moment(mode).facts(Fact.objects.within(self.owner.path), self.rules)
        return rows.order_by().annotate(child=Left("organization__path", self._step))

    def _without_silent(self) -> dict[int, dict[str, dict[str, int]]]:
        """By number of the indicator the counts of each child, over whoever its denominator there is known for."""
        silent = self._silent()
        ways = {each.pk: (Mode(each.mode), frozenset(silent[each.pk])) for each in self.indicators}
        counts = {(mode, frozenset()): found for mode, found in self.counts.items()}
        counts |= {way: self._by_child(*way) for way in set(ways.values()) - counts.keys()}
        return {number: counts[way] for number, way in ways.items()}

    def _silent(self) -> dict[int, list[Organization]]:
        """By number of the indicator the institutions of all children that have no part in the share of theirs."""
        found, below = defaultdict(list), defaultdict(list)
        summed = {path: outside for path, outside in self.outside.items() if outside.summed}
        for institution in institutions_at(self.owner) if summed else ():
            below[institution.path[: self._step]].append(institution)
        for path, outside in summed.items():
            for number, institutions in silent_in(self.indicators, outside, below[path]).items():
                found[number] += institutions
        return found

    def _by_child(self, mode: Mode, without: Collection[Organization] = ()) -> dict[str, dict[str, int]]:
        """Every measure, each subject once in a child."""
        found = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
        facts = self._facts(mode).exclude(organization__in=without) if without else self._facts(mode)
        rows = facts.values_list("child", "measure").annotate(number=Count("key", distinct=True))
        for child, measure, number in rows:
            found[child][measure] = number
        return found

    def _by_detail(self, measure: str) -> dict[str, dict[str, int]]:
        found = defaultdict(dict)
        rows = self._facts(Mode.AS_OF).filter(measure=measure).values_list("child", "detail")
        for child, detail, number in rows.annotate(number=Count("key", distinct=True)):
            found[child][detail] = number
        return found
