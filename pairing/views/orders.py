"""Orders over pairs: assignment, replacement, extension, early end, completion."""

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, FormView, ObjectFormView, number_in
from orders.models import Order

from ..forms.pairs import CompleteForm, EndForm, ExtendForm, OrderForm, ReplaceForm
from ..models import Pairing
from ..selectors.people import mentors_in, signed_orders
from ..selectors.standing import with_people
from ..services import ordering
from .common import PAIRS, PairMixin, crumb

MOST = 300


class ChosenPairs:
    """Draft pairs that were ticked, `?pk=1&pk=2`; all drafts when none was."""

    @cached_property
    def pairs(self) -> list[Pairing]:
        drafts = Pairing.objects.visible_to(self.request.user).filter(state=Pairing.State.DRAFT, replaces=None)
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")[:MOST]} - {None}
        drafts = drafts.filter(pk__in=numbers) if numbers else drafts
        return list(with_people(drafts).order_by(*ordering.BY_MENTOR)[:MOST])

    @property
    def organization(self):
        return self.request.user.acting.organization

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]


class AssignView(ChosenPairs, FormView):
    """The order of assignment: drafted here and signed in the register, or signed already and named here."""

    permission_required = "pairing.order_pairs"
    template_name = "pairing/assign.html"
    form_class = OrderForm
    title = _("Order of assignment")
    submit = _("Enter the order")
    success_message = _("The order is entered: the pairs work by it.")

    def get_form_kwargs(self):
        orders = signed_orders(self.organization, timezone.localdate())
        return {**super().get_form_kwargs(), "orders": orders}

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairs=self.pairs, chosen=self.request.GET.urlencode(), **kwargs)

    def get_cancel_url(self):
        return reverse(PAIRS[1])

    def perform(self, form) -> Order:
        return ordering.assign_pairs(self.pairs, organization=self.organization, issue=form.issue, **self.clock())

    def get_success_url(self):
        return f"{reverse(PAIRS[1])}?order={self.result.pk}"


class AssignDraftView(ChosenPairs, FormView):
    """A draft order with the pairs in its annex; it is edited, sent and signed in the register."""

    permission_required = "pairing.order_pairs"
    template_name = "pairing/assign_draft.html"
    form_class = Form
    title = _("Draft the order of assignment?")
    submit = _("Draft the order")
    success_message = _("The draft is made: check the text and send it for signature.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairs=self.pairs, **kwargs)

    def get_cancel_url(self):
        return reverse(PAIRS[1])

    def perform(self, form) -> Order:
        return ordering.draft_assignment(self.pairs, organization=self.organization, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class ReleaseView(ActionView):
    """Takes the pairs out of an order that is not signed, so that it can be thrown away or drafted anew."""

    permission_required = "pairing.release_pairs"
    model = Order
    title = _("Take the pairs out of the draft order?")
    submit = _("Take out")
    success_message = _("The pairs wait for an order again.")

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def perform(self) -> None:
        ordering.release_pairs(self.object, **self.clock())

    def get_success_url(self):
        return f"{reverse(PAIRS[1])}?standing=draft"


class PairOrderView(PairMixin, ObjectFormView):
    """A change of a pair that rests on a signed order."""

    permission_required = "pairing.order_pairs"

    def get_form_kwargs(self):
        orders = signed_orders(self.object.organization, timezone.localdate())
        return {**super().get_form_kwargs(), "orders": orders}


class PairReplaceView(PairOrderView):
    form_class = ReplaceForm
    title = _("Replace the mentor")
    submit = _("Replace")
    success_message = _("The mentor is replaced: this is the new pair.")

    def get_initial(self):
        return {"first_day": timezone.localdate()}

    def get_form_kwargs(self):
        mentors = mentors_in(self.request.user, timezone.localdate(), self.object.form)
        return {**super().get_form_kwargs(), "mentors": mentors.exclude(pk=self.object.mentor_id)}

    def perform(self, form) -> Pairing:
        chosen = {name: form.cleaned_data[name] for name in ("mentor", "first_day", "reason")}
        return ordering.replace_mentor(self.object, issue=form.issue, **chosen, **self.clock())

    def get_success_url(self):
        return getattr(self, "result", self.object).get_absolute_url()


class PairExtendView(PairOrderView):
    form_class = ExtendForm
    title = _("Extend the pair")
    submit = _("Extend")
    success_message = _("The pair is extended.")

    def perform(self, form) -> Order:
        ends_on = form.cleaned_data["ends_on"]
        return ordering.extend_pair(self.object, ends_on=ends_on, issue=form.issue, **self.clock())


class PairEndView(PairOrderView):
    form_class = EndForm
    title = _("End the pair early")
    submit = _("End the pair")
    success_message = _("The end of the pair is recorded.")

    def get_initial(self):
        return {"last_day": timezone.localdate()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "employment": ordering.is_employment(self.object)}

    def perform(self, form) -> None:
        ordering.end_early(self.object, form.draft, issue=form.issue, **self.clock())


class PairCompleteView(PairMixin, ObjectFormView):
    permission_required = "pairing.change_pair"
    form_class = CompleteForm
    title = _("Complete the pair")
    submit = _("Complete")
    success_message = _("The pair is completed.")

    def get_initial(self):
        return {"last_day": min(timezone.localdate(), self.object.ends_on)}

    def perform(self, form) -> None:
        ordering.complete_pair(self.object, last_day=form.cleaned_data["last_day"], **self.clock())
