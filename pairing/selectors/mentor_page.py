"""What a mentor sees on a phone by the personal link: the pairs in work, and of the mentees how they are called.

As little as will do (domain.md 5.10 no. 7): no last name, class, age or contact of a child; notes that were written
are not shown again.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from participants.models import Consent, Participation, Person
from participants.selectors.blocking import unblocked

from ..guide import GUIDES, Guide, next_kind
from ..models import Meeting, Membership, Pairing

LATEST = 3


@dataclass(frozen=True)
class Called:
    """A mentee by membership and by the name that the mentor uses."""

    membership_id: int
    name: str


@dataclass(frozen=True)
class PairOnPhone:
    """`due` are meetings planned for today or before, of which nothing is known yet; `planned` the next one."""

    pairing: Pairing
    mentees: list[Called]
    due: list[Meeting]
    planned: Meeting | None
    latest: list[Meeting]
    held: frozenset[str]

    @property
    def is_group(self) -> bool:
        return len(self.mentees) > 1

    @property
    def title(self) -> str:
        return ", ".join(mentee.name for mentee in self.mentees)

    @property
    def next_kind(self) -> Meeting.Kind:
        return Meeting.Kind(next_kind(self.held))

    @property
    def guide(self) -> Guide:
        """What the next meeting is for and what to talk about."""
        return GUIDES[self.next_kind]

    @property
    def path(self) -> list[tuple[Meeting.Kind, str]]:
        """The five kinds, each done, here or ahead; once the final one was held, none is here."""
        here = None if Meeting.Kind.FINAL in self.held else self.next_kind
        return [(kind, "here" if kind == here else "done" if kind in self.held else "ahead") for kind in Meeting.Kind]


def pairs_of_mentor(mentor: Participation, on: date) -> QuerySet[Pairing]:
    """The pairs of this mentor that are in work on the day: all that a link opens."""
    return Pairing.objects.active(on).filter(mentor=mentor)


def pairs_on_phone(mentor: Participation, on: date) -> list[PairOnPhone]:
    """The pairs with their mentees and meetings; those of whom nobody may be shown are left out. Three queries."""
    meetings = Meeting.objects.defer("private_note", "result")
    pairs = list(
        pairs_of_mentor(mentor, on)
        .as_of(on)
        .select_related("form", "organization")
        .prefetch_related(
            Prefetch("memberships", _shown(on), to_attr="members"),
            Prefetch("meetings", meetings, to_attr="all_meetings"),
        )
        .order_by("starts_on", "pk")
    )
    names = _names([member.mentee.person for pair in pairs for member in pair.members])
    return [_on_phone(pair, names, on) for pair in pairs if pair.members]


def _shown(on: date) -> QuerySet[Membership]:
    consented = Consent.objects.valid_on(on).filter(kind="processing").values("person")
    members = Membership.objects.in_force(on).filter(mentee__person__in=consented)
    shown = unblocked(members, "mentee__person").select_related("mentee__person")
    return shown.order_by("mentee__person__first_name", "pk")


def _on_phone(pair: Pairing, names: dict[int, str], on: date) -> PairOnPhone:
    planned = [meeting for meeting in pair.all_meetings if meeting.state == Meeting.State.PLANNED]
    held = [meeting for meeting in pair.all_meetings if meeting.state == Meeting.State.HELD]
    return PairOnPhone(
        pairing=pair,
        mentees=[Called(member.pk, names[member.mentee.person_id]) for member in pair.members],
        due=[meeting for meeting in planned if meeting.planned_on <= on],
        planned=next((meeting for meeting in planned if meeting.planned_on > on), None),
        latest=held[: -LATEST - 1 : -1],
        held=frozenset(meeting.kind for meeting in held),
    )


def _names(people: list[Person]) -> dict[int, str]:
    """How each is called; namesakes among them also by the first letter of the last name."""
    distinct = {person.pk: person for person in people}
    times = Counter(_name(person) for person in distinct.values())
    return {
        pk: f"{name} {person.last_name[:1]}." if times[name := _name(person)] > 1 else name
        for pk, person in distinct.items()
    }


def _name(person: Person) -> str:
    """Children are called by the first name, colleagues by first name and patronymic."""
    parts = (person.first_name, "" if person.kind == Person.Kind.LEARNER else person.patronymic)
    return " ".join(filter(None, parts))
