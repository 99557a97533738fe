"""The outbox and the webhooks as tables."""

from urllib.parse import urlsplit

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .channels import channel_of
from .models import Delivery, Webhook


class PartColumn(tables.TemplateColumn):
    """A cell made by a template; empty when that says nothing, so that a phone leaves the cell out."""

    def __init__(self, part: str, **kwargs):
        super().__init__(template_name=f"notifications/_{part}.html", **kwargs)

    def render(self, *args, **kwargs) -> str:
        return mark_safe(super().render(*args, **kwargs).strip())  # noqa: S308 - stripped, otherwise as rendered


class DeliveryTable(tables.Table):
    recipient = PartColumn("delivery_recipient", order_by=("recipient__last_name", "recipient__first_name", "pk"))
    held = PartColumn("delivery_held", verbose_name=pgettext_lazy("delivery", "Holds"))
    channel = tables.Column()
    state = PartColumn("delivery_state")
    not_before = PartColumn("delivery_moment", verbose_name=_("When"))
    actions = PartColumn("delivery_actions", verbose_name="", orderable=False, exclude_from_export=True)

    class Meta:
        model = Delivery
        fields = ["recipient", "held", "channel", "state", "not_before", "actions"]
        order_by = "-not_before"

    def render_channel(self, value: str) -> str:
        return channel_of(value).label


class WebhookTable(tables.Table):
    title = PartColumn("webhook_title")
    organization = tables.Column(default=_("everybody's"), order_by="organization__short_name")
    url = tables.Column(verbose_name=_("Server"))
    actions = PartColumn("webhook_actions", verbose_name="", orderable=False, exclude_from_export=True)

    class Meta:
        model = Webhook
        fields = ["title", "organization", "url", "actions"]
        order_by = "title"

    def render_url(self, value: str) -> str:
        """The rest of the address may hold the token of a bot."""
        return urlsplit(value).netloc.rpartition("@")[2]
