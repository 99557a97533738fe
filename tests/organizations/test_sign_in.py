"""The doors of an account: sessions end when they must, changed keys leave a trace, a lost factor is taken off."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from organizations.services.people import end_membership
from organizations.services.sign_in import SignInRefused, end_sessions, set_sign_in, take_off_second_factor

from ..factories import NOW, PASSWORD, TODAY
from .test_second_factor import code, set_up, sign_in

PROFILE = reverse("organizations:profile")
NEW = "чай с чабрецом по средам"


@pytest.fixture
def by_admin(world):
    return {"by": world.administrator, "at": NOW}


@pytest.fixture
def at_two_places(world):
    """The curator at the computer of the staff room and at home."""
    clients = Client(), Client()
    for client in clients:
        sign_in(client, world.curator)
        assert client.get(PROFILE).status_code == 200
    return clients


def is_in(client) -> bool:
    return client.get(PROFILE).status_code == 200


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_forbidden_account_is_signed_out_and_stays_so_when_allowed_again(at_two_places, world, by_admin):
    set_sign_in(world.curator, allowed=False, **by_admin)
    set_sign_in(world.curator, allowed=True, **by_admin)
    assert [is_in(client) for client in at_two_places] == [False, False]
    assert not Session.objects.exists()


def test_with_the_last_role_the_sessions_end(at_two_places, world):
    end_membership(world.curator.acting, ended_on=TODAY, by=world.director, at=NOW)
    assert not UserSession.objects.exists()
    assert [is_in(client) for client in at_two_places] == [False, False]


def test_an_administrator_signs_a_person_out_everywhere(at_two_places, world, by_admin):
    end_sessions(world.curator, **by_admin)
    assert [is_in(client) for client in at_two_places] == [False, False]
    assert verbs()[-1] == "user.signed_out"
    with pytest.raises(SignInRefused):
        end_sessions(world.curator, **by_admin)


def test_a_changed_password_ends_the_other_sessions(at_two_places):
    here, there = at_two_places
    page = reverse("account_change_password")
    here.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (is_in(here), is_in(there)) == (True, False)
    assert verbs()[-1] == "user.password_changed"


def test_a_second_factor_that_is_set_up_ends_the_other_sessions(at_two_places, django_capture_on_commit_callbacks):
    here, there = at_two_places
    with django_capture_on_commit_callbacks(execute=True):
        set_up(here)
    assert "user.factor_added" in verbs()
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_lost_second_factor_is_taken_off(at_two_places, world, by_admin):
    here, _there = at_two_places
    secret = set_up(here)
    take_off_second_factor(world.curator, **by_admin)
    assert not is_in(here)
    assert not Authenticator.objects.exists()
    assert secret not in str(list(AuditEntry.objects.values()))
    assert sign_in(here, world.curator).url == reverse("home")
    with pytest.raises(SignInRefused):
        take_off_second_factor(world.curator, **by_admin)


def test_the_list_of_sessions_ends_the_others(at_two_places):
    here, there = at_two_places
    page = reverse("usersessions_list")
    assert here.get(page).context["session_count"] == 2
    asked = here.post(page)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert is_in(there)
    here.post(asked.url, {"password": PASSWORD})  # what was asked for before is done now
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_proof_gives_the_session_another_key(at_two_places):
    here, _there = at_two_places
    before = here.session.session_key
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert here.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert here.get(reverse("usersessions_list")).context["session_count"] == 2


def test_the_address_changes_after_the_password_alone(at_two_places, world):
    here, _there = at_two_places
    asked = here.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not mail.outbox


def test_everybody_may_be_required_to_have_a_second_factor(client, world, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, world.administrator)
    assert client.get(PROFILE).url == reverse("mfa_index")


def test_sign_ins_are_logged_without_the_address_that_was_typed(client, world, caplog):
    caplog.set_level(logging.INFO, logger="mentorship.sign_in")
    client.post(reverse("account_login"), {"login": world.curator.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": "stranger-to-all@example.org", "password": "wrong"})
    sign_in(client, world.curator)
    client.post(reverse("account_logout"))
    said = [record.getMessage() for record in caplog.records if record.name == "mentorship.sign_in"]
    number = world.curator.pk
    assert said == [
        f"sign-in failed: account {number} from 127.0.0.1",
        "sign-in failed: account unknown from 127.0.0.1",
        f"signed in: account {number} from 127.0.0.1",
        f"signed out: account {number} from 127.0.0.1",
    ]


def test_a_wrong_code_is_logged(client, world, caplog):
    sign_in(client, world.curator)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    caplog.set_level(logging.INFO, logger="mentorship.sign_in")
    answer = sign_in(client, world.curator)
    client.post(answer.url, {"code": "000000" if code(secret, 1) != "000000" else "111111"})
    assert f"sign-in failed: account {world.curator.pk}" in caplog.text
