"""Surveys and SWOT cards as tables."""

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..badges.surveys import survey_badge
from ..models import Survey, SwotCard


class SurveyTable(tables.Table):
    """Rows of selectors.surveys.with_numbers; those above see whose they are."""

    title = tables.Column(verbose_name=_("Survey"), linkify=True)
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Organisation"))
    audience = tables.Column(accessor="template__get_audience_display", verbose_name=_("Whom"), orderable=False)
    dates = tables.Column(verbose_name=pgettext_lazy("survey", "Open"), empty_values=(), order_by=("opens_on", "pk"))
    answered = tables.Column(verbose_name=_("Answered"))
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    class Meta:
        attrs = {"class": "table"}
        model = Survey
        fields = ["title", "organization", "audience", "dates", "answered", "state"]
        order_by = "-dates"

    def __init__(self, *args, on: date, several: bool, **kwargs):
        super().__init__(*args, exclude=() if several else ("organization",), **kwargs)
        self.on = on

    def render_dates(self, record: Survey) -> str:
        return f"{record.opens_on:%d.%m.%Y}–{record.closes_on:%d.%m.%Y}"

    def render_answered(self, record: Survey) -> str:
        if not record.asked:
            return record.answered
        said = _("%(answered)d of %(asked)d") % {"answered": record.answered, "asked": record.asked}
        rate = round(100 * record.answered / record.asked)
        return format_html('{} <span class="text-muted">({} %)</span>', said, rate)

    def render_state(self, record: Survey) -> str:
        return survey_badge(record, self.on)


class SwotTable(tables.Table):
    on = tables.DateColumn(format="d.m.Y", verbose_name=_("As of"), linkify=True)
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Organisation"))

    class Meta:
        attrs = {"class": "table"}
        model = SwotCard
        fields = ["on", "organization"]
        order_by = "-on"
