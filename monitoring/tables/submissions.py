"""Periods and who has answered, as tables."""

from collections.abc import Mapping
from datetime import date

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..badges.submissions import late_badge, submission_badge
from ..models import ReportingPeriod
from ..selectors.periods import Completeness, Standing


class PeriodTable(tables.Table):
    """Periods with `how` each stands, by its number (selectors.periods.how_each_stands)."""

    title = tables.Column(verbose_name=_("Period"), linkify=True, order_by=("as_of", "pk"))
    asks = tables.Column(accessor="organization__short_name", verbose_name=_("Who asks"))
    as_of = tables.DateColumn(format="d.m.Y", verbose_name=_("As of"))
    due_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Due"))
    closes_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Closes"), default="—")
    how = tables.Column(verbose_name=_("How it stands"), orderable=False, empty_values=())

    class Meta:
        attrs = {"class": "table"}
        model = ReportingPeriod
        fields = ["title", "asks", "as_of", "due_on", "closes_on", "how"]
        order_by = "-as_of"

    def __init__(self, *args, how: Mapping[int, Standing | Completeness], on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.how, self.on = how, on

    def render_how(self, record: ReportingPeriod) -> str:
        standing = self.how[record.pk]
        if isinstance(standing, Standing):
            badge = submission_badge(standing.state)
            late = not standing.handed_in and standing.is_late(record, self.on)
            return format_html("{} {}", badge, late_badge()) if late else badge
        words = _("%(submitted)s of %(expected)s submitted, %(accepted)s accepted")
        return words % {
            "submitted": standing.submitted, "expected": standing.expected, "accepted": standing.accepted,
        }  # fmt: skip


class StandingTable(tables.Table):
    """Who is asked in a period, and how each stands."""

    organization = tables.Column(verbose_name=_("Organisation"), order_by=("by_name",))
    state = tables.Column(verbose_name=_("State"), order_by=("state", "by_name"))
    first_at = tables.DateTimeColumn(format="d.m.Y H:i", verbose_name=_("Submitted"), default="—")
    version = tables.Column(
        accessor="signed__version", verbose_name=pgettext_lazy("submission", "Version"), default="—"
    )
    actions = tables.Column(
        accessor="organization__pk", verbose_name="", orderable=False, exclude_from_export=True,
    )  # fmt: skip

    class Meta:
        attrs = {"class": "table"}
        order_by = "organization"

    def __init__(
        self, *args, period: ReportingPeriod, on: date, may_extend: bool, opened_until: dict[int, date], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.period, self.on, self.may_extend, self.opened_until = period, on, may_extend, opened_until

    def render_organization(self, value, record: Standing) -> str:
        if record.signed is None:
            return value.short_name
        return format_html('<a href="{}">{}</a>', record.signed.get_absolute_url(), value.short_name)

    def render_state(self, value: str, record: Standing) -> str:
        badge = submission_badge(value)
        late = late_badge() if record.is_late(self.period, self.on) else ""
        return format_html("{} {} {}", badge, late, self._opened(record))

    def _opened(self, record: Standing) -> str:
        until = self.opened_until.get(record.organization.pk)
        if until is None:
            return ""
        words = _("open until %(day)s") % {"day": f"{until:%d.%m.%Y}"}
        return format_html('<span class="text-muted">{}</span>', words)

    def render_actions(self, value: int) -> str:
        if not self.may_extend:
            return ""
        url = reverse("monitoring:period_extend", args=[self.period.pk, value])
        return format_html('<a class="btn btn-sm" href="{}">{}</a>', url, _("Open until …"))
