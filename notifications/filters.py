"""What the outbox can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.search import containing
from organizations.filters import DAY, SEARCH, AlwaysBound

from .channels import OUTWARD
from .models import Delivery

State = Delivery.State
TABS = {
    State.WAITING: (State.WAITING, State.SENDING),
    State.SENT: (State.SENT,),
    State.FAILED: (State.FAILED,),
    State.NEEDLESS: (State.NEEDLESS,),
}
"""The tab, named by a state -> the states of what stands there."""


class DeliveryFilter(AlwaysBound):
    """The state is a tab: `in_every_state` is what the other filters leave, of which the tabs tell the numbers."""

    q = filters.CharFilter(label=_("Recipient"), method="search", max_length=100, widget=SEARCH)
    channel = filters.ChoiceFilter(choices=[(channel.code, channel.label) for channel in OUTWARD])
    on = filters.DateFilter(label=_("Day"), field_name="not_before__date", widget=DAY)
    state = filters.ChoiceFilter(
        choices=[(tab, tab.label) for tab in TABS], method="in_any_state", widget=forms.HiddenInput
    )

    class Meta:
        model = Delivery
        fields = ["q", "channel", "on", "state"]

    def filter_queryset(self, queryset):
        tab = self.form.cleaned_data.get("state")
        return self.in_every_state.filter(state__in=TABS[tab]) if tab else self.in_every_state

    @cached_property
    def in_every_state(self) -> QuerySet[Delivery]:
        self.is_valid()
        return super().filter_queryset(self.queryset.all())

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "recipient__last_name", "recipient__first_name", "recipient__email"))

    def in_any_state(self, queryset, name, value):
        return queryset
