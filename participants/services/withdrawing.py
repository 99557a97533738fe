"""What a withdrawal or a demand to stop does to consents and participations, whichever way it came in.

Only what was in force on the day of receipt falls: a consent signed later says that the person has thought again.
"""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import audit

from ..models import Consent, Participation, Person, SubjectRequest
from ..models.consents import ConsentKind
from .participation import leave
from .sharing import withdraw_offers

Kind = SubjectRequest.Kind
FALLING = {
    Kind.WITHDRAWAL: ConsentKind.values,
    Kind.STOP_PROCESSING: ConsentKind.values,
    Kind.STOP_DISSEMINATION: [ConsentKind.DISSEMINATION],
}


def falling_on(person: Person, received_on: date) -> QuerySet[Consent]:
    """The consents that a withdrawal received on that day reaches: signed by then, neither withdrawn nor run out."""
    lasting = Q(valid_until=None) | Q(valid_until__gte=received_on)
    return Consent.objects.filter(lasting, person=person, withdrawn_on=None, signed_on__lte=received_on)


def carry_out(person: Person, *, kind: str, received_on: date, by, at: datetime) -> None:
    """What a request of the kind ends at once; nothing for the kinds that end nothing."""
    if kind not in FALLING:
        return
    let_fall(falling_on(person, received_on).filter(kind__in=FALLING[kind]), received_on, by=by, at=at)
    if kind != Kind.STOP_DISSEMINATION:
        leave_without(person, ConsentKind.PROCESSING, received_on, by=by, at=at)


def let_fall(consents: QuerySet[Consent], received_on: date, *, by, at: datetime) -> None:
    """Marks the consents as withdrawn."""
    found = list(consents.select_related("person__organization"))
    for consent in found:
        audit.record("consent.withdrawn", consent, by=by, at=at, scope=consent.organization.path)
    numbers = [consent.pk for consent in found]
    Consent.objects.filter(pk__in=numbers).update(withdrawn_on=received_on, withdrawal_received_on=received_on)


def leave_without(person: Person, kind: str, on: date, *, by, at: datetime) -> None:
    """The person leaves what the consent of the kind was for, unless one that was signed later holds."""
    if Consent.objects.valid_on(timezone.localdate(at)).filter(person=person, kind=kind).exists():
        return
    present = person.participations.filter(left_on=None)
    if kind == ConsentKind.MENTOR_DUTY:
        present = present.mentors()
    for participation in present:
        day = max(on, participation.joined_on)
        leave(participation, on=day, leaving=Participation.Leaving.CONSENT, by=by, at=at)
        withdraw_offers(participation, by=by, at=at)
