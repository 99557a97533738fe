"""The administrator sees what stands still: on its own page, and above every page when it is urgent."""

from datetime import datetime, timedelta

import pytest
from celery.schedules import crontab
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from core.heartbeat import record_heartbeat
from mentorship import celery, status
from notifications.models import Delivery

PAGE = reverse("status")


@pytest.fixture
def alive(world):
    for queue in celery.QUEUES:
        record_heartbeat(queue, at=timezone.now())


def states(lines) -> dict[str, str]:
    return {str(line.label): line.state for line in lines}


def test_every_queue_and_job_and_service_has_a_name():
    assert set(status.QUEUE_NAMES) == set(celery.QUEUES)
    assert set(status.JOB_NAMES) == set(celery.TIMETABLE)
    assert set(status.SERVICES) == set(status.CHECKS) - {"worker"}


def test_everything_that_works_is_said_to_work(as_role, alive):
    context = as_role("administrator").get(PAGE).context
    assert set(states(context["services"]).values()) == {"works"}
    assert set(states(context["queues"]).values()) == {"works"}
    assert set(states(context["jobs"]).values()) == {"not_yet"}
    assert context["outbox"] == {"waiting": 0, "oldest": None, "failed": 0}


def test_what_does_not_work_is_said_with_what_to_do(as_role, alive, monkeypatch):
    monkeypatch.setattr("mentorship.health.LEAST_FREE_BYTES", 10**18)
    response = as_role("administrator").get(PAGE)
    assert states(response.context["services"])[str(status.SERVICES["disk"][0])] == "faulty"
    assert str(status.CHECKS["disk"][1]) in response.content.decode()


def test_messages_that_wait_are_counted_and_unknown_without_a_broker(as_role, alive, monkeypatch):
    monkeypatch.setattr(status.celery_app, "connection_for_write", lambda: (_ for _ in ()).throw(OperationalError))
    monkeypatch.setitem(status.CHECKS, "broker", (lambda: 1 / 0, "The queue does not answer."))
    queues = as_role("administrator").get(PAGE).context["queues"]
    assert [line.waiting for line in queues] == [None, None, None]


def test_a_job_is_late_when_its_next_time_is_long_past():
    five_minutes, at = crontab(minute="*/5"), datetime(2026, 11, 16, 12, 2, tzinfo=timezone.get_default_timezone())
    assert status.next_time(five_minutes, at) == at.replace(minute=5)
    morning = crontab(minute=5, hour="7-20")
    assert status.next_time(morning, at.replace(hour=20, minute=6)) == at.replace(day=17, hour=7, minute=5)


@pytest.mark.parametrize(("ago", "state"), [(timedelta(minutes=10), "on_time"), (timedelta(minutes=30), "late")])
def test_the_timetable_says_what_is_late(db, ago, state):
    at = timezone.now()
    lines = status.jobs({"notifications.send_letters": at - ago}, at=at)
    assert states(lines)[str(status.JOB_NAMES["notifications.send_letters"])] == state


def test_deliveries_that_wait_and_those_given_up_are_counted(as_role, world, alive):
    at = timezone.now()
    for number, (state, hours) in enumerate([("waiting", -2), ("waiting", 5), ("sending", -1), ("failed", -9)]):
        Delivery.objects.create(
            channel="email",
            recipient=world.curator,
            key=f"now:{number}",
            not_before=at + timedelta(hours=hours),
            state=state,
        )
    outbox = as_role("administrator").get(PAGE).context["outbox"]
    assert outbox == {"waiting": 3, "oldest": at - timedelta(hours=2), "failed": 1}


def test_the_page_takes_a_fixed_number_of_queries(as_role, alive, django_assert_max_num_queries):
    client = as_role("administrator")
    with django_assert_max_num_queries(15):
        client.get(PAGE)


def alarm_on_home(client) -> bool:
    return 'id="alarm"' in client.get(reverse("home")).content.decode()


def test_the_alarm_stands_above_every_page_of_an_administrator(as_role, world):
    page = as_role("administrator").get(reverse("home"))
    assert len(page.context["silent_queues"]) == len(celery.QUEUES)
    assert alarm_on_home(as_role("administrator"))


def test_there_is_no_alarm_while_all_is_well(as_role, alive):
    assert not alarm_on_home(as_role("administrator"))


def test_only_administrators_are_alarmed(as_role, world):
    assert not alarm_on_home(as_role("curator"))


def test_one_silent_queue_is_named(as_role, world, alive):
    record_heartbeat(celery.LETTERS, at=timezone.now() - timedelta(minutes=11))
    named = as_role("administrator").get(reverse("home")).context["silent_queues"]
    assert list(named) == [str(status.QUEUE_NAMES[celery.LETTERS]).lower()]
