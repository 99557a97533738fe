"""How long the daily sweep of reminders takes over a region: `python benchmarks/sweep.py`. Aim (measures.md): 10 s.

Builds 1,500 approved roadmaps with 50,000 activities in a throw-away database: a file of SQLite, or a new database
beside the one that DATABASE_URL names. Prints one JSON line: `seconds` is the day's first sweep, which writes all that
is due and plans its letters, `cpu` those of them that this process has worked; `again` is the sweep of the next hour,
which finds nothing new. Nothing is sent.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
folder = tempfile.TemporaryDirectory(prefix="sweep-")
os.environ |= {"SECRET_KEY": "for-this-benchmark-only", "DATA_DIR": folder.name, "LOG_LEVEL": "ERROR"}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

import django  # noqa: E402 - a script stands outside the project's packages

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from notifications.models import Delivery  # noqa: E402
from notifications.services import inbox, planning, tell_by_timetable  # noqa: E402
from organizations.models import Membership, Organization, Role, User  # noqa: E402
from roadmaps import reminders  # noqa: E402
from roadmaps.models import Activity, Occurrence, Responsible, Roadmap, Section  # noqa: E402

MUNICIPALITIES, SCHOOLS, ACTIVITIES, EXECUTORS = 44, 1500, 50_000, 5
AT = datetime(2027, 1, 18, 7, 5, tzinfo=timezone.get_default_timezone())  # a Monday in the middle of the school year
START, DAYS = date(2026, 9, 1), 270  # over which the deadlines are spread
IN_BULK = {"batch_size": 2000}


def build_region() -> None:
    schools = _organizations()
    people = _people(schools)
    roadmaps = Roadmap.objects.bulk_create(
        (
            Roadmap(
                organization=school,
                title="Дорожная карта",
                track="students",
                period_from=START,
                period_to=START + timedelta(days=364),
                state=Roadmap.State.APPROVED,
                created_at=AT,
            )
            for school in schools
        ),
        **IN_BULK,
    )
    sections = Section.objects.bulk_create(
        (Section(roadmap=roadmap, position=1, number="1", title="Подготовка") for roadmap in roadmaps), **IN_BULK
    )
    activities = Activity.objects.bulk_create(
        (
            Activity(
                section=sections[n % SCHOOLS], position=n // SCHOOLS, number=f"1.{n // SCHOOLS}", title="Анкетирование"
            )
            for n in range(ACTIVITIES)
        ),
        **IN_BULK,
    )
    Occurrence.objects.bulk_create((_occurrence(activity, n) for n, activity in enumerate(activities)), **IN_BULK)
    Responsible.objects.bulk_create(
        (
            Responsible(activity=activity, kind="person", text="-", user=people[n % SCHOOLS][n // SCHOOLS % EXECUTORS])
            for n, activity in enumerate(activities)
        ),
        **IN_BULK,
    )


def _occurrence(activity: Activity, n: int) -> Occurrence:
    """Deadlines over the whole year; one in five of the past has not been kept."""
    due = START + timedelta(days=n * 7 % DAYS)
    is_done = due < AT.date() and n % 5
    state = Occurrence.State.DONE if is_done else Occurrence.State.NOT_STARTED
    return Occurrence(activity=activity, key=str(due), due=due, state=state)


def _organizations() -> list[Organization]:
    region = _organization(1, "region", None)
    municipalities = [_organization(2 + n, "municipality", region) for n in range(MUNICIPALITIES)]
    schools = [
        _organization(2 + MUNICIPALITIES + n, "institution", municipalities[n % MUNICIPALITIES])
        for n in range(SCHOOLS)
    ]
    Organization.objects.bulk_create([region, *municipalities, *schools], **IN_BULK)
    return schools


def _organization(pk: int, level: str, parent: Organization | None) -> Organization:
    organization = Organization(
        pk=pk, level=level, kind="school", parent=parent, slug=f"o{pk}", full_name=f"Школа {pk}"
    )
    organization.short_name = organization.full_name
    organization.path = (parent.path if parent else "") + organization.own_path_step
    return organization


def _people(schools: list[Organization]) -> list[list[User]]:
    """Of each school its executors; a curator and a director besides, and a methodologist in each municipality."""
    places = [(school, Role.EXECUTOR) for _ in range(EXECUTORS) for school in schools]
    places += [(school, role) for role in (Role.CURATOR, Role.DIRECTOR) for school in schools]
    places += [
        (parent, Role.METHODOLOGIST) for parent in {school.parent_id: school.parent for school in schools}.values()
    ]
    users = User.objects.bulk_create(
        (User(email=f"p{n}@region.example", last_name="Иванова", first_name="Анна") for n in range(len(places))),
        **IN_BULK,
    )
    Membership.objects.bulk_create(
        (
            Membership(user=user, organization=organization, role=role, since=START)
            for user, (organization, role) in zip(users, places, strict=True)
        ),
        **IN_BULK,
    )
    return [users[n : SCHOOLS * EXECUTORS : SCHOOLS] for n in range(SCHOOLS)]


class Counter:
    """Counts the statements that the database gets."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute: Callable, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def measure() -> dict:
    reverse("home")  # a worker that has been running knows the addresses
    counter = Counter()
    with connection.execute_wrapper(counter):
        start, cpu = perf_counter(), process_time()
        due = tell_by_timetable(at=AT)
        seconds, cpu, queries = perf_counter() - start, process_time() - cpu, counter.queries
        start = perf_counter()
        again = tell_by_timetable(at=AT + timedelta(hours=1))
        repeated, repeated_queries = perf_counter() - start, counter.queries - queries
    assert sorted(again) == sorted(due), "the second sweep found something else"
    people = Delivery.objects.count()
    batches = sum(
        -(-number // size)
        for number, size in ((SCHOOLS, reminders.BATCH), (len(due), inbox.CHUNK), (people, planning.PEOPLE))
    )
    return {
        "question": "daily sweep without the sending",
        "database": connection.vendor,
        "roadmaps": SCHOOLS,
        "activities": ACTIVITIES,
        "due": len(due),
        "letters": people,
        "seconds": round(seconds, 2),
        "cpu": round(cpu, 2),
        "queries": queries,
        "batch": {"organizations": reminders.BATCH, "reminders": inbox.CHUNK, "people": planning.PEOPLE},
        "queries_per_batch": round(queries / batches, 1),
        "again": {"seconds": round(repeated, 2), "queries": repeated_queries},
        "aim": 10,
    }


def main() -> None:
    connection.settings_dict["TEST"]["NAME"] = (
        f"{folder.name}/sweep.sqlite3" if connection.vendor == "sqlite" else None
    )
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        build_region()
        print(json.dumps(measure(), ensure_ascii=False))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
