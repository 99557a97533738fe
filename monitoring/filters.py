"""What the history of sendings can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import ExchangeFormat, Sending


class SendingFilter(filters.FilterSet):
    """By the format, of those that stand in the list; by whether the platform has taken the file."""

    exchange_format = filters.ChoiceFilter(label=_("Format"), field_name="exchange_format_id")
    waiting = filters.ChoiceFilter(
        label=_("In the platform"),
        field_name="loaded_on",
        lookup_expr="isnull",
        choices=[("False", pgettext_lazy("sendings", "loaded")), ("True", pgettext_lazy("sendings", "not marked"))],
    )

    class Meta:
        model = Sending
        fields = ["exchange_format", "waiting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        met = ExchangeFormat.objects.filter(pk__in=self.queryset.order_by().values("exchange_format"))
        self.filters["exchange_format"].extra["choices"] = [(str(each.pk), each.title) for each in met]
