"""Guessing passwords and links: few tries per account, more per address, since a whole school sits behind one."""

import pytest
from django.urls import reverse

from organizations.models import Invitation

from ..factories import PASSWORD, make_member

LOGIN = reverse("account_login")


def attempt(client, email: str, password: str, **headers) -> bool:
    client.post(LOGIN, {"login": email, "password": password}, **headers)
    signed_in = "_auth_user_id" in client.session
    client.logout()
    return signed_in


def test_after_five_failures_even_the_right_password_waits(client, world):
    for _ in range(5):
        assert not attempt(client, world.curator.email, "wrong")
    assert not attempt(client, world.curator.email, PASSWORD)
    assert attempt(client, world.director.email, PASSWORD)  # a colleague at the same address is not locked out


def test_capitals_in_the_address_are_no_new_account(client, world):
    for email in ("CURATOR@a1.example", "curator@A1.example", " curator@a1.example", "Curator@a1.example"):
        attempt(client, email, "wrong")
    attempt(client, world.curator.email, "wrong")
    assert not attempt(client, world.curator.email, PASSWORD)


def test_many_accounts_are_not_tried_from_one_address(client, world):
    for number in range(30):
        attempt(client, f"guess{number}@example.org", "wrong")
    assert not attempt(client, world.curator.email, PASSWORD)
    assert attempt(client, world.curator.email, PASSWORD, REMOTE_ADDR="10.1.1.1")


def test_successes_are_not_counted(client, world):
    for _ in range(7):
        assert attempt(client, world.curator.email, PASSWORD)


@pytest.mark.parametrize(("proxies", "lets_in"), [(0, False), (1, True)])
def test_the_address_is_taken_from_as_many_proxies_as_are_trusted(client, world, settings, proxies, lets_in):
    """Without a trusted proxy X-Forwarded-For is anybody's word, and no way round the limit."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(30):
        attempt(client, f"guess{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert attempt(client, world.curator.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.9") == lets_in


def test_a_wrong_address_and_a_wrong_password_are_answered_alike(client, world):
    make_member("executor", world.a1, "real@example.org")
    pages = [
        client.post(LOGIN, {"login": email, "password": "wrong"}).context["form"].errors.as_text()
        for email in ("real@example.org", "nobody-at-all@example.org")
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("email", ["curator@a1.example", "nobody-at-all@example.org"])
def test_a_password_is_reset_for_nobody_aloud(client, world, email):
    response = client.post(reverse("account_reset_password"), {"email": email})
    assert response.url == reverse("account_reset_password_done")


@pytest.mark.parametrize(("name", "limit", "answers"), [
    ("organizations:accept", "invitation_unknown", [410, 410, 429]),
    ("orders:check", "order_unknown", [404, 404, 429]),
])  # fmt: skip
def test_links_are_not_guessed_for_long(client, db, settings, name, limit, answers):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, limit: "2/m/ip"}
    assert [client.get(reverse(name, args=[f"guess-{number}"])).status_code for number in range(3)] == answers


def test_letters_to_strangers_are_not_sent_by_the_hundred(as_role, world, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invite": "2/h/key"}
    client = as_role("director")
    for number in range(3):
        data = {"email": f"n{number}@example.org", "role": "executor", "organization": world.a1.pk, "position": ""}
        answer = client.post(reverse("organizations:invite"), data)
    assert answer.status_code == 200
    assert Invitation.objects.count() == 2
