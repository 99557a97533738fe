"""Passports of indicators: an administrator keeps the common ones, a municipality or region adds its own."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import DetailView, FormView, ObjectFormView, PageView

from ..forms.settings import PASSPORT, IndicatorChangeForm, IndicatorEndForm, IndicatorForm
from ..measures.names import known_names
from ..models import Indicator
from ..services import settings
from .common import crumb, indicators_for

PASSPORTS = (_("Passports of indicators"), "monitoring:indicators")


class IndicatorListView(PageView):
    permission_required = "monitoring.view_passports"
    template_name = "monitoring/indicators.html"
    title = _("Passports of indicators")

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        found = Indicator.objects.usable_in(self.request.user.acting.organization).select_related("organization")
        return super().get_context_data(
            indicators=found.valid_on(today), to_come=found.filter(since__gt=today), **kwargs
        )


class IndicatorMixin:
    model = Indicator

    def get_queryset(self):
        return indicators_for(self.request.user)

    def get_success_url(self):
        return reverse("monitoring:indicator", args=[self.object.pk])


class IndicatorView(IndicatorMixin, DetailView):
    permission_required = "monitoring.view_passports"
    template_name = "monitoring/indicator.html"

    def get_title(self):
        return self.object.brief

    def get_breadcrumbs(self):
        return [crumb(PASSPORTS)]

    def get_context_data(self, **kwargs):
        indicator = self.object
        versions = self.get_queryset().filter(code=indicator.code, organization=indicator.organization)
        return super().get_context_data(
            versions=versions.exclude(pk=indicator.pk).order_by("-since"),
            may_change=self.request.user.has_perm("monitoring.change_indicator", indicator) and not indicator.until,
            **kwargs,
        )


class FormulaMixin:
    """A form with formulas, beside the names that they may use."""

    template_name = "monitoring/indicator_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(names=known_names(), **kwargs)

    def get_success_url(self):
        return reverse("monitoring:indicator", args=[self.result.pk])


class IndicatorAddView(FormulaMixin, FormView):
    permission_required = "monitoring.add_indicator"
    form_class = IndicatorForm
    title = _("New indicator")
    submit = _("Add the indicator")
    success_message = _("The indicator is added. Choose it when you open a period.")

    def get_breadcrumbs(self):
        return [crumb(PASSPORTS)]

    def get_cancel_url(self):
        return reverse("monitoring:indicators")

    def get_initial(self):
        return {"since": timezone.localdate()}

    def perform(self, form) -> Indicator:
        return settings.add_indicator(
            form.instance, organization=self.request.user.acting.organization, **self.clock()
        )


class IndicatorChangeView(IndicatorMixin, FormulaMixin, ObjectFormView):
    """A new wording or formula: the next row of the same code."""

    permission_required = "monitoring.change_indicator"
    form_class = IndicatorChangeForm
    title = _("New wording of the indicator")
    success_message = _("The new wording is kept; earlier periods keep the old one.")

    def get_form_kwargs(self):
        initial = {name: getattr(self.object, name) for name in PASSPORT} | {"since": timezone.localdate()}
        blank = Indicator(**{name: getattr(self.object, name) for name in ("organization", "code", "position")})
        return {**super().get_form_kwargs(), "instance": blank, "initial": initial}

    def get_breadcrumbs(self):
        return [crumb(PASSPORTS), (self.object.brief, IndicatorMixin.get_success_url(self))]

    def get_cancel_url(self):
        return IndicatorMixin.get_success_url(self)

    def get_success_url(self):
        return reverse("monitoring:indicator", args=[self.result.pk])

    def perform(self, form) -> Indicator:
        since = form.cleaned_data["since"]
        return settings.change_indicator(self.object, form.instance, since=since, **self.clock())


class IndicatorEndView(IndicatorMixin, ObjectFormView):
    permission_required = "monitoring.change_indicator"
    form_class = IndicatorEndForm
    title = _("Ask for it no longer?")
    submit = _("Ask for it no longer")
    success_message = _("It is not asked for from that day on; what was handed in stays.")

    def get_breadcrumbs(self):
        return [crumb(PASSPORTS), (self.object.brief, self.get_success_url())]

    def perform(self, form):
        settings.end_indicator(self.object, until=form.cleaned_data["until"], **self.clock())
