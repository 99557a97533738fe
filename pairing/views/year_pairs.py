"""Pairs as the school year changes: decided on together, completed and extended together, their orders drafted."""

from django.contrib import messages
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.views import FormView
from orders.models import Order

from ..forms.roll_over import LastDayForm, UntilByOrderForm, UntilForm, YearPairsForm
from ..models import PairDecision, RollOverStep
from ..selectors.people import signed_orders
from ..selectors.rounds import last_lesson
from ..services import roll_over as services
from .common import PAIRS, crumb
from .roll_over import ROLL_OVER, BegunMixin, YearMixin

Outcome = PairDecision.Outcome
STEP = RollOverStep.Step.PAIRS
DOUBTS_SHOWN = 10


class YearPairsView(YearMixin, FormView):
    """A decision for every pair, with what is proposed and why; then what carries the decisions out."""

    template_name = "pairing/roll_over/pairs.html"
    form_class = YearPairsForm
    title = STEP.label
    submit = _("Save the decisions")
    success_message = _("The decisions are kept. Now make the orders, complete and extend.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.change.pairs}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            finishing=self.change.waiting(Outcome.FINISH),
            going_on=self.change.waiting(Outcome.GO_ON),
            step=self.progress.steps.get(STEP),
            **kwargs,
        )

    def perform(self, form) -> int:
        return services.decide_pairs(self.organization, self.progress.year, form.decisions, **self.clock())

    def get_success_url(self):
        return reverse("pairing:roll_over_pairs")


class CarryOutMixin(BegunMixin):
    """Carries the decisions on pairs out."""

    template_name = "confirm.html"

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(ROLL_OVER), (STEP.label, self.get_cancel_url())]

    def get_cancel_url(self):
        return reverse("pairing:roll_over_pairs")

    def get_success_url(self):
        return self.get_cancel_url()


class DraftMixin(CarryOutMixin):
    """A draft of an order over many pairs; one goes on to its text."""

    submit = _("Draft the order")
    success_message = _("The draft is made: check the text and send it for signature.")

    def get_success_url(self):
        return self.result.get_absolute_url()


class ResultsDraftView(DraftMixin, FormView):
    form_class = Form
    title = _("Draft the order on the results of the year?")

    def get_context_data(self, **kwargs):
        number = self.change.waiting(Outcome.FINISH)
        text = ngettext("%(number)d pair or group finishes.", "%(number)d pairs and groups finish.", number)
        return super().get_context_data(text=text % {"number": number}, **kwargs)

    def perform(self, form) -> Order:
        return services.draft_results(self.begun, **self.clock())


class ExtensionDraftView(DraftMixin, FormView):
    form_class = UntilForm
    template_name = "form.html"
    title = _("Draft the order of extension")

    def get_initial(self):
        return {"ends_on": last_lesson(self.progress.year.start_year)}

    def perform(self, form) -> Order:
        return services.draft_extension(self.begun, ends_on=form.cleaned_data["ends_on"], **self.clock())


class ForAllMixin(CarryOutMixin):
    """Does the same to many pairs; whom it was refused for is said one by one."""

    def form_valid(self, form):
        messages.success(self.request, self.said % {"number": self.result.done})
        for pair, doubt in self.result.doubts[:DOUBTS_SHOWN]:
            messages.warning(self.request, f"{pair.mentor.person}: {doubt}")
        return super().form_valid(form)


class CompleteAllView(ForAllMixin, FormView):
    form_class = LastDayForm
    title = _("Complete the pairs that finish")
    submit = _("Complete")
    said = _("Pairs completed: %(number)d.")

    def get_initial(self):
        return {"last_day": min(self.today, last_lesson(self.progress.year.start_year - 1))}

    def get_context_data(self, **kwargs):
        text = _("The last day of a pair whose period ended earlier is the last one of its period.")
        return super().get_context_data(text=text, **kwargs)

    def perform(self, form) -> services.Outcomes:
        return services.complete_decided(self.begun, last_day=form.cleaned_data["last_day"], **self.clock())


class ExtendAllView(ForAllMixin, FormView):
    form_class = UntilByOrderForm
    template_name = "form.html"
    title = _("Extend the pairs that go on")
    submit = _("Extend")
    said = _("Pairs extended: %(number)d.")

    def get_initial(self):
        return {"ends_on": last_lesson(self.progress.year.start_year)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "orders": signed_orders(self.organization, self.today)}

    def perform(self, form) -> services.Outcomes:
        ends_on = form.cleaned_data["ends_on"]
        return services.extend_decided(self.begun, ends_on=ends_on, issue=form.issue, **self.clock())
