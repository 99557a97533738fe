"""What the tests of mentors' links share: a mentor with a link, the addresses behind it, an entry as a phone sends it.

Pages read the clock, so these pairs live around the real today.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from pairing.models import MentorLink, Pairing
from pairing.services.links import make_links, usual_end
from participants.models import Consent, Participation

from ..factories import make_pairing
from .people import mentee_of, mentor_of

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
UNTIL = usual_end(TODAY)
BEGAN = TODAY - timedelta(days=60)
SECRETS = ("Орлова", "Вера", "Котова", "Дарья", "8 «А»", "10 «А»", "Олеговна", "Школа № 1")


@pytest.fixture
def mentor(world) -> Participation:
    return named(mentor_of(world.a1, capacity=5), "Вера")


@pytest.fixture
def pairing(world, mentor) -> Pairing:
    return at_work(mentor, mentee_of(world.a1))


@pytest.fixture
def others(world) -> Pairing:
    """A pair of another mentor of the same school."""
    return at_work(mentor_of(world.a1, "Соловьёва"), named(mentee_of(world.a1, "Мышкина"), "Клавдия"))


@pytest.fixture
def token(world, pairing) -> str:
    return token_for(pairing.mentor, world)


@pytest.fixture
def link(token) -> MentorLink:
    return MentorLink.objects.get()


def at_work(mentor: Participation, *mentees: Participation) -> Pairing:
    """A pair or group that works today."""
    pairing = make_pairing(mentor, *mentees, starts_on=BEGAN, ends_on=TODAY + timedelta(days=200))
    Participation.objects.update(joined_on=BEGAN)
    Consent.objects.update(signed_on=BEGAN)
    return pairing


def named(participation: Participation, first_name: str) -> Participation:
    participation.person.first_name = first_name
    participation.person.save()
    return participation


def token_for(mentor: Participation, world) -> str:
    [made] = make_links([mentor], until=UNTIL, by=world.curator, at=timezone.now())
    return made.token


def page(token: str) -> str:
    return reverse("mentor:page", args=[token])


def entry_url(token: str, pairing: Pairing) -> str:
    return reverse("mentor:entry", args=[token, pairing.pk])


def typed(**fields) -> dict:
    values = {"entry": str(uuid4()), "held_on": timezone.localdate().isoformat(), "kind": "intro", "mode": "in_person"}
    return values | {"minutes": "40", "topic": "Знакомство", "next_step": "Выбрать задачу"} | fields


def send(client, url: str, data: dict | None = None):
    """As the script of the page sends it."""
    return client.post(url, data or {}, headers={"Accept": "application/json"})


def told(response) -> list[str]:
    return [word for word in SECRETS if word in response.content.decode()]
