"""What the register can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.search import containing

from .models import Order
from .selectors import years_of

SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class OrderFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Number or title"), method="search", max_length=100, widget=SEARCH)
    year = filters.ChoiceFilter(label=_("Year"))

    class Meta:
        model = Order
        fields = ["q", "year", "kind", "state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(year, year) for year in years_of(self.queryset)]

    def search(self, queryset, name, value):
        return queryset.filter(containing(value, "number", "title"))
