"""The private address: shown once, closed at once, silent to everybody else; and what HTTP says of the feed."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from icalendar import Calendar

from core.models import AuditEntry
from notifications.models import CalendarFeed, CalendarItem
from notifications.services.calendars import make_feed, revoke_feed
from organizations.middleware import ACTING_KEY
from organizations.models import Membership, Role

from ..factories import NOW, TODAY
from .calendars import Program, due_in_a_month

PAGE = "/notifications/calendar/"


@pytest.fixture
def program(world) -> Program:
    return Program(world.curator)


# --- the page ------------------------------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_kept_as_a_digest(as_role, world, client, settings):
    settings.SITE_URL = "https://nastavnik.example"
    shown = as_role("curator").post(PAGE)
    address = shown.context["address"]
    assert address in shown.content.decode()
    assert "webcal://nastavnik.example/notifications/calendar/" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) == 43
    row = CalendarFeed.objects.get()
    assert token not in {str(value) for value in row.__dict__.values()}
    assert token not in as_role("curator").get(PAGE).content.decode()
    client.logout()
    assert client.get(address.removeprefix("https://nastavnik.example")).status_code == 200


def test_the_page_tells_when_the_calendar_was_last_read(as_role, client, program):
    assert "Ни одна программа" in as_role("curator").get(PAGE).content.decode()
    client.get(program.url)
    assert "последний раз читала" in as_role("curator").get(PAGE).content.decode()


def test_closing_asks_first_and_then_holds_at_once(as_role, client, program, world):
    assert client.get(program.url).status_code == 200
    assert as_role("curator").get(f"{PAGE}revoke/").status_code == 200
    assert client.get(program.url).status_code == 200
    as_role("curator").post(f"{PAGE}revoke/")
    assert client.get(program.url).status_code == 404
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "calendarfeed.made",
        "calendarfeed.revoked",
    ]


def test_without_an_address_there_is_nothing_to_close(as_role):
    assert as_role("curator").get(f"{PAGE}revoke/").status_code == 404


def test_a_new_address_closes_the_one_before(client, world, program):
    make_feed(world.curator, at=NOW)
    assert client.get(program.url).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1


def test_one_s_own_closing_leaves_the_others_alone(client, world, program):
    revoke_feed(world.director, at=NOW)
    assert client.get(program.url).status_code == 200


# --- who reads -----------------------------------------------------------------------------------------------------


def test_the_feed_needs_no_session_and_makes_none(client, program, world):
    occurrence = due_in_a_month(world.a1)
    response = client.get(program.url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    (event,) = Calendar.from_ical(response.content).events
    assert event.start == occurrence.due


def test_another_organisation_s_deadline_is_not_in_it(client, program, world):
    occurrence = due_in_a_month(world.b1)
    assert occurrence.activity.title in client.get(Program(world.stranger).url).content.decode()
    assert occurrence.activity.title not in client.get(program.url).content.decode()


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "é"])
def test_an_unknown_token_is_not_found(client, db, token):
    assert client.get(f"/notifications/calendar/{token}.ics").status_code == 404


def test_nobody_reads_the_feed_of_a_person_who_may_no_longer_sign_in(client, program, world):
    world.curator.is_active = False
    world.curator.save()
    assert client.get(program.url).status_code == 404


def test_nobody_reads_the_feed_of_a_person_without_a_role(client, program, world):
    Membership.objects.filter(user=world.curator).update(ended_on=TODAY)
    assert client.get(program.url).status_code == 404


def test_nobody_reads_the_feed_of_a_closed_organisation(client, program, world):
    world.a1.closed_on = TODAY
    world.a1.save()
    assert client.get(program.url).status_code == 404


# --- what has not changed ------------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(client, program, world):
    due_in_a_month(world.a1)
    first = client.get(program.url)
    again = client.get(program.url)
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    by_tag = client.get(program.url, headers={"If-None-Match": first["ETag"]})
    by_time = client.get(program.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_tag.status_code, by_tag.content, by_time.status_code) == (304, b"", 304)
    assert by_tag["ETag"] == first["ETag"]


def test_what_has_changed_is_sent_whole(client, program, world):
    occurrence = due_in_a_month(world.a1)
    first = client.get(program.url)
    CalendarItem.objects.update(modified_at=NOW)
    occurrence.state = "done"
    occurrence.save()
    changed = client.get(program.url, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "✓" in changed.content.decode()


# --- the way back --------------------------------------------------------------------------------------------------


def test_an_event_leads_to_what_it_speaks_of_in_the_role_it_belongs_to(as_role, world):
    occurrence = due_in_a_month(world.b1)
    second = Membership.objects.create(user=world.curator, organization=world.b1, role=Role.CURATOR, since=TODAY)
    Program(world.curator).read(timezone.now())
    item = CalendarItem.objects.get()
    client = as_role("curator")
    response = client.get(f"/notifications/calendar/items/{item.pk}/")
    assert response["Location"] == occurrence.get_absolute_url()
    assert client.session[ACTING_KEY] == second.pk
    assert as_role("director").get(f"/notifications/calendar/items/{item.pk}/").status_code == 404


# --- too often -----------------------------------------------------------------------------------------------------


def test_a_program_that_asks_too_often_waits_and_holds_up_no_other(client, program, world):
    cache.clear()
    assert {client.get(program.url).status_code for _ in range(12)} == {200}
    refused = client.get(program.url)
    assert (refused.status_code, refused["Retry-After"], refused.content) == (429, "60", b"")
    assert client.get(Program(world.director).url).status_code == 200


def test_guessing_addresses_ends_soon(client, program, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_unknown": "3/m/ip"}
    codes = [client.get(f"/notifications/calendar/guess{number}.ics").status_code for number in range(4)]
    assert codes == [404, 404, 404, 429]
    assert client.get(program.url).status_code == 200  # a colleague at the same address reads on
