"""The page of a roadmap and its papers: what they show and to whom."""

import pytest

from roadmaps.models import Activity, Decision, Roadmap
from roadmaps.services.execution import generate_occurrences

from ..factories import NOW, make_roadmap
from .pages import State, page, text_of
from .plans import approved, drafted

DETAIL_QUERIES = 18


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
