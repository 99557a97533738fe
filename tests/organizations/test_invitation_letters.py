"""Letters of invitation: sent once, tried again, given up visibly."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from organizations.models import Invitation, Role
from organizations.services.invitations import invite_person, revoke_invitation
from organizations.services.letters import LEASE, PAUSES, send_due_invitations

from ..factories import NOW


class DeadServer(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("nobody there: nova@example.org")


@pytest.fixture
def invitation(world):
    world.a1.short_name = "Школа\n№ 1"
    world.a1.save()
    drafted = Invitation(email="nova@example.org", role=Role.CURATOR, organization=world.a1, first_name="Анна")
    return invite_person(drafted, by=world.administrator, at=NOW)


def test_the_letter_holds_the_link_and_is_sent_once(settings, invitation):
    settings.SITE_URL = "https://nastavnik.example/"
    assert send_due_invitations(at=NOW) == 1
    assert send_due_invitations(at=NOW + timedelta(days=1)) == 0
    (message,) = mail.outbox
    assert message.to == ["nova@example.org"]
    assert "\n" not in message.subject
    for body in (message.body, message.alternatives[0][0]):
        assert f"https://nastavnik.example/organizations/invitations/{invitation.token}/" in body
        assert "Анна" in body
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.letter_due_at) == (NOW, None)


def test_a_letter_that_another_worker_has_claimed_is_left_to_it(invitation):
    Invitation.objects.update(letter_due_at=NOW + LEASE)
    assert send_due_invitations(at=NOW) == 0
    assert send_due_invitations(at=NOW + LEASE) == 1  # the worker has died


def test_a_failed_letter_is_tried_again_and_then_given_up(settings, invitation):
    settings.EMAIL_BACKEND = "tests.organizations.test_invitation_letters.DeadServer"
    at = NOW
    for pause in PAUSES:
        assert send_due_invitations(at=at) == 0
        at += pause
    invitation.refresh_from_db()
    assert invitation.letter_due_at == at
    send_due_invitations(at=at)
    invitation.refresh_from_db()
    assert (invitation.letter_due_at, invitation.attempts) == (None, len(PAUSES) + 1)
    assert invitation.error == "SMTPServerDisconnected"


def test_a_revoked_or_expired_invitation_sends_no_letter(world, invitation):
    assert send_due_invitations(at=invitation.expires_at) == 0
    revoke_invitation(invitation, by=world.administrator, at=NOW)
    assert send_due_invitations(at=NOW) == 0
    assert not mail.outbox
