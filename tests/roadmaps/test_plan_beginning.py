"""A roadmap is begun: blank, copied, adopted."""

import pytest

from roadmaps.models import Activity, Roadmap

from ..factories import make_roadmap
from .pages import State, new_roadmap, page, text_of


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
