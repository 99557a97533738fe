"""Files with names leave to whoever has lately proved who they are, and not by the hundred."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.listing import DownloadableMixin
from core.sessions import BEGAN
from organizations.models import User

from ..access_table import ROWS
from ..factories import PASSWORD, make_consent, make_participation, make_person

REAUTHENTICATE = reverse("account_reauthenticate")
BANK = reverse("participants:mentees")
FILE = f"{BANK}?download=xlsx"
# Made one at a time in the course of the day, about one person or one pair.
ONE_AT_A_TIME = {
    "pairing:award_paper",
    "pairing:event_file",
    "pairing:plan_paper",
    "participants:act_file",
    "participants:certificate",
    "participants:certificate_scan",
    "participants:consent_blank",
    "participants:consent_scan_file",
    "participants:offer_permission",
    "participants:request_notice",
}
WITHOUT_PARTICIPANTS = {
    "pairing:events",
    "pairing:rounds",
    "participants:agreement_scan",
    "participants:consent_text_sample",
    "participants:course_programme",
    "participants:courses",
    "participants:incident_notice",
    "participants:partners",
    "participants:programme_text",
    "participants:programmes",
}


@pytest.fixture
def world(db, shared_world, settings):
    settings.MEDIA_ROOT = shared_world.files
    return shared_world.world


@pytest.fixture
def curator(client, world):
    """The curator, who signed in an hour ago and has been at work since; with somebody in the bank."""
    make_consent(make_participation(make_person(world.a1)).person, "processing")
    user = User.objects.get(pk=world.curator.pk)  # the world's own copy is shared by the tests of the module
    user.set_password(PASSWORD)  # the world was made with another hasher
    user.save()
    client.force_login(user)
    grown_old(client)
    return client


def grown_old(client) -> None:
    session = client.session
    session[BEGAN] = time.time() - 3600
    session.save()


def is_asked_again(response) -> bool:
    return response.status_code == 302 and response.url.startswith(REAUTHENTICATE)


def test_a_page_opens_and_its_file_asks_for_the_password(curator):
    assert curator.get(BANK).status_code == 200
    assert is_asked_again(curator.get(FILE))


def test_a_form_opens_and_what_it_makes_asks_for_the_password(curator):
    page = reverse("participants:export")
    assert curator.get(page).status_code == 200
    asked = curator.post(
        page, {"role": "mentee", "file": "official-xlsx"}, headers={"referer": f"http://testserver{page}"}
    )
    assert is_asked_again(asked)
    assert curator.post(asked.url, {"password": PASSWORD}).url == page


def test_after_the_password_one_is_back_on_the_page_and_the_file_leaves(curator):
    asked = curator.get(FILE, headers={"referer": f"http://testserver{BANK}?stage=base"})
    assert curator.get(asked.url).context["messages"]  # says why
    answer = curator.post(asked.url, {"password": PASSWORD})
    assert answer.url == f"{BANK}?stage=base"
    assert curator.get(FILE)["Content-Disposition"].startswith("attachment")


def test_a_wrong_password_opens_nothing(curator):
    asked = curator.get(FILE)
    assert curator.post(asked.url, {"password": "wrong"}).status_code == 200
    assert is_asked_again(curator.get(FILE))


def test_a_stranger_s_page_is_no_way_back(curator):
    asked = curator.get(FILE, headers={"referer": "https://evil.example/people/"})
    assert "evil" not in asked.url


def test_who_has_no_right_is_refused_before_any_password(as_role, curator):
    executor = as_role("executor")
    grown_old(executor)
    assert executor.get(FILE).status_code == 403


def test_files_with_names_do_not_leave_by_the_hundred(as_role, world, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "export": "2/m/key"}
    client = as_role("curator")
    answers = [client.get(FILE, headers={"referer": f"http://testserver{BANK}"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert answers[-1].url == BANK
    assert as_role("director").get(FILE).status_code == 200


@pytest.mark.once
def test_whatever_gives_out_names_asks_again(curator, shared_world):
    """Every address of the two apps that keep names, asked as a page and as a file."""
    given = {name for name in names_of_files() if gives_a_file(curator, name, shared_world.subjects)}
    assert given <= ONE_AT_A_TIME | WITHOUT_PARTICIPANTS


def names_of_files():
    kept_here = ("participants:", "pairing:")
    return [name for name, row in ROWS.items() if name.startswith(kept_here) and row.method == "get"]


def gives_a_file(client, name: str, subjects) -> bool:
    url = reverse(name, kwargs=ROWS[name].kwargs(subjects))
    answers = [client.get(url + query) for query in ("", "?download=xlsx", "?format=pdf")]
    for answer in answers:
        answer.getvalue()
    return any("attachment" in answer.get("Content-Disposition", "") for answer in answers)


def test_a_list_that_records_its_export_asks_again():
    recording = [
        view for view in kinds_of(DownloadableMixin) if view.before_download is not DownloadableMixin.before_download
    ]
    assert recording
    assert [view for view in recording if not view.names_leave] == []


def kinds_of(view: type) -> set[type]:
    return {kind for below in view.__subclasses__() for kind in (below, *kinds_of(below))}
