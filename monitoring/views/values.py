"""Indicators as of any day, and each number opened into what it is made of."""

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import DetailView, PageView, number_in
from organizations.models import Organization

from ..forms.values import MomentForm
from ..models import Indicator, Mode, Submission
from ..selectors.counts import Moment
from ..selectors.indicators import indicators_of, measures_behind, values_of
from ..selectors.opened import opened_by_count, opened_by_name
from ..selectors.rules import rules_of
from ..selectors.submissions import value_of_figure
from ..services.facts import catch_up
from .common import PERIODS, crumb, indicators_for

VALUES = (_("Indicators as of a day"), "monitoring:values")


class MomentMixin:
    """A page about a day and a way of counting: `?on=2026-10-01&mode=as_of`."""

    @cached_property
    def form(self) -> MomentForm:
        return MomentForm({"on": timezone.localdate(), **self.request.GET.dict()})

    @cached_property
    def asked(self):
        return self.form.moment(timezone.localdate())

    @property
    def own(self) -> Organization:
        return self.request.user.acting.organization

    def get_context_data(self, **kwargs):
        on, mode = self.asked
        query = urlencode({"on": on.isoformat(), "mode": mode or ""})
        left = catch_up(self.own, at=timezone.localtime())
        return super().get_context_data(
            moment_form=self.form, on=on, mode=mode, query=query, stale=left, organization=self.own, **kwargs
        )


class ValuesView(MomentMixin, PageView):
    """Every indicator in force on the day, with its plan."""

    permission_required = "monitoring.view_indicators"
    template_name = "monitoring/values.html"
    title = _("Indicators as of a day")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        on, mode = self.asked
        return {
            **context,
            "values": values_of(self.own, on, mode=mode, indicators=indicators_of(self.own, on)),
            "rules": rules_of(self.own),
        }


class ValueView(MomentMixin, DetailView):
    """One number: the people and pairs behind it in the very institution, counts for those above.

    `?submission=5` opens a number of that answer, whosever it is: as of its day.
    """

    permission_required = "monitoring.view_indicators"
    model = Indicator
    template_name = "monitoring/value.html"

    def get_queryset(self):
        return indicators_for(self.request.user)

    @cached_property
    def submission(self) -> Submission | None:
        visible = Submission.objects.visible_to(self.request.user).select_related("organization", "period")
        return visible.filter(pk=number_in(self.request.GET.get("submission"))).first()

    @property
    def own(self) -> Organization:
        return self.submission.organization if self.submission else super().own

    def get_title(self):
        return self.object.brief

    def get_breadcrumbs(self):
        if self.submission:
            return [crumb(PERIODS), (str(self.submission), self.submission.get_absolute_url())]
        return [crumb(VALUES)]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        on, mode = self.asked
        rules, user = rules_of(self.own), self.request.user
        moment = Moment(on, mode or Mode(self.object.mode))
        measures = measures_behind(self.object)
        named = user.has_perm("participants.list_people") and self.own == user.acting.organization
        if named:
            parts = opened_by_name(self.own, measures, moment, rules, user)
        else:
            parts = opened_by_count(self.own, measures, moment, rules)
        [value] = values_of(self.own, on, mode=mode, indicators=[self.object])
        figure = self.submission.figures.filter(indicator=self.object).first() if self.submission else None
        return {
            **context,
            "value": value,
            "parts": parts,
            "named": named,
            "rules": rules,
            "way": moment.mode.label,
            "submission": self.submission,
            "figure": figure,
            "answered": value_of_figure(figure) if figure else None,
        }
