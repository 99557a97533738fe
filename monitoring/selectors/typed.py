"""Numbers from outside: those in force on a day, those entered before."""

from datetime import date

from organizations.models import Organization

from ..models import TypedCount


def in_force(organization: Organization, on: date) -> list[tuple[str, TypedCount | None]]:
    """Each number by its name in words, with its latest entry on or before the day."""
    latest = {row.name: row for row in _known(organization, on).order_by("as_of", "pk")}
    return [(label, latest.get(name)) for name, label in TypedCount.Name.choices]


def history(organization: Organization) -> list[TypedCount]:
    """Everything that was entered, the newest first."""
    rows = TypedCount.objects.filter(organization=organization).select_related("entered_by")
    return list(rows.order_by("-as_of", "-pk"))


def _known(organization: Organization, on: date):
    return TypedCount.objects.filter(organization=organization, as_of__lte=on).select_related("entered_by")
