"""Deliveries: claimed once, sent once, put off with growing pauses, given up visibly; each channel for itself."""

import logging
import smtplib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import settings as project
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as LocalMemory
from django.utils.translation import gettext

from core.states import ForbiddenMove, StateConflict, can_move, move
from notifications.models import Choice, Delivery, Notification
from notifications.services import announce, deliver_batch, mark_all_read, retry_delivery
from notifications.services.deliveries import BATCH, OURS, PAUSES
from notifications.tasks import send_letters

from ..factories import NOW, TODAY
from .telling import deliver, reminder, tell

LOCAL_MEMORY = "django.core.mail.backends.locmem.EmailBackend"

State = Delivery.State
LATER = NOW + timedelta(hours=1)


class Unreachable(BaseEmailBackend):
    """A mail server that nobody reaches."""

    def open(self):
        raise ConnectionRefusedError

    def send_messages(self, email_messages):
        raise AssertionError("nothing may be sent without a connection")


class HangsUp(BaseEmailBackend):
    """A mail server that hangs up on every letter."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("gone")


class RefusesDirector(LocalMemory):
    def send_messages(self, email_messages):
        for message in email_messages:
            if message.to[0].startswith("director"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(email_messages)


class Buggy(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ValueError(f"a mistake that names {email_messages[0].to[0]}")


@pytest.fixture
def waiting(world) -> Delivery:
    """One letter to the curator, ready to be sent."""
    tell(reminder(world.curator, world.a1))
    return Delivery.objects.get()


def mail_server(settings, backend: type) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def test_a_second_delivery_sends_nothing(waiting):
    assert deliver() == 1
    assert deliver() == 0
    assert len(mail.outbox) == 1


def test_a_message_waits_for_its_moment(waiting):
    Delivery.objects.update(not_before=NOW + timedelta(seconds=1))
    assert deliver() == 0
    assert deliver(LATER) == 1


def test_what_has_been_claimed_by_another_worker_is_left_to_it(waiting, monkeypatch):
    taken = Delivery.objects.get()
    seen = Delivery.objects.get()
    move(taken, State.SENDING, claimed_at=NOW)
    monkeypatch.setattr("notifications.services.deliveries._ready", lambda channel, at: _Rows([seen]))
    assert not deliver_batch(at=NOW).sent
    assert not mail.outbox


def test_a_worker_that_slept_past_its_claim_does_not_touch_the_claim_of_another(waiting, settings):
    sleeper = Delivery.objects.get()
    move(sleeper, State.SENDING, claimed_at=NOW, attempts=1)
    Delivery.objects.update(claimed_at=LATER, attempts=2)
    with pytest.raises(StateConflict):
        move(sleeper, State.SENT, repeats=OURS)
    assert Delivery.objects.get().state == State.SENDING


class _Rows(list):
    """What a worker read just before another one claimed it."""

    def select_related(self, *names):
        return self

    order_by = select_related


def test_a_letter_that_is_refused_waits_longer_each_time_and_is_given_up_visibly(waiting, settings):
    mail_server(settings, HangsUp)
    at, waits = NOW, []
    for _attempt in PAUSES:
        assert deliver(at) == 0
        waiting.refresh_from_db()
        assert deliver(waiting.not_before - timedelta(seconds=1)) == 0
        waits.append(waiting.not_before - at)
        at = waiting.not_before
    deliver(at)
    waiting.refresh_from_db()
    assert tuple(waits) == PAUSES
    assert (waiting.state, waiting.attempts) == (State.FAILED, 5)
    assert waiting.error == gettext("the mail server does not answer")


def test_while_the_server_is_down_everything_waits_and_no_attempt_is_counted(world, settings):
    tell(reminder(world.curator, world.a1), reminder(world.director, world.a1))
    mail_server(settings, Unreachable)
    for hours in range(0, 72, 6):
        assert deliver(NOW + timedelta(hours=hours)) == 0
    assert set(Delivery.objects.values_list("state", "attempts", "error")) == {
        (State.WAITING, 0, gettext("the mail server does not answer"))
    }
    settings.EMAIL_BACKEND = LOCAL_MEMORY
    assert deliver(NOW + timedelta(hours=72)) == 2


def test_a_server_that_goes_away_half_way_leaves_the_rest_unclaimed(world, settings):
    tell(*(reminder(user, world.a1) for user in (world.curator, world.director, world.executor)))
    mail_server(settings, HangsUp)
    deliver()
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [
        (State.WAITING, 0),
        (State.WAITING, 0),
        (State.WAITING, 1),
    ]


def test_a_refused_address_holds_nobody_else_up(world, settings):
    tell(*(reminder(user, world.a1) for user in (world.director, world.curator)))
    mail_server(settings, RefusesDirector)
    assert deliver() == 1
    put_off = Delivery.objects.get(recipient=world.director)
    assert (put_off.state, put_off.error) == (State.WAITING, gettext("the mail server does not accept the address"))
    assert put_off.not_before == NOW + PAUSES[0]


def test_a_mistake_of_our_own_is_a_reason_too_and_the_log_names_nobody(waiting, settings, caplog):
    mail_server(settings, Buggy)
    with caplog.at_level(logging.INFO):
        deliver()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == (
        State.WAITING,
        gettext("internal error: %(kind)s") % {"kind": "ValueError"},
    )
    assert "ValueError" in caplog.text
    assert waiting.recipient.email not in caplog.text
    assert waiting.recipient.last_name not in caplog.text


def test_a_letter_whose_worker_died_is_taken_up_again(waiting, settings):
    Delivery.objects.update(state=State.SENDING, claimed_at=NOW, attempts=1)
    lapse = timedelta(seconds=settings.CLAIM_LAPSES_AFTER)
    assert deliver(NOW + lapse) == 0
    assert deliver(NOW + lapse + timedelta(seconds=1)) == 1


def test_a_letter_that_ends_every_worker_is_given_up(waiting):
    Delivery.objects.update(state=State.SENDING, claimed_at=NOW, attempts=len(PAUSES) + 1)
    assert deliver(LATER) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == (State.FAILED, gettext("the sending was cut off"))


def test_a_clock_set_back_an_hour_sends_nothing_twice(waiting):
    deliver()
    tell(reminder(waiting.recipient, Notification.objects.get().organization), at=NOW - timedelta(hours=1))
    assert deliver(NOW - timedelta(hours=1)) == 0
    assert len(mail.outbox) == 1


def test_a_clock_set_back_leaves_alone_what_a_living_worker_is_sending(waiting):
    Delivery.objects.update(state=State.SENDING, claimed_at=NOW, attempts=1)
    assert deliver(NOW - timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda world: mark_all_read(world.curator, at=NOW), "read in the product"),
        (lambda world: world.curator.__class__.objects.update(is_active=False), "the recipient's access is closed"),
        (
            lambda world: announce([reminder(world.curator, world.a1, moment=TODAY + timedelta(days=1))], at=NOW),
            "told anew",
        ),
    ],
    ids=["read", "deactivated", "told anew"],
)
def test_a_letter_that_has_lost_its_use_is_not_sent(world, waiting, change, reason):
    change(world)
    assert deliver() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == (State.NEEDLESS, gettext(reason))


def test_what_was_switched_off_after_planning_is_not_sent(world, optional_kind):
    tell(reminder(world.curator, world.a1, kind=optional_kind))
    Choice.objects.create(user=world.curator, kind=optional_kind, channel="email", wanted=False)
    assert deliver() == 0
    assert Delivery.objects.get().state == State.NEEDLESS


def test_what_must_be_heard_is_sent_whatever_was_chosen(world, waiting):
    Choice.objects.create(user=world.curator, kind="test", channel="email", wanted=False)
    assert deliver() == 1


def test_only_what_is_still_unread_stands_in_the_letter(world):
    tell(reminder(world.curator, world.a1, 1), reminder(world.curator, world.a1, 2))
    Notification.objects.filter(subject="thing:1").update(read_at=NOW)
    assert deliver() == 1
    assert "Дело 1" not in mail.outbox[0].body
    assert [item.notification.subject for item in Delivery.objects.get().items.all()] == ["thing:2"]


def test_a_letter_given_up_can_be_sent_again(world, waiting):
    Delivery.objects.update(state=State.FAILED, attempts=5)
    waiting.refresh_from_db()
    retry_delivery(waiting, by=world.administrator, at=NOW)
    assert deliver() == 1


def test_a_sent_letter_is_not_sent_again(world, waiting):
    deliver()
    waiting.refresh_from_db()
    with pytest.raises(ForbiddenMove):
        retry_delivery(waiting, by=world.administrator, at=NOW)


ALLOWED = {
    ("waiting", "sending"),
    ("sending", "sent"),
    ("sending", "waiting"),
    ("sending", "failed"),
    ("sending", "needless"),
    ("failed", "waiting"),
}


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_the_whole_square_of_states(before, after):
    assert can_move(Delivery(state=before), after) == ((before, after) in ALLOWED)


def test_a_batch_is_limited_and_says_that_there_is_more(world):
    tell(*(reminder(user, world.a1) for user in (world.curator, world.director, world.executor)))
    first = deliver_batch(at=NOW, limit=2)
    assert (len(first.sent), bool(first)) == (2, True)
    second = deliver_batch(at=NOW, limit=2)
    assert (len(second.sent), bool(second)) == (1, False)


def test_the_task_plans_what_was_told_since_the_sweep_and_sends_what_is_ready(world, urgent_kind):
    announce([reminder(world.curator, world.a1, kind=urgent_kind)], at=NOW)
    send_letters()
    assert len(mail.outbox) == 1


def test_the_outbox_folder_holds_a_file_a_letter(world, waiting, settings):
    settings.EMAIL_BACKEND = "notifications.backends.OutboxBackend"
    deliver()
    [path] = settings.OUTBOX_DIR.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == world.curator.email
    assert "Дело 1" in message.get_body(("plain",)).get_content()


def test_a_claim_outlives_the_slowest_batch():
    assert BATCH * project.EMAIL_TIMEOUT < project.CLAIM_LAPSES_AFTER
