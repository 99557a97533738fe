"""What the list of roadmaps can be narrowed by; the values stay in the URL."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.search import containing
from organizations.filters import SEARCH, AlwaysBound
from organizations.models import Organization

from .models import Roadmap


class RoadmapFilter(AlwaysBound):
    """Everything but the archive unless that is asked for; the organisation only for those who see several."""

    STATES = (*((state.value, state.label) for state in Roadmap.State), ("all", _("all with the archive")))

    q = filters.CharFilter(label=_("Title or activity"), method="search", max_length=100, widget=SEARCH)
    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=_("without the archive")
    )
    year = filters.NumberFilter(label=_("Year"), method="by_year", min_value=2000, max_value=2099)
    organization = filters.ChoiceFilter(label=_("Organisation"), field_name="organization_id")

    class Meta:
        model = Roadmap
        fields = ["q", "state", "track", "year", "organization"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owners = Organization.objects.filter(pk__in=self.queryset.order_by().values("organization"))
        choices = list(owners.values_list("pk", "short_name"))
        if len(choices) > 1:
            self.filters["organization"].extra["choices"] = choices
        else:
            del self.filters["organization"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("state")
        return queryset if asked else queryset.exclude(state=Roadmap.State.ARCHIVED)

    def search(self, queryset, name, value):
        wanted = containing(value, "title", "organization__short_name") | containing(
            value, "sections__activities__title"
        )
        return queryset.filter(pk__in=Roadmap.objects.filter(wanted).values("pk"))

    def by_state(self, queryset, name, value):
        return queryset if value == "all" else queryset.filter(state=value)

    def by_year(self, queryset, name, value):
        return queryset.filter(period_from__year__lte=value, period_to__year__gte=value)
