"""Processes and servers that die, come twice or stay away while letters go out: 0 lost, 0 sent twice.

Workers and timetables run as docker-compose.yml runs them, on a real PostgreSQL and Redis, against a real SMTP server
that counts. One double is allowed and counted: a worker killed between the acceptance of a letter by the mail server
and the mark in the row sends that one letter again, with the same Message-ID.
"""

import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from celery import Celery
from django.utils import timezone

from core.heartbeat import heartbeats
from mentorship.celery import HEARTBEAT, LETTERS, app
from mentorship.timetable import Timetable
from notifications.models import Delivery, DeliveryItem, Notification
from organizations.models import User

from ..factories import make_world
from .composition import command_of
from .crowd import all_sent, due_today, make_crowd, tell
from .mailserver import serving
from .processes import free_port, kill_group, running, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(180)]

SEND = "notifications.send_letters"


@pytest.fixture
def mail():
    with serving() as server:
        yield server


@pytest.fixture
def machine(production, mail, broker_url) -> dict[str, str]:
    redis.from_url(broker_url).flushall()
    return production | {"EMAIL_URL": mail.url, "CLAIM_LAPSES_AFTER": "5"}


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def world(database_url):
    return make_world()


def letters_for(world, size: int) -> list[User]:
    """So many people whose letters are ready to leave."""
    people = make_crowd(size)
    tell(people, world.a1, at=timezone.now() - timedelta(minutes=1))
    return people


def emails(people) -> set[str]:
    return {person.email for person in people}


def test_a_worker_killed_twice_while_it_sends(world, machine, mail, log):
    crowd = letters_for(world, 500)
    kills = (120, 300)
    for enough in kills:
        with running(command_of("worker"), machine, log) as worker:
            app.send_task(SEND)
            wait_until(lambda enough=enough: mail.count >= enough, 60, log)
            kill_group(worker)
            worker.wait()
    with running(command_of("worker"), machine, log):
        app.send_task(SEND)
        wait_until(lambda: not Delivery.objects.waiting().exists(), 60, log)
        while Delivery.objects.exclude(state=Delivery.State.SENT).exists():  # what was cut off, once its claim lapses
            app.send_task(SEND)
            time.sleep(1)
    assert mail.recipients == emails(crowd)
    assert mail.doubles <= len(kills)


def test_two_workers_and_two_timetables_that_were_away_for_three_days(world, machine, mail, log, tmp_path):
    crowd, (occurrence, told) = letters_for(world, 250), due_today(world)
    with ExitStack() as stack:
        for number in (1, 2):
            here = machine | {"DATA_DIR": str(tmp_path / f"machine{number}")}
            away_since(timezone.now() - timedelta(days=3), Path(here["DATA_DIR"]))
            name = ["--hostname", f"worker{number}@%h"]
            stack.enter_context(running([*command_of("worker"), *name], here, log))
            stack.enter_context(running(command_of("beat"), here, log))
        jobs = {SEND, "notifications.remind"}
        wait_until(lambda: jobs <= set(heartbeats()) and mail.recipients >= emails(crowd), 60, log)
    assert mail.doubles == 0
    reminders = Notification.objects.exclude(recipient__in=crowd)
    assert sorted(reminders.values_list("subject", "recipient")) == sorted(
        (f"occurrence:{occurrence.pk}", person.pk) for person in told
    )
    assert DeliveryItem.objects.filter(notification__in=reminders).count() == len(told)  # each in one letter


def away_since(moment, folder: Path) -> None:
    """The memory of a timetable that last ran at the moment: everything in it is due when it starts."""
    folder.mkdir()
    timetable = Timetable(app, schedule_filename=str(folder / "beat-schedule"))
    for job in timetable.schedule.values():
        job.last_run_at = moment
    timetable.close()


def test_redis_stops_and_starts_empty_while_letters_go_out(world, machine, mail, log, tmp_path):
    crowd = letters_for(world, 250)
    port = free_port()
    server = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", tmp_path, "--save", ""]
    broker = Celery("ours", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
    machine["BROKER_URL"] = f"redis://127.0.0.1:{port}/0"
    with running(server, {}, log) as first, running(command_of("worker"), machine, log):
        wait_until(lambda: answers(port), log=log)
        broker.send_task(SEND, queue=LETTERS)
        wait_until(lambda: mail.count >= 50, 60, log)
        kill_group(first)
        first.wait()
        before = mail.count
        wait_until(lambda: mail.count > before + 20, log=log)  # sending needs no Redis
        with running(server, {}, log):
            wait_until(lambda: answers(port), log=log)
            seen = timezone.now()
            broker.send_task(SEND, queue=LETTERS)
            broker.send_task(HEARTBEAT, args=[LETTERS], queue=LETTERS)
            wait_until(lambda: heartbeats().get(LETTERS, seen) > seen, 60, log)  # the worker takes messages again
            wait_until(all_sent, 60, log)
    assert mail.recipients == emails(crowd)
    assert mail.doubles == 0


def answers(port: int) -> bool:
    try:
        return redis.Redis(port=port).ping()
    except redis.ConnectionError:
        return False
