"""By which rules of counting and by which targets an organisation lives: its own or those of the nearest above."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from organizations.models import Organization
from organizations.models.tree import steps_to

from ..models import CountingRules, Indicator, Target

PROJECT_SINCE = date(2019, 1, 1)  # the national project «Образование»: where a territory says nothing else


def rules_of(organization: Organization) -> CountingRules:
    """The rules by which an organisation counts; unsaved defaults where no node above has any."""
    return rules_of_each([organization])[organization.pk]


def rules_of_each(organizations: Iterable[Organization]) -> dict[int, CountingRules]:
    """By number of the organisation; one query."""
    organizations = list(organizations)
    paths = {path for each in organizations for path in steps_to(each.path)}
    kept = CountingRules.objects.filter(organization__path__in=paths).select_related("organization")
    by_path = {rules.organization.path: rules for rules in kept}
    found = {}
    for each in organizations:
        nearest = (by_path[path] for path in reversed(steps_to(each.path)) if path in by_path)
        found[each.pk] = next(nearest, None) or CountingRules(organization=each, project_since=PROJECT_SINCE)
    return found


def targets_of(organization: Organization, indicators: Iterable[Indicator], year: int) -> dict[int, Decimal]:
    """By number of the indicator: the planned value of the year here, or else of the nearest node above, or common."""
    steps = steps_to(organization.path)
    rank = {path: place for place, path in enumerate(steps, start=1)}
    rows = Target.objects.filter(indicator__in=indicators, year=year).select_related("organization")
    near = [row for row in rows if row.organization is None or row.organization.path in rank]
    near.sort(key=lambda row: rank[row.organization.path] if row.organization else 0)
    return {row.indicator_id: row.value for row in near}
