"""Who is in a pair on a day and with whom, as the banks and the official tables ask (participants/engagement.py)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.engagement import Companion
from participants.models import Consent, Participation

from .models import Membership, Pairing


def mentors_in_pairs(on: date) -> Exists:
    return Exists(Pairing.objects.active(on).filter(mentor=OuterRef("pk")))


def mentees_in_pairs(on: date) -> Exists:
    return Exists(_members(on).filter(mentee=OuterRef("pk")))


def companions_in_pairs(numbers: Iterable[int], on: date) -> dict[int, list[Companion]]:
    """With whom each of these participations is in a pair on the day."""
    wanted = set(numbers)
    members = _members(on).filter(Q(mentee__in=wanted) | Q(pairing__mentor__in=wanted))
    members = members.select_related("mentee__person", "pairing__mentor__person").order_by(
        "mentee__person__last_name", "mentee__person__first_name", "pk"
    )
    found: dict[int, list[Companion]] = defaultdict(list)
    for member in members:
        mentor, mentee = member.pairing.mentor, member.mentee
        for one, other in ((mentor, mentee), (mentee, mentor)):
            if one.pk in wanted:
                found[one.pk].append(_companion(other))
    return dict(found)


def _members(on: date) -> QuerySet[Membership]:
    """Mentees at work on the day: those of a group who have left it or lost their consent are not."""
    valid = Consent.objects.valid_on(on).filter(kind="processing", person=OuterRef("mentee__person"))
    return Membership.objects.in_force(on).filter(Exists(valid), pairing__in=Pairing.objects.active(on))


def _companion(participation: Participation) -> Companion:
    return Companion(participation.person.get_full_name(), participation.person.studies_or_works)
