"""A session ends with the working day, and earlier when nobody works in it; what it showed stays in no cache."""

import re
import time

import pytest
from django.urls import reverse

from core.sessions import BEGAN, SEEN

from ..access_table import ROWS
from ..access_world import make_subjects

PROFILE = reverse("organizations:profile")
SLOW = 60  # seconds that a page may take on a busy machine


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


def test_every_answer_tells_how_long_it_lasts(since):
    answer = since(3600, 240).get(PROFILE)
    patience, day = (int(number) for number in answer["Session-Left"].split())
    assert (0 <= 7200 - 240 - patience < SLOW, 0 <= 11 * 3600 - day < SLOW) == (True, True)
    assert f'data-left="{patience} {day}" data-warned="600"' in answer.content.decode()


@pytest.mark.parametrize("name", ["participants:session_edit", "participants:session_delete"])
def test_a_page_about_a_session_of_a_course_tells_it_too(as_role, world, name):
    page = as_role("curator").get(reverse(name, kwargs=ROWS[name].kwargs(make_subjects(world))))
    assert re.search(r'data-left="\d+ \d+"', page.content.decode())


def test_one_click_lets_it_go_on_but_not_past_its_day(since):
    client = since(11 * 3600, 120)  # so lately that a page would write nothing
    answer = client.post(reverse("session_stay"))
    patience, day = (int(number) for number in answer["Session-Left"].split())
    assert answer.status_code == 204
    assert patience > 7200 - SLOW
    assert day <= 3600


def test_nobody_is_kept_signed_in_by_a_click_too_late(since):
    client = since(3 * 3600, 121 * 60)
    assert client.post(reverse("session_stay")).url.startswith(reverse("account_login"))
    assert "Session-Left" not in client.get(PROFILE).headers


def test_where_little_patience_is_set_the_warning_comes_later(since, settings):
    settings.SESSION_IDLE_SECONDS = 15 * 60
    assert 'data-warned="225"' in since(60, 60).get(PROFILE).content.decode()


def test_a_form_sent_too_late_is_said_to_be_lost(since):
    client = since(3 * 3600, 121 * 60)
    shown = client.post(reverse("roadmaps:create"), {"title": "Карта"}, follow=True).content.decode()
    assert "Ничего не сохранено" in shown


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
