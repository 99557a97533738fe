"""What is late, ticked and marked in one step: whose rows, what is kept of each, all or none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from core.states import StateConflict
from roadmaps.models import Activity, Evidence, Occurrence, Responsible, Roadmap
from roadmaps.services import execution
from roadmaps.services.closing import close_overdue
from roadmaps.services.execution import ExecutionRefused
from roadmaps.services.occurrences import generate_occurrences, set_dates

from ..factories import NOW, TODAY, make_roadmap
from .pages import page, said, text_of

WORDS = "Протоколы за сентябрь – ноябрь, папка «Наставничество»"


@pytest.fixture
def late(world) -> list[Occurrence]:
    """Of school a1: due nine and three days ago; a third, due in five days, is not among them."""
    return overdue_in(world.a1, by=world.curator)


def overdue_in(school, *, by) -> list[Occurrence]:
    roadmap = make_roadmap(school, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    today = timezone.localdate()
    days = [(None, today + timedelta(days=day)) for day in (-9, -3, 5)]
    set_dates(Activity.objects.get(section__roadmap=roadmap), days, by=by, at=NOW)
    return list(Occurrence.objects.filter(activity__section__roadmap=roadmap).overdue(today))


def ticked(*rows: Occurrence, **fields) -> dict:
    return {"rows": [row.pk for row in rows], "done_on": "", "reason": WORDS, **fields}


def test_home_leads_there_once_there_is_more_than_one(as_role, late):
    client = as_role("curator")
    assert page("overdue") in text_of(client.get(reverse("home")))
    assert page("overdue") in text_of(as_role("director").get(reverse("home")))
    execution.mark_done(late[0], done_on=TODAY, by=None, at=timezone.localtime())
    assert page("overdue") not in text_of(client.get(reverse("home")))


def test_each_is_marked_on_its_own_day_with_the_words_beside_it(as_role, world, late):
    response = as_role("curator").post(page("overdue"), ticked(*late))
    assert response.url == reverse("home")
    assert "2" in said(response)
    for row in late:
        row.refresh_from_db()
        assert (row.state, row.done_on, row.closed_by) == ("done", row.due, world.curator)
    assert list(Evidence.objects.values_list("note", flat=True)) == [WORDS, WORDS]
    entries = AuditEntry.objects.filter(verb="occurrence.done").order_by("pk")
    assert [entry.subject_id for entry in entries] == [str(row.pk) for row in late]
    assert entries[0].changes == {"done_on": late[0].due.isoformat(), "times": [0, 1]}
    assert Occurrence.objects.open().count() == 1


def test_what_is_not_ticked_stays_and_one_day_may_stand_for_all(as_role, late):
    day = timezone.localdate() - timedelta(days=1)
    as_role("curator").post(page("overdue"), ticked(late[0], done_on=day.isoformat()))
    assert [row.done_on for row in Occurrence.objects.order_by("due")] == [day, None, None]


@pytest.mark.parametrize("lacking", ["rows", "reason"])
def test_ticks_and_words_are_asked_for_and_the_ticks_stay(as_role, late, lacking):
    response = as_role("curator").post(page("overdue"), ticked(*late) | {lacking: []})
    assert response.status_code == 200
    assert text_of(response).count(" checked") == (0 if lacking == "rows" else 2)
    assert not Evidence.objects.exists()


def test_what_was_marked_meanwhile_marks_nothing(as_role, late):
    execution.mark_done(late[0], done_on=TODAY, by=None, at=timezone.localtime())
    assert as_role("curator").post(page("overdue"), ticked(*late)).status_code == 200
    late[1].refresh_from_db()
    assert late[1].is_open


def test_a_mark_between_the_reading_and_the_writing_undoes_all(world, late):
    Occurrence.objects.filter(pk=late[1].pk).update(state="not_required", reason="Отменено")
    with pytest.raises(StateConflict):
        close_overdue(late, done_on=None, reason=WORDS, by=world.curator, at=timezone.localtime())
    assert Occurrence.objects.filter(state="done").count() == 0
    assert not AuditEntry.objects.filter(verb="occurrence.done").exists()


@pytest.mark.parametrize("days", [1, -3000])
def test_no_day_to_come_and_none_long_before_the_plan(world, late, days):
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ExecutionRefused):
        close_overdue(late, done_on=day, reason=WORDS, by=world.curator, at=timezone.localtime())


def test_what_needs_several_times_is_done_as_often_as_the_records_do_not_show(as_role, late):
    Occurrence.objects.filter(pk=late[0].pk).update(needed=4, times_done=1, times_counted=1, state="in_progress")
    as_role("curator").post(page("overdue"), ticked(late[0]))
    late[0].refresh_from_db()
    assert (late[0].state, late[0].times_done, late[0].times) == ("done", 3, 4)


def test_what_was_ticked_by_mistake_is_opened_again_as_it_was(as_role, world, late):
    Occurrence.objects.filter(pk=late[0].pk).update(needed=4, times_done=1, state="in_progress")
    as_role("curator").post(page("overdue"), ticked(*late))
    for row, was in ((late[0], 1), (late[1], 0)):
        row.refresh_from_db()
        execution.reopen_occurrence(row, by=world.curator, at=timezone.localtime())
        assert (row.state, row.times_done) == ("in_progress", was)
    execution.mark_done(late[0], done_on=TODAY, by=None, at=timezone.localtime())
    assert late[0].times_done == 2


def test_the_trail_of_many_ticks_is_written_at_once(world, late):
    def close(rows) -> int:
        with CaptureQueriesContext(connection) as queries:
            close_overdue(rows, done_on=None, reason=WORDS, by=world.curator, at=timezone.localtime())
        return sum("INSERT" in each["sql"] for each in queries)

    assert close(late[:1]) == close(late[1:] + overdue_in(world.a1, by=world.curator)) == 3


def test_another_school_s_rows_are_neither_shown_nor_marked(as_role, world, late):
    foreign = overdue_in(world.b1, by=None)
    client = as_role("curator")
    assert f'value="{late[0].pk}"' in text_of(client.get(page("overdue")))
    assert f'value="{foreign[0].pk}"' not in text_of(client.get(page("overdue")))
    client.post(page("overdue"), ticked(*foreign))
    assert not Evidence.objects.exists()


def test_an_executor_marks_only_what_names_them(as_role, world, late):
    client = as_role("executor")
    client.post(page("overdue"), ticked(*late))
    assert not Evidence.objects.exists()
    Responsible.objects.create(activity=late[0].activity, kind="person", text="Executor", user=world.executor)
    client.post(page("overdue"), ticked(*late))
    assert Evidence.objects.count() == 2


def test_the_page_asks_the_database_as_often_for_many_rows(as_role, world, late, django_assert_num_queries):
    client = as_role("curator")
    client.get(page("overdue"))
    with django_assert_num_queries(QUERIES := 8):
        client.get(page("overdue"))
    overdue_in(world.a1, by=world.curator)
    with django_assert_num_queries(QUERIES):
        client.get(page("overdue"))
