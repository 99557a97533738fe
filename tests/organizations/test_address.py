"""A person's own sign-in address: changed through the letter sent to the new one, never to somebody else's."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from organizations.models import User

from ..factories import PASSWORD

CHANGE = reverse("account_email")


@pytest.fixture
def person(client, world):
    client.post(reverse("account_login"), {"login": world.curator.email, "password": PASSWORD})
    return client


def ask(person, email: str):
    """Asks for the change, confirming the password when that is wanted."""
    response = person.post(CHANGE, {"email": email, "action_add": ""})
    if response.status_code == 302 and response.url.startswith(reverse("account_reauthenticate")):
        response = person.post(response.url, {"password": PASSWORD, "next": CHANGE}, follow=True)
        response = person.post(CHANGE, {"email": email, "action_add": ""})
    return response


def confirmation_sent_to(email: str) -> str:
    letter = next(message for message in mail.outbox if message.to == [email])
    return re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", letter.body)[1]


def test_the_address_changes_when_the_letter_is_answered(person, world):
    ask(person, "new@example.org")
    assert User.objects.get(pk=world.curator.pk).email == world.curator.email
    person.post(confirmation_sent_to("new@example.org"))
    assert User.objects.get(pk=world.curator.pk).email == "new@example.org"
    person.post(reverse("account_logout"))
    response = person.post(reverse("account_login"), {"login": "new@example.org", "password": PASSWORD})
    assert response.url == reverse("home")


def test_nobody_takes_the_address_of_another(person, world):
    """Even if the other person, who alone gets the letter, answers it."""
    ask(person, world.director.email)
    person.post(confirmation_sent_to(world.director.email))
    assert User.objects.get(pk=world.curator.pk).email == world.curator.email
    assert User.objects.get(pk=world.director.pk).email == world.director.email
