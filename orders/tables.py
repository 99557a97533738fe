"""The register as a table."""

import django_tables2 as tables

from .models import Order


class OrderTable(tables.Table):
    number = tables.Column(linkify=True, order_by=("year", "number_length", "number"))
    signed_on = tables.DateColumn(format="d.m.Y")
    state = tables.TemplateColumn(template_name="orders/_order_state.html")
    organization = tables.Column(order_by="organization__short_name")

    class Meta:
        model = Order
        fields = ["number", "signed_on", "title", "kind", "organization", "signer_name", "state"]
        order_by = ("-signed_on", "-number")
