"""The outbox as a table: what is waiting, sent, given up."""

import django_tables2 as tables
from django.utils.translation import pgettext_lazy

from .models import Letter


class LetterTable(tables.Table):
    on = tables.DateColumn(format="d.m.Y")
    recipient = tables.TemplateColumn(
        '{{ record.recipient }}<br><span class="text-muted">{{ record.recipient.email }}</span>',
        order_by=("recipient__last_name", "recipient__first_name"),
    )
    held = tables.Column(verbose_name=pgettext_lazy("letter", "Notifications"))
    state = tables.TemplateColumn(template_name="notifications/_letter_state.html")
    sent_at = tables.DateTimeColumn(format="d.m.Y H:i")

    class Meta:
        model = Letter
        fields = ["on", "recipient", "held", "state", "sent_at"]
        order_by = "-on"
