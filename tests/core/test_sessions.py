"""A session ends with the working day, and earlier when nobody works in it; what it showed stays in no cache."""

import time

import pytest
from django.urls import reverse

from core.sessions import BEGAN, SEEN

PROFILE = reverse("organizations:profile")


@pytest.fixture
def since(as_role):
    """`since(began, seen)`: the curator's client, signed in and last seen so many seconds ago."""

    def ago(began: int, seen: int):
        client = as_role("curator")
        session = client.session
        session[BEGAN], session[SEEN] = int(time.time()) - began, int(time.time()) - seen
        session.save()
        return client

    return ago


def test_a_day_at_work_goes_on(since):
    client = since(11 * 3600, 90 * 60)
    assert client.get(PROFILE).status_code == 200
    assert time.time() - client.session[SEEN] < 60


def test_a_page_read_soon_after_another_writes_nothing(since):
    client = since(200, 200)
    seen = client.session[SEEN]
    client.get(PROFILE)
    assert client.session[SEEN] == seen


@pytest.mark.parametrize(("began", "seen"), [(13 * 3600, 60), (3 * 3600, 121 * 60)], ids=["after a day", "left alone"])
def test_it_ends_and_leads_to_the_sign_in(since, began, seen):
    client = since(began, seen)
    answer = client.get(PROFILE)
    assert answer.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_a_session_without_its_beginning_is_over(as_role):
    client = as_role("curator")
    session = client.session
    del session[BEGAN]
    session.save()
    assert client.get(PROFILE).status_code == 302


def test_what_the_signed_in_are_shown_stays_in_no_cache(client, as_role):
    assert "Cache-Control" not in client.get(reverse("orders:check", args=["unknown"])).headers
    assert as_role("curator").get(PROFILE)["Cache-Control"] == "private, no-store"
    assert as_role("curator").get("/nowhere/")["Cache-Control"] == "private, no-store"
