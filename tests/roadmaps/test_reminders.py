"""Reminders of roadmaps: when, whom, once."""

from datetime import date, timedelta

import pytest
from django.core import mail

from notifications.models import Notification
from notifications.services import sweep
from organizations.models import Role, User
from roadmaps.models import Occurrence, Responsible, Roadmap
from roadmaps.reminders import due_reminders, latest_step
from roadmaps.services.occurrences import generate_occurrences

from ..factories import NOW, make_member, make_roadmap

DUE = date(2027, 4, 15)


@pytest.fixture
def occurrence(world) -> Occurrence:
    """One thing due on 15 April 2027 by an approved roadmap of school a1."""
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    return Occurrence.objects.get()


@pytest.mark.parametrize(
    ("days_left", "step"),
    [
        (15, None),
        (14, -14),
        (13, -14),
        (8, -14),
        (7, -7),
        (2, -7),
        (1, -1),
        (0, 0),
        (-1, 0),
        (-6, 0),
        (-7, 7),
        (-13, 7),
        (-14, 14),
        (-700, 700),
    ],
)
def test_the_latest_step_that_has_come_is_due(days_left, step):
    expected = None if step is None else DUE + timedelta(days=step)
    assert latest_step(DUE, DUE - timedelta(days=days_left)) == expected


def test_a_window_is_not_spoken_of_before_it_opens():
    opens = DUE - timedelta(days=6)
    assert latest_step(DUE, DUE - timedelta(days=7), opens) is None
    assert latest_step(DUE, DUE - timedelta(days=2), opens) is None
    assert latest_step(DUE, DUE - timedelta(days=1), opens) == DUE - timedelta(days=1)


def recipients(on: date) -> set[str]:
    people = {reminder.recipient_id for reminder in due_reminders(on)}
    return set(User.objects.filter(pk__in=people).values_list("email", flat=True))


def test_the_curator_is_told_and_nobody_of_another_organisation(world, occurrence):
    assert recipients(DUE) == {world.curator.email}


def test_a_named_person_and_the_holders_of_a_named_role_are_told(world, occurrence):
    colleague = make_member(Role.EXECUTOR, world.a1, "colleague@a1.example")
    activity = occurrence.activity
    Responsible.objects.create(activity=activity, kind="person", text="Colleague М. П.", user=colleague)
    Responsible.objects.create(activity=activity, kind="role", text="Директор", role=Role.DIRECTOR)
    assert recipients(DUE) == {world.curator.email, colleague.email, world.director.email}


def test_a_responsible_who_left_is_told_nothing(world, occurrence):
    Responsible.objects.create(activity=occurrence.activity, kind="person", text="Executor М. П.", user=world.executor)
    world.executor.memberships.update(ended_on=date(2026, 12, 1))
    assert recipients(DUE) == {world.curator.email}


@pytest.mark.parametrize("state", [Occurrence.State.DONE, Occurrence.State.NOT_REQUIRED])
def test_what_is_closed_is_not_reminded_of(occurrence, state):
    Occurrence.objects.update(state=state, reason="не нужно")
    assert not list(due_reminders(DUE))


def test_a_plan_long_over_is_not_reminded_of(occurrence):
    assert list(due_reminders(date(2027, 10, 25)))
    assert not list(due_reminders(date(2027, 10, 27)))


def test_a_draft_reminds_of_nothing(occurrence):
    Roadmap.objects.update(state=Roadmap.State.DRAFT)
    assert not list(due_reminders(DUE))


def test_a_repeated_sweep_tells_nothing_twice(world, occurrence):
    first = sweep(DUE, at=NOW)
    second = sweep(DUE, at=NOW)
    assert first == {"due": 1, "sent": 1, "already_sent": 0, "failed": 0, "waiting": 0}
    assert second == {"due": 1, "sent": 0, "already_sent": 1, "failed": 0, "waiting": 0}
    assert len(mail.outbox) == 1


def test_a_missed_day_is_made_up_for_once(world, occurrence):
    sweep(DUE - timedelta(days=5), at=NOW)
    sweep(DUE - timedelta(days=4), at=NOW + timedelta(days=1))
    assert [n.moment for n in Notification.objects.all()] == [DUE - timedelta(days=7)]


def test_every_step_of_two_weeks_reaches_the_curator_once(world, occurrence):
    for day in range(-20, 30):
        sweep(DUE + timedelta(days=day), at=NOW + timedelta(days=day))
    told = world.curator.notifications.order_by("moment").values_list("moment", flat=True)
    assert [(moment - DUE).days for moment in told] == [-14, -7, -1, 0, 7, 14, 21, 28]
    assert len([m for m in mail.outbox if m.to == [world.curator.email]]) == 8


def test_the_number_of_queries_does_not_grow_with_the_rows(world, django_assert_num_queries):
    for organization in (world.a1, world.a2, world.b1):
        generate_occurrences(make_roadmap(organization, activities=3, state=Roadmap.State.APPROVED))
    with django_assert_num_queries(6):
        assert len(list(due_reminders(DUE))) == 6  # a2 has no curator
