"""Saved views: the filters of a list under a name, each person's own."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from core.listing import kept_query
from organizations.models import SavedView
from organizations.services import saved_views

PATH = "/roadmaps/"
QUERY = "q=%D0%BF%D0%BB%D0%B0%D0%BD&state=draft"
LIST = f"{PATH}?{QUERY}"


def save_url(address: str) -> str:
    return f"{reverse('organizations:save_view')}?{urlencode({'list': address})}"


@pytest.fixture
def kept(world) -> SavedView:
    return saved_views.save_view(SavedView(name="Черновики", path=PATH, query=QUERY), by=world.curator)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("state=draft&q=план", QUERY),
        ("q=план&state=draft&page=2&per_page=50&download=xlsx", QUERY),
        ("q=&state=", ""),
        ("topic=2&topic=1", "topic=1&topic=2"),
    ],
)
def test_an_address_is_kept_in_one_way(address, kept):
    assert kept_query(QueryDict(address)) == kept


def test_the_filters_of_a_list_are_saved_and_stand_above_it(as_role, world):
    client = as_role("curator")
    assert "organizations/views/save/?list=" in client.get(LIST).content.decode()
    answer = client.post(save_url(f"{LIST}&page=3"), {"name": "Черновики"}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    view = SavedView.objects.get(user=world.curator)
    page = answer.content.decode()
    assert reverse("organizations:forget_view", args=[view.pk]) in page
    assert "views/save" not in page
    assert "Черновики" in client.get(PATH, headers={"HX-Request": "true"}).content.decode()


def test_a_view_without_rows_still_shows_the_way_to_the_others(as_role, kept):
    page = as_role("curator").get(PATH, {"q": "такого нет"}).content.decode()
    assert "empty-state" in page
    assert "Черновики" in page


def test_nobody_else_sees_or_forgets_it(as_role, kept):
    client = as_role("director")
    assert "Черновики" not in client.get(PATH).content.decode()
    assert client.post(reverse("organizations:forget_view", args=[kept.pk])).status_code == 404
    assert SavedView.objects.filter(pk=kept.pk).exists()


def test_it_is_forgotten_on_request(as_role, kept):
    answer = as_role("curator").post(reverse("organizations:forget_view", args=[kept.pk]), follow=True)
    assert answer.redirect_chain == [(PATH, 302)]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", PATH, "/accounts/login/?a=1", "/?a=1", "//evil.example/?a=1", "https://evil.example/?a=1", "\0?a=1"],
)
def test_only_a_list_of_ours_with_something_chosen_is_saved(as_role, address):
    assert as_role("curator").get(save_url(address)).status_code == 404


def test_a_name_is_taken_once_in_a_list(as_role, kept):
    page = as_role("curator").post(save_url(f"{PATH}?state=approved"), {"name": "Черновики"}).content.decode()
    assert "error-summary" in page
    assert SavedView.objects.count() == 1


def test_a_list_keeps_no_more_than_it_can_show(world, kept, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_PER_LIST", 1)
    with pytest.raises(saved_views.ViewRefused):
        saved_views.save_view(SavedView(name="Другой", path=PATH, query="state=x"), by=world.curator)
    saved_views.save_view(SavedView(name="Другой", path="/orders/", query="state=x"), by=world.curator)
