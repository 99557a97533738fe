"""The last day of consents that are in the register already: it moves with taking part and with the birth date.

A consent without a term holds until the end of taking part; what only the representative signed holds until the
eighteenth birthday.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q

from ..consenting import last_valid_day
from ..models import Consent, Participation, Person
from ..models.consents import ConsentKind

UNTIL_LEAVING = (ConsentKind.PROCESSING, ConsentKind.PARTICIPATION)
Signer = Consent.Signer


def end_with_taking_part(person: Person) -> None:
    """Ends the consents without a term on the day of the last leaving, once no participation is open."""
    left_on = _last_leaving(person)
    if left_on is None or Participation.objects.filter(person=person, left_on=None).exists():
        return
    lasting = Q(valid_until=None) | Q(signer=Signer.REPRESENTATIVE, valid_until__gt=left_on)
    _until_leaving(person).filter(lasting, signed_on__lte=left_on).update(valid_until=left_on)


def go_on(person: Person, *, left_on: date) -> None:
    """Takes back what `end_with_taking_part` did, for whoever left on that day and takes part again."""
    ended_on = max(left_on, _last_leaving(person) or left_on)
    for consent in _until_leaving(person).filter(valid_until=ended_on):
        _set(consent, _last_day(consent, person.birth_on))


def count_anew(people: Iterable[Person]) -> None:
    """Counts the eighteenth birthday anew, after a birth date has changed."""
    by_number = {person.pk: person for person in people}
    signed = Consent.objects.filter(person__in=by_number, signer=Signer.REPRESENTATIVE, withdrawn_on=None)
    moved = set()
    for consent in signed.select_related("text"):
        _set(consent, _last_day(consent, by_number[consent.person_id].birth_on))
        moved.add(consent.person_id)
    for number in moved:
        end_with_taking_part(by_number[number])


def _until_leaving(person: Person):
    consents = Consent.objects.filter(person=person, kind__in=UNTIL_LEAVING, withdrawn_on=None)
    return consents.filter(text__term_months=None).select_related("text")


def _last_leaving(person: Person) -> date | None:
    return Participation.objects.filter(person=person).aggregate(last=Max("left_on"))["last"]


def _last_day(consent: Consent, birth_on: date | None) -> date | None:
    months, signer = consent.text.term_months, consent.signer
    return last_valid_day(consent.signed_on, term_months=months, signer=signer, birth_on=birth_on)


def _set(consent: Consent, day: date | None) -> None:
    if consent.valid_until != day:
        Consent.objects.filter(pk=consent.pk).update(valid_until=day)
