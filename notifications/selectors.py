"""Questions: who hears of a delay, and when."""

from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Organization

from .models import Escalation

STEP = Organization.PATH_STEP


@dataclass(frozen=True)
class Delays:
    """After how many days of delay each next person hears."""

    curator_after: int
    director_after: int
    methodologist_after: int


def escalation_of(organizations: Iterable[Organization]) -> dict[int, Delays]:
    """The delays of each organisation, by its number; what it leaves open is as the nearest above has it.

    One query, whatever the number of organisations.
    """
    organizations = list(organizations)
    ways = {organization.pk: _way_to(organization.path) for organization in organizations}
    said = {
        path: dict(zip(Escalation.DEFAULTS, numbers, strict=True))
        for path, *numbers in Escalation.objects.filter(
            organization__path__in={path for way in ways.values() for path in way}
        ).values_list("organization__path", *Escalation.DEFAULTS)
    }
    return {pk: Delays(**_along(way, said)) for pk, way in ways.items()}


def _way_to(path: str) -> list[str]:
    """The paths from the region down to `path` itself."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def _along(way: list[str], said: dict[str, dict[str, int | None]]) -> dict[str, int]:
    """The defaults, overridden on the way down by each number that is given."""
    delays = dict(Escalation.DEFAULTS)
    for path in way:
        delays |= {name: days for name, days in said.get(path, {}).items() if days is not None}
    return delays


def inherited_escalation(organization: Organization) -> Delays:
    """What holds for an organisation that says nothing itself."""
    if organization.parent is None:
        return Delays(**Escalation.DEFAULTS)
    return escalation_of([organization.parent])[organization.parent_id]
