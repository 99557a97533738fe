"""The pages of the plan: what they show, what a form does, what bad input meets."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from organizations.models import Role
from roadmaps.models import Activity, Decision, Roadmap, Section
from roadmaps.services import editing, versions
from roadmaps.services.execution import generate_occurrences

from ..factories import NOW, TODAY, make_member, make_roadmap
from .plans import approved, drafted, submitted

State = Roadmap.State
LIST_QUERIES = 9
DETAIL_QUERIES = 18
STAMPS = {"stamps-TOTAL_FORMS": "1", "stamps-INITIAL_FORMS": "0", "stamps-0-side": "right"}


def page(name: str, *args, **query) -> str:
    return reverse(f"roadmaps:{name}", args=args, query=query or None)


def text_of(response) -> str:
    return response.content.decode()


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(as_role, world, django_assert_num_queries, number):
    for school in (world.a1, world.a2, world.a1)[:number]:
        generate_occurrences(make_roadmap(school, state=State.APPROVED))
    client = as_role("methodologist")
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(page("list")).status_code == 200


def test_the_list_shows_what_one_may_see(as_role, world):
    own = make_roadmap(world.a1, title="Своя")
    make_roadmap(world.a2, title="Чужая")
    make_roadmap(world.north, title="Муниципальная", state=State.APPROVED)
    make_roadmap(world.north, title="Муниципальный черновик")
    body = text_of(as_role("curator").get(page("list")))
    assert Roadmap.objects.filter(title="Чужая").exists()
    assert own.title in body
    assert "Муниципальная" in body
    assert "Чужая" not in body
    assert "Муниципальный черновик" not in body


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"Первая", "Вторая"}),
        ({"state": "all"}, {"Первая", "Вторая", "Третья"}),
        ({"state": "archived"}, {"Третья"}),
        ({"state": "draft"}, {"Первая"}),
        ({"track": "staff"}, {"Вторая"}),
        ({"year": "2022"}, {"Вторая"}),
        ({"year": "soon"}, {"Первая", "Вторая"}),
        ({"q": "перВАЯ"}, {"Первая"}),
        ({"q": "мероприятие 1.1"}, {"Первая", "Вторая"}),
        ({"q": "' OR 1=1 --"}, set()),
        ({"organization": "7"}, {"Первая", "Вторая"}),
        ({"page": "999"}, {"Первая", "Вторая"}),
    ],
)
def test_filters_and_search(as_role, world, query, shown):
    make_roadmap(world.a1, title="Первая")
    make_roadmap(
        world.a1,
        title="Вторая",
        state=State.APPROVED,
        track="staff",
        period_from=TODAY.replace(year=2022),
        period_to=TODAY.replace(year=2023),
    )
    make_roadmap(world.a1, title="Третья", state=State.ARCHIVED)
    response = as_role("curator").get(page("list", **query))
    assert {row.record.title for row in response.context["table"].rows} == shown


def test_an_overseer_filters_by_organisation(as_role, world):
    make_roadmap(world.a1)
    make_roadmap(world.a2)
    response = as_role("methodologist").get(page("list", organization=world.a2.pk))
    assert [row.record.organization for row in response.context["table"].rows] == [world.a2]


def test_the_empty_list_says_what_to_do_first(as_role, world):
    assert page("create") in text_of(as_role("curator").get(page("list")))
    assert page("create") not in text_of(as_role("director").get(page("list")))


# --- the page of a roadmap -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("activities", [1, 3])
@pytest.mark.parametrize("view", ["table", "timeline"])
def test_the_page_costs_the_same_for_one_row_and_for_three(
    as_role, world, django_assert_num_queries, activities, view
):
    roadmap = make_roadmap(world.a1, sections=activities, activities=activities, state=State.APPROVED)
    generate_occurrences(roadmap)
    client = as_role("curator")
    with django_assert_num_queries(DETAIL_QUERIES):
        assert client.get(page("detail", roadmap.pk, view=view)).status_code == 200


def test_names_with_markup_are_shown_as_they_are_written(as_role, world):
    roadmap = make_roadmap(world.a1, title="<script>alert(1)</script>")
    Activity.objects.update(title="<b>Жирное</b>", steps=["<i>шаг</i>"], deadline="<u>когда</u>")
    for view in ("table", "timeline"):
        body = text_of(as_role("curator").get(page("detail", roadmap.pk, view=view)))
        assert "<script>alert" not in body
        assert "<b>Жирное" not in body
        assert "&lt;b&gt;Жирное&lt;/b&gt;" in body


def test_only_who_may_edit_a_draft_has_the_tools(as_role, world):
    roadmap = drafted(world)
    assert page("section_add", roadmap.pk) in text_of(as_role("curator").get(page("detail", roadmap.pk)))
    assert page("section_add", roadmap.pk) not in text_of(as_role("director").get(page("detail", roadmap.pk)))
    Roadmap.objects.update(state=State.SUBMITTED)
    assert page("section_add", roadmap.pk) not in text_of(as_role("curator").get(page("detail", roadmap.pk)))


def test_a_returned_roadmap_shows_the_remark(as_role, world):
    roadmap = make_roadmap(world.a1, state=State.RETURNED)
    Decision.objects.create(roadmap=roadmap, kind="returned", by_name="Директор", at=NOW, remark="Нет <сроков>")
    body = text_of(as_role("curator").get(page("detail", roadmap.pk)))
    assert "Нет &lt;сроков&gt;" in body


@pytest.mark.parametrize("name", ["detail", "diff", "edit", "copy", "submit", "review", "archive", "delete", "adopt"])
def test_anothers_roadmap_is_not_there(as_role, world, name):
    foreign = make_roadmap(world.b1)
    assert as_role("curator").get(page(name, foreign.pk)).status_code == 404


def test_the_model_from_above_is_read_and_adopted_but_not_changed(as_role, world):
    model = make_roadmap(world.north, state=State.APPROVED)
    client = as_role("curator")
    assert page("adopt", model.pk) in text_of(client.get(page("detail", model.pk)))
    assert client.get(page("adopt", model.pk)).status_code == 200
    for name in ("edit", "submit", "copy", "new_version", "archive", "review"):
        assert client.get(page(name, model.pk)).status_code == 403


# --- papers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_paper_in_each_form(as_role, world, form, start):
    response = as_role("curator").get(page("paper", make_roadmap(world.a1).pk, form))
    assert b"".join(response.streaming_content).startswith(start)
    assert "attachment" in response["Content-Disposition"]


def test_the_approved_paper_is_the_one_that_was_kept(as_role, world):
    roadmap = approved(world)
    response = as_role("curator").get(page("paper", roadmap.pk, "pdf"))
    with roadmap.paper.content.open("rb") as kept:
        assert b"".join(response.streaming_content) == kept.read()


def test_no_paper_in_an_unknown_form(as_role, world):
    assert as_role("curator").get(page("paper", make_roadmap(world.a1).pk, "exe")).status_code == 404


# --- creating, copying, adopting -------------------------------------------------------------------------------------


def new_roadmap(**changes) -> dict:
    return {
        "seen": "1",
        "chain": str(uuid.uuid4()),
        "title": "Дорожная карта",
        "track": "students",
        "period_from": "2026-09-01",
        "period_to": "2027-08-31",
        **changes,
    }


def test_a_blank_roadmap_sent_twice_is_one(as_role, world):
    client, sent = as_role("curator"), new_roadmap()
    for _ in range(2):
        response = client.post(page("create"), sent)
        assert response.url == Roadmap.objects.get().get_absolute_url()
    assert Roadmap.objects.get().organization == world.a1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "я" * 1001},
        {"track": "everybody"},
        {"period_from": "31.02.2026"},
        {"period_from": "0026-09-01"},
        {"period_to": "2026-08-31"},
        {"period_to": "2060-08-31"},
        {"chain": "x"},
    ],
)
def test_a_roadmap_that_cannot_be(as_role, world, wrong):
    response = as_role("curator").post(page("create"), new_roadmap(**wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Roadmap.objects.exists()


def test_the_new_page_offers_what_there_is_to_begin_with(as_role, world):
    own = make_roadmap(world.a1)
    model = make_roadmap(world.north, state=State.APPROVED)
    body = text_of(as_role("curator").get(page("create")))
    assert page("copy", own.pk) in body
    assert page("adopt", model.pk) in body


@pytest.mark.parametrize("years", ["1", "0", "20", "-3", "abc", "999999999999999999999"])
def test_a_copy_is_reviewed_before_it_is_made(as_role, world, years):
    own = make_roadmap(world.a1)
    response = as_role("curator").get(page("copy", own.pk, years=years))
    assert response.status_code == 200


def test_the_review_of_a_copy_shows_each_changed_wording(as_role, world):
    body = text_of(as_role("curator").get(page("copy", make_roadmap(world.a1).pk, years=1)))
    assert "<del>2027</del>" in body
    assert "<ins>2028</ins>" in body


def test_a_copy_is_made(as_role, world):
    own = make_roadmap(world.a1)
    sent = new_roadmap(years="1", period_from="2027-09-01", period_to="2028-08-31")
    response = as_role("curator").post(page("copy", own.pk), sent)
    copy = Roadmap.objects.exclude(pk=own.pk).get()
    assert response.url == copy.get_absolute_url()
    assert Activity.objects.filter(section__roadmap=copy).first().deadline == "до 15.04.2028"


def test_a_model_is_adopted(as_role, world):
    model = make_roadmap(world.north, state=State.APPROVED)
    as_role("curator").post(page("adopt", model.pk), new_roadmap(years="0"))
    adopted = Roadmap.objects.get(organization=world.a1)
    assert (adopted.adopted_from, adopted.state) == (model, State.DRAFT)


# --- the head and its stamps -----------------------------------------------------------------------------------------


def head(roadmap: Roadmap, **changes) -> dict:
    return {**new_roadmap(), "title": roadmap.title, "seen": str(roadmap.revision), **STAMPS, **changes}


def test_the_head_with_a_new_stamp(as_role, world):
    roadmap = make_roadmap(world.a1)
    stamp = {"stamps-0-kind": "agreed", "stamps-0-who": "Педагогический совет", "stamps-0-date": "2026-08-30"}
    response = as_role("curator").post(page("edit", roadmap.pk), head(roadmap, title="Иначе", **stamp))
    assert response.status_code == 302
    roadmap.refresh_from_db()
    assert roadmap.title == "Иначе"
    assert roadmap.stamps.get().who == "Педагогический совет"


def test_a_stamp_is_removed(as_role, world):
    roadmap = drafted(world)
    kept = {
        "stamps-TOTAL_FORMS": "1",
        "stamps-INITIAL_FORMS": "1",
        "stamps-0-kind": "agreed",
        "stamps-0-side": "right",
    }
    client = as_role("curator")
    client.post(page("edit", roadmap.pk), head(roadmap, **kept))
    assert roadmap.stamps.count() == 1
    roadmap.refresh_from_db()
    client.post(page("edit", roadmap.pk), head(roadmap, **kept, **{"stamps-0-DELETE": "on"}))
    assert roadmap.stamps.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"stamps-0-kind": "blessed"},
        {"stamps-0-who": "без вида"},
        {"stamps-0-kind": "agreed", "stamps-0-date": "32.13.2026"},
        {"stamps-TOTAL_FORMS": "x"},
        {"stamps-TOTAL_FORMS": "5000"},
    ],
)
def test_a_stamp_that_cannot_be(as_role, world, wrong):
    roadmap = make_roadmap(world.a1)
    response = as_role("curator").post(page("edit", roadmap.pk), head(roadmap, title="Иначе", **wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert Roadmap.objects.get().title != "Иначе"


def test_a_stale_head_shows_the_other_change(as_role, world):
    roadmap = make_roadmap(world.a1)
    Roadmap.objects.update(title="Как написал другой", revision=2)
    client = as_role("curator")
    response = client.post(page("edit", roadmap.pk), head(roadmap, title="Как написал я"))
    body = text_of(response)
    assert "Как написал другой" in body
    assert "Как написал я" in body
    assert Roadmap.objects.get().title == "Как написал другой"
    again = head(roadmap, title="Как написал я", seen=response.context["form"]["seen"].value())
    assert client.post(page("edit", roadmap.pk), again).status_code == 302
    assert Roadmap.objects.get().title == "Как написал я"


# --- sections and activities -----------------------------------------------------------------------------------------


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


# --- how a phrase and a list of people are understood, while one types -----------------------------------------------


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


# --- the way to approval ---------------------------------------------------------------------------------------------


def test_submitting_shows_the_warnings_first(as_role, world):
    roadmap, client = make_roadmap(world.a1), as_role("curator")
    Activity.objects.update(deadline="ъъъ")
    assert "ъъъ" in text_of(client.get(page("submit", roadmap.pk)))
    response = client.post(page("submit", roadmap.pk))
    assert response.url == roadmap.get_absolute_url()
    assert Roadmap.objects.get().state == State.SUBMITTED


def test_an_empty_roadmap_is_not_submitted(as_role, world):
    roadmap = make_roadmap(world.a1, activities=0)
    response = as_role("curator").post(page("submit", roadmap.pk))
    assert said(response)
    assert Roadmap.objects.get().state == State.DRAFT


def decision(**fields) -> dict:
    return {
        "submission": Decision.objects.filter(kind="submitted").last().pk,
        "number": "12-од",
        "signed_on": TODAY.isoformat(),
        "title": "Об утверждении дорожной карты",
        "preamble": "В целях порядка",
        "clauses": "Утвердить.\nКонтроль оставляю за собой.",
        **fields,
    }


def test_the_director_sees_everything_on_one_page(as_role, world):
    first = approved(world)
    second = versions.start_new_version(first, by=world.curator, at=NOW)
    section = second.sections.first()
    editing.delete_activity(section.activities.first(), by=world.curator, at=NOW)
    Roadmap.objects.filter(pk=second.pk).update(state=State.SUBMITTED)
    Decision.objects.create(roadmap=second, kind="submitted", by_name="Куратор", at=NOW)
    response = as_role("director").get(page("review", second.pk))
    body = text_of(response)
    assert response.context["approve_form"].initial["number"] == "2-од"
    assert response.context["difference"].counts["removed"] == 1
    assert "<del>1.1 Назначение куратора</del>" in body
    assert "Признать утратившим силу" in body
    assert len(set(re.findall(r' id="([^"]+)"', body))) == len(re.findall(r' id="([^"]+)"', body))


def test_the_director_approves(as_role, world):
    roadmap = submitted(world)
    response = as_role("director").post(page("approve", roadmap.pk), decision())
    assert response.url == roadmap.get_absolute_url()
    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.order.number, roadmap.order.title) == (
        State.APPROVED,
        "12-од",
        "Об утверждении дорожной карты",
    )


def test_a_second_click_signs_no_second_order(as_role, world):
    roadmap, client = submitted(world), as_role("director")
    sent = decision()
    for _ in range(2):
        response = client.post(page("approve", roadmap.pk), sent)
    assert response.status_code == 200
    assert roadmap.organization.orders.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": ""},
        {"number": "9" * 41},
        {"signed_on": "2026-02-31"},
        {"signed_on": (TODAY + timedelta(days=4000)).isoformat()},
        {"clauses": " \n "},
        {"submission": "1000000"},
        {"title": ""},
    ],
)
def test_an_order_that_cannot_be_signed(as_role, world, wrong):
    roadmap = submitted(world)
    response = as_role("director").post(page("approve", roadmap.pk), decision(**wrong))
    assert response.status_code == 200
    assert response.context["approve_form"].errors
    assert Roadmap.objects.get().state == State.SUBMITTED
    assert 'name="number"' in text_of(response)


def test_the_director_returns_with_a_remark(as_role, world):
    roadmap, client = submitted(world), as_role("director")
    response = client.post(page("return", roadmap.pk), {"submission": Decision.objects.get().pk, "remark": " "})
    assert response.context["return_form"].errors
    client.post(page("return", roadmap.pk), {"submission": Decision.objects.get().pk, "remark": "Нет сроков"})
    assert Roadmap.objects.get().state == State.RETURNED


@pytest.mark.parametrize("name", ["review", "approve", "return"])
def test_only_the_director_decides(as_role, world, name):
    roadmap = submitted(world)
    for role in ("curator", "executor", "methodologist"):
        assert as_role(role).post(page(name, roadmap.pk)).status_code == 403
    assert as_role("stranger").post(page(name, roadmap.pk)).status_code == 404


def test_taking_back_and_archiving(as_role, world):
    roadmap = submitted(world)
    client = as_role("curator")
    assert client.get(page("withdraw", roadmap.pk)).status_code == 200
    client.post(page("withdraw", roadmap.pk))
    assert Roadmap.objects.get().state == State.DRAFT
    Roadmap.objects.update(state=State.APPROVED)
    client.post(page("archive", roadmap.pk), {"remark": "Реорганизация"})
    assert Roadmap.objects.get().state == State.ARCHIVED


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_new_version_and_its_difference(as_role, world):
    first, client = make_roadmap(world.a1, state=State.APPROVED), as_role("curator")
    assert client.get(page("new_version", first.pk)).status_code == 200
    response = client.post(page("new_version", first.pk))
    second = Roadmap.objects.get(version=2)
    assert response.url == second.get_absolute_url()
    Activity.objects.filter(section__roadmap=second, number="1.1").update(title="Иначе <b>")
    body = text_of(client.get(page("diff", second.pk)))
    assert "<ins>Иначе &lt;b&gt;</ins>" in body
    assert said(client.post(page("new_version", first.pk)))
    assert Roadmap.objects.count() == 2


def test_versions_are_compared_either_way(as_role, world):
    first = make_roadmap(world.a1, state=State.APPROVED)
    versions.start_new_version(first, by=world.curator, at=NOW)
    client = as_role("curator")
    assert client.get(page("diff", first.pk, **{"with": 2})).status_code == 200
    assert client.get(page("diff", first.pk)).status_code == 200  # nothing before it
    for unknown in ("1", "77", "x", "9" * 30):
        assert client.get(page("diff", first.pk, **{"with": unknown})).status_code == 404


def test_a_draft_is_deleted_and_what_was_submitted_is_not(as_role, world):
    roadmap, client = drafted(world), as_role("curator")
    assert client.get(page("delete", roadmap.pk)).status_code == 200
    assert client.post(page("delete", roadmap.pk)).url == page("list")
    assert not Roadmap.objects.exists()
    kept = submitted(world)
    client.post(page("delete", kept.pk))
    assert Roadmap.objects.filter(pk=kept.pk).exists()


def test_everything_is_numbered_anew(as_role, world):
    roadmap = make_roadmap(world.a1)
    Activity.objects.update(number="?")
    as_role("curator").post(page("renumber", roadmap.pk))
    assert list(Activity.objects.values_list("number", flat=True)) == ["1.1", "1.2"]
