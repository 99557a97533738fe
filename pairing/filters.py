"""What the list of pairs can be narrowed by; the values stay in the URL."""

from datetime import date

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import AlwaysBound
from participants.filters import FOUND_AS_TYPED
from participants.models import MentoringForm, Participation, Programme

from .models import MatchRound, Membership, Pairing
from .selectors.standing import ENDED, Standing, with_standing

NAMES = ("person__last_name", "person__first_name", "person__patronymic", "person__class_group")


class PairFilter(AlwaysBound):
    """Pairs that have not ended unless others are asked for; `counted` holds them before a standing is chosen."""

    EVERYTHING = "all"

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    form = filters.ChoiceFilter(label=_("Form of mentoring"), field_name="form_id")
    programme = filters.ChoiceFilter(label=_("Programme"), field_name="programme_id")
    order = filters.NumberFilter(field_name="order_id", min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    standing = filters.ChoiceFilter(
        choices=[*Standing.choices, (EVERYTHING, pgettext_lazy("pairs", "all"))],
        method="after_counting",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Pairing
        fields = ["q", "form", "programme", "order", "standing"]

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
        people = Participation.objects.filter(containing(value, *NAMES)).values("pk")
        members = Membership.objects.filter(mentee__in=people).values("pairing")
        return queryset.filter(Q(mentor__in=people) | Q(pk__in=members))

    def after_counting(self, queryset, name, value):
        return queryset


class RoundFilter(AlwaysBound):
    """Rounds of matching by their state."""

    state = filters.ChoiceFilter(
        label=_("State"), choices=MatchRound.State.choices, empty_label=pgettext_lazy("rounds", "all")
    )

    class Meta:
        model = MatchRound
        fields = ["state"]
