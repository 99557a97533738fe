"""The page behind the link: who gets in, as whom, and what everybody else is told."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.middleware import ACTING_KEY
from organizations.models import Invitation, Organization, Role, User
from organizations.services.invitations import invite_person, revoke_invitation

from ..factories import PASSWORD

OWN = "чай с чабрецом по средам"
FILLED = {"last_name": "Белова", "first_name": "Анна", "patronymic": "", "password": OWN, "repeated": OWN}


@pytest.fixture
def invite(world):
    def send(email="nova@example.org", **fields) -> Invitation:
        drafted = Invitation(email=email, role=Role.EXECUTOR, organization=world.a1, **fields)
        return invite_person(drafted, by=world.administrator, at=timezone.now())

    return send


def link(invitation: Invitation) -> str:
    return reverse("organizations:accept", args=[invitation.token])


def test_a_newcomer_makes_an_account_and_is_in(client, world, invite):
    url = link(invite(first_name="Анна"))
    assert client.get(url).context["form"].initial["first_name"] == "Анна"
    assert client.post(url, FILLED).url == reverse("home")
    user = User.objects.get(email="nova@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session[ACTING_KEY] == user.memberships.get().pk
    assert client.get(reverse("organizations:profile")).context["acting"].organization == world.a1


def test_a_second_submission_makes_nothing_twice(client, invite):
    url = link(invite())
    client.post(url, FILLED)
    assert client.post(url, FILLED).status_code == 410
    assert User.objects.filter(email="nova@example.org").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "12345", "repeated": "12345"}, "password"),
        ({"password": "nova@example.org", "repeated": "nova@example.org"}, "password"),
        ({"password": "Школа-2026", "repeated": "Школа-2026"}, "password"),
        ({"repeated": "another"}, "repeated"),
        ({"last_name": ""}, "last_name"),
        ({"last_name": "\x00"}, "last_name"),
        ({"first_name": "x" * 101}, "first_name"),
        ({"password": "x" * 200, "repeated": "x" * 200}, "password"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(client, invite, wrong, field):
    url = link(invite())
    assert client.post(url, FILLED | wrong).context["form"].errors[field]
    assert not User.objects.filter(email="nova@example.org").exists()
    assert client.post(url, FILLED).status_code == 302


def test_whoever_has_an_account_must_sign_in_and_comes_back(client, world, invite):
    url = link(invite(world.stranger.email))
    page = client.get(url)
    assert page.context["must_sign_in"]
    assert f"{reverse('account_login')}?next={url}" in page.content.decode()
    assert client.post(url, FILLED).status_code == 200
    assert not world.stranger.memberships.filter(organization=world.a1).exists()
    response = client.post(
        f"{reverse('account_login')}?next={url}", {"login": world.stranger.email, "password": PASSWORD, "next": url}
    )
    assert response.url == url


def test_the_invited_person_confirms_and_acts_in_the_new_role(as_role, world, invite):
    client = as_role("stranger")
    url = link(invite(world.stranger.email))
    assert client.post(url).url == reverse("home")
    membership = world.stranger.memberships.get(organization=world.a1)
    assert client.session[ACTING_KEY] == membership.pk
    assert client.post(url).status_code == 410


def test_somebody_else_is_told_to_sign_out(as_role, world, invite):
    client = as_role("curator")
    for email in ("nova@example.org", world.stranger.email):
        url = link(invite(email))
        assert client.get(url).context["is_somebody_else"]
        assert client.post(url, FILLED).status_code == 200
    assert not User.objects.filter(email="nova@example.org").exists()
    assert world.curator.memberships.count() == 1
    assert client.post(reverse("account_logout"), {"next": url}).url == url


def test_links_that_do_not_work_all_look_alike(client, world, invite):
    """Revoked, expired, forged, to a closed school: the page tells nothing apart, and nothing about addresses."""
    revoked, expired, closed = invite("r@example.org"), invite("e@example.org"), invite("c@example.org")
    revoke_invitation(revoked, by=world.administrator, at=timezone.now())
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    pages = [
        client.get(link(revoked)),
        client.get(link(expired)),
        client.get(reverse("organizations:accept", args=["x.y"])),
    ]
    Organization.objects.filter(pk=world.a1.pk).update(closed_on="2026-11-01")
    pages.append(client.get(link(closed)))
    assert {page.status_code for page in pages} == {410}
    assert len({re.sub(rb'csrf-token" content="[^"]*"', b"", page.content) for page in pages}) == 1


def test_a_person_who_may_not_sign_in_does_not_come_in_by_an_invitation(client, world, invite):
    User.objects.filter(pk=world.stranger.pk).update(is_active=False)
    url = link(invite(world.stranger.email))
    assert client.post(url, FILLED).context["must_sign_in"]
    assert client.post(reverse("account_login"), {"login": world.stranger.email, "password": PASSWORD}).url != url
