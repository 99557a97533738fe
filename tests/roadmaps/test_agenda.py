"""The calendar of a person: which deadlines of the roadmaps stand in it, and under which UID."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from organizations.models import Membership, Role
from roadmaps.models import Activity, Occurrence, Responsible, Roadmap
from roadmaps.services.approval import approve_roadmap, archive_roadmap, submit_roadmap
from roadmaps.services.execution import mark_done, waive_occurrence
from roadmaps.services.occurrences import set_dates
from roadmaps.services.versions import start_new_version

from ..factories import NOW, TODAY, make_member, make_roadmap
from ..notifications.calendars import DUE, Program, in_force
from .plans import approved

SOON = NOW + timedelta(hours=1)
MOVED = date(2027, 4, 29)


@pytest.fixture
def occurrence(world) -> Occurrence:
    in_force(world.a1, activities=1)
    return Occurrence.objects.get()


def titles(user, at=NOW) -> list[str]:
    return [str(event["summary"]) for event in Program(user).read(at).values()]


# --- whose ---------------------------------------------------------------------------------------------------------


def test_whoever_keeps_the_programme_sees_every_deadline(world, occurrence):
    event = Program(world.curator).only()
    assert event.start == DUE
    assert str(event["summary"]) == "Мероприятие 1.1"
    lines = str(event["description"]).splitlines()
    assert lines[:2] == ["Срок по плану: до 15.04.2027", "Результат: Приказ"]
    assert lines[2].endswith("Школа № 1")


@pytest.mark.parametrize("name", ["director", "executor", "methodologist", "coordinator", "administrator", "stranger"])
def test_nobody_else_does(world, occurrence, name):
    assert Occurrence.objects.exists()
    assert titles(world.people[name]) == []


def test_those_whom_an_activity_names_see_it(world):
    roadmap = in_force(world.a1, activities=3)
    first, second, third = Activity.objects.filter(section__roadmap=roadmap)
    colleague = make_member(Role.EXECUTOR, world.a1, "colleague@a1.example")
    Responsible.objects.create(activity=first, kind="person", text="Исполнитель", user=world.executor)
    Responsible.objects.create(activity=first, kind="person", text="Коллега", user=colleague)
    Responsible.objects.create(activity=second, kind="role", text="Директор", role=Role.DIRECTOR)
    assert titles(world.executor) == titles(colleague) == ["Мероприятие 1.1"]
    assert titles(world.director) == ["Мероприятие 1.2"]


def test_a_role_counts_only_where_it_is_held(world, occurrence):
    """The director of another school holds the role that the activity names, and the person named has left."""
    Responsible.objects.create(activity=occurrence.activity, kind="role", text="Директор", role=Role.DIRECTOR)
    Responsible.objects.create(activity=occurrence.activity, kind="person", text="Исполнитель", user=world.executor)
    elsewhere = make_member(Role.DIRECTOR, world.b1)
    assert titles(world.executor) == ["Мероприятие 1.1"]
    Membership.objects.filter(user=world.executor).update(organization=world.b1)
    assert titles(elsewhere) == titles(world.executor) == []


def test_all_the_places_of_a_person_count_at_once(world, occurrence):
    in_force(world.b1, activities=1)
    Membership.objects.create(user=world.curator, organization=world.b1, role=Role.CURATOR, since=TODAY)
    descriptions = [str(event["description"]) for event in Program(world.curator).read().values()]
    assert sorted(line for text in descriptions for line in text.splitlines() if "№" in line) == sorted(
        f"Дорожная карта 2026–2027, обучающиеся. {place}" for place in ("Школа № 1", "Лицей № 3")
    )


def test_an_ended_membership_shows_nothing_more(world, occurrence):
    in_force(world.b1, activities=1)
    Membership.objects.create(user=world.curator, organization=world.b1, role=Role.CURATOR, since=TODAY)
    program = Program(world.curator)
    assert len(program.read()) == 2
    world.curator.memberships.filter(organization=world.b1).update(ended_on=TODAY)
    assert "Лицей" not in program.download(SOON).decode()
    assert len(program.read(SOON)) == 1


def test_a_draft_is_nobody_s_deadline(world):
    make_roadmap(world.a1)
    assert titles(world.curator) == []


# --- done, not required, archived ----------------------------------------------------------------------------------


def test_what_is_done_stays_with_a_tick(world, occurrence):
    program = Program(world.curator)
    before = program.only()
    mark_done(occurrence, done_on=TODAY, seen=0, evidence=[], by=world.curator, at=SOON)
    after = program.only(SOON)
    assert (after["uid"], after["sequence"]) == (before["uid"], 1)
    assert str(after["summary"]) == "✓ Мероприятие 1.1"
    assert "Выполнено 16.11.2026." in str(after["description"])


def test_what_is_not_required_is_called_off(world, occurrence):
    program = Program(world.curator)
    program.read()
    waive_occurrence(occurrence, reason="Перенесено на следующий год", by=world.curator, at=SOON)
    event = program.only(SOON)
    assert event["status"] == "CANCELLED"
    assert str(event["summary"]) == "Отменено: Мероприятие 1.1"


def test_a_roadmap_in_the_archive_is_called_off(world):
    roadmap = approved(world)
    program = Program(world.curator)
    to_come = {uid for uid, event in program.read().items() if event.start >= TODAY}
    archive_roadmap(roadmap, by=world.director, at=SOON)
    assert program.read(SOON).keys() == to_come
    assert {event["status"] for event in program.read(SOON).values()} == {"CANCELLED"}


# --- the same event ------------------------------------------------------------------------------------------------


def test_a_date_set_by_hand_moves_the_event(world, occurrence):
    program = Program(world.curator)
    before = program.only()
    set_dates(occurrence.activity, [(None, MOVED)], by=world.curator, at=SOON)
    after = program.only(SOON)
    assert (after["uid"], after.start, after["sequence"]) == (before["uid"], MOVED, 1)


def test_the_next_version_of_a_roadmap_keeps_its_events(world):
    roadmap = approved(world)
    program = Program(world.curator)
    before = program.read()
    assert len(before) > 5
    draft = start_new_version(roadmap, by=world.curator, at=NOW)
    changed = Activity.objects.get(section__roadmap=draft, deadline="до 15.05.2027")
    changed.deadline = "до 25.05.2027"
    changed.save(update_fields=["deadline"])
    submit_roadmap(draft, by=world.curator, at=NOW)
    approve_roadmap(draft, number=None, signed_on=TODAY, by=world.director, at=SOON)
    after = program.read(SOON)
    assert after.keys() == before.keys()
    moved = {uid for uid in before if before[uid].start != after[uid].start}
    assert [after[uid].start for uid in moved] == [date(2027, 5, 25)]
    assert {str(event["status"]) for event in after.values()} == {"CONFIRMED"}


def test_two_people_have_the_same_event(world, occurrence):
    Responsible.objects.create(activity=occurrence.activity, kind="role", text="Директор", role=Role.DIRECTOR)
    assert Program(world.curator).read().keys() == Program(world.director).read().keys()


def test_an_adopted_plan_has_events_of_its_own(world, occurrence):
    """Rows made from a model keep its `uid`; a person of both places must see both."""
    other = in_force(world.b1, activities=1)
    Activity.objects.filter(section__roadmap=other).update(uid=occurrence.activity.uid)
    Membership.objects.create(user=world.curator, organization=world.b1, role=Role.CURATOR, since=TODAY)
    assert len(Program(world.curator).read()) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(world, django_assert_num_queries, count):
    in_force(world.a1, activities=count)
    program = Program(world.curator)
    assert len(program.read()) == count
    with django_assert_num_queries(10):  # the feed, the roles, what each app has in store, the memory, the place
        assert len(program.read()) == count
    Roadmap.objects.update(title="Другое")
    Activity.objects.update(result="Справка")
    with django_assert_num_queries(16):  # and the lock, what has changed, its end, the memory before and after
        assert {event["sequence"] for event in program.read(NOW + timedelta(minutes=1)).values()} == {1}


# --- one deadline --------------------------------------------------------------------------------------------------


def test_one_deadline_is_the_same_event_as_in_the_feed(as_role, world, occurrence):
    program = Program(world.curator)
    url = f"/roadmaps/occurrences/{occurrence.pk}/calendar/"
    (alone,) = Calendar.from_ical(as_role("curator").get(url).getvalue()).events
    assert (alone["uid"], alone["sequence"]) == (program.only()["uid"], 0)
    set_dates(occurrence.activity, [(None, MOVED)], by=world.curator, at=SOON)
    url = f"/roadmaps/occurrences/{Occurrence.objects.get().pk}/calendar/"
    response = as_role("curator").get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="srok-2027-04-29.ics"'
    (alone,) = Calendar.from_ical(response.getvalue()).events
    assert (alone.start, alone["sequence"]) == (MOVED, 1)


def test_what_has_no_date_is_no_event(as_role, world, occurrence):
    Occurrence.objects.update(due=None)
    assert titles(world.curator) == []
    assert as_role("curator").get(f"/roadmaps/occurrences/{occurrence.pk}/calendar/").status_code == 404
