"""The list of plans: its table and what it can be narrowed by."""

from datetime import date

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from organizations.filters import AlwaysBound
from participants.filters import FOUND_AS_TYPED
from participants.models import Participation, Programme

from .badges import plan_badge
from .filters import NAMES
from .models import IndividualPlan, Membership
from .selectors.plans import PlanStanding, with_plan_standing
from .selectors.standing import BY_MENTOR

LATE = "late"


class PlanFilter(AlwaysBound):
    """Plans of every standing; `counted` holds them before one is chosen."""

    q = filters.CharFilter(label=_("Name or class"), method="search", max_length=100, widget=FOUND_AS_TYPED)
    programme = filters.ChoiceFilter(label=_("Programme"), field_name="pairing__programme_id")
    order = filters.NumberFilter(field_name="order_id", min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    standing = filters.ChoiceFilter(
        choices=[*PlanStanding.choices, (LATE, pgettext_lazy("plans", "with late items"))],
        method="after_counting",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = IndividualPlan
        fields = ["q", "programme", "order", "standing"]

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        rows = self.queryset.order_by().values("pairing__programme")
        self.filters["programme"].extra["choices"] = list(
            Programme.objects.filter(pk__in=rows).values_list("pk", "title")
        )

    @property
    def chosen(self) -> int:
        """How many filters besides the search and the standing are set."""
        return int(bool(self.form.cleaned_data.get("programme")))

    def filter_queryset(self, queryset):
        self.counted = super().filter_queryset(with_plan_standing(queryset, self.on))
        standing = self.form.cleaned_data.get("standing")
        if standing == LATE:
            return self.counted.filter(late__gt=0)
        return self.counted.filter(standing=standing) if standing else self.counted

    def search(self, queryset, name, value):
        people = Participation.objects.filter(containing(value, *NAMES)).values("pk")
        members = Membership.objects.filter(mentee__in=people).values("pairing")
        return queryset.filter(Q(pairing__mentor__in=people) | Q(pairing__in=members))

    def after_counting(self, queryset, name, value):
        return queryset


class PlanTable(tables.Table):
    """Plans with their pair, `standing` and fulfilment (selectors.plans); one not approved can be ticked."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    title = tables.Column(verbose_name=_("Plan"), order_by=("title", "pk"))
    mentor = tables.Column(
        accessor="pairing__mentor", verbose_name=_("Mentor"), order_by=tuple(f"pairing__{name}" for name in BY_MENTOR)
    )
    members = tables.Column(accessor="pairing", verbose_name=_("Mentees"), orderable=False)
    until = tables.Column(accessor="pairing__last_day", verbose_name=_("Until"), orderable=False)
    fulfilment = tables.Column(verbose_name=_("Fulfilled"), orderable=False, empty_values=())
    standing = tables.Column(verbose_name=_("State"), order_by=("standing", "pk"))

    class Meta:
        attrs = {"class": "table bank"}
        model = IndividualPlan
        fields = ["chosen", "title", "mentor", "members", "until", "fulfilment", "standing"]
        order_by = "mentor"

    def render_chosen(self, value: int, record: IndividualPlan) -> str:
        if record.standing != PlanStanding.DRAFT:
            return ""
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" aria-label="{}">'
        return format_html(box, value, record.pairing.mentor.person)

    def render_title(self, value: str, record: IndividualPlan) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), value)

    def render_mentor(self, value, record: IndividualPlan) -> str:
        return format_html('<a href="{}">{}</a>', record.pairing.get_absolute_url(), value.person)

    def render_members(self, value) -> str:
        return ", ".join(str(member.mentee.person) for member in value.members)

    def render_until(self, value: date) -> str:
        return f"{value:%d.%m.%Y}"

    def render_fulfilment(self, record: IndividualPlan) -> str:
        if not record.total:
            return "—"
        said = _("%(done)d of %(total)d, %(percent)d %%") % {
            "done": record.done, "total": record.total, "percent": record.fulfilment,
        }  # fmt: skip
        if not record.late:
            return said
        return format_html('{}<div class="small text-bad">{}</div>', said, _("late: %(late)d") % {"late": record.late})

    def render_standing(self, value: str) -> str:
        return plan_badge(value)
