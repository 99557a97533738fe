"""Named counts of a part of the tree on a day: one aggregate over the facts for all measures."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from organizations.models import Organization

from ..measures.names import BASES, MEASURES
from ..models import CountingRules, Fact, Mode
from .outside import Counts, complete


@dataclass(frozen=True)
class Moment:
    """What is counted: as of `on`, over the period from `first` to `on`, or from the start of the project to `on`."""

    on: date
    mode: Mode = Mode.AS_OF
    first: date | None = None  # of the period; without one, of the calendar year

    def facts(self, rows: QuerySet[Fact], rules: CountingRules) -> QuerySet[Fact]:
        if self.mode == Mode.AS_OF:
            return rows.as_of(self.on)
        if self.mode == Mode.PERIOD:
            return rows.between(self.first or self.on.replace(month=1, day=1), self.on)
        return rows.between(rules.project_since, self.on)


def counted(
    path: str | None, moment: Moment, rules: CountingRules, without: Collection[Organization] = ()
) -> dict[str, int]:
    """Every measure at or below a node: distinct subjects, so that somebody in two institutions is one."""
    facts = Fact.objects.within(path).exclude(organization__in=without) if without else Fact.objects.within(path)
    rows = moment.facts(facts, rules).values_list("measure")
    return _whole(dict(rows.annotate(number=Count("key", distinct=True)).order_by()))


def counted_by_institution(path: str | None, moment: Moment, rules: CountingRules) -> dict[int, dict[str, int]]:
    """By number of the institution; somebody in two institutions counts in each."""
    found = defaultdict(dict)
    rows = moment.facts(Fact.objects.within(path), rules).values_list("organization_id", "measure")
    for institution, measure, number in rows.annotate(number=Count("key", distinct=True)).order_by():
        found[institution][measure] = number
    return {institution: _whole(counts) for institution, counts in found.items()}


def counted_by_detail(path: str | None, moment: Moment, rules: CountingRules, measure: str) -> dict[str, int]:
    """A measure by what divides it further: forms of pairs, kinds of mentors."""
    rows = moment.facts(Fact.objects.within(path).filter(measure=measure), rules).values_list("detail")
    return dict(rows.annotate(number=Count("key", distinct=True)).order_by())


def all_names(counts: Mapping[str, int], outside: Mapping[str, int | None], rules: CountingRules) -> Counts:
    """Everything that a formula may ask for: counts, numbers from outside, what satisfaction is a share of."""
    by_all = rules.satisfaction_share == CountingRules.Share.ALL
    bases = {name: counts.get(among[by_all], 0) for name, among in BASES.items()}
    return {**complete(outside), **_whole(counts), **bases}


def institutions_at(organization: Organization) -> QuerySet[Organization]:
    """The institutions at or below a node, merged and closed ones too: their past days count."""
    return Organization.objects.within(organization.path).institutions()


def _whole(counts: Mapping[str, int]) -> dict[str, int]:
    return {code: counts.get(code, 0) for code in MEASURES}
