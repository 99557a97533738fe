"""Webhooks: kept by administrators above the tree, tried, signed as the example of docs/webhooks.md checks it."""

import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse

from core.models import AuditEntry
from notifications.models import Webhook
from notifications.services.webhooks import WebhookSilent, add_webhook, renew_secret, try_webhook
from organizations.models import Role

from ..factories import NOW, make_member

LIST, ADD = reverse("notifications:webhooks"), reverse("notifications:webhook_add")
URL = "https://bot.example.org/hook?token=very-secret"


def page_of(webhook: Webhook, verb: str) -> str:
    return reverse(f"notifications:webhook_{verb}", args=[webhook.pk])


@pytest.fixture
def webhook(world) -> Webhook:
    return add_webhook(Webhook(title="Бот", url=URL, organization=world.north), by=world.administrator, at=NOW)


@pytest.fixture
def bot(settings):
    """A listener on this computer: keeps the calls it gets, answers with `status`."""
    settings.DEBUG = True  # plain http is taken only so
    heard = SimpleNamespace(calls=[], status=204)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.calls.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(heard.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    heard.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield heard
    server.shutdown()
    server.server_close()


def example_of_the_documentation():
    """`is_genuine` as docs/webhooks.md prints it."""
    text = (Path(settings.BASE_DIR) / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names = {}
    exec(code, names)
    return names["is_genuine"]


def test_a_webhook_is_added_for_everybody(as_role):
    response = as_role("administrator").post(ADD, {"title": "Бот", "url": URL, "is_active": "on"})
    webhook = Webhook.objects.get()
    assert response.url == page_of(webhook, "secret")
    assert (webhook.organization, len(webhook.secret)) == (None, 43)


@pytest.mark.parametrize("url", ["http://bot.example.org/", "ftp://bot.example.org/", "bot", ""])
def test_an_address_that_anybody_could_overhear_is_refused(as_role, url):
    response = as_role("administrator").post(ADD, {"title": "Бот", "url": url})
    assert response.context["form"].errors["url"]
    assert not Webhook.objects.exists()


def test_the_secret_is_shown_once(as_role, webhook):
    client = as_role("administrator")
    response = client.post(page_of(webhook, "secret"))
    former, webhook.secret = webhook.secret, ""
    webhook.refresh_from_db()
    assert webhook.secret != former
    assert webhook.secret in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    for page in (page_of(webhook, "secret"), page_of(webhook, "edit"), LIST):
        assert webhook.secret not in client.get(page).content.decode()


def test_a_change_keeps_the_secret_and_tells_no_token(as_role, world, webhook):
    data = {"title": "Бот района", "organization": world.north.pk, "url": "https://bot.example.org/hook?token=other"}
    as_role("administrator").post(page_of(webhook, "edit"), data)
    changed = Webhook.objects.get()
    assert (changed.title, changed.is_active, changed.secret) == ("Бот района", False, webhook.secret)
    entry = AuditEntry.objects.get(verb="webhook.changed")
    assert entry.scope == world.north.path
    assert entry.changes == {"title": ["Бот", "Бот района"], "url": ["•••", "•••"], "is_active": [True, False]}


def test_the_list_shows_the_server_and_no_token(as_role, webhook):
    page = as_role("administrator").get(LIST).content.decode()
    assert "bot.example.org" in page
    assert "very-secret" not in page


def test_a_webhook_is_deleted_after_a_question(as_role, webhook):
    client = as_role("administrator")
    assert client.get(page_of(webhook, "delete")).status_code == 200
    client.post(page_of(webhook, "delete"))
    assert not Webhook.objects.exists()
    assert AuditEntry.objects.get(verb="webhook.deleted").subject_label == "Бот"


def test_an_administrator_of_a_region_keeps_none(client, world, webhook):
    client.force_login(make_member(Role.ADMINISTRATOR, world.region, "it@region.example"))
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(webhook, "edit")).status_code == 404


def test_a_trial_is_signed_as_the_documentation_says(as_role, bot, webhook):
    webhook.url = bot.url
    webhook.save()
    response = as_role("administrator").post(page_of(webhook, "test"), follow=True)
    [message] = response.context["messages"]
    assert message.level_tag == "success"
    [(headers, body)] = bot.calls
    assert json.loads(body) == []
    is_genuine = example_of_the_documentation()
    assert is_genuine(webhook.secret, headers, body)
    assert not is_genuine("another secret", headers, body)
    assert not is_genuine(webhook.secret, headers, body + b" ")
    assert not is_genuine(webhook.secret, headers, body, now=int(headers["X-Mentorship-Timestamp"]) + 301)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_another_answer_than_2xx_is_said_in_words(as_role, bot, webhook, status):
    webhook.url, bot.status = bot.url, status
    webhook.save()
    response = as_role("administrator").post(page_of(webhook, "test"), follow=True)
    [message] = response.context["messages"]
    assert (message.level_tag, str(status) in message.message) == ("error", True)
    assert len(bot.calls) == 1  # no redirect is followed


def test_silence_is_said_in_words(world, bot, webhook):
    webhook.url = "http://127.0.0.1:9/"  # nobody listens there
    with pytest.raises(WebhookSilent, match="Бот"):
        try_webhook(webhook, by=world.administrator, at=NOW)


def test_a_new_secret_signs_the_next_call(world, bot, webhook):
    webhook.url = bot.url
    secret = renew_secret(webhook, by=world.administrator, at=NOW)
    try_webhook(webhook, by=world.administrator, at=NOW)
    [(headers, body)] = bot.calls
    assert example_of_the_documentation()(secret, headers, body, now=NOW.timestamp())
