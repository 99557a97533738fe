"""What the outbox can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.search import containing

from .models import Letter


class LetterFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Recipient"), method="search", max_length=100)
    on = filters.DateFilter(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    class Meta:
        model = Letter
        fields = ["q", "state", "on"]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "recipient__last_name", "recipient__first_name", "recipient__email"))
