"""Webhooks: kept by the administrators above the tree. The secret of the signature is shown once, when it is made."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from core.audit import MASKED, record
from core.errors import Refused

from ..channels import NotSent
from ..channels.webhook import call_webhook
from ..models import Webhook

EDITABLE = ["title", "organization", "url", "is_active"]


class WebhookSilent(Refused):
    """The other side does not take our calls; the message says why."""


@transaction.atomic
def add_webhook(webhook: Webhook, *, by, at: datetime) -> Webhook:
    """Keeps an unsaved webhook; nobody knows its secret until `renew_secret` makes one to be shown."""
    webhook.secret = _new_secret()
    webhook.save(force_insert=True)
    record("webhook.added", webhook, by=by, at=at, scope=_scope(webhook))
    return webhook


@transaction.atomic
def change_webhook(webhook: Webhook, *, by, at: datetime) -> None:
    """Writes the changed fields; the secret stays."""
    before = Webhook.objects.select_related("organization").get(pk=webhook.pk)
    webhook.save(update_fields=EDITABLE)
    if changes := _differences(before, webhook):
        record("webhook.changed", webhook, by=by, at=at, scope=_scope(webhook), changes=changes)


@transaction.atomic
def renew_secret(webhook: Webhook, *, by, at: datetime) -> str:
    """Makes and returns another secret; calls are signed with it from now on."""
    webhook.secret = _new_secret()
    webhook.save(update_fields=["secret"])
    record("webhook.secret_renewed", webhook, by=by, at=at, scope=_scope(webhook))
    return webhook.secret


@transaction.atomic
def delete_webhook(webhook: Webhook, *, by, at: datetime) -> None:
    record("webhook.deleted", webhook, by=by, at=at, scope=_scope(webhook))
    webhook.delete()


def try_webhook(webhook: Webhook, *, by, at: datetime) -> None:
    """Sends a signed call that holds nothing. Raises WebhookSilent with the reason in words.

    Not in a transaction: no lock is held while the other side takes its time.
    """
    record("webhook.tried", webhook, by=by, at=at, scope=_scope(webhook))
    try:
        call_webhook(webhook, [], at=at)
    except NotSent as failure:
        raise WebhookSilent(capfirst(failure.reason)) from failure


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _scope(webhook: Webhook) -> str:
    return webhook.organization.path if webhook.organization else ""


def _differences(before: Webhook, after: Webhook) -> dict[str, list]:
    """What has changed; of the address only that it has, since it may hold the token of a bot."""
    changed = [name for name in EDITABLE if getattr(before, name) != getattr(after, name)]
    return {name: [MASKED, MASKED] if name == "url" else [_said(before, name), _said(after, name)] for name in changed}


def _said(webhook: Webhook, name: str) -> str | bool:
    value = getattr(webhook, name)
    return value if isinstance(value, bool) else str(value or "")
