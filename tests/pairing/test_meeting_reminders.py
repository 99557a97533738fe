"""Meetings in letters and in calendars: told of once, to those who keep the pairs, without a name or a topic."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from notifications.agenda import entries_for
from organizations.models import Membership
from pairing.meeting_reminders import due_reminders
from pairing.models import Meeting, Pairing
from pairing.selectors.rhythm import silent_since
from participants.models import Consent

from ..factories import NOW, TODAY, make_pairing
from .people import mentee_of, mentor_of

DAY = timedelta(days=1)
SECRET = "Тайная тема"


@pytest.fixture
def pair(world) -> Pairing:
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1))


def plan(pairing, day, **fields) -> Meeting:
    return Meeting.objects.create(
        pairing=pairing, kind="regular", planned_on=day, entry=uuid4(), recorded_at=NOW, topic=SECRET, **fields
    )


def told(on, about: str) -> list:
    return [one for one in due_reminders(on) if one.subject.startswith(about)]


def test_the_meetings_of_a_day_are_told_of_together_the_day_before(world, pair):
    tomorrow = TODAY + DAY
    plan(pair, tomorrow)
    plan(make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Летова")), tomorrow)
    [one] = told(TODAY, "meetings:")
    assert (one.recipient_id, one.moment, one.due) == (world.curator.pk, TODAY, tomorrow)
    assert "2" in one.title
    assert told(tomorrow, "meetings:") == [one]
    assert not told(TODAY - DAY, "meetings:")


def test_a_day_that_nobody_has_marked_is_told_of_after_two_days(pair):
    meeting = plan(pair, TODAY)
    days = {days: told(TODAY + days * DAY, "unmarked:") for days in (1, 2, 9, 17)}
    assert [len(found) for found in days.values()] == [0, 1, 1, 0]
    assert days[2][0].moment == days[9][0].moment == TODAY + 2 * DAY
    Meeting.objects.filter(pk=meeting.pk).update(state="held", held_on=TODAY)
    assert not told(TODAY + 2 * DAY, "unmarked:")


def test_a_pair_is_told_of_once_for_each_silence(world, pair):
    first = silent_since(pair, None)
    assert not told(first - DAY, "pairing:")
    assert {one.moment for on in (first, first + 5 * DAY) for one in told(on, "pairing:")} == {first}
    plan(pair, first, state="held", held_on=first)
    assert not told(first + DAY, "pairing:")
    second = silent_since(pair, first)
    assert [one.moment for one in told(second, "pairing:")] == [second]
    Consent.objects.filter(person=pair.mentor.person, kind="processing").update(withdrawn_on=second)
    assert not told(second, "pairing:")


def test_without_a_curator_the_director_hears(world, pair):
    Membership.objects.filter(user=world.curator).update(ended_on=TODAY)
    plan(pair, TODAY + DAY)
    assert [one.recipient_id for one in told(TODAY, "meetings:")] == [world.director.pk]


def test_no_name_and_no_topic_travels(world, pair):
    plan(pair, TODAY - 2 * DAY)
    plan(pair, TODAY + DAY)
    said = [f"{one.title} {one.text}" for one in due_reminders(silent_since(pair, None))]
    said += [f"{one.title} {one.text}" for one in due_reminders(TODAY)]
    said += [f"{entry.title} {entry.text}" for entry in entries_for(world.curator, TODAY, TODAY + DAY)]
    assert len(said) > 3
    for person in (pair.mentor.person, pair.memberships.get().mentee.person):
        assert not any(person.last_name in words for words in said)
    assert not any(SECRET in words for words in said)


def test_the_curators_calendar_holds_the_meetings(world, pair):
    plan(pair, TODAY, planned_time=time(14, 30), minutes=60)
    plan(pair, TODAY + DAY, state="missed")
    whole = plan(pair, TODAY + 2 * DAY, state="held", held_on=TODAY + 2 * DAY)
    first, second = (
        entry for entry in entries_for(world.curator, TODAY, TODAY + 2 * DAY) if entry.uid.startswith("meeting-")
    )
    assert isinstance(first.starts, datetime) and first.ends - first.starts == timedelta(minutes=60)
    assert first.starts.hour == 14
    assert (second.uid, second.starts) == (f"meeting-{whole.pk}", TODAY + 2 * DAY) and second.title.startswith("✓")
    for other in ("director", "methodologist", "stranger"):
        entries = entries_for(world.people[other], TODAY, TODAY + DAY)
        assert not [entry for entry in entries if entry.uid.startswith("meeting-")]
