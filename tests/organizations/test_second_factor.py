"""An organisation that requires a second factor, through the real pages of allauth."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from organizations.models import Membership, Role

from ..factories import PASSWORD, TODAY

HOME, LOGIN, SET_UP = reverse("home"), reverse("account_login"), reverse("mfa_activate_totp")
PROFILE = reverse("organizations:profile")


def code(secret: str, steps_from_now: int = 0) -> str:
    """What the app on the telephone shows, now or some half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_from_now))


@pytest.fixture
def strict(world):
    world.a1.require_second_factor = True
    world.a1.save()
    return world


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def set_up(client) -> str:
    """Goes through the pages as a person does: the password once more, the secret, the first code."""
    page = client.get(SET_UP, follow=True)
    if "mfa" not in page.request["PATH_INFO"]:
        page = client.post(
            page.request["PATH_INFO"] + f"?next={SET_UP}", {"password": PASSWORD, "next": SET_UP}, follow=True
        )
    secret = page.context["form"].secret
    assert client.post(SET_UP, {"code": code(secret)}).status_code == 302
    return secret


def test_without_the_second_factor_every_page_leads_to_setting_it_up(client, strict):
    sign_in(client, strict.curator)
    for url in (HOME, PROFILE, reverse("organizations:people")):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("session_stay")).status_code == 204


def test_after_setting_it_up_the_product_opens(client, strict):
    sign_in(client, strict.curator)
    set_up(client)
    assert client.get(PROFILE).status_code == 200


def test_the_next_sign_in_asks_for_the_code(client, strict):
    sign_in(client, strict.curator)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    response = sign_in(client, strict.curator)
    assert response.url == reverse("mfa_authenticate")
    assert client.get(PROFILE).status_code == 302
    client.post(response.url, {"code": "000000"})
    assert client.get(PROFILE).status_code == 302
    client.post(response.url, {"code": code(secret, steps_from_now=1)})
    assert client.get(PROFILE).status_code == 200


def test_a_role_elsewhere_is_not_bound_by_it(client, strict):
    """Who acts in an organisation without the requirement goes on; the switch to the strict one asks."""
    other = Membership.objects.create(user=strict.curator, organization=strict.a2, role=Role.CURATOR, since=TODAY)
    own = strict.curator.memberships.exclude(pk=other.pk).get()
    sign_in(client, strict.curator)
    client.post(reverse("organizations:switch"), {"membership": other.pk})
    assert client.get(PROFILE).status_code == 200
    client.post(reverse("organizations:switch"), {"membership": own.pk})
    assert client.get(PROFILE).url == reverse("mfa_index")


def test_the_requirement_is_for_people_who_are_signed_in(client, strict):
    assert client.get(LOGIN).status_code == 200
    assert client.get(reverse("healthz")).status_code == 200
