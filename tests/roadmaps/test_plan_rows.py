"""Sections and activities; how a phrase and a list of people are understood while one types."""

import uuid

import pytest

from organizations.models import Role
from roadmaps.models import Activity, Section

from ..factories import make_member, make_roadmap
from .pages import page, text_of
from .plans import drafted, submitted


def test_a_section_is_added_edited_moved_and_deleted(as_role, world):
    roadmap, client = drafted(world), as_role("curator")
    sent = {"seen": "1", "uid": str(uuid.uuid4()), "number": "3", "title": "Новый"}
    for _ in range(2):
        client.post(page("section_add", roadmap.pk), sent)
    section = Section.objects.get(title="Новый")
    client.post(page("section_edit", section.pk), {**sent, "title": "Иначе", "goal": "Задача"})
    section.refresh_from_db()
    assert (section.title, section.goal) == ("Иначе", "Задача")
    response = client.post(page("section_move", section.pk), {"position": "1"})
    assert response.url == section.get_absolute_url()
    assert roadmap.sections.first() == section
    assert client.get(page("section_delete", section.pk)).status_code == 200
    client.post(page("section_delete", section.pk))
    assert not Section.objects.filter(pk=section.pk).exists()


def row(**changes) -> dict:
    return {
        "seen": "1",
        "uid": str(uuid.uuid4()),
        "number": "1.3",
        "title": "Новое",
        "deadline": "до 15.12.2026",
        "steps": "раз\r\n\r\n два ",
        "responsible_lines": "Куратор\r\nРабочая группа",
        **changes,
    }


def test_an_activity_sent_twice_is_one(as_role, world):
    section, client, sent = drafted(world).sections.first(), as_role("curator"), row()
    for _ in range(2):
        response = client.post(page("activity_add", section.pk), sent)
        assert f"#activity-{Activity.objects.get(title='Новое').pk}" in response.url
    activity = Activity.objects.get(title="Новое")
    assert (activity.steps, activity.responsible_lines) == (["раз", "два"], ["Куратор", "Рабочая группа"])


def test_people_are_picked_from_the_staff(as_role, world):
    person = make_member(
        Role.EXECUTOR, world.a1, "p@a1.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна"
    )
    section = drafted(world).sections.first()
    as_role("curator").post(page("activity_add", section.pk), row(staff=["Плохая В. С."]))
    activity = Activity.objects.get(title="Новое")
    assert activity.responsible.last().user == person
    body = text_of(as_role("curator").get(page("activity_edit", activity.pk)))
    assert 'value="Плохая В. С."' not in body  # named already, so no longer offered


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"deadline": "я" * 501},
        {"steps": "\n".join("шаг" for _ in range(101))},
        {"steps": "я" * 1001},
        {"responsible_lines": "я" * 301},
        {"document_kind": "papyrus"},
        {"staff": ["Кто-то Чужой"]},
        {"uid": "x"},
        {"title": "нулевой \x00 знак"},
    ],
)
def test_an_activity_that_cannot_be(as_role, world, wrong):
    section = drafted(world).sections.first()
    response = as_role("curator").post(page("activity_add", section.pk), row(**wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert Activity.objects.count() == 4


def test_a_stale_activity_shows_the_other_change(as_role, world):
    activity = drafted(world).sections.first().activities.first()
    Activity.objects.filter(pk=activity.pk).update(title="Как написал другой", revision=2)
    response = as_role("curator").post(page("activity_edit", activity.pk), row(title="Как написал я"))
    assert "Как написал другой" in text_of(response)
    assert Activity.objects.get(pk=activity.pk).title == "Как написал другой"


def test_a_remark_on_the_source_can_be_declared_settled(as_role, world):
    activity = drafted(world).sections.first().activities.first()
    Activity.objects.filter(pk=activity.pk).update(remarks=[{"code": "torn_row", "message": "строка оборвана"}])
    client = as_role("curator")
    assert "строка оборвана" in text_of(client.get(page("activity_edit", activity.pk)))
    client.post(page("activity_edit", activity.pk), row())
    assert Activity.objects.get(pk=activity.pk).remarks
    client.post(page("activity_edit", activity.pk), row(seen="2", settled="on"))
    assert not Activity.objects.get(pk=activity.pk).remarks


def test_an_activity_is_moved_copied_and_deleted(as_role, world):
    roadmap, client = drafted(world), as_role("curator")
    first, second = roadmap.sections.all()
    activity = first.activities.first()
    client.post(page("activity_move", activity.pk), {"section": second.pk, "position": ""})
    assert second.activities.last() == activity
    copy = client.get(page("activity_copy", activity.pk)).context["form"].initial
    for _ in range(2):
        client.post(page("activity_copy", activity.pk), copy)
    assert Activity.objects.filter(title=activity.title).count() == 2
    client.post(page("activity_delete", activity.pk))
    assert not Activity.objects.filter(pk=activity.pk).exists()


def test_an_activity_does_not_leave_its_roadmap(as_role, world):
    activity = drafted(world).sections.first().activities.first()
    foreign = make_roadmap(world.b1).sections.get()
    response = as_role("curator").post(page("activity_move", activity.pk), {"section": foreign.pk, "position": "1"})
    assert response.context["form"].errors
    activity.refresh_from_db()
    assert activity.section.roadmap.organization == world.a1


@pytest.mark.parametrize("name", ["section_edit", "section_move", "section_delete", "activity_add"])
def test_anothers_section_is_not_there(as_role, world, name):
    foreign = make_roadmap(world.b1).sections.get()
    assert as_role("curator").get(page(name, foreign.pk)).status_code == 404


@pytest.mark.parametrize("name", ["activity_edit", "activity_move", "activity_copy", "activity_delete"])
def test_anothers_activity_is_not_there(as_role, world, name):
    foreign = make_roadmap(world.b1).sections.get().activities.first()
    assert as_role("curator").get(page(name, foreign.pk)).status_code == 404


def test_what_is_no_longer_a_draft_is_refused_in_words(as_role, world):
    activity = submitted(world).sections.first().activities.first()
    response = as_role("curator").post(page("activity_edit", activity.pk), row(title="Иначе"))
    assert response.context["form"].non_field_errors()
    assert Activity.objects.get(pk=activity.pk).title != "Иначе"


@pytest.mark.parametrize(
    ("phrase", "told"),
    [("до 15.12.2026", "15.12.2026"), ("ъъъ", "tone-warning"), ("", "form-text"), ("<b>", "tone-warning")],
)
def test_the_reading_of_a_deadline(as_role, world, phrase, told):
    response = as_role("curator").get(page("deadline_reading", make_roadmap(world.a1).pk, deadline=phrase))
    assert told in text_of(response)
    assert "<b>" not in text_of(response)


def test_the_reading_of_responsible_lines(as_role, world):
    make_member(Role.EXECUTOR, world.a1, "p@a1.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна")
    lines = "Плохая В.С.\nКуратор\n<i>Все</i>"
    body = text_of(
        as_role("curator").get(page("responsible_reading", make_roadmap(world.a1).pk, responsible_lines=lines))
    )
    assert "Плохая Вера Сергеевна" in body
    assert "&lt;i&gt;Все" in body
