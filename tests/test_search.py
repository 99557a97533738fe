"""Ctrl-K: what the words lead to, for each role only what it may see."""

import pytest
from django.urls import reverse

from mentorship.pages import pages_for
from orders.services import register_paper_order
from organizations.models import Role, SavedView
from roadmaps.models import Activity, Roadmap

from .access_table import ROWS
from .factories import NOW, TODAY, make_member, make_roadmap
from .roadmaps.uploads import read
from .test_access import ROLES as ACCESS_ROLES

ROLES = ("executor", "curator", "director", "methodologist", "coordinator", "administrator", "nobody", "stranger")


def found(client, query: str, **headers) -> str:
    return client.get(reverse("search"), {"q": query}, **headers).content.decode()


@pytest.fixture
def roadmap(world) -> Roadmap:
    roadmap = make_roadmap(world.a1, title="План школы по наставничеству")
    Activity.objects.filter(section__roadmap=roadmap).update(title="Круглый стол наставников")
    return roadmap


def test_words_in_any_case_lead_to_a_roadmap_and_its_activities(as_role, roadmap):
    client = as_role("curator")
    assert roadmap.get_absolute_url() in found(client, "ШКОЛЫ план")
    assert Activity.objects.first().get_absolute_url() in found(client, "круглый")


def test_every_word_must_occur(as_role, roadmap):
    assert roadmap.get_absolute_url() not in found(as_role("curator"), "план гимназии")


def test_an_unfinished_upload_is_found_by_those_who_may_go_on_with_it(as_role, world):
    import_ = read(world)
    assert import_.get_absolute_url() in found(as_role("curator"), "план наставничеству")
    for role in ("director", "executor", "stranger"):
        assert import_.get_absolute_url() not in found(as_role(role), "план наставничеству")


def test_another_organisation_finds_nothing_of_it(as_role, roadmap):
    page = found(as_role("stranger"), "план")
    assert roadmap.title not in page
    assert roadmap.get_absolute_url() not in page


def test_what_is_in_the_archive_does_not_crowd_out_what_is_in_force(as_role, roadmap):
    Roadmap.objects.update(state=Roadmap.State.ARCHIVED)
    client = as_role("curator")
    assert roadmap.get_absolute_url() in found(client, "план")
    assert Activity.objects.first().get_absolute_url() not in found(client, "круглый")


def test_an_order_is_found_by_its_number_and_by_its_title(as_role, world):
    order = register_paper_order(
        organization=world.a1, number="14-а", signed_on=TODAY, title="О наставничестве", by=world.curator, at=NOW
    )
    client = as_role("curator")
    assert order.get_absolute_url() in found(client, "14-а")
    assert order.get_absolute_url() in found(client, "наставничестве")
    assert order.get_absolute_url() not in found(as_role("stranger"), "14-а")


def test_people_and_organisations_are_found_by_those_who_may_list_them(as_role, world):
    make_member(Role.EXECUTOR, world.a1, "z@a1.example", last_name="Замятина")
    assert "Замятина" in found(as_role("curator"), "замят")
    assert "Замятина" not in found(as_role("stranger"), "замят")
    place = reverse("organizations:detail", args=[world.a2.pk])
    assert place in found(as_role("methodologist"), "школа 2")
    assert place not in found(as_role("curator"), "школа 2")


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_the_menu_are_found_by_whom_they_are_open_to(as_role, world, role):
    client = as_role(role)
    open_to = client.get(reverse("organizations:audit")).status_code == 200
    assert (f'href="{reverse("organizations:audit")}"' in _hits(client, "журнал")) is open_to


def test_pages_are_offered_to_those_to_whom_they_open(world):
    """As the access matrix has it; nothing needs to be named twice to be found."""
    answers = {reverse(name, kwargs=row.extra): row.statuses for name, row in ROWS.items() if not row.subject}
    for role in ROLES:
        offered = {page.url for page in pages_for(world.people[role])}
        assert {reverse("organizations:profile"), reverse("usersessions_list")} <= offered
        refused = {url for url in offered & set(answers) if answers[url][ACCESS_ROLES.index(role)] not in (200, 302)}
        assert refused == set(), role


@pytest.mark.parametrize(
    ("role", "words", "name"),
    [
        ("curator", "новый курс", "participants:course_add"),
        ("curator", "нов парт", "participants:partner_add"),
        ("curator", "пары подбор", "pairing:rounds"),
        ("curator", "реестр наград", "pairing:awards"),
        ("curator", "диагностика отметки", "participants:assessment_grid"),
        ("director", "нумерация", "orders:series"),
        ("methodologist", "сайты учреждений", "monitoring:sites"),
        ("administrator", "вебхуки", "notifications:webhooks"),
    ],
)
def test_pages_outside_the_menu_are_found_too(as_role, role, words, name):
    assert f'href="{reverse(name)}"' in _hits(as_role(role), words)


def test_own_saved_views_are_found_and_stand_there_before_anything_is_typed(as_role, world):
    SavedView.objects.create(user=world.curator, name="Срочное", path="/roadmaps/", query="state=draft")
    for query in ("срочн", ""):
        assert 'href="/roadmaps/?state=draft"' in _hits(as_role("curator"), query)
        assert "Срочное" not in _hits(as_role("director"), query)


def _hits(client, query: str) -> str:
    """The results alone, as the palette asks for them: the menu of the page holds links too."""
    return found(client, query, headers={"HX-Request": "true"})


def test_the_palette_gets_the_results_alone_and_the_page_everything(as_role, roadmap):
    client = as_role("curator")
    assert "<html" not in _hits(client, "план")
    assert "<html" in found(client, "план")


@pytest.mark.parametrize("query", ["", "   ", "%", "\\", "(", "[а-я", "<script>alert(1)</script>", "слово " * 500])
def test_no_query_breaks_it(as_role, roadmap, query):
    response = as_role("curator").get(reverse("search"), {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


QUERIES = {"curator": 12, "methodologist": 12, "administrator": 12}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", QUERIES)
def test_it_costs_the_same_for_few_rows_and_for_many(as_role, world, django_assert_num_queries, role, rows):
    for number in range(rows):
        make_roadmap(world.a1, title=f"Общее {number}")
        make_member(Role.EXECUTOR, world.a1, f"e{number}@a1.example", last_name="Общее")
        register_paper_order(
            organization=world.a1, number=f"{number}-а", signed_on=TODAY, title="Общее", by=None, at=NOW
        )
    Activity.objects.update(title="Общее")
    client = as_role(role)
    with django_assert_num_queries(QUERIES[role]):
        found(client, "общее")
