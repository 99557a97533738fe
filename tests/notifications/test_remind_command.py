"""`manage.py remind`: now, or at everybody's hour."""

import json
from datetime import date

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from notifications import sources
from notifications.models import Delivery, Preference

from .telling import reminder

KEYS = {"due", "sent", "already_sent", "failed", "waiting"}


@pytest.fixture(autouse=True)
def due(world, monkeypatch):
    """Two things due on any day, one for the curator and one for the director."""

    def source(day: date):
        return [reminder(person, world.a1, moment=day) for person in (world.curator, world.director)]

    monkeypatch.setattr(sources, "_sources", {"test": source})


@pytest.fixture
def remind(capsys):
    def run(*arguments: str) -> dict[str, int]:
        call_command("remind", *arguments, "--json")
        numbers = json.loads(capsys.readouterr().out)
        assert numbers.keys() == KEYS
        assert numbers["due"] == sum(numbers.values()) - numbers["due"]
        return {key: number for key, number in numbers.items() if number}

    return run


def test_everything_is_sent_now_and_once(remind):
    assert remind() == {"due": 2, "sent": 2}
    assert remind() == {"due": 2, "already_sent": 2}
    assert len(mail.outbox) == 2


def test_another_day_is_sent_now_too(remind):
    assert remind("--on", "2026-11-20") == {"due": 2, "sent": 2}
    assert remind("--on", "2026-11-22") == {"due": 2, "sent": 2}  # a Sunday
    assert remind("--on", "2026-11-20") == {"due": 2, "already_sent": 2}
    assert len(mail.outbox) == 4


def test_by_the_timetable_everybodys_hour_is_kept(remind, world):
    hour = (timezone.localtime().hour + 2) % 24
    for person in (world.curator, world.director):
        Preference.objects.create(user=person, digest_hour=hour)
    assert remind("--by-timetable") == {"due": 2, "waiting": 2}
    assert not mail.outbox
    assert all(delivery.not_before > timezone.now() for delivery in Delivery.objects.all())
    assert remind() == {"due": 2, "sent": 2}


def test_what_cannot_be_sent_is_told_apart(remind, settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_deliveries.Unreachable"
    assert remind() == {"due": 2, "failed": 2}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind() == {"due": 2, "sent": 2}


def test_a_day_and_the_timetable_are_not_asked_for_together():
    with pytest.raises(CommandError):
        call_command("remind", "--by-timetable", "--on", "2026-11-20")


def test_without_json_it_is_said_in_words(capsys):
    call_command("remind")
    assert capsys.readouterr().out.startswith("К напоминанию: 2; отправлено: 2;")
