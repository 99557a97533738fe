"""The outbox as a table: what is waiting, sent, given up."""

import django_tables2 as tables
from django.utils.translation import pgettext_lazy

from .models import Letter


class LetterTable(tables.Table):
    on = tables.DateColumn(format="d.m.Y")
    recipient = tables.Column(order_by=("recipient__last_name", "recipient__first_name"))
    email = tables.Column(accessor="recipient__email", verbose_name=pgettext_lazy("letter", "address"))
    held = tables.Column(verbose_name=pgettext_lazy("letter", "notifications"))
    state = tables.TemplateColumn(template_name="notifications/_letter_state.html")
    sent_at = tables.DateTimeColumn(format="d.m.Y H:i")

    class Meta:
        model = Letter
        fields = ["on", "recipient", "email", "held", "state", "attempts", "sent_at"]
        order_by = "-on"
