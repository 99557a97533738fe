"""The registers of consents and of the personal-data desk: their tables and what they can be narrowed by."""

from datetime import date

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import SEARCH, AlwaysBound
from organizations.tables import NUMBER

from .models import Consent, DestructionAct, Incident, Participation, SubjectRequest
from .models.consents import ConsentKind
from .selectors.consents import ConsentState, with_missing, with_state
from .selectors.stages import with_stage
from .tables import BY_NAME, BankTable

NAMES = ("last_name", "first_name", "patronymic", "class_group")


def part(name: str, **kwargs) -> tables.TemplateColumn:
    return tables.TemplateColumn(template_name=f"participants/_{name}.html", **kwargs)


class ConsentTable(tables.Table):
    """Consents with `state` (selectors.consents)."""

    person = tables.Column(verbose_name=pgettext_lazy("person", "Full name"), order_by=BY_NAME)
    group = tables.Column(
        accessor="person__studies_or_works",
        verbose_name=_("Class, position"),
        order_by=("person__class_group", *BY_NAME),
    )
    kind = part("consent_kind", verbose_name=_("Consent"), order_by=("kind", *BY_NAME))
    signed_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Signed on"))
    valid_until = tables.DateColumn(format="d.m.Y", verbose_name=_("Valid until"), default=_("end of taking part"))
    state = part("consent_state", verbose_name=_("State"))
    scan = part("consent_scan", verbose_name=_("Scan"), orderable=False)

    class Meta:
        model = Consent
        fields = ["person", "group", "kind", "signed_on", "valid_until", "state", "scan"]
        order_by = "-signed_on"

    render_person = BankTable.render_person

    def value_scan(self, record: Consent) -> str:
        return _("yes") if record.scan_id else _("no")


class RegisterFilter(AlwaysBound):
    """What both halves of the register are narrowed by: whose consents."""

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=SEARCH)
    role = filters.ChoiceFilter(label=_("Bank"), choices=Participation.Role.choices, method="by_role")
    group = filters.ChoiceFilter(label=_("Class or group"), field_name="person__class_group")
    kind = filters.ChoiceFilter(label=_("Consent"), choices=ConsentKind.choices, method="by_kind")

    def __init__(self, *args, on: date, groups: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        if groups:
            self.filters["group"].extra["choices"] = [(group, group) for group in groups]
        else:
            del self.filters["group"]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, *(f"person__{name}" for name in NAMES)))


class ConsentFilter(RegisterFilter):
    """Consents but those signed anew, unless they are asked for; `counted` holds them before the state is chosen."""

    EVERYTHING = "all"

    state = filters.ChoiceFilter(
        choices=[*ConsentState.choices, (EVERYTHING, pgettext_lazy("consents", "all"))],
        method="after_counting",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Consent
        fields = ["q", "role", "group", "kind", "state"]

    def filter_queryset(self, queryset):
        self.counted = super().filter_queryset(with_state(queryset, self.on))
        state = self.form.cleaned_data.get("state")
        if state == self.EVERYTHING:
            return self.counted
        return self.counted.filter(state=state) if state else self.counted.exclude(state=ConsentState.REPLACED)

    def by_role(self, queryset, name, value):
        inside = Participation.objects.in_force(self.on).filter(role=value)
        return queryset.filter(person__in=inside.values("person"))

    def by_kind(self, queryset, name, value):
        return queryset.filter(kind=value)

    def after_counting(self, queryset, name, value):
        return queryset


class MissingTable(tables.Table):
    """Participations that lack a needed consent (selectors.consents.with_missing)."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    person = tables.Column(verbose_name=pgettext_lazy("person", "Full name"), order_by=BY_NAME)
    group = tables.Column(
        accessor="person__studies_or_works",
        verbose_name=_("Class, position"),
        order_by=("person__class_group", *BY_NAME),
    )
    role = tables.Column(accessor="get_role_display", verbose_name=_("Role"), order_by=("role", *BY_NAME))
    missing = part("consent_missing", verbose_name=_("What is missing"), orderable=False)

    class Meta:
        model = Participation
        attrs = {"class": "table bank"}
        fields = ["chosen", "person", "group", "role", "missing"]
        order_by = "person"

    render_chosen = BankTable.render_chosen
    render_person = BankTable.render_person


class MissingFilter(RegisterFilter):
    NEEDED = [choice for choice in ConsentKind.choices if choice[0] != ConsentKind.DISSEMINATION]

    kind = filters.ChoiceFilter(label=_("Consent"), choices=NEEDED, method="by_kind")

    class Meta:
        model = Participation
        fields = ["q", "role", "group", "kind"]

    def filter_queryset(self, queryset):
        lacking = with_stage(queryset.in_force(self.on), self.on).filter(lacks_consent=True)
        return super().filter_queryset(with_missing(lacking, self.on))

    def by_role(self, queryset, name, value):
        return queryset.filter(role=value)

    def by_kind(self, queryset, name, value):
        return queryset.filter(**{f"lacks_{value}": True})


class RequestTable(tables.Table):
    kind = part("request_kind", verbose_name=_("What is asked"))
    person = part("request_person", verbose_name=_("Participant"), order_by=BY_NAME)
    received_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Received on"))
    due_on = part("request_due", verbose_name=_("To be done by"))
    state = part("request_state", verbose_name=_("State"))

    class Meta:
        model = SubjectRequest
        fields = ["kind", "person", "received_on", "due_on", "state"]
        order_by = "due_on"


class RequestFilter(AlwaysBound):
    """Requests in work unless others are asked for."""

    STATES = (("closed", pgettext_lazy("requests", "closed")), ("all", pgettext_lazy("requests", "all")))

    kind = filters.ChoiceFilter(label=_("What is asked"), choices=SubjectRequest.Kind.choices)
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("requests", "in work")
    )

    class Meta:
        model = SubjectRequest
        fields = ["kind", "state"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state")
        return queryset if state else queryset.filter(state=SubjectRequest.State.OPEN)

    def by_state(self, queryset, name, value):
        return queryset.filter(~Q(state=SubjectRequest.State.OPEN)) if value == "closed" else queryset


class ActTable(tables.Table):
    number = tables.Column(verbose_name=_("Act number"), attrs=NUMBER)
    on = tables.DateColumn(format="d.m.Y", verbose_name=_("Date"))
    person = tables.Column(accessor="person__audit_label", verbose_name=_("Participant"), order_by="person_id")
    reason = tables.Column(verbose_name=_("Reason"))
    keep_until = tables.DateColumn(format="d.m.Y", verbose_name=_("Kept until"))
    papers = part("act_papers", verbose_name=_("Papers"), orderable=False, exclude_from_export=True)

    class Meta:
        model = DestructionAct
        fields = ["number", "on", "person", "reason", "keep_until", "papers"]
        order_by = "-number"


class IncidentTable(tables.Table):
    found_at = part("incident_found", verbose_name=_("Found"))
    categories = tables.Column(verbose_name=_("Which data"))
    people = tables.Column(verbose_name=_("People"), attrs=NUMBER)
    clocks = part("incident_clocks", verbose_name=_("Terms"), orderable=False)

    class Meta:
        model = Incident
        fields = ["found_at", "categories", "people", "clocks"]
        order_by = "-found_at"
