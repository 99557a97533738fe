"""The events of a calendar: moved and not doubled, called off by name, the same bytes while nothing changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from notifications import agenda
from notifications.agenda import Entry
from notifications.models import CalendarItem
from organizations.models import Membership

from ..factories import NOW, TODAY
from .calendars import Program

LATER = NOW + timedelta(days=1)


@pytest.fixture
def plan(monkeypatch, world) -> dict[str, Entry]:
    """What the only source holds, by UID; a test changes it at will."""
    entries: dict[str, Entry] = {}
    monkeypatch.setattr(agenda, "_sources", {"test": lambda user, starts, ends: entries.values()})
    return entries


@pytest.fixture
def put(plan, world):
    def put(uid: str = "thing-1", **fields) -> None:
        facts = {"organization_id": world.a1.pk, "title": "Отчёт", "starts": date(2026, 12, 1)} | fields
        plan[uid] = Entry(uid, **facts)

    return put


@pytest.fixture
def program(world) -> Program:
    return Program(world.curator)


def test_a_day_is_a_whole_day_that_keeps_nobody_busy(put, program):
    put(text="Срок по плану: до 01.12.2026", url="/roadmaps/", category="Срок")
    event = program.only()
    assert event.start == date(2026, 12, 1)
    assert event.end == date(2026, 12, 2)
    assert event["transp"] == "TRANSPARENT"
    assert event["status"] == "CONFIRMED"
    assert event.categories == ["Срок"]
    item = CalendarItem.objects.get()
    assert event["url"].endswith(f"/notifications/calendar/items/{item.pk}/")
    assert str(event["description"]) == f"Срок по плану: до 01.12.2026\n{event['url']}"
    assert b"VTIMEZONE" not in program.download()
    assert b"VALARM" not in program.download()


def test_the_calendar_names_itself_and_how_often_it_is_to_be_read(put, program):
    put()
    calendar = Calendar.from_ical(program.download())
    assert calendar["x-wr-calname"] == "Наставничество"
    assert program.download().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in program.download()


def test_lines_are_folded_and_end_as_the_standard_says(put, program):
    put(title="Анкетирование наставников; наставляемых, родителей " * 4)
    lines = program.download().split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert "; наставляемых, родителей" in str(program.only()["summary"])


def test_an_hour_is_said_by_the_clock_of_the_organisation(put, program, world):
    world.north.time_zone = "Asia/Krasnoyarsk"
    world.north.save()
    at = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
    put(starts=at, ends=at + timedelta(hours=1))
    content = program.download()
    assert b"DTSTART;TZID=Asia/Krasnoyarsk:20261201T143000\r\n" in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    event = program.only()
    assert event.start == at.astimezone(ZoneInfo("Asia/Krasnoyarsk"))
    assert event.duration == timedelta(hours=1)
    assert event["transp"] == "OPAQUE"


def test_a_changed_date_moves_the_event(put, program):
    put()
    before = program.only()
    put(starts=date(2026, 12, 8))
    after = program.only(LATER)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.start == date(2026, 12, 8)
    assert before["last-modified"].dt == before["dtstamp"].dt == NOW
    assert after["last-modified"].dt == after["dtstamp"].dt == LATER


@pytest.mark.parametrize("change", [{"title": "Отчёт директору"}, {"text": "иначе"}, {"ends": date(2026, 12, 3)}])
def test_any_other_change_is_told_as_one_too(put, program, change):
    put()
    program.read()
    put(**change)
    assert program.only(LATER)["sequence"] == 1


def test_what_has_not_changed_is_the_same_to_the_byte(put, program):
    put()
    first = program.download()
    assert program.download(LATER) == first
    assert CalendarItem.objects.get().modified_at == NOW


def test_what_was_to_come_and_was_dropped_is_called_off_for_90_days(put, plan, program):
    put()
    uid = program.only()["uid"]
    plan.clear()
    gone = program.only(LATER)
    assert (gone["uid"], gone["status"], gone["sequence"]) == (uid, "CANCELLED", 1)
    assert str(gone["summary"]) == "Отменено: Отчёт"
    assert gone.start == date(2026, 12, 1)
    assert program.only(LATER + timedelta(days=90))["status"] == "CANCELLED"
    assert program.read(LATER + timedelta(days=91)) == {}
    assert not CalendarItem.objects.exists()


def test_what_is_planned_again_takes_up_where_it_was(put, plan, program):
    put()
    program.read()
    plan.clear()
    program.read(LATER)
    put()
    event = program.only(LATER + timedelta(days=1))
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_what_is_past_is_left_out_without_a_word(put, plan, program):
    put(starts=TODAY - timedelta(days=1))
    program.read()
    plan.clear()
    assert program.read(LATER) == {}


def test_an_organisation_that_was_left_is_not_named_again(put, plan, program, world):
    """The plan drops what the person may not see any more, and it is not called off by name either."""
    Membership.objects.create(user=world.curator, organization=world.b1, role="executor", since=TODAY)
    put()
    put("thing-2", organization_id=world.b1.pk, title="Чужое")
    assert len(program.read()) == 2
    world.curator.memberships.filter(organization=world.b1).update(ended_on=TODAY)
    del plan["thing-2"]
    assert "Чужое" not in program.download(LATER).decode()
    assert str(program.only(LATER)["summary"]) == "Отчёт"


def test_each_person_has_events_of_their_own(put, program, world):
    put()
    program.read()
    put(starts=date(2026, 12, 8))
    assert Program(world.director).only(LATER)["sequence"] == 0
    assert program.only(LATER)["sequence"] == 1
