"""The way of a roadmap to approval, as its pages go."""

import re
from datetime import timedelta

import pytest

from roadmaps.models import Activity, Decision, Roadmap
from roadmaps.services import editing, versions

from ..factories import NOW, TODAY, make_roadmap
from .pages import State, page, said, text_of
from .plans import approved, submitted


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
