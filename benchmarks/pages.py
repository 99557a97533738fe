"""How long pages take over a whole region, and how many queries: `python benchmarks/pages.py`.

Looks at the synthetic region in the database that DATABASE_URL names, which `manage.py make_region` has written there.
Adds people, 1,500 roadmaps with 33 activities each, two quarters that were answered and a long audit trail, asks for
each page as the person who works with it, and takes everything back. Beside them Django admin's changelist over the
same participants. Prints one JSON line: by page the queries, the seconds of processor time of this process and the
seconds by the clock (the database works meanwhile), the best of three, and the kilobytes of the page. Aims
(measures.md): at most 20 queries, which this script asserts, and faster than the changelist.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ |= {"SECRET_KEY": "for-this-benchmark-only", "LOG_LEVEL": "ERROR", "DEBUG": "true"}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

import django  # noqa: E402 - a script stands outside the project's packages

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from core import audit, bulk  # noqa: E402
from core.calendar import Quarter  # noqa: E402
from monitoring.models import Figure, ReportingPeriod, Submission  # noqa: E402
from monitoring.selectors.periods import asked_by  # noqa: E402
from monitoring.services.facts import catch_up  # noqa: E402
from monitoring.services.periods import open_period, quarter_of  # noqa: E402
from organizations.models import Membership, Organization, Role, User  # noqa: E402
from organizations.services.people import open_desk  # noqa: E402
from pairing.models import Pairing  # noqa: E402
from participants.models import Person  # noqa: E402
from roadmaps.models import Activity, Occurrence, Roadmap, Section  # noqa: E402

TURNS, MOST_QUERIES, ACTIVITIES, ENTRIES = 3, 20, 33, 100_000
AT = timezone.now()
TODAY = timezone.localdate(AT)
STARTED = TODAY - timedelta(days=60)
LAST_QUARTER = Quarter.of(TODAY).previous


class PeerAdmin(admin.ModelAdmin):
    """What a changelist of people usually has."""

    list_display = ("last_name", "first_name", "patronymic", "birth_on", "kind")
    search_fields = ("last_name", "first_name", "patronymic")
    list_per_page = 100

    def has_view_permission(self, request, obj=None):
        return True


class Counter:
    """Counts the statements that the database gets, but for the savepoints that this script's transaction makes."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += "SAVEPOINT" not in sql
        return execute(sql, params, many, context)


def build(region: Organization) -> Iterator[tuple[str, User, str]]:
    """(title, who asks, address) of every page that is measured."""
    municipality = region.children.order_by("pk").first()
    school = municipality.children.order_by("pk").first()
    coordinator = _person("coordinator", Role.COORDINATOR, region)
    methodologist = _person("methodologist", Role.METHODOLOGIST, municipality)
    curator = _person("curator", Role.CURATOR, school)
    administrator = _person("administrator", Role.ADMINISTRATOR, None)
    open_desk(administrator, is_open=True)
    write_roadmaps(list(Organization.objects.within(region.path).institutions()))
    _trail(school, administrator)
    of_region = _answered(region, coordinator)
    of_municipality = _answered(municipality, methodologist)
    catch_up(region, at=AT, most=None)
    person = Person.objects.filter(organization=school).first()
    pair = Pairing.objects.filter(organization=school).first()
    yield "region: home", coordinator, reverse("home")
    yield "region: matrix of institutions", coordinator, reverse("roadmaps:execution")
    yield "region: organisations", coordinator, reverse("organizations:list")
    yield "region: organisations, the last page", coordinator, f"{reverse('organizations:list')}?page=15"
    yield "region: roadmaps", coordinator, reverse("roadmaps:list")
    yield "region: periods", coordinator, reverse("monitoring:periods")
    yield "region: a period", coordinator, of_region.get_absolute_url()
    yield "region: figures of today", coordinator, reverse("monitoring:values")
    yield "region: search", coordinator, f"{reverse('search')}?q=школа+77"
    yield "region: reports", coordinator, reverse("reports:list")
    yield "municipality: home", methodologist, reverse("home")
    yield "municipality: a period", methodologist, of_municipality.get_absolute_url()
    yield "municipality: figures of today", methodologist, reverse("monitoring:values")
    yield "school: home", curator, reverse("home")
    yield "school: mentees", curator, reverse("participants:mentees")
    yield "school: mentees by a surname", curator, f"{reverse('participants:mentees')}?q=орлов"
    yield "school: a person", curator, person.get_absolute_url()
    yield "school: pairs", curator, reverse("pairing:pairs")
    yield "school: a pair", curator, pair.get_absolute_url()
    yield "school: meetings", curator, reverse("pairing:meetings")
    yield "school: search", curator, f"{reverse('search')}?q=орлов"
    yield "administrator: audit trail", administrator, reverse("organizations:audit")
    yield "administrator: audit trail by a word", administrator, f"{reverse('organizations:audit')}?q=27-2"
    changelist = reverse("admin:participants_person_changelist")
    yield "admin changelist: 100 people", administrator, changelist
    yield "admin changelist: page 900", administrator, f"{changelist}?p=900"
    yield "admin changelist: by a surname", administrator, f"{changelist}?q=орлов"


def _person(name: str, role: Role, organization: Organization | None) -> User:
    user = User.objects.create(email=f"{name}@pages.example", last_name=name.title(), first_name="Анна")
    Membership.objects.create(user=user, organization=organization, role=role, since=date(2021, 9, 1))
    return user


def write_roadmaps(schools: list[Organization]) -> None:
    """One in force in each; a third of the deadlines lies behind, one of nine of those was not kept."""
    roadmaps = [
        Roadmap(
            organization=school, title="Дорожная карта", track="students", period_from=STARTED,
            period_to=STARTED + timedelta(days=364), state=Roadmap.State.APPROVED, created_at=AT,
        )
        for school in schools
    ]  # fmt: skip
    bulk.insert(roadmaps)
    sections = [Section(roadmap=each, position=1, number="1", title="Подготовка") for each in roadmaps]
    bulk.insert(sections)
    activities = [
        Activity(section=section, position=number, number=f"1.{number}", title="Анкетирование")
        for section in sections
        for number in range(ACTIVITIES)
    ]
    bulk.insert(activities)
    bulk.insert([_occurrence(activity, number) for number, activity in enumerate(activities)])


def _occurrence(activity: Activity, number: int) -> Occurrence:
    due = STARTED + timedelta(days=activity.position * 6)
    done = due < TODAY and number % 9
    state = Occurrence.State.DONE if done else Occurrence.State.NOT_STARTED
    return Occurrence(activity=activity, key=str(due), due=due, state=state)


def _trail(school: Organization, by: User) -> None:
    """A long one, of one school: a page of it is as far away as in the trail of all."""
    for number in range(0, ENTRIES, 1000):
        audit.record_each(
            "meeting.recorded", [school] * 1000, by=by, at=AT - timedelta(minutes=number), scope=school.path
        )


def _answered(owner: Organization, by: User) -> ReportingPeriod:
    """The last quarter, answered by everybody below."""
    period = open_period(quarter_of(owner, LAST_QUARTER), by=by, at=AT)
    handed_in = datetime.combine(period.due_on, datetime.min.time(), tzinfo=timezone.get_default_timezone())
    answers = [
        Submission(
            period=period, organization=each, state="accepted", sha256="0" * 64, submitted_at=handed_in,
            decided_at=handed_in, created_at=handed_in,
        )
        for each in asked_by(period)
    ]  # fmt: skip
    bulk.insert(answers)
    indicators = list(period.indicators.all())
    bulk.insert(
        [
            Figure(submission=answer, indicator=each, numerator=7, denominator=9 if each.is_share else None)
            for answer in answers
            for each in indicators
        ]
    )
    return period


def measured(user: User, address: str) -> dict[str, float]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    found = []
    for _turn in range(TURNS):
        counter = Counter()
        with connection.execute_wrapper(counter):
            started, busy = perf_counter(), process_time()
            response = client.get(address, secure=True)
            found.append((process_time() - busy, perf_counter() - started))
        assert response.status_code == 200, (address, response.status_code)
    cpu, clock = (min(times) for times in zip(*found, strict=True))
    size = round(len(response.content) / 1024)
    return {"queries": counter.queries, "cpu": round(cpu, 3), "clock": round(clock, 3), "kb": size}


def main() -> None:
    region = Organization.objects.filter(slug="synthetic").first()
    if region is None:
        sys.exit("There is no synthetic region in this database. Write it first: manage.py make_region")
    settings.DEBUG, settings.ALLOWED_HOSTS = (
        False,
        ["localhost"],
    )  # files without a manifest, all else as served
    with transaction.atomic():
        pages = {title: measured(user, address) for title, user, address in build(region)}
        people = Person.objects.count()
        transaction.set_rollback(True)
    load = round(os.getloadavg()[0], 1)
    print(
        json.dumps({"database": connection.vendor, "people": people, "pages": pages, "load": load}, ensure_ascii=False)
    )
    too_many = [title for title, page in pages.items() if page["queries"] > MOST_QUERIES and "admin" not in title]
    assert not too_many, f"more than {MOST_QUERIES} queries: {too_many}"


if __name__ == "__main__":
    admin.site.register(Person, PeerAdmin)
    main()
