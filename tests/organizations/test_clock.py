"""«Today» on a page is the day of the institution: the middleware turns the clock for the request and back."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.middleware import ACTING_KEY, ActingMembershipMiddleware, ClockMiddleware
from organizations.models import Membership, Organization, TimeZone, User

from ..factories import TODAY

MIDNIGHT_IN_KAMCHATKA = datetime(2026, 11, 16, 12, 30, tzinfo=UTC)  # there it is the 17th, 00:30


def name_zone(organization: Organization, zone: str) -> None:
    Organization.objects.filter(pk=organization.pk).update(time_zone=zone)


def clock_of(user: User, **session) -> str:
    """The name of the clock by which a request of the person is answered."""
    request = RequestFactory().get("/")
    request.user, request.session = User.objects.get(pk=user.pk), SessionStore()
    request.session.update(session)
    told = []

    def answer(request):
        told.append(timezone.get_current_timezone_name())
        return HttpResponse()

    ActingMembershipMiddleware(ClockMiddleware(answer))(request)
    return told[0]


def test_nobody_names_a_zone(world):
    assert clock_of(world.curator) == "Europe/Moscow"


def test_the_zone_is_inherited_from_above_and_one_s_own_comes_first(world):
    name_zone(world.region, TimeZone.KAMCHATKA)
    assert clock_of(world.curator) == clock_of(world.coordinator) == TimeZone.KAMCHATKA
    name_zone(world.a1, TimeZone.MAGADAN)
    assert (clock_of(world.curator), clock_of(world.stranger)) == (TimeZone.MAGADAN, TimeZone.KAMCHATKA)


def test_the_clock_follows_the_role_taken_for_the_session(world):
    name_zone(world.south, TimeZone.OMSK)
    values = {"user": world.curator, "organization": world.b1, "role": "curator", "since": TODAY}
    other = Membership.objects.create(**values)
    assert clock_of(world.curator, **{ACTING_KEY: other.pk}) == TimeZone.OMSK


def test_who_stands_above_the_tree_or_nowhere_lives_by_the_product_s(world):
    name_zone(world.region, TimeZone.KAMCHATKA)
    assert clock_of(world.nobody) == "Europe/Moscow"
    above = User.objects.create_user("above@example.org", last_name="А", first_name="Б")
    Membership.objects.create(user=above, role="administrator", since=TODAY)
    assert clock_of(above) == "Europe/Moscow"


def test_afterwards_the_clock_is_the_product_s(world):
    name_zone(world.region, TimeZone.KAMCHATKA)
    clock_of(world.curator)
    assert timezone.get_current_timezone_name() == "Europe/Moscow"


@pytest.mark.parametrize(("zone", "shown"), [("", "16.11.2026 15:30"), (TimeZone.KAMCHATKA, "17.11.2026 00:30")])
def test_a_page_shows_the_hours_and_the_day_of_the_institution(as_role, world, zone, shown):
    name_zone(world.region, zone)
    AuditEntry.objects.create(
        at=MIDNIGHT_IN_KAMCHATKA, verb="organization.changed", subject_type="organizations.organization",
        subject_id=str(world.a1.pk), subject_label="Школа", scope=world.a1.path,
    )  # fmt: skip
    assert shown in as_role("director").get(reverse("organizations:audit")).content.decode()


def test_the_clock_costs_a_page_no_query(as_role, world, django_assert_num_queries):
    client, page = as_role("curator"), reverse("organizations:profile")
    for zone in ("", TimeZone.KAMCHATKA):
        name_zone(world.region, zone)
        with django_assert_num_queries(6):
            client.get(page)
