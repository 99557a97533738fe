"""The list of roadmaps: what one may see, filters, costs."""

import pytest

from roadmaps.models import Roadmap
from roadmaps.services.execution import generate_occurrences

from ..factories import TODAY, make_roadmap
from .pages import State, page, text_of

LIST_QUERIES = 10


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
