"""Partners with their mentors and agreements, and how many of them count for the quarterly indicator.

Organisations are no persons: names of partners are read by those above, names of their people are not.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from ..models import Agreement, Participation, Partner, Person

ENDS_SOON = timedelta(days=30)


@dataclass(frozen=True)
class Tally:
    """Partners other than educational institutions; one that several institutions work with counts once, by its INN.

    `present` are partners on the day, `giving` those of them with a mentor in a programme, `ever` all up to the day.
    """

    present: int
    giving: int
    ever: int


def in_force(on: date) -> Q:
    """The condition, over agreements, of being in force on the day."""
    running = Q(terminated_on=None) | Q(terminated_on__gt=on)
    return running & Q(signed_on__lte=on) & (Q(valid_until=None) | Q(valid_until__gte=on))


def with_numbers(partners: QuerySet[Partner], on: date) -> QuerySet[Partner]:
    """Adds `mentors` in programmes on the day; `has_agreement`, and `agreement_until` unless one has no end;
    `agreement_lapsed` is when the latest of those that are over ended."""
    mentor = Q(people__participations__role=Participation.Role.MENTOR, people__participations__joined_on__lte=on)
    mentor &= Q(people__participations__left_on=None) | Q(people__participations__left_on__gt=on)
    mentor &= Q(people__erased_at=None, people__merged_into=None)
    agreements = Agreement.objects.filter(in_force(on), partner=OuterRef("pk"))
    over = Agreement.objects.filter(partner=OuterRef("pk"), signed_on__lte=on).exclude(in_force(on))
    ended = over.order_by().values("partner").annotate(last=Max(Coalesce("terminated_on", "valid_until")))
    endless = Exists(agreements.filter(valid_until=None))
    latest = agreements.order_by().values("partner").annotate(last=Max("valid_until")).values("last")
    return partners.annotate(
        mentors=Count("people", filter=mentor, distinct=True),
        has_agreement=Exists(agreements),
        endless=endless,
        agreement_until=latest,
        agreement_lapsed=ended.values("last"),
    )


def by_agreement(partners: QuerySet[Partner], state: str, on: date) -> QuerySet[Partner]:
    """Of the rows of `with_numbers`: «held», «ending» within ENDS_SOON, «none»."""
    if state == "none":
        return partners.filter(has_agreement=False)
    held = partners.filter(has_agreement=True)
    return held.filter(endless=False, agreement_until__lte=on + ENDS_SOON) if state == "ending" else held


def tally(path: str | None, on: date) -> Tally:
    """What the indicator asks, by dated facts, of the institutions within the path (domain.md 3.5, no. 4 and Q2)."""
    partners = Partner.objects.within(path).exclude(kind__in=Partner.EDUCATIONAL).filter(since__lte=on)
    present = partners.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    mentoring = Participation.objects.in_force(on).mentors().kept().filter(person__partner=OuterRef("pk"))
    return Tally(_distinct(present), _distinct(present.filter(Exists(mentoring))), _distinct(partners))


def mentors_of(partner: Partner, user, on: date) -> list[Person]:
    """The people of the partner who are mentors on the day, for those who may read names."""
    mentoring = Participation.objects.in_force(on).mentors().kept()
    people = Person.objects.visible_to(user).filter(partner=partner)
    return list(people.filter(Exists(mentoring.filter(person=OuterRef("pk")))))


def _distinct(partners: QuerySet[Partner]) -> int:
    numbers = partners.order_by().aggregate(
        known=Count("inn", distinct=True, filter=~Q(inn="")), unknown=Count("pk", distinct=True, filter=Q(inn=""))
    )
    return numbers["known"] + numbers["unknown"]
