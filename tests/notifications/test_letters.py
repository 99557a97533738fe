"""Letters: gathered once a day, claimed once, retried, given up visibly."""

import smtplib
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext

from core.states import ForbiddenMove
from notifications.models import Letter, Notification
from notifications.services import Reminder, announce, deliver_waiting, gather_letters, mark_all_read, retry_letter

from ..factories import NOW, TODAY


class BrokenServer(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("gone")


def reminder(user, organization, number=1, moment=TODAY) -> Reminder:
    return Reminder(
        kind="test",
        subject=f"thing:{number}",
        recipient_id=user.pk,
        organization_id=organization.pk,
        moment=moment,
        title=f"Дело {number} <b>важное</b>",
        text="До 16.11.2026",
        url=f"/roadmaps/{number}/",
    )


def test_the_same_reminder_is_announced_once(world):
    for _attempt in range(2):
        announce([reminder(world.curator, world.a1), reminder(world.curator, world.a1)], at=NOW)
    assert Notification.objects.count() == 1


def test_another_moment_of_the_same_thing_is_another_reminder(world):
    announce([reminder(world.curator, world.a1, moment=TODAY - timedelta(days=day)) for day in (0, 7)], at=NOW)
    assert Notification.objects.count() == 2


def test_one_letter_holds_everything_of_the_day(world):
    announce([reminder(world.curator, world.a1, number) for number in (1, 2)], at=NOW)
    announce([reminder(world.director, world.a1, 1)], at=NOW)
    gather_letters(TODAY)
    assert {letter.recipient for letter in deliver_waiting(at=NOW)} == {world.curator, world.director}
    assert sorted(len(message.to) for message in mail.outbox) == [1, 1]
    [to_curator] = [message for message in mail.outbox if message.to == [world.curator.email]]
    assert "Дело 1" in to_curator.body
    assert "Дело 2" in to_curator.body


def test_a_second_delivery_sends_nothing(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    assert len(deliver_waiting(at=NOW)) == 1
    gather_letters(TODAY)
    assert deliver_waiting(at=NOW) == []
    assert len(mail.outbox) == 1


def test_what_comes_after_the_days_letter_goes_out_tomorrow(world):
    announce([reminder(world.curator, world.a1, 1)], at=NOW)
    gather_letters(TODAY)
    deliver_waiting(at=NOW)
    announce([reminder(world.curator, world.a1, 2)], at=NOW)
    gather_letters(TODAY)
    assert deliver_waiting(at=NOW) == []
    gather_letters(TODAY + timedelta(days=1))
    assert len(deliver_waiting(at=NOW)) == 1
    assert "Дело 2" in mail.outbox[1].body
    assert "Дело 1" not in mail.outbox[1].body


def test_markup_in_a_title_is_shown_literally_in_the_html_part(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    deliver_waiting(at=NOW)
    [(html, kind)] = mail.outbox[0].alternatives
    assert kind == "text/html"
    assert "&lt;b&gt;важное&lt;/b&gt;" in html


def test_a_person_who_left_gets_no_letter(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    world.curator.is_active = False
    world.curator.save()
    gather_letters(TODAY)
    assert not Letter.objects.exists()


def test_a_failed_letter_waits_longer_each_time_and_is_given_up_visibly(world, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    at, waits = NOW, []
    for _attempt in range(5):
        deliver_waiting(at=at)
        letter = Letter.objects.get()
        if letter.state == Letter.State.FAILED:
            break
        assert deliver_waiting(at=letter.not_before - timedelta(seconds=1)) == []
        waits.append(letter.not_before - at)
        at = letter.not_before
    assert waits == sorted(waits)
    assert len(waits) == 4
    assert letter.state == Letter.State.FAILED
    assert letter.error == gettext("the mail server does not answer")
    assert letter.attempts == 5


def test_what_was_read_in_the_inbox_needs_no_letter(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    mark_all_read(world.curator, at=NOW)
    gather_letters(TODAY)
    assert not Letter.objects.exists()


def test_a_letter_given_up_can_be_sent_again(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    Letter.objects.update(state=Letter.State.FAILED, attempts=5)
    retry_letter(Letter.objects.get(), by=world.administrator, at=NOW)
    assert len(deliver_waiting(at=NOW)) == 1


def test_a_sent_letter_is_not_sent_again(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    deliver_waiting(at=NOW)
    with pytest.raises(ForbiddenMove):
        retry_letter(Letter.objects.get(), by=world.administrator, at=NOW)


def test_a_letter_whose_worker_died_is_taken_up_again(world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(TODAY)
    Letter.objects.update(state=Letter.State.SENDING, claimed_at=NOW)
    assert deliver_waiting(at=NOW + timedelta(minutes=14)) == []
    assert len(deliver_waiting(at=NOW + timedelta(minutes=16))) == 1


def test_the_outbox_folder_holds_a_file_a_letter(world, settings):
    settings.EMAIL_BACKEND = "notifications.backends.OutboxBackend"
    announce([reminder(world.curator, world.a1)], at=NOW)
    gather_letters(date(2026, 11, 16))
    deliver_waiting(at=NOW)
    [path] = settings.OUTBOX_DIR.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == world.curator.email
    assert "Дело 1" in message.get_body(("plain",)).get_content()


def test_reading_everything_touches_only_ones_own(world):
    announce([reminder(world.curator, world.a1), reminder(world.director, world.a1)], at=NOW)
    assert mark_all_read(world.curator, at=NOW) == 1
    assert world.director.notifications.unread().count() == 1
