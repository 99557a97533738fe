"""The register of mentors' links: its table and what it can be narrowed by."""

from collections.abc import Iterator
from datetime import datetime

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from core.templatetags.interface import Status
from organizations.filters import AlwaysBound
from organizations.tables import NUMBER
from participants.filters import FOUND_AS_TYPED, NAMES
from participants.models import Participation
from participants.tables import BY_NAME, BankTable

from .selectors.links import LinkState, with_links

LOOKS = {
    LinkState.NONE: ("unlink", "neutral"),
    LinkState.POSTING: ("mail-forward", "waiting"),
    LinkState.FAILED: ("alert-circle", "bad"),
    LinkState.UNUSED: ("hourglass", "waiting"),
    LinkState.USED: ("circle-check", "good"),
}


class LinkFilter(AlwaysBound):
    """`counted` holds the rows before a state is chosen: the strip above the table counts them."""

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    state = filters.ChoiceFilter(choices=LinkState.choices, method="after_counting", widget=forms.HiddenInput)

    class Meta:
        model = Participation
        fields = ["q", "state"]

    def __init__(self, *args, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at

    def filter_queryset(self, queryset):
        self.counted = super().filter_queryset(with_links(queryset, self.at))
        state = self.form.cleaned_data.get("state")
        return self.counted.filter(link_state=state) if state else self.counted

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, *NAMES, "person__class_group"))

    def after_counting(self, queryset, name, value):
        return queryset


class LinkTable(tables.Table):
    """Mentors with `pairs`, `link_state` and `links` (selectors.links)."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    person = tables.Column(verbose_name=pgettext_lazy("person", "Full name"), order_by=BY_NAME)
    pairs = tables.Column(verbose_name=_("Pairs at work"), attrs=NUMBER)
    link_state = tables.Column(verbose_name=_("Link"), order_by=("link_state", *BY_NAME))
    actions = tables.TemplateColumn(
        template_name="pairing/links/_actions.html", verbose_name="", orderable=False, exclude_from_export=True
    )

    class Meta:
        attrs = {"class": "table bank"}
        model = Participation
        fields = ["chosen", "person", "pairs", "link_state", "actions"]
        order_by = "person"

    render_chosen = BankTable.render_chosen

    def render_person(self, value) -> str:
        return _with_note(BankTable.render_person(self, value), value.email)

    def value_person(self, value) -> str:
        return ", ".join(filter(None, (str(value), value.email)))

    def render_link_state(self, value: str, record: Participation) -> str:
        state = LinkState(value)
        icon, tone = LOOKS[state]
        badge = render_to_string("_status.html", {"status": Status(state.label, icon, tone)})
        return _with_note(badge, ", ".join(_days_of(record)))

    def value_link_state(self, value: str, record: Participation) -> str:
        return ", ".join((str(LinkState(value).label), *_days_of(record)))


def _with_note(said: str, note: str) -> str:
    return format_html('{}<div class="small text-muted">{}</div>', said, note) if note else said


def _days_of(mentor: Participation) -> Iterator[str]:
    """Until when the link works, and when it was last opened."""
    for link in mentor.links:
        yield _("until %(day)s") % {"day": f"{link.last_day:%d.%m.%Y}"}
        if link.last_used_at:
            yield _("opened on %(day)s") % {"day": f"{timezone.localdate(link.last_used_at):%d.%m.%Y}"}
