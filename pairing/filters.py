"""What the list of pairs can be narrowed by; the values stay in the URL."""

from datetime import date

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import DAY, AlwaysBound
from participants.filters import FOUND_AS_TYPED
from participants.models import MentoringForm, Participation, Programme

from .models import MatchRound, Meeting, Membership, PairChange, Pairing
from .selectors.meetings import View, in_view
from .selectors.rhythm import silent
from .selectors.standing import ENDED, Standing, with_standing

NAMES = ("person__last_name", "person__first_name", "person__patronymic", "person__class_group")


class PairFilter(AlwaysBound):
    """Pairs that have not ended unless others are asked for; `counted` holds them before a standing is chosen."""

    EVERYTHING = "all"

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    form = filters.ChoiceFilter(label=_("Form of mentoring"), field_name="form_id")
    programme = filters.ChoiceFilter(label=_("Programme"), field_name="programme_id")
    silent = filters.BooleanFilter(label=_("Silent pairs"), method="only_silent", widget=forms.HiddenInput)
    order = filters.NumberFilter(method="of_order", min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    standing = filters.ChoiceFilter(
        choices=[*Standing.choices, (EVERYTHING, pgettext_lazy("pairs", "all"))],
        method="after_counting",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Pairing
        fields = ["q", "form", "programme", "silent", "order", "standing"]

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        rows = self.queryset.order_by()
        self._offer("form", MentoringForm.objects.filter(pk__in=rows.values("form")))
        self._offer("programme", Programme.objects.filter(pk__in=rows.values("programme")))

    def _offer(self, name: str, rows) -> None:
        """A filter with nothing to choose from is not shown."""
        choices = list(rows.values_list("pk", "title"))
        if len(choices) > 1:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    @property
    def chosen(self) -> int:
        """How many filters besides the search and the standing are set."""
        return sum(bool(self.form.cleaned_data.get(name)) for name in ("form", "programme") if name in self.filters)

    def filter_queryset(self, queryset):
        self.counted = super().filter_queryset(with_standing(queryset, self.on))
        standing = self.form.cleaned_data.get("standing")
        if standing == self.EVERYTHING or (self.form.cleaned_data.get("order") and not standing):
            return self.counted
        return self.counted.filter(standing=standing) if standing else self.counted.exclude(standing__in=ENDED)

    def search(self, queryset, name, value):
        return queryset.filter(pk__in=_pairs_of(value))

    def of_order(self, queryset, name, value):
        """Pairs that the order assigned or changed."""
        changed = PairChange.objects.filter(order=value).values("pairing")
        return queryset.filter(Q(order=value) | Q(pk__in=changed))

    def only_silent(self, queryset, name, value):
        return queryset.filter(pk__in=silent(queryset, self.on).values("pk")) if value else queryset

    def after_counting(self, queryset, name, value):
        return queryset


class MeetingFilter(AlwaysBound):
    """Meetings of every state and day unless a view is chosen; `counted` holds them before that."""

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Meeting.Kind.choices)
    since = filters.DateFilter(label=_("From"), field_name="day", lookup_expr="gte", widget=DAY)
    until = filters.DateFilter(label=_("To"), field_name="day", lookup_expr="lte", widget=DAY)
    view = filters.ChoiceFilter(choices=View.choices, method="after_counting", widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["q", "kind", "since", "until", "view"]

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    @property
    def chosen(self) -> int:
        """How many filters besides the search and the view are set."""
        return sum(bool(self.form.cleaned_data.get(name)) for name in ("kind", "since", "until"))

    def filter_queryset(self, queryset):
        self.counted = super().filter_queryset(queryset)
        view = self.form.cleaned_data.get("view")
        return self.counted.filter(in_view(view, self.on)) if view else self.counted

    def search(self, queryset, name, value):
        return queryset.filter(pairing__in=_pairs_of(value))

    def after_counting(self, queryset, name, value):
        return queryset


def _pairs_of(words: str):
    """The numbers of the pairs one of whose people is named so."""
    people = Participation.objects.filter(containing(words, *NAMES)).values("pk")
    members = Membership.objects.filter(mentee__in=people).values("pairing")
    return Pairing.objects.filter(Q(mentor__in=people) | Q(pk__in=members)).values("pk")


class RoundFilter(AlwaysBound):
    """Rounds of matching by their state."""

    state = filters.ChoiceFilter(
        label=_("State"), choices=MatchRound.State.choices, empty_label=pgettext_lazy("rounds", "all")
    )

    class Meta:
        model = MatchRound
        fields = ["state"]
