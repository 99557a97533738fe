"""What a territory sets: planned values, numbers from outside, rules of counting."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import FormView

from ..forms.settings import RulesForm, TargetsForm, TypedCountForm
from ..models import CountingRules
from ..selectors.indicators import indicators_of
from ..selectors.outside import history, in_force
from ..selectors.rules import rules_of
from ..selectors.targets import planned_in, set_below
from ..services import settings

FIRST_YEAR, LAST_YEAR = 2020, 2098
SHOWN = 5  # years of the grid


class OwnFormView(FormView):
    """A form of the organisation one acts in, which is shown again once it is saved."""

    @property
    def own(self):
        return self.request.user.acting.organization

    def get_success_url(self):
        return self.request.get_full_path()


class TargetsView(OwnFormView):
    """The grid of planned values: own ones, and in grey those that hold from above; `?from=2021`."""

    permission_required = "monitoring.set_targets"
    form_class = TargetsForm
    template_name = "monitoring/targets.html"
    title = _("Planned values")
    success_message = _("The planned values are saved.")

    @cached_property
    def first_year(self) -> int:
        today = timezone.localdate()
        asked = self.request.GET.get("from", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year - SHOWN + 2
        return min(max(year, FIRST_YEAR), LAST_YEAR - SHOWN + 1)

    @property
    def years(self) -> range:
        return range(self.first_year, self.first_year + SHOWN)

    def get_form_kwargs(self):
        indicators = indicators_of(self.own, self._day())
        cells = list(planned_in(self.own, indicators, self.years).values())
        return {**super().get_form_kwargs(), "cells": cells}

    def _day(self) -> date:
        """The indicators of today, or of the last shown year when that is past."""
        return min(timezone.localdate(), date(self.years[-1], 12, 31))

    def get_context_data(self, **kwargs):
        year = min(max(timezone.localdate().year, self.years[0]), self.years[-1])
        return super().get_context_data(
            years=self.years,
            earlier=self.first_year - SHOWN if self.first_year > FIRST_YEAR else None,
            later=self.first_year + SHOWN,
            below=set_below(self.own, year),
            year=year,
            organization=self.own,
            **kwargs,
        )

    def perform(self, form):
        return settings.set_targets(self.own, values=form.values(), basis=form.cleaned_data["basis"], **self.clock())


class TypedCountsView(OwnFormView):
    """Denominators that nobody can count here: in force, entered before, and a new one."""

    permission_required = "monitoring.enter_counts"
    form_class = TypedCountForm
    template_name = "monitoring/counts.html"
    title = _("Numbers from outside")
    submit = _("Enter the number")
    success_message = _("The number is entered: figures from its day on take it.")

    def get_initial(self):
        return {"as_of": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            numbers=in_force(self.own, timezone.localdate()),
            history=history(self.own),
            organization=self.own,
            **kwargs,
        )

    def perform(self, form):
        return settings.enter_count(self.own, **form.cleaned_data, **self.clock())


class RulesView(OwnFormView):
    """How the territory counts; until it says so itself, by the rules of the node above."""

    permission_required = "monitoring.configure_indicators"
    form_class = RulesForm
    template_name = "monitoring/rules.html"
    title = _("Rules of counting")
    success_message = _("The rules are saved: every figure below is counted by them from now on.")

    def get_form_kwargs(self):
        rules = rules_of(self.own)
        if rules.organization_id != self.own.pk:
            values = {name: getattr(rules, name) for name in settings.RULES}
            rules = CountingRules(organization=self.own, **values)
        return {**super().get_form_kwargs(), "instance": rules}

    def get_context_data(self, **kwargs):
        rules = rules_of(self.own)
        return super().get_context_data(is_own=rules.pk and rules.organization_id == self.own.pk, **kwargs)

    def perform(self, form):
        settings.change_rules(form.instance, seen=form.cleaned_data["seen"], **self.clock())

    def get_cancel_url(self):
        return reverse("monitoring:periods")
