"""The register as a table."""

import django_tables2 as tables
from django.utils.text import Truncator

from .models import Order

LONGEST_TITLE = 20  # words


class OrderTable(tables.Table):
    number = tables.Column(linkify=True, order_by=("year", "number_length", "number"))
    signed_on = tables.DateColumn(format="d.m.Y")
    state = tables.TemplateColumn(template_name="orders/_order_state.html")
    organization = tables.Column(order_by="organization__short_name")

    class Meta:
        model = Order
        fields = ["number", "signed_on", "title", "organization", "signer_name", "state"]
        order_by = ("-signed_on", "-number")

    def render_title(self, value: str) -> str:
        """Titles of orders run to several lines; the card has the whole."""
        return Truncator(value).words(LONGEST_TITLE, truncate=" …")
