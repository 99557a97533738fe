"""How far pairs are with their end: reflections, results, awards, cases; who wants to go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from participants.models import Participation

from ..models import Award, CaseStory, Event, Meeting, Membership, PairChange, Pairing, Reflection
from .standing import with_people

LATELY = timedelta(days=150)


@dataclass(frozen=True)
class Look:
    """Somebody of a pair, with what they have said looking back."""

    pairing: Pairing
    participation: Participation
    reflection: Reflection | None


def pairs_to_close(user, on: date) -> QuerySet[Pairing]:
    """The pairs by order that have begun and not ended, or ended lately."""
    pairs = Pairing.objects.visible_to(user).exclude(state=Pairing.State.DRAFT).filter(starts_on__lte=on)
    goes_on = Q(change=None) | ~Q(change__in=PairChange.ENDS)
    pairs = pairs.as_of(on).filter(goes_on | Q(until__gte=on - LATELY))
    return with_people(pairs).order_by("mentor__person__last_name", "mentor__person__first_name", "pk")


def still_silent(pairs: QuerySet[Pairing]) -> QuerySet[Pairing]:
    """Those in which somebody has not looked back yet: the mentor, or a mentee."""
    said = Reflection.objects.values_list("pairing", "participation")
    answered = set(said.filter(pairing__in=pairs))
    members = Membership.objects.filter(pairing__in=pairs).values_list("pairing", "mentee")
    wanted = [*pairs.order_by().values_list("pk", "mentor"), *members]
    return pairs.filter(pk__in={pairing for pairing, person in wanted if (pairing, person) not in answered})


def pairs_at(event: Event) -> QuerySet[Pairing]:
    """The pairs of those who were at an event, as they ran on its day."""
    people = event.people.values("pk")
    members = Membership.objects.in_force(event.on).filter(mentee__in=people).values("pairing")
    pairs = Pairing.objects.running(event.on).filter(Q(mentor__in=people) | Q(pk__in=members))
    return with_people(pairs).order_by("mentor__person__last_name", "mentor__person__first_name", "pk")


def looks_of(pairs: Iterable[Pairing]) -> list[Look]:
    """Everybody of the pairs (fetched `with_people`): the mentor, then the mentees; one query."""
    pairs = list(pairs)
    said = {(row.pairing_id, row.participation_id): row for row in Reflection.objects.filter(pairing__in=pairs)}
    return [
        Look(pairing, person, said.get((pairing.pk, person.pk))) for pairing in pairs for person in people_of(pairing)
    ]


def people_of(pairing: Pairing) -> list[Participation]:
    """The mentor, then the mentees; those of a group who have left it early did not see its end."""
    ended = pairing.ended_on
    members = [member for member in pairing.members if member.left_on is None or member.left_on == ended]
    return [pairing.mentor, *(member.mentee for member in members)]


@dataclass(frozen=True)
class Continuing:
    """What the people of a pair have said about another year."""

    pairing: Pairing
    willing: frozenset[int]  # numbers of participations
    unwilling: frozenset[int]

    @property
    def goes_on(self) -> bool | None:
        """The mentor and a mentee want to; None while it is not known."""
        mentor = self.pairing.mentor_id
        if mentor in self.willing and self.willing - {mentor}:
            return True
        mentees = {member.mentee_id for member in self.pairing.members}
        return False if mentor in self.unwilling or mentees and mentees <= self.unwilling else None


def who_goes_on(organization: Organization) -> dict[int, Continuing]:
    """By the number of the pair: what was said about going on, for every pair by order that has not ended."""
    pairs = with_people(Pairing.objects.open().filter(organization=organization, state=Pairing.State.APPROVED))
    said = Reflection.objects.filter(pairing__in=pairs, goes_on__isnull=False)
    answers: dict[int, dict[bool, set[int]]] = {}
    for pairing, person, goes_on in said.values_list("pairing", "participation", "goes_on"):
        answers.setdefault(pairing, {True: set(), False: set()})[goes_on].add(person)
    return {
        pairing.pk: Continuing(
            pairing,
            frozenset(answers.get(pairing.pk, {}).get(True, ())),
            frozenset(answers.get(pairing.pk, {}).get(False, ())),
        )
        for pairing in pairs
    }


@dataclass(frozen=True)
class Step:
    """A step of the way to the end of a pair: what it is, how far it has come, whether that is all."""

    code: str
    label: str | Promise
    done: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.of


def steps_of(pairing: Pairing) -> list[Step]:
    """The way of a pair (fetched `with_people`) to its end, in order (domain.md 1.4, stage 7)."""
    people = people_of(pairing)
    final = Meeting.objects.held().filter(pairing=pairing, kind=Meeting.Kind.FINAL).exists()
    looked = Reflection.objects.filter(pairing=pairing, participation__in=people).count()
    results = sum(bool(person.results) for person in people)
    awards = Award.objects.filter(participation__in=people, on__gte=pairing.starts_on)
    return [
        Step("meeting", _("final meeting held"), int(final), 1),
        Step("reflections", _("personal reflections"), looked, len(people)),
        Step("results", _("results written"), results, len(people)),
        Step("awards", _("certificates and thanks"), awards.values("participation").distinct().count(), len(people)),
        Step("case", _("case for the bank"), CaseStory.objects.filter(pairing=pairing).count(), 1),
        Step("end", _("pair completed"), int(bool(pairing.ending)), 1),
    ]
