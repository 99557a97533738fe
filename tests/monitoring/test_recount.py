"""The same numbers by another way: plain Python walks day by day over worlds that hypothesis makes.

Nothing of the product's counting is used for the recount: no interval, no SQL, no fact.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.models import Mode
from monitoring.selectors.counts import Moment, counted
from monitoring.selectors.rules import rules_of
from monitoring.services.facts import count_again
from orders.models import Order
from organizations.models import Organization
from pairing.models import Membership, Pairing
from participants.models import Consent, ConsentText, MentoringForm, Participation, Person
from tests.factories import NOW, end_pairing, make_order

pytestmark = pytest.mark.django_db

START = date(2026, 12, 1)  # the days lie on both sides of a new year
DAYS = 60
day = st.integers(0, DAYS)
span = st.tuples(day, st.one_of(st.none(), day)).map(lambda pair: (pair[0], None if pair[1] is None else max(pair)))


def on(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


@dataclass
class Someone:
    """A human in an institution; two of the same `human` are one person in two institutions."""

    place: int
    human: int
    kind: str
    birthday: int | None  # the day of the world on which they turn `age`
    age: int
    consents: list[tuple[int, int | None]]
    merged: bool = False


@dataclass
class Together:
    """A pair or group: people by their place in the list."""

    mentor: int
    mentees: list[tuple[int, tuple[int, int | None]]]
    dates: tuple[int, int]
    ended: int | None
    signed: int
    cancelled: int | None
    is_draft: bool = False


@dataclass
class Made:
    people: list[Someone]
    pairs: list[Together] = field(default_factory=list)


@st.composite
def worlds(draw) -> Made:
    """Up to eight records of five humans in two institutions, up to five pairs among those of one institution."""
    someone = st.builds(
        Someone,
        place=st.integers(0, 1),
        human=st.integers(0, 4),
        kind=st.sampled_from(["learner", "learner", "employee"]),
        birthday=st.one_of(st.none(), day),
        age=st.sampled_from([10, 15, 20]),
        consents=st.lists(span, max_size=2),
    )
    people = draw(st.lists(someone, min_size=2, max_size=8, unique_by=lambda each: (each.place, each.human)))
    for each in people:  # the same human is of one age and kind everywhere
        first = next(other for other in people if other.human == each.human)
        each.kind, each.birthday, each.age = first.kind, first.birthday, first.age
    made = Made(people)
    for _number in range(draw(st.integers(0, 5))):
        mentor = draw(st.integers(0, len(people) - 1))
        others = [i for i, each in enumerate(people) if i != mentor and each.place == people[mentor].place]
        if not others:
            continue
        mentees = draw(st.lists(st.tuples(st.sampled_from(others), span), max_size=3, unique_by=lambda one: one[0]))
        first, last = sorted(draw(st.tuples(day, day)))
        made.pairs.append(
            Together(
                mentor,
                mentees,
                (first, last),
                ended=draw(st.one_of(st.none(), day)),
                signed=draw(day),
                cancelled=draw(st.one_of(st.none(), day)),
                is_draft=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return made


def consented(person: Someone, at: int) -> bool:
    return any(first <= at and (last is None or at <= last) for first, last in person.consents)


def working_mentees(made: Made, pair: Together, at: int) -> list[int]:
    """Whom the pair mentors on a day, by the words of the rule."""
    stands = pair.signed <= at and (pair.cancelled is None or at < max(pair.cancelled, pair.signed))
    last_day = pair.dates[1] if pair.ended is None else max(pair.ended, pair.dates[0]) - 1
    within = pair.dates[0] <= at <= last_day
    if pair.is_draft or not stands or not within or not consented(made.people[pair.mentor], at):
        return []
    present = [who for who, (came, left) in pair.mentees if came <= at and (left is None or at < left)]
    return [who for who in present if consented(made.people[who], at)]


def age_at(person: Someone, at: int) -> int | None:
    if person.birthday is None:
        return None
    return person.age if at >= person.birthday else person.age - 1


def identity(made: Made, who: int) -> tuple:
    person = made.people[who]
    return ("human", person.human) if person.birthday is not None else ("record", who)


def expected(made: Made, days: range) -> dict[str, int]:
    """Every count over the days, distinct."""
    found = {name: set() for name in ("mentees", "mentors", "pairs", "child_mentees", "child_mentors", "learners")}
    for at in days:
        for number, pair in enumerate(made.pairs):
            mentees = working_mentees(made, pair, at)
            if mentees:
                found["pairs"].add(number)
                _count(found, made, pair.mentor, "mentors", "child_mentors", range(15, 20), at)
            for who in mentees:
                _count(found, made, who, "mentees", "child_mentees", range(10, 20), at)
    return {name: len(each) for name, each in found.items()}


def _count(found, made, who, role, child_role, ages, at):
    me, person = identity(made, who), made.people[who]
    found[role].add(me)
    age = age_at(person, at)
    if person.kind == "learner" and age is not None:
        if age in ages:
            found[child_role].add(me)
        if age >= 10:
            found["learners"].add(me)


def write(made: Made, places: list[Organization]) -> None:
    text = ConsentText.objects.filter(kind="processing", organization=None).first()
    form = MentoringForm.objects.get(code="pupil-pupil", organization=None)
    roles = {}
    for number, each in enumerate(made.people):
        born = None if each.birthday is None else on(each.birthday).replace(year=on(each.birthday).year - each.age)
        person = Person.objects.create(
            organization=places[each.place], kind=each.kind, last_name="Имярек", first_name=str(each.human),
            birth_on=born, fingerprint=f"{each.human:064d}" if born else "", created_at=NOW,
        )  # fmt: skip
        for first, last in each.consents:
            Consent.objects.create(
                person=person, kind="processing", text=text, signed_on=on(first), valid_until=on(last), signer="self",
                recorded_at=NOW,
            )  # fmt: skip
        for role in ("mentor", "mentee"):
            roles[number, role] = Participation.objects.create(
                person=person, role=role, form=form, track=form.track, joined_on=START, created_at=NOW
            )
    for pair in made.pairs:
        _write_pair(pair, roles, places[made.people[pair.mentor].place], form)


def _write_pair(pair: Together, roles, organization, form) -> None:
    order = make_order(organization, signed_on=on(pair.signed))
    if pair.cancelled is not None:
        Order.objects.filter(pk=order.pk).update(
            state="cancelled", cancelled_on=max(on(pair.cancelled), order.signed_on)
        )
    ended = None if pair.ended is None else max(on(pair.ended), on(pair.dates[0]))
    pairing = Pairing.objects.create(
        organization=organization, mentor=roles[pair.mentor, "mentor"], form=form, created_at=NOW,
        state="draft" if pair.is_draft else "approved", order=None if pair.is_draft else order,
        starts_on=on(pair.dates[0]), ends_on=on(pair.dates[1]),
    )  # fmt: skip
    if ended and not pair.is_draft:
        end_pairing(pairing, ended - timedelta(days=1), "ended_early")
    for who, (came, left) in pair.mentees:
        Membership.objects.create(pairing=pairing, mentee=roles[who, "mentee"], joined_on=on(came), left_on=on(left))


@given(made=worlds(), at=day, first=day)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_way_of_counting_agrees_with_a_walk_over_the_days(world, made, at, first):
    with transaction.atomic():
        places = [world.a1, world.a2]
        write(made, places)
        count_again(places, at=NOW)
        rules = rules_of(world.a1.parent)
        first = min(first, at)
        for moment, days in (
            (Moment(on(at), Mode.AS_OF), range(at, at + 1)),
            (Moment(on(at), Mode.PERIOD, on(first)), range(first, at + 1)),
            (Moment(on(at), Mode.CUMULATIVE), range(at + 1)),
        ):
            counts = counted(world.a1.parent.path, moment, rules)
            wanted = expected(made, days)
            assert {name: counts[name] for name in wanted} == wanted, moment
        assert_same_as_the_pairs_page(world, made, at)
        transaction.set_rollback(True)


def assert_same_as_the_pairs_page(world, made, at):
    """What the pages of pairs call active is what counts as a pair."""
    active = Pairing.objects.within(world.a1.parent.path).active(on(at)).count()
    assert active == expected(made, range(at, at + 1))["pairs"]
