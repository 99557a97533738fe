"""Who hears of a deadline, and from when: responsible, curator, director, the keepers of the organisation above."""

from datetime import date, timedelta

import pytest

from notifications.models import Escalation
from organizations.models import Organization, Role, User
from roadmaps.kinds import DEADLINE, DELAY
from roadmaps.models import Occurrence, Responsible, Roadmap
from roadmaps.reminders import due_reminders
from roadmaps.services.occurrences import generate_occurrences

from ..factories import make_member, make_roadmap

DUE = date(2027, 4, 15)


def make_occurrence(organization: Organization, *responsible: User) -> Occurrence:
    """One thing due on 15 April 2027 by an approved roadmap."""
    roadmap = make_roadmap(organization, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    occurrence = Occurrence.objects.get(activity__section__roadmap=roadmap)
    for user in responsible:
        Responsible.objects.create(activity=occurrence.activity, kind="person", text=str(user), user=user)
    return occurrence


def heard(days_late: int) -> dict[str, str]:
    """e-mail -> the kind as which the person hears of it, so many days after the deadline."""
    reminders = list(due_reminders(DUE + timedelta(days=days_late)))
    emails = dict(User.objects.values_list("pk", "email"))
    told = {emails[reminder.recipient_id]: reminder.kind for reminder in reminders}
    assert len(told) == len(reminders), "somebody hears twice"
    return told


@pytest.fixture
def done_by_executor(world) -> Occurrence:
    return make_occurrence(world.a1, world.executor)


@pytest.mark.parametrize(
    ("days_late", "who"),
    [
        (-14, {"executor"}),
        (-1, {"executor"}),
        (0, {"executor", "curator"}),
        (13, {"executor", "curator"}),
        (14, {"executor", "curator", "director"}),
        (30, {"executor", "curator", "director", "methodologist"}),
    ],
)
def test_each_next_person_hears_after_their_days(world, done_by_executor, days_late, who):
    assert set(heard(days_late)) == {world.people[name].email for name in who}


def test_the_days_are_the_organisations_own_or_of_those_above(world, done_by_executor):
    Escalation.objects.create(organization=world.north, curator_after=3, director_after=5)
    Escalation.objects.create(organization=world.a1, director_after=7)
    executor, curator, director = (world.people[name].email for name in ("executor", "curator", "director"))
    assert set(heard(2)) == {executor}
    assert set(heard(6)) == {executor, curator}
    assert set(heard(7)) == {executor, curator, director}


def test_for_those_above_it_is_a_delay_and_for_the_others_a_deadline(world, done_by_executor):
    assert heard(30) == {
        world.executor.email: DEADLINE.code,
        world.curator.email: DEADLINE.code,
        world.director.email: DELAY.code,
        world.methodologist.email: DELAY.code,
    }


def test_a_director_who_is_responsible_hears_as_such(world):
    make_occurrence(world.a1, world.director)
    assert heard(-7) == {world.director.email: DEADLINE.code}
    assert heard(14)[world.director.email] == DEADLINE.code


@pytest.mark.parametrize("why", ["left", "deactivated", "of another organisation"])
def test_the_curator_hears_all_of_it_when_the_responsible_cannot_be_reached(world, why):
    person = world.stranger if why == "of another organisation" else world.executor
    make_occurrence(world.a1, person)
    if why == "left":
        person.memberships.update(ended_on=date(2026, 12, 1))
    elif why == "deactivated":
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert set(heard(-14)) == {world.curator.email}


def test_without_a_curator_the_director_hears_all_of_it(world):
    make_occurrence(world.a1)
    world.curator.memberships.update(ended_on=date(2026, 12, 1))
    assert heard(-7) == {world.director.email: DEADLINE.code}


def test_a_municipalitys_own_plan_climbs_to_the_region(world):
    make_occurrence(world.north)
    methodologist, head, coordinator = (world.people[name].email for name in ("methodologist", "head", "coordinator"))
    assert set(heard(-14)) == {methodologist}
    assert set(heard(14)) == {methodologist, head}
    assert heard(30) == {methodologist: DEADLINE.code, head: DELAY.code, coordinator: DELAY.code}


def test_a_regions_own_plan_has_nobody_above(world):
    make_occurrence(world.region)
    assert set(heard(60)) == {world.coordinator.email}


def test_the_neighbours_hear_nothing(world, done_by_executor):
    make_member(Role.CURATOR, world.a2)
    make_member(Role.METHODOLOGIST, world.south)
    assert set(heard(30)) == {
        world.people[name].email for name in ("executor", "curator", "director", "methodologist")
    }
