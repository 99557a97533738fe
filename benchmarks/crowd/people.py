"""Curators and methodologists of the synthetic region, with something to do and already signed in.

`python -m crowd.people 200` writes them into the database, and what the scenario knows of each into the file CROWD.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from pages import LAST_QUARTER, write_roadmaps  # first: it sets Django up  # isort: skip

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from core import bulk
from monitoring.models import ReportingPeriod
from monitoring.services import filling
from monitoring.services.periods import open_period, quarter_of
from organizations.models import Membership, Organization, Role, User
from organizations.services.people import open_desk
from pairing.models import Meeting, Pairing
from pairing.models import Membership as MenteeInPair
from participants.models import Person
from roadmaps.models import Roadmap

PAIRS = 60  # at work in each school, each with a meeting of yesterday
BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


def make_crowd(region: Organization, *, users: int, at: datetime) -> Iterator[tuple[str, dict]]:
    """(role, what the scenario knows) of each, and one administrator.

    A roadmap is in force in every institution; each municipality asks for the last quarter, and the schools at work
    have begun to answer; meetings of yesterday wait in each of them for their mark. A curator has a school to herself
    as long as there are enough.
    """
    schools = list(Organization.objects.within(region.path).institutions().order_by("pk"))
    write_roadmaps(schools)
    asked = {}
    for number, municipality in enumerate(region.children.order_by("pk")):
        methodologist = _worker(f"methodologist-{number}", Role.METHODOLOGIST, municipality)
        asked[municipality.pk] = period = _still_open(municipality, methodologist, at)
        yield "methodologist", {"session": _signed_in(methodologist), "period": period.get_absolute_url()}
    for number in range(users):
        school = schools[number % len(schools)]
        yield "curator", _curator(number, school, asked[school.parent_id], at)
    administrator = _worker("administrator", Role.ADMINISTRATOR, None)
    open_desk(administrator, is_open=True)
    yield "administrator", {"session": _signed_in(administrator)}


def _still_open(municipality: Organization, by: User, at: datetime) -> ReportingPeriod:
    period = quarter_of(municipality, LAST_QUARTER)
    period.closes_on = at.date() + timedelta(days=30)
    return open_period(period, by=by, at=at)


def _curator(number: int, school: Organization, period: ReportingPeriod, at: datetime) -> dict:
    curator = _worker(f"curator-{number}", Role.CURATOR, school)
    yesterday = at.date() - timedelta(days=1)
    pairings = _at_work(school, yesterday)
    bulk.insert(
        [Meeting(pairing=each, kind="regular", planned_on=yesterday, minutes=45, recorded_at=at) for each in pairings]
    )
    return {
        "session": _signed_in(curator),
        "person": Person.objects.filter(organization=school).first().get_absolute_url(),
        "pair": pairings[0].get_absolute_url(),
        "answer": filling.begin(period, school, by=curator, at=at).get_absolute_url(),
        "roadmap": Roadmap.objects.get(organization=school).pk,
    }


def _at_work(school: Organization, on: date) -> list[Pairing]:
    """Pairs at work on the day, brought into this year: the region's own years lie behind."""
    left = MenteeInPair.objects.exclude(left_on=None).values("pairing")
    unchanged = Pairing.objects.filter(organization=school, changes=None).exclude(pk__in=left).order_by("-pk")
    pairings = Pairing.objects.filter(pk__in=list(unchanged.values_list("pk", flat=True)[:PAIRS]))
    pairings.update(starts_on=LAST_QUARTER.starts, ends_on=on + timedelta(days=180))
    MenteeInPair.objects.filter(pairing__in=pairings).update(joined_on=LAST_QUARTER.starts)
    return list(pairings.active(on))


def _worker(name: str, role: Role, organization: Organization | None) -> User:
    user = User.objects.create(email=f"{name}@load.example", last_name="Работников", first_name="Пётр")
    Membership.objects.create(user=user, organization=organization, role=role, since=LAST_QUARTER.starts)
    return user


def _signed_in(user: User) -> str:
    """The key of a session: two hundred sign-ins from one address are more than the product allows."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@transaction.atomic
def main() -> None:
    people = defaultdict(list)
    region = Organization.objects.get(slug="synthetic")
    for role, known in make_crowd(region, users=int(sys.argv[1]), at=timezone.localtime()):
        people[role].append(known)
    Path(os.environ["CROWD"]).write_text(json.dumps(people))


if __name__ == "__main__":
    main()
