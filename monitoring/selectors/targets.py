"""Planned values as a grid: what a territory has set itself, what it takes from above."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from organizations.models.tree import steps_to

from ..models import Indicator, Target


@dataclass(frozen=True)
class Planned:
    """The planned value of an indicator in a year: the own one, and the one that would hold without it."""

    indicator: Indicator
    year: int
    own: Decimal | None = None
    above: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        return self.above if self.own is None else self.own

    @property
    def is_lower(self) -> bool:
        """An institution's plan is to be no lower than the municipality's (order № 344)."""
        return self.own is not None and self.above is not None and self.own < self.above


def planned_in(
    organization: Organization, indicators: Iterable[Indicator], years: Iterable[int]
) -> dict[tuple[int, int], Planned]:
    """By number of the indicator and year; one query."""
    indicators, years = list(indicators), list(years)
    steps = steps_to(organization.path)
    rank = {path: place for place, path in enumerate(steps, start=1)}
    own, above = {}, {}
    rows = Target.objects.filter(indicator__in=indicators, year__in=years).select_related("organization")
    for row in sorted(rows, key=lambda row: rank.get(row.organization.path, 0) if row.organization else 0):
        key = row.indicator_id, row.year
        if row.organization_id == organization.pk:
            own[key] = row.value
        elif row.organization is None or row.organization.path in rank:
            above[key] = row.value
    return {
        (each.pk, year): Planned(each, year, own.get((each.pk, year)), above.get((each.pk, year)))
        for each in indicators
        for year in years
    }


def targets_of(organization: Organization, indicators: Iterable[Indicator], year: int) -> dict[int, Decimal]:
    """By number of the indicator: the planned value of the year here, or else of the nearest node above, or common."""
    planned = planned_in(organization, indicators, [year])
    return {number: each.value for (number, _year), each in planned.items() if each.value is not None}


def set_below(organization: Organization, year: int) -> list[Target]:
    """What organisations below have planned for a year themselves."""
    rows = Target.objects.within(organization.path).exclude(organization=organization).filter(year=year)
    return list(
        rows.select_related("organization", "indicator").order_by("organization__short_name", "indicator__position")
    )
