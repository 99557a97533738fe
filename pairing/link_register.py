"""The register of mentors' links: its table and what it can be narrowed by."""

from datetime import datetime

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.template.loader import render_to_string
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

    chosen = 0  # there are no filters in the fold

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
    email = tables.Column(accessor="person__email", verbose_name=_("E-mail"), default="—")
    pairs = tables.Column(verbose_name=_("Pairs at work"), attrs=NUMBER)
    link_state = tables.Column(verbose_name=_("Link"), order_by=("link_state", *BY_NAME))
    until = tables.Column(accessor="pk", verbose_name=_("Works until"), orderable=False)
    used = tables.Column(accessor="pk", verbose_name=_("Last opened"), orderable=False)
    actions = tables.TemplateColumn(
        template_name="pairing/links/_actions.html", verbose_name="", orderable=False, exclude_from_export=True
    )

    class Meta:
        attrs = {"class": "table bank"}
        model = Participation
        fields = ["chosen", "person", "email", "pairs", "link_state", "until", "used", "actions"]
        order_by = "person"

    render_chosen = BankTable.render_chosen
    render_person = BankTable.render_person

    def render_link_state(self, value: str) -> str:
        state = LinkState(value)
        icon, tone = LOOKS[state]
        return render_to_string("_status.html", {"status": Status(state.label, icon, tone)})

    def value_link_state(self, value: str) -> str:
        return str(LinkState(value).label)

    def render_until(self, record: Participation) -> str:
        return f"{record.links[0].last_day:%d.%m.%Y}" if record.links else "—"

    def render_used(self, record: Participation) -> str:
        moment = record.links[0].last_used_at if record.links else None
        return f"{moment:%d.%m.%Y}" if moment else "—"
