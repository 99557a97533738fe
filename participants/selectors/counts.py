"""Counts of people for those above: no name, no row of a person, only numbers by institution.

A number under FEW is not shown where it is crossed by a sensitive attribute: in a village school it would be a name
(domain.md 5.8).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from organizations.models import Organization

from ..models import Participation, Person, TargetGroupCount
from .stages import GONE, Stage, with_stage

FEW = 5


@dataclass(frozen=True)
class Line:
    """An institution (none: the sum of all) and its participations by stage."""

    organization: Organization | None
    stages: dict[str, int] = field(default_factory=dict)

    @property
    def inside(self) -> int:
        return sum(number for stage, number in self.stages.items() if stage not in GONE)


def stages_by_institution(path: str | None, *, role: str, track: str, on: date) -> list[Line]:
    """Every working institution within the path, those without participants too; an empty track means both."""
    rows = with_stage(Participation.objects.within(path).kept().filter(role=role), on)
    rows = rows.filter(track=track) if track else rows
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = rows.order_by().values_list("person__organization_id", "stage").annotate(number=Count("pk"))
    for organization_id, stage, number in counted:
        found[organization_id][stage] = number
    institutions = Organization.objects.within(path).open().institutions().select_related("parent")
    return [Line(institution, found[institution.pk]) for institution in institutions.order_by("path")]


def total_of(lines: list[Line]) -> Line:
    """The sum of all lines."""
    return Line(None, {stage: sum(line.stages.get(stage, 0) for line in lines) for stage in Stage.values})


def distinct_people(path: str | None, *, on: date) -> int:
    """How many humans take part within the path: somebody in two institutions or in two roles counts once.

    A person without a birth date has no fingerprint and counts as one of their own.
    """
    inside = Participation.objects.in_force(on).values("person")
    people = Person.objects.within(path).kept().filter(pk__in=inside)
    numbers = people.aggregate(
        known=Count("fingerprint", distinct=True, filter=~Q(fingerprint="")),
        unknown=Count("pk", filter=Q(fingerprint="")),
    )
    return numbers["known"] + numbers["unknown"]


def groups_within(path: str | None, *, on: date) -> list[tuple[str, str]]:
    """The target groups with the sums of the latest counts of all institutions; few are said as «<5»."""
    latest = TargetGroupCount.objects.filter(
        organization=OuterRef("organization"), group=OuterRef("group"), on__lte=on
    ).order_by("-on")
    counts = TargetGroupCount.objects.within(path).filter(pk=Subquery(latest.values("pk")[:1]))
    sums = dict(counts.order_by().values_list("group").annotate(total=Sum("learners")))
    return [(group.label, few(sums[group])) for group in TargetGroupCount.Group if group in sums]


def few(number: int) -> str:
    """«<5» for one to four, otherwise the number itself."""
    return f"<{FEW}" if 0 < number < FEW else str(number)
