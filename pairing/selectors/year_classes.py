"""The learners of an institution by class as the school year changes: what follows each, who is held by a pair."""

from dataclasses import dataclass

from django.db.models import QuerySet

from organizations.models import Organization
from participants.classes import NextClass, Turn, next_class, school_order
from participants.models import Person
from participants.selectors.blocking import unblocked

from ..models import ClassMove, Membership, Pairing, RollOver, RollOverStep


@dataclass(frozen=True)
class ClassRow:
    """A class as it is written, what would follow it, its learners by name; `held` are those whom a pair holds."""

    group: str
    next: NextClass
    people: list[Person]
    held: set[int]


def classes_to_move(organization: Organization, roll_over: RollOver | None) -> list[ClassRow]:
    """The classes of the learners that nobody has decided on in this change of the year, the lowest first."""
    people: dict[str, list[Person]] = {}
    for person in _learners(organization, roll_over).select_related("organization"):
        people.setdefault(person.class_group, []).append(person)
    held = held_by_pairs(organization)
    return [
        ClassRow(group, next_class(group), members, held.intersection(person.pk for person in members))
        for group, members in sorted(people.items(), key=lambda item: school_order(item[0]))
    ]


def held_by_pairs(organization: Organization) -> set[int]:
    """The people in pairs that have not ended, as mentors or mentees: they do not graduate before."""
    pairs = Pairing.objects.within(organization.path).open()
    members = Membership.objects.filter(pairing__in=pairs, left_on=None)
    return {*pairs.values_list("mentor__person", flat=True), *members.values_list("mentee__person", flat=True)}


def moves_made(roll_over: RollOver | None) -> list[ClassMove]:
    """What was done with classes, by name; learners who were looked at and left as they are come with them."""
    if roll_over is None:
        return []
    moves = roll_over.moves.select_related("person__organization")
    return list(moves.order_by("person__last_name", "person__first_name", "pk"))


def graduating(people: dict[int, str], roll_over: RollOver | None) -> set[int]:
    """Which of the people, number → class, end school with the old year: by the class they had in it."""
    moves = roll_over.moves.filter(person__in=people) if roll_over else ClassMove.objects.none()
    before = dict(moves.values_list("person", "before"))
    return {number for number, group in people.items() if _ends_school(before.get(number, group))}


def _ends_school(group: str) -> bool:
    return next_class(group).turn == Turn.GRADUATES


def _learners(organization: Organization, roll_over: RollOver | None) -> QuerySet[Person]:
    """Those not decided on; whoever was entered after the classes were declared done has the new class already."""
    rows = Person.objects.within(organization.path).kept().filter(kind=Person.Kind.LEARNER, archived_on=None)
    rows = unblocked(rows.exclude(class_group=""), "pk")
    if roll_over is None:
        return rows
    step = roll_over.steps.filter(step=RollOverStep.Step.CLASSES).first()
    rows = rows.filter(created_at__lt=step.at) if step else rows
    return rows.exclude(pk__in=roll_over.moves.values("person"))
