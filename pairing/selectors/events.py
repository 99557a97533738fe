"""Events as lists, who may have been at one and who was."""

from django.db.models import Count, QuerySet

from participants.classes import school_order
from participants.models import Participation

from ..models import Event, Membership, Pairing
from .standing import with_people


def with_numbers(events: QuerySet[Event]) -> QuerySet[Event]:
    """Adds `present`, how many of the banks took part; no names."""
    return events.select_related("organization", "programme").annotate(present=Count("people"))


def candidates(event: Event) -> QuerySet[Participation]:
    """Those of the banks who took part in the programme on the day of the event, by class and name."""
    people = Participation.objects.kept().in_force(event.on).filter(person__organization=event.organization_id)
    return people.select_related("person", "form").order_by(
        "person__class_group", "person__last_name", "person__first_name", "pk"
    )


def pairs_on(event: Event) -> QuerySet[Pairing]:
    """The pairs and groups that ran on the day of the event, with their people."""
    running = Pairing.objects.running(event.on).filter(organization=event.organization_id)
    return with_people(running).order_by("mentor__person__last_name", "mentor__person__first_name", "pk")


def people_of_pairs(event: Event, pairs: QuerySet[Pairing]) -> set[int]:
    """The numbers of all who were in these pairs on the day of the event."""
    members = Membership.objects.in_force(event.on).filter(pairing__in=pairs)
    return {*pairs.values_list("mentor", flat=True), *members.values_list("mentee", flat=True)}


def who_was_at(event: Event) -> QuerySet[Participation]:
    """Mentors first, then mentees, by name."""
    people = event.people.select_related("person", "form")
    return people.order_by("-role", "person__last_name", "person__first_name", "pk")


def classes_at(event: Event) -> list[str]:
    """The classes and groups of those who may have been there."""
    groups = candidates(event).exclude(person__class_group="").order_by().values_list("person__class_group", flat=True)
    return sorted(set(groups), key=school_order)
