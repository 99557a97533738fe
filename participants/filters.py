"""What a bank can be narrowed by; the values stay in the URL."""

from datetime import date

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import SEARCH, AlwaysBound

from .classes import school_order
from .models import Course, MentoringForm, Participation, Partner, Programme
from .models.reference import Track
from .selectors.cares import coming_of_age
from .selectors.partners import by_agreement
from .selectors.stages import Stage, gone, with_stage

FOUND_AS_TYPED = forms.TextInput(attrs={"type": "search", "autocomplete": "off", "class": "form-control"})
NAMES = ("person__last_name", "person__first_name", "person__patronymic")


class BankFilter(AlwaysBound):
    """Those who take part now unless a stage outside is asked for, or everybody with the archive.

    `counted` holds the rows before the stage is chosen: the strip above the table counts them.
    """

    EVERYBODY = "all"
    CONSENTS = (
        ("missing", _("something is missing")),
        ("held", _("all are there")),
        ("birthday", _("14 or 18 years old within a fortnight")),
    )

    q = filters.CharFilter(label=_("Name, class or position"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    track = filters.ChoiceFilter(label=_("Line"), choices=Track.choices, empty_label=_("both"))
    form = filters.ChoiceFilter(label=_("Form of mentoring"), field_name="form_id")
    programme = filters.ChoiceFilter(label=_("Programme"), field_name="programme_id")
    group = filters.ChoiceFilter(label=_("Class or group"), field_name="person__class_group")
    consents = filters.ChoiceFilter(label=_("Consents"), choices=CONSENTS, method="by_consents")
    stage = filters.ChoiceFilter(
        choices=[*Stage.choices, (EVERYBODY, pgettext_lazy("stage", "everybody"))],
        method="after_counting",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Participation
        fields = ["q", "track", "form", "programme", "group", "consents", "stage"]

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        rows = self.queryset.order_by()
        self._offer("form", MentoringForm.objects.filter(pk__in=rows.values("form")).values_list("pk", "title"))
        self._offer("programme", Programme.objects.filter(pk__in=rows.values("programme")).values_list("pk", "title"))
        groups = rows.exclude(person__class_group="").values_list("person__class_group", flat=True).distinct()
        self._offer("group", [(group, group) for group in sorted(groups, key=school_order)])

    def _offer(self, name: str, choices) -> None:
        """A filter with nothing to choose from is not shown."""
        choices = list(choices)
        if choices:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    @property
    def chosen(self) -> int:
        """How many filters besides the search and the stage are set."""
        return sum(bool(self.form.cleaned_data.get(name)) for name in self.filters if name not in ("q", "stage"))

    def filter_queryset(self, queryset):
        everybody = super().filter_queryset(with_stage(queryset, self.on))
        self.counted = everybody.filter(person__archived_on=None)
        stage = self.form.cleaned_data.get("stage")
        if stage == self.EVERYBODY:
            return everybody
        return self.counted.filter(stage=stage) if stage else self.counted.exclude(gone(self.on))

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, *NAMES, "person__class_group", "person__position"))

    def by_consents(self, queryset, name, value):
        return queryset.filter(coming_of_age(self.on) if value == "birthday" else Q(lacks_consent=value == "missing"))

    def after_counting(self, queryset, name, value):
        return queryset


class ProgrammeFilter(AlwaysBound):
    """Programmes in use unless closed ones are asked for."""

    STATES = (("closed", pgettext_lazy("programmes", "closed")), ("all", pgettext_lazy("programmes", "all")))

    q = filters.CharFilter(label=_("Title"), method="search", max_length=100, widget=SEARCH)
    track = filters.ChoiceFilter(
        label=_("Line"), field_name="form__track", choices=Track.choices, empty_label=_("both")
    )
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("programmes", "in use")
    )

    class Meta:
        model = Programme
        fields = ["q", "track", "state"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.filter(closed_on=None)

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "title", "organization__short_name"))

    def by_state(self, queryset, name, value):
        return queryset.exclude(closed_on=None) if value == "closed" else queryset


class PartnerFilter(AlwaysBound):
    """Partners of today unless former ones are asked for."""

    STATES = (("ended", pgettext_lazy("partners", "former")), ("all", pgettext_lazy("partners", "all")))
    AGREEMENTS = (("held", _("in force")), ("ending", _("ends within 30 days")), ("none", _("none in force")))

    q = filters.CharFilter(label=_("Name or taxpayer number"), method="search", max_length=100, widget=SEARCH)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Partner.Kind.choices)
    agreement = filters.ChoiceFilter(label=_("Agreement"), choices=AGREEMENTS, method="agreed")
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=pgettext_lazy("partners", "present")
    )

    class Meta:
        model = Partner
        fields = ["q", "kind", "agreement", "state"]

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        present = Q(ended_on=None) | Q(ended_on__gt=self.on)
        return queryset if self.form.cleaned_data.get("state") else queryset.filter(present)

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "name", "inn", "organization__short_name"))

    def agreed(self, queryset, name, value):
        return by_agreement(queryset, value, self.on)

    def by_state(self, queryset, name, value):
        return queryset.filter(ended_on__lte=self.on) if value == "ended" else queryset


class CourseFilter(AlwaysBound):
    q = filters.CharFilter(label=_("Title"), method="search", max_length=100, widget=SEARCH)

    class Meta:
        model = Course
        fields = ["q"]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "title", "organization__short_name"))
