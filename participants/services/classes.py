"""A learner in the new school year: the next class, or out of school; and back again when it was a mistake."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..drafts import PersonDraft
from ..models import Participation, Person
from .participation import leave_many, reenter
from .people import archive_person, change_person, restore_person

GRADUATED = Participation.Leaving.GRADUATED


@transaction.atomic
def change_class(person: Person, group: str, *, by, at: datetime) -> None:
    """Writes another class over the card as it was read. Raises PersonRefused, StaleRevision."""
    change_person(person, replace(PersonDraft.of(person), class_group=group), seen=person.revision, by=by, at=at)


@transaction.atomic
def graduate(person: Person, *, by, at: datetime) -> None:
    """Ends every participation with the reason «graduated» and puts the card into the archive.

    Raises PersonRefused, ParticipationRefused.
    """
    taking_part = person.participations.filter(left_on=None).select_related("person__organization")
    leave_many(taking_part, on=timezone.localdate(at), leaving=GRADUATED, by=by, at=at)
    archive_person(person, by=by, at=at)


@transaction.atomic
def take_graduation_back(person: Person, *, by, at: datetime) -> None:
    """Brings back whom `graduate` put away, with what ended that day. Raises PersonRefused, ParticipationRefused."""
    left = person.participations.filter(left_on=person.archived_on, leaving=GRADUATED)
    rows = list(left.select_related("person__organization"))
    restore_person(person, by=by, at=at)
    for participation in rows:
        participation.person = person
        reenter(participation, by=by, at=at)
