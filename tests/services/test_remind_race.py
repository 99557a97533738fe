"""Several workers sweep the same day at the same time, on a real PostgreSQL: everybody is told once."""

import json
import os
import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from notifications.models import Delivery, Notification
from notifications.services import sweep
from organizations.models import Role
from roadmaps.models import Activity, Responsible, Roadmap
from roadmaps.services.occurrences import generate_occurrences

from ..factories import NOW, make_member, make_roadmap, make_world
from .processes import BIN, ROOT

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

DUE = date(2027, 4, 15)
AT_ONCE = 6


@pytest.fixture
def told(database_url) -> set[str]:
    """Everybody who must hear of the five things due that day: twelve responsible people and the curator."""
    world = make_world()
    roadmap = make_roadmap(world.a1, activities=5, state=Roadmap.State.APPROVED)
    people = [make_member(Role.EXECUTOR, world.a1, f"executor{n}@a1.example") for n in range(12)]
    Responsible.objects.bulk_create(
        Responsible(activity=activity, kind="person", text=str(person), user=person)
        for activity in Activity.objects.all()
        for person in people
    )
    generate_occurrences(roadmap)
    return {person.email for person in people} | {world.curator.email}


def assert_told_once(told: set[str], recipients: list[str]) -> None:
    assert Counter(recipients) == Counter(told)
    assert Notification.objects.count() == 5 * len(told)
    assert set(Delivery.objects.values_list("state", "attempts")) == {(Delivery.State.SENT, 1)}


def test_threads_that_start_together(told):
    barrier = Barrier(AT_ONCE)

    def sweep_with_the_others() -> dict[str, int]:
        try:
            barrier.wait()
            return sweep(DUE, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        sweeps = [pool.submit(sweep_with_the_others) for _ in range(AT_ONCE)]
        numbers = [one.result() for one in sweeps]

    assert_told_once(told, [recipient for message in mail.outbox for recipient in message.to])
    assert sum(one["sent"] for one in numbers) == 5 * len(told)


def test_processes_of_the_command(told, production, tmp_path):
    command = [BIN / "python", "manage.py", "remind", "--on", DUE.isoformat(), "--json"]
    environment = os.environ | production | {"EMAIL_URL": ""}
    sweeps = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    numbers = [json.loads(one.communicate(timeout=120)[0]) for one in sweeps]

    assert_told_once(told, [recipient_of(path.read_text()) for path in (tmp_path / "outbox").glob("*.eml")])
    assert sum(one["sent"] for one in numbers) == 5 * len(told)


def recipient_of(letter: str) -> str:
    return re.search(r"^To: (.+)$", letter, re.MULTILINE)[1]
