"""The world of the quarter's story: twelve institutions of a municipality, their pairs, an accepted quarter before.

Days follow the real today, since a browser cannot be told another: the quarter is the last that has ended.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.calendar import Quarter
from monitoring.models import FactState, Indicator, ReportingPeriod, Submission, Target, TypedCount
from monitoring.services.filling import Entry, begin, enter
from monitoring.services.submissions import accept, send_to_sign, submit
from organizations.models import Organization, Role, User
from participants.models import Participation

from ..factories import World, make_member, make_organization, make_world
from ..monitoring.factories import make_mentee, make_mentor, make_quarter, make_working_pair

INSTITUTIONS = 12
CHILDREN = {"children_10_19": 100, "children_15_19": 40, "young_teachers": 5, "enterprises": 20}
PLANS = {"child-mentees": 4, "child-mentors": 2, "young-teachers": 20, "teaching-schools": 50}
MENTOR, MENTEE = "Скрытова", "Тайнова"
WHY = "По журналу куратора"

TODAY = timezone.localdate()
QUARTER = Quarter.of(TODAY).previous
BEFORE = QUARTER.previous
BEGAN = BEFORE.starts - timedelta(days=60)


@dataclass
class Someone:
    """Who fills in and who signs in an institution."""

    curator: User
    director: User


@dataclass
class QuarterWorld:
    world: World
    schools: list[Organization]
    people: dict[Organization, Someone]
    before: ReportingPeriod

    def hand_in(self, period: ReportingPeriod, school: Organization, at: datetime) -> Submission:
        """As counted, noughts where nothing could be."""
        by = self.people[school]
        submission = begin(period, school, by=by.curator, at=at)
        enter(submission, entries=noughts(submission), problems="", seen=1, by=by.curator, at=at)
        send_to_sign(submission, by=by.curator, at=at)
        submit(submission, by=by.director, at=at)
        return submission

    def accept_others(self, period: ReportingPeriod) -> None:
        """What waits for the methodologist still."""
        for submission in Submission.objects.filter(period=period, state=Submission.State.SUBMITTED):
            accept(submission, by=self.world.methodologist, at=timezone.now())


def noughts(submission: Submission) -> list[Entry]:
    """For the figures that nobody counted."""
    empty = [figure for figure in submission.figures.all() if figure.numerator is None]
    return [Entry(figure.pk, 0, override_reason=WHY) for figure in empty]


def make_quarter_world() -> QuarterWorld:
    world = make_world()
    numbers = range(3, INSTITUTIONS + 1)
    more = [make_organization(f"s{n}", world.north, short_name=f"Школа № {n}") for n in numbers]
    schools = [world.a1, world.a2, *more]
    people = {world.a1: Someone(world.curator, world.director)}
    for school in schools[1:]:
        people[school] = Someone(make_member(Role.CURATOR, school), make_member(Role.DIRECTOR, school))
    for number, school in enumerate(schools, start=1):
        say_how_many_children(school, 1)
        for each in range(1 + number % 3):
            make_pair_of(school, 10 * number + each, signed_on=BEGAN)
    say_how_many_children(world.north, INSTITUTIONS)
    plan(world.north)
    made = QuarterWorld(world, schools, people, make_quarter(world.north, by=world.methodologist, **when(BEFORE)))
    for school in schools:
        submission = made.hand_in(made.before, school, moment(made.before.opens_on))
        accept(submission, by=world.methodologist, at=moment(made.before.opens_on))
    for each in range(3):
        make_pair_of(world.a2, each, signed_on=QUARTER.starts + timedelta(days=9))
    FactState.objects.update(stale=True)  # what tests make past the services leaves no trail
    return made


def when(quarter: Quarter) -> dict[str, int]:
    return {"year": quarter.year, "number": quarter.number}


def moment(day: date) -> datetime:
    """At noon of the day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def say_how_many_children(organization: Organization, times: int) -> None:
    for name, value in CHILDREN.items():
        TypedCount.objects.create(
            organization=organization, name=name, value=value * times, as_of=BEGAN, source="Форма ОО-1",
            entered_at=moment(BEGAN),
        )  # fmt: skip


def plan(municipality: Organization) -> None:
    for code, value in PLANS.items():
        indicator = Indicator.objects.get(code=code)
        Target.objects.create(indicator=indicator, organization=municipality, year=QUARTER.year, value=value)


def make_pair_of(school: Organization, number: int, *, signed_on: date) -> None:
    """A teacher and a pupil of fourteen, by an order of the day, to the end of next year.

    The number makes them other people than those of other pairs: by the days they were born on.
    """
    born = timedelta(days=number)
    mentor = make_mentor(school, last_name=MENTOR, consented_on=BEGAN, birth_on=date(1980, 1, 1) + born)
    mentee = make_mentee(school, last_name=MENTEE, consented_on=BEGAN, birth_on=date(TODAY.year - 14, 1, 1) + born)
    Participation.objects.filter(pk__in=[mentor.pk, mentee.pk]).update(joined_on=BEGAN)
    ends_on = date(TODAY.year + 1, 12, 31)
    make_working_pair(mentor, mentee, signed_on=signed_on, starts_on=signed_on, ends_on=ends_on)
