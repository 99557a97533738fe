"""Channels: e-mail over one connection to a real SMTP server, webhooks to a real HTTP server, each independent."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.utils.translation import gettext

from notifications.channels import NotSent
from notifications.channels.webhook import call_webhook
from notifications.models import Choice, Delivery, Notification, Webhook

from ..factories import NOW
from .telling import deliver, reminder, tell

SECRET = "a secret that both sides know"
State = Delivery.State


class Bot(ThreadingHTTPServer):
    """A receiver of webhooks; answers with the codes given, then with 200."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Listener)
        self.calls: list[tuple[str, dict, bytes]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?bot=1"


class _Listener(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def bot() -> Iterator[Bot]:
    with Bot() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def webhook(world, bot, settings) -> Webhook:
    """The bot of the northern municipality; the curator of one of its schools has asked to hear by it."""
    settings.DEBUG = True  # plain http
    Choice.objects.create(user=world.curator, kind="test", channel="webhook", wanted=True)
    return Webhook.objects.create(title="Бот района", organization=world.north, url=bot.url, secret=SECRET)


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("channel", "state"))


def test_the_bot_gets_what_the_person_is_told_and_can_check_who_calls(world, bot, webhook):
    tell(reminder(world.curator, world.a1))
    assert deliver() == 2
    [(path, headers, body)] = bot.calls
    signed = headers["X-Mentorship-Timestamp"].encode() + b"." + body
    assert (
        headers["X-Mentorship-Signature"] == f"sha256={hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()}"
    )
    assert (
        abs(int(headers["X-Mentorship-Timestamp"]) - time.time()) < 60
    )  # when it was called, not when it was planned
    assert path == "/hook?bot=1"
    [item] = json.loads(body)
    told = Notification.objects.get()
    assert item == {
        "id": told.pk,
        "recipient": {"email": world.curator.email},
        "organization": "Школа № 1",
        "kind": "test",
        "title": told.title,
        "text": told.text,
        "due": None,
        "url": f"http://127.0.0.1:8000/notifications/{told.pk}/open/",
        "created_at": item["created_at"],
    }
    assert datetime.fromisoformat(item["created_at"]) == NOW


@pytest.mark.parametrize("answer", [302, 404, 500])
def test_a_bot_that_does_not_take_it_is_called_again_and_the_letter_goes_its_own_way(world, bot, webhook, answer):
    bot.answers = [answer]
    tell(reminder(world.curator, world.a1))
    assert deliver() == 1
    assert states() == {"email": State.SENT, "webhook": State.WAITING}
    put_off = Delivery.objects.get(channel="webhook")
    assert f"{answer}" in put_off.error
    assert webhook.title in put_off.error
    assert len(bot.calls) == 1  # a redirect is not followed
    assert deliver(put_off.not_before) == 1
    assert states() == {"email": State.SENT, "webhook": State.SENT}
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_does_not_silence_the_bot(world, bot, webhook, settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_deliveries.Unreachable"
    tell(reminder(world.curator, world.a1))
    assert deliver() == 1
    assert states() == {"email": State.WAITING, "webhook": State.SENT}


def test_a_bot_that_nobody_runs_is_named_and_not_its_address(world, webhook):
    Webhook.objects.update(url="http://127.0.0.1:9/token")
    tell(reminder(world.curator, world.a1))
    assert deliver() == 1
    error = Delivery.objects.get(channel="webhook").error
    assert error == gettext("webhook «%(title)s» does not answer") % {"title": webhook.title}


def test_what_was_planned_for_a_bot_that_is_gone_says_so(world, webhook):
    tell(reminder(world.curator, world.a1))
    webhook.delete()
    assert deliver() == 1
    error = Delivery.objects.get(channel="webhook").error
    assert error == gettext("no webhook covers the recipient's organisation any more")


def test_the_nearest_bot_hears(world, bot, webhook, settings):
    Webhook.objects.create(title="Для всех", url="http://127.0.0.1:9/", secret="x")
    Webhook.objects.create(title="Край", organization=world.region, url="http://127.0.0.1:9/", secret="x")
    tell(reminder(world.curator, world.a1))
    deliver()
    assert len(bot.calls) == 1


def test_without_debug_only_https_is_called(bot, settings):
    settings.DEBUG = False
    with pytest.raises(NotSent, match="https"):
        call_webhook(Webhook(title="Бот", url=bot.url, secret=SECRET), [], at=NOW)
    assert not bot.calls
