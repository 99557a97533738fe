"""What was sent to platforms, as a table."""

from collections.abc import Iterator

import django_tables2 as tables
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..models import ExchangeFormat, Sending


class SendingTable(tables.Table):
    """Rows of Sending; `user` says which files may be taken."""

    at = tables.DateTimeColumn(format="d.m.Y H:i", verbose_name=_("Made"))
    exchange_format = tables.Column(verbose_name=_("Format and hash of the file"))
    organization = tables.Column(verbose_name=_("Whose, who made it"), order_by=("organization__short_name", "pk"))
    on = tables.DateColumn(format="d.m.Y", verbose_name=_("As of"), orderable=False)
    rows_number = tables.Column(accessor="rows", verbose_name=_("Rows"), orderable=False)
    loaded_on = tables.Column(verbose_name=_("In the platform"), empty_values=())

    class Meta:
        attrs = {"class": "table table-cards"}
        row_attrs = {"id": lambda record: f"sending-{record.pk}"}
        model = Sending
        fields = ["at", "exchange_format", "organization", "on", "rows_number", "loaded_on"]
        order_by = "-at"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def render_exchange_format(self, value: ExchangeFormat, record: Sending) -> str:
        name = truncatechars(record.sha256, 13)
        shown = '<a href="{}">{}</a><br><code class="hash" title="{}">{}</code>'
        return format_html(shown, value.get_absolute_url(), value.title, record.sha256, name)

    def value_exchange_format(self, value: ExchangeFormat, record: Sending) -> str:
        return f"{value.title}, SHA-256 {record.sha256}"

    def render_organization(self, value: Organization, record: Sending) -> str:
        return format_html('{}<br><span class="text-muted">{}</span>', value.short_name, record.by)

    def render_loaded_on(self, record: Sending) -> str:
        buttons = format_html_join("", '<a class="btn btn-sm" href="{}">{}</a>', self._ways(record))
        said = self.value_loaded_on(record)
        return format_html('{}<div class="btn-list mt-1">{}</div>', said, buttons) if buttons else said

    def value_loaded_on(self, record: Sending) -> str:
        if record.loaded_on is None:
            return "—"
        return f"{record.loaded_on:%d.%m.%Y}" + (f": {record.loaded_note}" if record.loaded_note else "")

    def _ways(self, record: Sending) -> Iterator[tuple[str, str]]:
        """What this person may do with the file: addresses and words."""
        if record.file_id and self.user.has_perm("monitoring.take_sending", record):
            yield reverse("monitoring:sending_file", args=[record.pk]), _("Download")
        if self.user.has_perm("monitoring.mark_sending", record):
            words = _("Correct the mark") if record.loaded_on else _("Mark as loaded")
            yield reverse("monitoring:sending_loaded", args=[record.pk]), words
