"""By which rules of counting an organisation lives: its own or those of the nearest node above."""

from collections.abc import Iterable
from datetime import date

from organizations.models import Organization
from organizations.models.tree import steps_to

from ..models import CountingRules

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
