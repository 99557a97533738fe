"""Periods: what is asked, who has answered, who is late."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, DetailView, EditView, FormView, ListView, ObjectFormView, go_to
from organizations.models import Organization

from ..forms.periods import DaysForm, ExtensionForm, PeriodForm
from ..models import Indicator, ReportingPeriod, ReportTemplate
from ..selectors.jumps import jumps_in
from ..selectors.periods import (
    Standing,
    completeness,
    how_each_stands,
    latest_submission,
    opened_until,
    standings,
)
from ..selectors.rules import rules_of
from ..services import periods
from ..services.filling import begin
from ..tables.submissions import PeriodTable, StandingTable
from .common import PERIODS, crumb, period_crumb

FILL = "monitoring.fill_template"


class PeriodListView(ListView):
    """The periods one answers, with how one's own answer stands; those one asks, with who has answered."""

    permission_required = "monitoring.list_periods"
    model = ReportingPeriod
    table_class = PeriodTable
    template_name = "monitoring/period_list.html"
    title = _("Reporting")
    filterset_fields = ["kind"]

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_table_kwargs(self):
        how = how_each_stands(list(self.get_queryset()), self.request.user.acting.organization)
        return {**super().get_table_kwargs(), "how": how, "on": timezone.localdate()}


class PeriodMixin:
    model = ReportingPeriod
    context_object_name = "period"

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_title(self):
        return self.object.title

    def get_breadcrumbs(self):
        return [crumb(PERIODS), period_crumb(self.object)]


class PeriodView(PeriodMixin, DetailView):
    """For who asks: everybody who is asked. For who is asked: the own answer, or the way to begin it."""

    permission_required = "monitoring.view_period"
    template_name = "monitoring/period_detail.html"

    def get_breadcrumbs(self):
        return [crumb(PERIODS)]

    def get(self, request, *args, **kwargs):
        own = request.user.acting.organization
        if own is not None and own.parent_id == self.object.organization_id:
            submission = latest_submission(self.object, own)
            if submission is not None:
                return go_to(request, submission.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user, period, on = self.request.user, self.object, timezone.localdate()
        context = {
            "indicators": period.indicators.all(),
            "may_begin": user.has_perm("monitoring.begin_submission", period),
            "may_change": user.has_perm("monitoring.change_period", period),
        }
        if user.scope_path is not None and period.organization.path.startswith(user.scope_path):
            context |= self._board(period, on)
            context["may_consolidate"] = user.has_perm("monitoring.consolidate_period", period)
            context["templates"] = self._templates(period)
        return super().get_context_data(**context, **kwargs)

    def _templates(self, period: ReportingPeriod):
        """The forms of one's own that may be filled with the figures of the period."""
        if not self.request.user.has_perm("monitoring.list_templates"):
            return []
        own = ReportTemplate.objects.visible_to(self.request.user).filter(organization=period.organization)
        return [each for each in own.filter(archived_on=None) if self.request.user.has_perm(FILL, each)]

    def _board(self, period: ReportingPeriod, on) -> dict:
        found = standings(period)
        shown = [each for each in found if self._is_wanted(each, on)]
        table = StandingTable(
            shown, period=period, on=on, may_extend=self.request.user.has_perm("monitoring.change_period", period),
            opened_until=opened_until(period, on),
            order_by=self.request.GET.get("sort", "organization"), empty_text="",
        )  # fmt: skip
        return {
            "table": table,
            "numbers": completeness(period, found),
            "late": [each for each in found if each.handed_in is None and each.is_late(period, on)],
            "waiting": sum(each.state == "submitted" for each in found),
            "jumps": jumps_in(period, found),
            "jump_percent": rules_of(period.organization).jump_percent,
            "only": self.request.GET.get("only", ""),
        }

    def _is_wanted(self, standing: Standing, on) -> bool:
        match self.request.GET.get("only"):
            case "late":
                return standing.is_late(self.object, on)
            case "waiting":
                return standing.state == "submitted"
            case "missing":
                return standing.handed_in is None
            case _:
                return True


class PeriodAddView(FormView):
    """Begun as the quarter that is to be asked for next, with its usual days."""

    permission_required = "monitoring.open_period"
    form_class = PeriodForm
    title = _("New reporting period")
    submit = _("Open the period")
    success_message = _("The period is opened: those who are asked will see it.")

    def get_breadcrumbs(self):
        return [crumb(PERIODS)]

    def get_cancel_url(self):
        return reverse("monitoring:periods")

    def get_form_kwargs(self):
        organization = self.request.user.acting.organization
        usual = periods.next_quarter(organization, timezone.localdate())
        offered = Indicator.objects.usable_in(organization)
        return {
            **super().get_form_kwargs(),
            "instance": usual,
            "offered": offered,
            "initial": {"indicators": offered.valid_on(usual.as_of)},
        }

    def perform(self, form) -> ReportingPeriod:
        return periods.open_period(form.instance, indicators=form.cleaned_data["indicators"], **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class PeriodDaysView(PeriodMixin, EditView):
    """Moves the days by which an opened period is to be answered."""

    permission_required = "monitoring.change_period"
    form_class = DaysForm
    submit = _("Move the days")
    success_message = _("The days are moved: everybody who still has to answer has been told.")

    def get_title(self):
        return _("%(period)s: days") % {"period": self.object}

    def perform(self, form):
        return periods.change_days(self.object, **form.cleaned_data, **self.clock())


class PeriodExtendView(PeriodMixin, ObjectFormView):
    """Opens a closed period or an accepted answer for one organisation, until a day."""

    permission_required = "monitoring.change_period"
    form_class = ExtensionForm
    submit = _("Open")
    success_message = _("The organisation may hand in or correct until that day.")

    @cached_property
    def asked(self) -> Organization:
        found = Organization.objects.filter(pk=self.kwargs["other"], parent=self.object.organization).first()
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return _("%(period)s: open for %(organization)s") % {
            "period": self.object,
            "organization": self.asked.short_name,
        }

    def perform(self, form):
        return periods.extend_for(self.object, self.asked, **form.cleaned_data, **self.clock())


class SubmissionBeginView(PeriodMixin, ActionView):
    """Counts the figures of one's own organisation and opens them for looking through."""

    permission_required = "monitoring.begin_submission"
    submit = _("Count the figures")

    def get_context_data(self, **kwargs):
        text = _("The product counts every indicator from the banks, orders and surveys. You then look through them.")
        return super().get_context_data(text=text, **kwargs)

    def perform(self):
        return begin(self.object, self.request.user.acting.organization, **self.clock())

    def get_success_url(self):
        return self.object.get_absolute_url()
