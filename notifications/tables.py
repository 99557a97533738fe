"""The outbox as a table: what is waiting, sent, given up."""

import django_tables2 as tables

from .models import Letter


class LetterTable(tables.Table):
    state = tables.TemplateColumn(template_name="notifications/_letter_state.html")
    held = tables.Column(verbose_name="", accessor="held", orderable=False)

    class Meta:
        model = Letter
        fields = ["on", "recipient", "state", "attempts", "sent_at"]
        order_by = "-on"
