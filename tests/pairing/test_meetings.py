"""Meetings: once whatever is sent twice, only on days on which the pair works, in groups who was there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from core.models import AuditEntry
from core.revisions import StaleRevision
from core.states import ForbiddenMove
from pairing.models import Attendance, Meeting, Membership, Pairing
from pairing.services import many_meetings, meetings
from pairing.services.meetings import MeetingRefused
from participants.models import Consent

from ..factories import NOW, TODAY, make_order, make_pairing
from .people import mentee_of, mentor_of

DAY = timedelta(days=1)
BY_LINK = "Орлова Анна"


@pytest.fixture
def clock(world):
    return {"author": world.curator, "at": NOW}


@pytest.fixture
def pair(world) -> Pairing:
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1))


@pytest.fixture
def group(world) -> Pairing:
    return make_pairing(mentor_of(world.a1, capacity=3), mentee_of(world.a1), mentee_of(world.a1, "Зимина"))


def record(pairing, clock, **fields) -> Meeting:
    return meetings.record_meeting(pairing, **{"entry": uuid4(), "kind": "intro", "held_on": TODAY, **clock, **fields})


def plan(pairing, clock, day=TODAY, **fields) -> Meeting:
    return meetings.plan_meeting(pairing, **{"kind": "regular", "planned_on": day, **clock, **fields})


def test_the_same_entry_gives_the_same_row(pair, clock):
    entry = uuid4()
    first = record(pair, clock, entry=entry, topic="Знакомство", minutes=45, mentor_mark=5)
    again = record(pair, clock, entry=entry, topic="Другое", held_on=TODAY - DAY)
    assert first == again == Meeting.objects.get()
    assert (again.topic, again.held_on, again.minutes, again.mentor_mark) == ("Знакомство", TODAY, 45, 5)
    assert AuditEntry.objects.filter(verb="meeting.recorded").count() == 1


def test_an_entry_is_of_one_pair(world, pair, clock):
    entry = uuid4()
    record(pair, clock, entry=entry)
    other = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Летова"))
    with pytest.raises(MeetingRefused):
        record(other, clock, entry=entry)


@pytest.mark.parametrize("known", [True, False])
def test_what_was_planned_for_the_day_is_what_was_held(pair, clock, known):
    planned = plan(pair, clock, topic="Разбор задач", place="Библиотека")
    entry = planned.entry if known else uuid4()
    for _attempt in range(2):
        held = record(pair, clock, entry=entry, kind="trial", next_step="Решить десять задач")
    assert held == planned and Meeting.objects.count() == 1
    held.refresh_from_db()
    assert (held.state, held.topic, held.place, held.kind) == ("held", "Разбор задач", "Библиотека", "trial")


def test_one_tap_confirms_and_a_second_changes_nothing(pair, clock):
    meeting = plan(pair, clock)
    with pytest.raises(MeetingRefused):
        meetings.confirm_meeting(plan(pair, clock, TODAY + DAY), **clock)
    for _tap in range(2):
        meetings.confirm_meeting(meeting, **clock)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on, meeting.recorded_by) == ("held", TODAY, str(clock["author"]))
    assert AuditEntry.objects.filter(verb="meeting.confirmed").count() == 1
    assert not Attendance.objects.exists()


def test_a_mark_is_taken_back_and_then_the_meeting_can_go(pair, clock):
    meeting = record(pair, clock)
    with pytest.raises(MeetingRefused):
        meetings.delete_meeting(meeting, **clock)
    meeting = meetings.reopen_meeting(meeting, **clock)
    assert (meeting.state, meeting.planned_on, meeting.held_on) == ("planned", TODAY, None)
    for _tap in range(2):
        meetings.miss_meeting(meeting, reason="Болезнь", **clock)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.result) == ("missed", "Болезнь")
    meetings.delete_meeting(meeting, **clock)
    assert not Meeting.objects.exists()


def test_a_held_meeting_is_not_missed(pair, clock):
    with pytest.raises(ForbiddenMove):
        meetings.miss_meeting(record(pair, clock), **clock)


@pytest.mark.parametrize(
    "day", [TODAY + DAY, date(2026, 9, 20), date(2027, 6, 30)], ids=["tomorrow", "before", "after"]
)
def test_a_day_outside_is_refused(pair, clock, day):
    with pytest.raises(MeetingRefused):
        record(pair, clock, held_on=day)
    assert not Meeting.objects.exists()


def test_a_pair_that_does_not_work_does_not_meet(world, pair, clock):
    Consent.objects.filter(person=pair.mentor.person, kind="processing").update(withdrawn_on=TODAY)
    with pytest.raises(MeetingRefused):
        record(pair, clock)
    assert record(pair, clock, held_on=TODAY - DAY).pk
    Pairing.objects.filter(pk=pair.pk).update(state="draft")
    pair.refresh_from_db()
    for refused in (record, plan):
        with pytest.raises(MeetingRefused):
            refused(pair, clock)


@pytest.mark.parametrize("wrong", [{"mentor_mark": 6}, {"mentee_mark": 0}, {"minutes": 0}, {"minutes": 601}])
def test_impossible_numbers_are_refused(pair, clock, wrong):
    with pytest.raises(MeetingRefused):
        record(pair, clock, **wrong)


def test_in_a_group_it_is_noted_who_was_there(group, clock):
    first, second = Membership.objects.order_by("pk")
    meeting = record(group, clock, present={first.pk})
    assert list(meeting.attendance.order_by("membership").values_list("membership", "was_there")) == [
        (first.pk, True),
        (second.pk, False),
    ]
    everybody = record(group, clock, held_on=TODAY - DAY)
    assert everybody.attendance.filter(was_there=True).count() == 2
    with pytest.raises(MeetingRefused):
        record(group, clock, held_on=TODAY - 2 * DAY, present=set())
    meetings.change_meeting(meeting, seen=meeting.revision, present={second.pk}, **clock)
    assert meeting.attendance.get(was_there=True).membership == second


def test_a_change_over_somebody_elses_is_shown_and_not_written(pair, clock):
    meeting = record(pair, clock, topic="Первая")
    mine, theirs = (Meeting.objects.select_related("pairing").get(pk=meeting.pk) for _copy in range(2))
    theirs.topic = "Их"
    meetings.change_meeting(theirs, seen=1, **clock)
    mine.topic = "Моя"
    with pytest.raises(StaleRevision):
        meetings.change_meeting(mine, seen=1, **clock)
    assert Meeting.objects.get().topic == "Их"


def test_a_planned_meeting_moves_only_to_a_day_that_can_be(pair, clock):
    meeting = plan(pair, clock)
    meeting.planned_on = TODAY - DAY
    with pytest.raises(MeetingRefused):
        meetings.change_meeting(meeting, seen=1, **clock)
    meeting.planned_on = TODAY + DAY
    assert meetings.change_meeting(meeting, seen=1, **clock).revision == 2


def test_one_log_for_many_pairs_is_written_once_or_not_at_all(world, pair, group, clock):
    log = {"entry": uuid4(), "kind": "regular", "held_on": TODAY, "topic": "Мастер-класс", **clock}
    for _sent in range(2):
        assert len(many_meetings.record_for_many([pair, group], **log)) == 2
    assert Meeting.objects.count() == 2
    with pytest.raises(MeetingRefused):
        many_meetings.record_for_many([], **log)
    idle = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Летова"), order=make_order(world.b1))
    Pairing.objects.filter(pk=idle.pk).update(starts_on=TODAY + DAY)
    idle.refresh_from_db()
    with pytest.raises(MeetingRefused):
        many_meetings.record_for_many([pair, idle], **{**log, "entry": uuid4(), "held_on": TODAY})
    assert Meeting.objects.count() == 2


def test_a_series_passes_over_days_that_are_taken(pair, clock):
    days = [TODAY, TODAY + 7 * DAY, TODAY + 14 * DAY]
    plan(pair, clock, days[1])
    made = many_meetings.plan_series(pair, days=days, kind="regular", minutes=45, **clock)
    assert [meeting.planned_on for meeting in made] == [days[0], days[2]]
    for wrong in ([], days):
        with pytest.raises(MeetingRefused):
            many_meetings.plan_series(pair, days=wrong, kind="regular", **clock)


def test_who_writes_by_a_link_is_on_the_row_and_not_in_the_trail(pair):
    meeting = record(pair, {"author": BY_LINK, "at": NOW}, private_note="Тайная запись")
    assert meeting.recorded_by == BY_LINK
    entry = AuditEntry.objects.get(verb="meeting.recorded")
    assert entry.actor_id is None and entry.changes["by_link"]
    assert BY_LINK not in f"{entry.actor_name}{entry.subject_label}{entry.changes}"
    assert "Тайная" not in str(entry.changes)
