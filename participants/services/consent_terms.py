"""The last day of consents that are in the register already: it moves with taking part and with the birth date.

A consent without a term holds until the end of taking part; what only the representative signed holds until the
eighteenth birthday.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from ..consenting import last_valid_day
from ..models import Consent, Participation, Person
from ..models.consents import ConsentKind

UNTIL_LEAVING = (ConsentKind.PROCESSING, ConsentKind.PARTICIPATION)
Signer = Consent.Signer


def end_with_taking_part(people: Iterable[int]) -> None:
    """Ends the consents without a term on the day of the last leaving, of those with no participation open."""
    theirs = Participation.objects.filter(person=OuterRef("person")).order_by()
    left_on = Subquery(theirs.values("person").annotate(last=Max("left_on")).values("last"))
    lasting = Q(valid_until=None) | Q(signer=Signer.REPRESENTATIVE, valid_until__gt=left_on)
    gone = _until_leaving(people).filter(~Exists(theirs.filter(left_on=None)))
    gone.filter(lasting, signed_on__lte=left_on).update(valid_until=left_on)


def go_on(left: Iterable[tuple[int, date]]) -> None:
    """Takes back what `end_with_taking_part` did, for each (person, day): they had left on that day, and have not."""
    ends = defaultdict(set)
    for person, day in left:
        ends[person].add(day)
    leavings = Participation.objects.filter(person__in=ends).exclude(left_on=None).order_by()
    for person, last in leavings.values_list("person").annotate(Max("left_on")):
        ends[person].add(max(last, *ends[person]))
    for consent in _until_leaving(ends).select_related("text", "person"):
        if consent.valid_until in ends[consent.person_id]:
            _set(consent, _last_day(consent, consent.person.birth_on))


def follow_leavings(left: Iterable[tuple[int, date | None]]) -> None:
    """After days of leaving were written for many: each (person, the day on which they had left before, if any)."""
    left = list(left)
    go_on((person, day) for person, day in left if day)
    end_with_taking_part({person for person, _day in left})


def count_anew(people: Iterable[Person]) -> None:
    """Counts the eighteenth birthday anew, after a birth date has changed."""
    by_number = {person.pk: person for person in people}
    signed = Consent.objects.filter(person__in=by_number, signer=Signer.REPRESENTATIVE, withdrawn_on=None)
    moved = set()
    for consent in signed.select_related("text"):
        _set(consent, _last_day(consent, by_number[consent.person_id].birth_on))
        moved.add(consent.person_id)
    end_with_taking_part(moved)


def _until_leaving(people: Iterable[int]) -> QuerySet[Consent]:
    consents = Consent.objects.filter(person__in=people, kind__in=UNTIL_LEAVING, withdrawn_on=None)
    return consents.filter(text__term_months=None)


def _last_day(consent: Consent, birth_on: date | None) -> date | None:
    months, signer = consent.text.term_months, consent.signer
    return last_valid_day(consent.signed_on, term_months=months, signer=signer, birth_on=birth_on)


def _set(consent: Consent, day: date | None) -> None:
    if consent.valid_until != day:
        Consent.objects.filter(pk=consent.pk).update(valid_until=day)
