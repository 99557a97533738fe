"""The pairs of some institutions with the days on which they work, and the people in them.

The same days as `PairingQuerySet.active`, as intervals: the order stands, the dates have come, the mentee is in the
pair, the consents of both are valid (domain.md 3.5, 9).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from orders.models import Order
from organizations.models import Organization
from pairing.models import Membership, PairChange, Pairing
from participants.models import Consent, Person

from ..intervals import Interval, common, joined
from ..models import FOREVER, CountingRules
from .keys import person_key

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Human:
    """A person as counts know them."""

    number: int
    key: int
    organization_id: int
    kind: str
    born_on: date | None
    works_since: date | None
    partner_id: int | None
    is_erased: bool


@dataclass(slots=True)
class PairWork:
    """A pair or group: who works in it and on which days; `days` are those with at least one mentee."""

    number: int
    organization_id: int
    form: str
    track: str
    mentor: Human
    mentor_participation: int
    mentees: list[tuple[Human, list[Interval]]] = field(default_factory=list)
    days: list[Interval] = field(default_factory=list)


@dataclass
class Work:
    """What the measures of some institutions are made from."""

    institutions: dict[int, Organization]
    rules: dict[int, CountingRules]
    people: dict[int, Human]
    pairs: list[PairWork]


def load(institutions: Sequence[Organization], rules: dict[int, CountingRules]) -> Work:
    """Five queries, however many the institutions."""
    by_number = {each.pk: each for each in institutions}
    people = {human.number: human for human in _people(by_number)}
    return Work(by_number, rules, people, list(_pairs(by_number, people)))


def _people(institutions: dict[int, Organization]) -> Iterator[Human]:
    rows = Person.objects.filter(organization__in=institutions).values_list(
        "pk", "fingerprint", "organization_id", "kind", "birth_on", "experience_since", "partner_id", "erased_at"
    )
    for number, fingerprint, *facts, erased_at in rows.order_by().iterator():
        yield Human(number, person_key(number, fingerprint), *facts, is_erased=erased_at is not None)


def _pairs(institutions: dict[int, Organization], people: dict[int, Human]) -> Iterator[PairWork]:
    consented = _consented(institutions)
    members, changes = _members(institutions), _changes(institutions)
    rows = Pairing.objects.filter(
        organization__in=institutions, order__state__in=(Order.State.SIGNED, Order.State.CANCELLED)
    ).exclude(state=Pairing.State.DRAFT)
    rows = rows.values_list(
        "pk", "organization_id", "form__code", "form__track", "mentor_id", "mentor__person_id", "starts_on", "ends_on",
        "order__signed_on", "order__cancelled_on",
    )  # fmt: skip
    for number, organization, form, track, mentor, person, starts, ends, signed, cancelled in rows.order_by():
        ordered = joined([(max(starts, signed), cancelled or FOREVER)])
        working = common(ordered, joined(_running(starts, ends, changes[number])), consented[person])
        pair = PairWork(number, organization, form, track, people[person], mentor)
        for mentee, since, until in members[number] if working else ():
            days = common(working, joined([(since, until)]), consented[mentee])
            if days:
                pair.mentees.append((people[mentee], days))
        pair.days = joined(interval for _mentee, days in pair.mentees for interval in days)
        yield pair


def _running(starts: date, ends: date, changes: list[tuple[date, date, date]]) -> Iterator[Interval]:
    """The days within the dates of a pair: of the changes that hold on a day the latest moves its last day."""
    turns = {day for _last, since, until in changes for day in (since, until) if starts < day < FOREVER}
    for since, until in pairwise([starts, *sorted(turns), FOREVER]):
        last_day = next((last for last, first, gone in reversed(changes) if first <= since < gone), ends)
        yield since, min(until, last_day + DAY)


def _changes(institutions: dict[int, Organization]) -> dict[int, list[tuple[date, date, date]]]:
    """By pair, in the order they were made: the last day, since when it holds, the first day on which it does not."""
    found = defaultdict(list)
    rows = PairChange.objects.filter(pairing__organization__in=institutions).exclude(order__state__in=Order.UNSIGNED)
    rows = rows.values_list("pairing_id", "last_day", "order__signed_on", "order__cancelled_on")
    for pair, last_day, signed, cancelled in rows.order_by("pk").iterator():
        found[pair].append((last_day, signed or date.min, cancelled or FOREVER))
    return found


def _members(institutions: dict[int, Organization]) -> dict[int, list[tuple[int, date, date]]]:
    """By pair: the person, the day they came, the first day without them."""
    found = defaultdict(list)
    rows = Membership.objects.filter(pairing__organization__in=institutions)
    rows = rows.values_list("pairing_id", "mentee__person_id", "joined_on", "left_on")
    for pair, person, since, until in rows.order_by().iterator():
        found[pair].append((person, since, until or FOREVER))
    return found


def _consented(institutions: dict[int, Organization]) -> dict[int, list[Interval]]:
    """By person: the days with a valid consent to processing, as `ConsentQuerySet.valid_on` has them."""
    found = defaultdict(list)
    rows = Consent.objects.filter(person__organization__in=institutions, kind="processing")
    rows = rows.values_list("person_id", "signed_on", "withdrawn_on", "valid_until")
    for person, signed, withdrawn, until in rows.order_by().iterator():
        found[person].append((signed, min(withdrawn or FOREVER, until + DAY if until else FOREVER)))
    return defaultdict(list, {person: joined(intervals) for person, intervals in found.items()})
