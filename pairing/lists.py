"""Events, awards and cases as tables, and what these lists can be narrowed by."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import AlwaysBound
from organizations.tables import NUMBER
from participants.filters import FOUND_AS_TYPED

from .models import Award, CaseStory, Event

PERSON = ("participation__person__last_name", "participation__person__first_name", "pk")


class EventFilter(AlwaysBound):
    """Events by their words, kind and whether they have taken place."""

    STATES = (("held", pgettext_lazy("event", "has taken place")), ("planned", pgettext_lazy("event", "planned")))

    q = filters.CharFilter(label=_("Title or place"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Event.Kind.choices, empty_label=pgettext_lazy("kinds", "all"))
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("events", "all")
    )

    class Meta:
        model = Event
        fields = ["q", "kind", "state"]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "title", "place"))

    def by_state(self, queryset, name, value):
        return queryset.filter(held=value == "held")


class EventTable(tables.Table):
    """Events `with_numbers`; it names nobody."""

    on = tables.DateColumn(format="d.m.Y", verbose_name=_("Date"), order_by=("on", "pk"))
    title = tables.Column(verbose_name=_("Event"), order_by=("title", "pk"))
    organization = tables.Column(verbose_name=_("Organisation"), order_by=("organization__short_name", "-on"))
    present = tables.Column(verbose_name=_("Took part"), attrs=NUMBER)
    guests = tables.Column(verbose_name=_("Guests"), attrs=NUMBER)
    held = tables.Column(verbose_name=_("State"))

    class Meta:
        attrs = {"class": "table table-cards"}
        model = Event
        fields = ["on", "title", "organization", "present", "guests", "held"]
        order_by = "-on"

    def render_title(self, value: str, record: Event) -> str:
        link = format_html('<a href="{}">{}</a>', record.get_absolute_url(), value)
        about = " · ".join(filter(None, (str(record.get_kind_display()), record.place)))
        return format_html('{} <div class="small text-muted">{}</div>', link, about)

    def render_held(self, value: bool, record: Event) -> str:
        return str(pgettext_lazy("event", "has taken place") if value else pgettext_lazy("event", "planned"))


class AwardFilter(AlwaysBound):
    """The register of awards by name, kind and year."""

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Award.Kind.choices, empty_label=pgettext_lazy("kinds", "all"))
    year = filters.ChoiceFilter(label=_("Year"), empty_label=pgettext_lazy("years", "all"))
    event = filters.NumberFilter(field_name="event_id", min_value=1, max_value=2**31 - 1, label=_("Event №"))

    class Meta:
        model = Award
        fields = ["q", "kind", "year", "event"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), year) for year in years]

    def search(self, queryset, name, value):
        who = ("last_name", "first_name", "patronymic", "class_group")
        return queryset.filter(containing(value, *(f"participation__person__{each}" for each in who)))


class AwardTable(tables.Table):
    """The register; ticked awards are printed together."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    number = tables.Column(accessor="reg_number", verbose_name="№", order_by=("year", "number"))
    on = tables.DateColumn(format="d.m.Y", verbose_name=_("Date"), order_by=("on", "year", "number"))
    who = tables.Column(accessor="participation__person", verbose_name=_("Participant"), order_by=PERSON)
    role = tables.Column(accessor="participation__get_role_display", verbose_name=_("Role"), orderable=False)
    kind = tables.Column(accessor="get_kind_display", verbose_name=_("Kind"), order_by=("kind", "-year", "-number"))
    words = tables.Column(verbose_name=_("What for"), default="—")
    paper = tables.Column(accessor="pk", verbose_name="", orderable=False, exclude_from_export=True)

    class Meta:
        attrs = {"class": "table bank"}
        model = Award
        fields = ["chosen", "number", "on", "who", "role", "kind", "words", "paper"]

    def render_chosen(self, value: int, record: Award) -> str:
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" aria-label="№ {}">'
        return format_html(box, value, record.reg_number)

    def render_who(self, value, record: Award) -> str:
        link = format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)
        return format_html('{} <span class="small text-muted">{}</span>', link, value.class_group)

    def render_paper(self, value: int, record: Award) -> str:
        if not record.facts:
            return ""
        link = '<a href="{}" download>{}</a> · <a href="{}">{}</a>'
        paper, edit = reverse("pairing:award_paper", args=[value]), reverse("pairing:award_edit", args=[value])
        return format_html(link, paper, _("PDF"), edit, _("correct"))


class CaseFilter(AlwaysBound):
    """Cases by their words and what has become of them."""

    STATES = (
        ("published", pgettext_lazy("case", "published")),
        ("practice", _("practices open to others")),
        ("own", pgettext_lazy("case", "kept here")),
    )

    q = filters.CharFilter(label=_("Words"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("cases", "all")
    )

    class Meta:
        model = CaseStory
        fields = ["q", "state"]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "title", "text"))

    def by_state(self, queryset, name, value):
        if value == "published":
            return queryset.filter(published_on__isnull=False)
        return queryset.filter(practice=True) if value == "practice" else queryset.filter(practice=False)


class CaseTable(tables.Table):
    """Cases; above the institution only their titles and where they come from."""

    title = tables.Column(linkify=True, verbose_name=_("Title"), order_by=("title", "pk"))
    organization = tables.Column(verbose_name=_("Organisation"), order_by=("organization__short_name", "-created_at"))
    pairing = tables.Column(verbose_name=_("Pair"), linkify=True, default="—")
    created_at = tables.DateColumn(format="d.m.Y", verbose_name=_("Written"), order_by=("created_at", "pk"))
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    class Meta:
        attrs = {"class": "table table-cards"}
        model = CaseStory
        fields = ["title", "organization", "pairing", "created_at", "state"]
        order_by = "-created_at"

    def render_state(self, record: CaseStory) -> str:
        said = [_("published on %(day)s") % {"day": f"{record.published_on:%d.%m.%Y}"}] if record.published_on else []
        said += [_("practice open to others")] if record.practice else []
        return "; ".join(map(str, said)) or str(pgettext_lazy("case", "kept here"))
