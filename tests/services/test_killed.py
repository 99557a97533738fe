"""SIGKILL for every process of docker-compose.yml, in an order left to chance, while people write: whatever was
answered with "done" is there once, whatever was not is there once or not at all, and nothing is half there.

A failed test prints its chance; KILLED_SEED=17 repeats it.
"""

import hashlib
import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
import redis
from django.db.models import Count, F
from django.utils import timezone

from core.models import AuditEntry, StoredFile
from mentorship.celery import app
from notifications.models import Delivery, DeliveryItem, Notification
from organizations.models import User
from participants.models import Person
from reports.models import ReportRun
from roadmaps.models import Evidence

from ..factories import make_world
from .composition import Kept, command_of, command_of_image
from .crowd import HASH, due_today, make_crowd, tell
from .processes import free_port, running, status_of, wait_until
from .writers import Writer

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

BACKGROUND = ("worker", "worker-reports", "beat")
CROWD = 150
KILLS_OF_EACH = 2
REMIND, SEND, RESUME = "notifications.remind", "notifications.send_letters", "reports.resume_runs"


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("KILLED_SEED", random.randrange(10_000)))
    print(f"KILLED_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def composed(production, broker_url, mail, tmp_path):
    """The services as compose keeps them, and the address of the site."""
    redis.from_url(broker_url).flushall()
    port, log = free_port(), tmp_path / "log"
    site = f"http://127.0.0.1:{port}"
    environment = production | {"EMAIL_URL": mail.url, "CLAIM_LAPSES_AFTER": "5", "SITE_URL": site}
    with running(["python", "manage.py", "collectstatic", "--noinput", "-v", "0"], environment, log) as collecting:
        assert collecting.wait(60) == 0, log.read_text()
    commands = {"web": command_of_image(port)} | {name: command_of(name) for name in BACKGROUND}
    with ExitStack() as stack:
        kept = {name: stack.enter_context(Kept(command, environment, log)) for name, command in commands.items()}
        wait_until(lambda: status_of(f"{site}/readyz") == 200, 60, log)
        yield kept, site


def test_nothing_is_lost_doubled_or_half_written(database_url, composed, chance, mail):
    services, site = composed
    world = make_world()
    occurrence, told = due_today(world)
    User.objects.filter(pk__in=[user.pk for user in told]).update(password=HASH)
    writers = [Writer(number, user, occurrence, site) for number, user in enumerate(told, 1)]
    crowd, over = make_crowd(CROWD), Event()
    with ThreadPoolExecutor(len(writers)) as pool:
        at_work = [pool.submit(writer.work, over) for writer in writers]
        try:
            wait_until(lambda: all(writer.done for writer in writers), 60)
            tell(crowd, world.a1, at=timezone.now() - timedelta(minutes=1))
            kill(services, chance, site)
        finally:
            over.set()
    for one in at_work:
        one.result()
    settle()

    assert [refused for writer in writers for refused in writer.refused] == []
    done, tried = (set().union(*(getattr(writer, name) for writer in writers)) for name in ("done", "tried"))
    print(Counter(what for what, _name in done), Counter(what for what, _name in tried), mail.count, mail.doubles)
    check_people(names(done, "person"), names(tried, "person"))
    check_files(names(done, "file"), names(tried, "file"))
    check_reports(names(done, "report"))
    check_letters(occurrence, told, crowd, mail)


def kill(services: dict[str, Kept], chance: random.Random, site: str) -> None:
    """Each service as a whole and one process of each that has several, all of them some times, in any order.

    The site serves again before the next blow, whomever that is for, so that people write in between.
    """
    whole = [(name, Kept.kill) for name in services]
    workers = [(name, Kept.kill_child) for name in services if name != "beat"]
    order = (whole + workers) * KILLS_OF_EACH
    chance.shuffle(order)
    for name, blow in order:
        for task in (REMIND, SEND):
            app.send_task(task)
        wait_until(lambda: status_of(f"{site}/healthz") == 200)
        time.sleep(chance.uniform(0.3, 1.3))
        blow(services[name])


def settle() -> None:
    """What waits for a sweep gets one, as if the quarter of an hour had passed after which a claim lapses."""
    long_ago = timedelta(hours=1)
    runs, due = ReportRun.objects.unfinished(), Delivery.objects.filter(not_before__lte=timezone.now())
    runs.update(claimed_at=F("claimed_at") - long_ago, asked_at=F("asked_at") - long_ago)
    deadline = time.monotonic() + 60
    while left := [*runs.values(), *due.exclude(state=Delivery.State.SENT).values()]:
        assert time.monotonic() < deadline, left
        for task in (REMIND, SEND, RESUME):
            app.send_task(task)
        time.sleep(1)


def names(account: set[tuple[str, str]], wanted: str) -> set[str]:
    return {name for what, name in account if what == wanted}


def check_people(done: set[str], tried: set[str]) -> None:
    there = Counter(Person.objects.values_list("last_name", flat=True))
    assert done <= set(there) <= tried
    assert set(there.values()) == {1}
    parts = Person.objects.annotate(roles=Count("participations"), parents=Count("representatives"))
    assert set(parts.values_list("roles", "parents")) == {(1, 1)}
    audited = AuditEntry.objects.filter(verb="person.added").values_list("subject_id", flat=True)
    assert sorted(map(int, audited)) == sorted(Person.objects.values_list("pk", flat=True))


def check_files(done: set[str], tried: set[str]) -> None:
    there = Counter(Evidence.objects.values_list("file__name", flat=True))
    assert {f"{name}.pdf" for name in done} <= set(there) <= {f"{name}.pdf" for name in tried}
    assert set(there.values()) == {1}
    for stored in StoredFile.objects.all():
        assert hashlib.sha256(Path(stored.content.path).read_bytes()).hexdigest() == stored.sha256


def check_reports(done: set[str]) -> None:
    runs = ReportRun.objects.all()
    assert done <= {run.get_absolute_url() for run in runs}
    assert {run.state for run in runs} == {ReportRun.State.READY}
    built = AuditEntry.objects.filter(verb="report.built").values_list("subject_id", flat=True)
    assert sorted(map(int, built)) == sorted(run.pk for run in runs)


def check_letters(occurrence, told: list[User], crowd: list[User], mail) -> None:
    """A process that dies with a letter in its hands may send that one again: two are killed together."""
    reminders = Notification.objects.filter(subject=f"occurrence:{occurrence.pk}")
    assert sorted(reminders.values_list("recipient", flat=True)) == sorted(user.pk for user in told)
    assert DeliveryItem.objects.filter(notification__in=reminders).count() == len(told)
    assert mail.recipients >= {user.email for user in crowd}
    assert mail.doubles <= 3 * KILLS_OF_EACH
