"""Webhooks: a signed POST to an address of the administrator's, behind which a messenger bot may stand.

The body is a JSON list of what one person is told: [{id, recipient: {email}, organization, kind, title, text, due,
url, created_at}]. X-Mentorship-Signature is "sha256=" and the HMAC-SHA256, keyed with the webhook's secret, of
X-Mentorship-Timestamp, a full stop and the body; a receiver that checks both takes no stranger's and no old call.
Whoever answers other than 2xx within ten seconds is called again later; `id` tells a repetition. No redirect is
followed.
"""

import hmac
import http.client
import json
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..letters import full_address
from ..models import Delivery, Notification, Webhook
from ..reach import webhooks_of
from .base import NotSent, Send

TIMEOUT = 10  # seconds


class Webhooks:
    code = "webhook"
    label = gettext_lazy("Messenger")
    by_default = False

    def reaches(self, recipients: Collection[int]) -> set[int]:
        return set(webhooks_of(recipients))

    @contextmanager
    def opened(self) -> Iterator[Send]:
        yield _send


def _send(delivery: Delivery, notifications: list[Notification], on: date) -> None:
    webhook = webhooks_of([delivery.recipient_id]).get(delivery.recipient_id)
    if webhook is None:
        raise NotSent(_("no webhook covers the recipient's organisation any more"))
    items = [_item(delivery, notification) for notification in notifications]
    # The clock is read here: a receiver refuses an old call, and a batch may have waited long for its mail server.
    call_webhook(webhook, items, at=timezone.now())


def call_webhook(webhook: Webhook, items: list[dict], *, at: datetime) -> None:
    """Posts the items, signed. Raises NotSent with the reason in words."""
    body = json.dumps(items, ensure_ascii=False).encode()
    timestamp = str(int(at.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Mentorship",
        "X-Mentorship-Timestamp": timestamp,
        "X-Mentorship-Signature": signature(webhook.secret, timestamp, body),
    }
    try:
        status = _post(webhook.url, body, headers)
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(_("webhook «%(title)s» does not answer") % {"title": webhook.title}) from error
    if not 200 <= status < 300:
        said = {"title": webhook.title, "status": status}
        raise NotSent(_("webhook «%(title)s» answered with code %(status)s") % said)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What a receiver compares X-Mentorship-Signature with."""
    return "sha256=" + hmac.digest(secret.encode(), timestamp.encode() + b"." + body, "sha256").hex()


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    address = urlsplit(url)
    if address.scheme == "https":
        connection = http.client.HTTPSConnection(address.netloc, timeout=TIMEOUT)
    elif address.scheme == "http" and settings.DEBUG:
        connection = http.client.HTTPConnection(address.netloc, timeout=TIMEOUT)
    else:
        raise NotSent(_("a webhook's address must begin with https://"))
    with closing(connection):
        connection.request("POST", address._replace(scheme="", netloc="").geturl() or "/", body, headers)
        return connection.getresponse().status


def _item(delivery: Delivery, notification: Notification) -> dict:
    return {
        "id": notification.pk,
        "recipient": {"email": delivery.recipient.email},
        "organization": notification.organization.short_name,
        "kind": notification.kind,
        "title": notification.title,
        "text": notification.text,
        "due": notification.due.isoformat() if notification.due else None,
        "url": full_address(notification),
        "created_at": notification.created_at.isoformat(),
    }
