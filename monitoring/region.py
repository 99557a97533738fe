"""A synthetic region for benchmarks and trials of load: believable in its sizes and dates, with nobody real in it.

The same seed gives the same region. Everything is written in bulk, past the services: nothing of it is in the audit
trail, so the facts are counted at the end (measures.md, `make_region`).
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from core import bulk
from orders.models import Order, OrderSeries
from organizations.models import Organization
from pairing.models import Meeting, Membership, PairChange, Pairing
from participants.fingerprints import fingerprint
from participants.models import Consent, ConsentText, MentoringForm, Participation, Person
from participants.models.reference import Track

from .models import TypedCount
from .services.facts import count_again

MUNICIPALITIES = 44
FIRST_YEAR = 2021
YEARS = 5
IN_TWO = 50  # one learner of so many is in a second institution too
CHUNK = 20_000
ENDED_AFTER = timedelta(days=90)
LAST = ("Абрамов", "Белов", "Власов", "Гусев", "Данилов", "Ершов", "Жуков", "Зимин", "Ильин", "Комаров", "Лебедев",
        "Маслов", "Носов", "Орлов", "Панов", "Рябов", "Сомов", "Титов", "Ушаков", "Фомин")  # fmt: skip
FIRST = ("Артём", "Борис", "Виктор", "Глеб", "Даниил", "Егор", "Захар", "Илья", "Кирилл", "Лев", "Максим", "Никита")
PATRONYMICS = ("Андреевич", "Борисович", "Викторович", "Дмитриевич", "Ильич", "Олегович", "Павлович", "Сергеевич")


@dataclass(frozen=True)
class Sizes:
    """How many of each; people are spread evenly over the institutions."""

    institutions: int = 1500
    participants: int = 500_000
    pairs: int = 150_000
    meetings: int = 2_000_000


class Region:
    """Writes the region into the database, telling `say` how far it is."""

    def __init__(self, sizes: Sizes, *, seed: int, at: datetime, say: Callable[[str], None]):
        self.sizes, self.at, self.say = sizes, at, say
        self.random = random.Random(seed)
        self.form = MentoringForm.objects.get(organization=None, code="pupil-pupil")
        self.text = ConsentText.objects.filter(organization=None, kind="processing").order_by("-version").first()

    @transaction.atomic
    def write(self) -> Organization:
        region = self._organization("synthetic", None, "Синтетический край")
        parts = [self._organization(f"synthetic-{n}", region, f"Район № {n}") for n in range(1, MUNICIPALITIES + 1)]
        schools = [
            self._organization(f"synthetic-school-{n}", parts[n % len(parts)], f"Школа № {n}")
            for n in range(1, self.sizes.institutions + 1)
        ]
        self.say(f"organisations: {len(schools)}")
        self._children(schools)
        people = self._people(schools)
        pairs = self._pairs(schools, people)
        self._meetings(pairs)
        self.say("counting the facts")
        _take_statistics()
        self.say(f"facts: {count_again(schools, at=self.at)}")
        return region

    def _organization(self, slug: str, parent: Organization | None, name: str) -> Organization:
        levels = {None: "region", "region": "municipality", "municipality": "institution"}
        level = levels[parent.level if parent else None]
        made = Organization.objects.create(
            level=level, kind="school" if level == "institution" else "authority", parent=parent, path=f"?{slug}",
            slug=slug, full_name=name, short_name=name,
        )  # fmt: skip
        made.path = (parent.path if parent else "") + made.own_path_step
        made.save(update_fields=["path"])
        return made

    def _children(self, schools: Sequence[Organization]) -> None:
        each = max(1, 2 * self.sizes.participants // len(schools))
        names = {"children_10_19": each, "children_15_19": each // 3, "young_teachers": 8, "enterprises": 40}
        bulk.insert(
            [
                TypedCount(organization=school, name=name, value=value, as_of=date(FIRST_YEAR, 1, 1), source="Росстат",
                           entered_at=self.at)
                for school in schools
                for name, value in names.items()
            ]
        )  # fmt: skip

    def _people(self, schools: Sequence[Organization]) -> dict[int, tuple[list[Participation], list[Participation]]]:
        """By number of the school: its mentors and its mentees."""
        found = {school.pk: ([], []) for school in schools}
        for chunk in _chunks(range(self.sizes.participants), CHUNK):
            people = [self._person(number, schools[number % len(schools)]) for number in chunk]
            bulk.insert(people)
            bulk.insert([self._consent(person) for person in people])
            participations = [self._participation(person) for person in people]
            bulk.insert(participations)
            for participation in participations:
                roles = found[participation.person.organization_id]
                roles[participation.role == Participation.Role.MENTEE].append(participation)
            self.say(f"participants: {chunk[-1] + 1}")
        return found

    def _person(self, number: int, school: Organization) -> Person:
        """Three of ten are mentors; a few learners are in a second institution under the same name and birth date."""
        human = number - 1 if number % IN_TWO == 0 and number else number
        chance = random.Random(human)
        learner = human % 10 >= 2
        born = date(2005 if learner else 1980, 1, 1) + timedelta(days=chance.randrange(365 * 8))
        names = (
            f"{LAST[human % len(LAST)]}-{human:x}".translate(LETTERS),
            chance.choice(FIRST),
            chance.choice(PATRONYMICS),
        )
        return Person(
            organization=school, kind="learner" if learner else "employee", last_name=names[0], first_name=names[1],
            patronymic=names[2], birth_on=born, class_group=f"{5 + human % 7} «А»" if learner else "",
            experience_since=None if learner else date(2010 + human % 14, 9, 1), created_at=self.at,
            fingerprint=fingerprint(*names, born),
        )  # fmt: skip

    def _consent(self, person: Person) -> Consent:
        signed = date(FIRST_YEAR, 9, 1) + timedelta(days=self.random.randrange(365 * (YEARS - 1)))
        withdrawn = signed + timedelta(days=200) if self.random.random() < 0.02 else None
        return Consent(
            person=person, kind="processing", text=self.text, signed_on=signed, signer="self", recorded_at=self.at,
            withdrawn_on=withdrawn,
        )  # fmt: skip

    def _participation(self, person: Person) -> Participation:
        role = Participation.Role.MENTOR if self.random.random() < 0.3 else Participation.Role.MENTEE
        return Participation(
            person=person, role=role, form=self.form, track=Track.STUDENTS, joined_on=date(FIRST_YEAR, 9, 1),
            created_at=self.at,
        )  # fmt: skip

    def _pairs(self, schools: Sequence[Organization], people) -> list[Pairing]:
        orders = self._orders(schools)
        pairs, mentees = [], []
        for number in range(self.sizes.pairs):
            school = schools[number % len(schools)]
            mentors, learners = people[school.pk]
            order = orders[school.pk][number // len(schools) % YEARS]
            pair = Pairing(
                organization=school, mentor=self.random.choice(mentors), form=self.form, order=order, state="approved",
                starts_on=order.signed_on + timedelta(days=self.random.randrange(30)),
                ends_on=date(order.signed_on.year + 1, 5, 31), created_at=self.at,
            )  # fmt: skip
            pairs.append(pair)
            mentees += [(pair, mentee) for mentee in self.random.sample(learners, self.random.choice((1, 1, 1, 3)))]
        for chunk in _chunks(pairs, CHUNK):
            bulk.insert(chunk)
        early = self.random.sample(pairs, len(pairs) // 10)
        bulk.insert(
            [PairChange(pairing=each, kind="ended_early", last_day=each.starts_on + ENDED_AFTER) for each in early]
        )
        for chunk in _chunks(mentees, CHUNK):
            bulk.insert([Membership(pairing=pair, mentee=who, joined_on=pair.starts_on) for pair, who in chunk])
        self.say(f"pairs: {len(pairs)}, mentees in them: {len(mentees)}")
        return pairs

    def _orders(self, schools: Sequence[Organization]) -> dict[int, list[Order]]:
        """By number of the school: an order of each school year."""
        series = [OrderSeries(organization=each, code="main", title="Основная", pattern="{n}") for each in schools]
        bulk.insert(series)
        orders = [
            Order(organization=school, series=own, kind="assign_pairs", state="signed", number=f"{year}",
                  signed_on=date(year, 9, 15), year=year, title="О закреплении пар", created_at=self.at)
            for school, own in zip(schools, series, strict=True)
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
        ]  # fmt: skip
        bulk.insert(orders)
        found = {school.pk: [] for school in schools}
        for order in orders:
            found[order.organization_id].append(order)
        return found

    def _meetings(self, pairs: Sequence[Pairing]) -> None:
        per_pair, rest = divmod(self.sizes.meetings, max(1, len(pairs)))
        written = 0
        for chunk in _chunks(pairs, CHUNK // max(1, per_pair)):
            meetings = [
                self._meeting(pair, number)
                for pair in chunk
                for number in range(per_pair + (pair.pk % max(1, len(pairs)) < rest))
            ]
            bulk.insert(meetings)
            written += len(meetings)
            self.say(f"meetings: {written}")

    def _meeting(self, pair: Pairing, number: int) -> Meeting:
        return Meeting(
            pairing=pair, kind="regular", state="held", held_on=pair.starts_on + timedelta(days=7 * number % 230),
            minutes=40, recorded_at=self.at,
        )  # fmt: skip


LETTERS = str.maketrans("0123456789abcdef", "абвгдежзиклмнопр")  # a number as letters: names have no digits


def _take_statistics() -> None:
    """PostgreSQL knows nothing yet of rows not committed, and would read whole tables for every few schools."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _chunks(rows: Sequence, size: int) -> Iterator[Sequence]:
    for begin in range(0, len(rows), max(1, size)):
        yield rows[begin : begin + max(1, size)]


def write_region(sizes: Sizes, *, seed: int, say: Callable[[str], None]) -> Organization:
    """Writes everything in one transaction; returns the region."""
    return Region(sizes, seed=seed, at=timezone.now(), say=say).write()
