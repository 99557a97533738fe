"""What lists can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.audit import verb_label
from core.models import AuditEntry
from core.search import containing

from .models import Membership, Organization

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class AlwaysBound(filters.FilterSet):
    """Filters that hold something back unless asked also do so before anything is asked."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__({} if data is None else data, *args, **kwargs)


class OrganizationFilter(AlwaysBound):
    """Working organisations unless closed ones are asked for."""

    STATES = (("closed", pgettext_lazy("organisations", "closed")), ("all", _("working and closed")))

    q = filters.CharFilter(label=_("Name"), method="search", max_length=100, widget=SEARCH)
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("organisations", "working")
    )

    class Meta:
        model = Organization
        fields = ["q", "level", "kind", "state"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.open()

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "short_name", "full_name", "place"))

    def by_state(self, queryset, name, value):
        return queryset.exclude(closed_on=None) if value == "closed" else queryset


class MembershipFilter(AlwaysBound):
    """Roles in force unless ended ones are asked for."""

    STATES = (("ended", pgettext_lazy("roles", "ended")), ("all", _("in force and ended")))

    q = filters.CharFilter(label=_("Person or organisation"), method="search", max_length=100, widget=SEARCH)
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("roles", "in force")
    )

    class Meta:
        model = Membership
        fields = ["q", "role", "state"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.current()

    def search(self, queryset, name, value):
        people = ("user__last_name", "user__first_name", "user__patronymic", "user__email")
        return queryset.filter(containing(value, *people, "position", "organization__short_name"))

    def by_state(self, queryset, name, value):
        return queryset.exclude(ended_on=None) if value == "ended" else queryset


class AuditFilter(filters.FilterSet):
    since = filters.DateFilter(
        label=pgettext_lazy("day", "From"), field_name="at__date", lookup_expr="gte", widget=DAY
    )
    until = filters.DateFilter(label=pgettext_lazy("day", "To"), field_name="at__date", lookup_expr="lte", widget=DAY)
    who = filters.CharFilter(label=_("Who"), method="by_actor", max_length=100, widget=SEARCH)
    verb = filters.ChoiceFilter(label=_("What was done"))
    subject = filters.CharFilter(label=_("With what"), method="by_subject", max_length=100, widget=SEARCH)

    class Meta:
        model = AuditEntry
        fields = ["since", "until", "who", "verb", "subject"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = self.queryset.order_by().values_list("verb", flat=True).distinct()
        self.filters["verb"].extra["choices"] = sorted(
            ((verb, str(verb_label(verb))) for verb in verbs), key=lambda choice: choice[1]
        )

    def by_actor(self, queryset, name, value):
        return queryset.filter(containing(value, "actor_name"))

    def by_subject(self, queryset, name, value):
        return queryset.filter(containing(value, "subject_label"))
