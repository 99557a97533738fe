"""Orders over pairs: assignment, replacement, extension, early end, completion.

Every change asks what is changed and what it rests on: an order that is drafted here, one that is signed already, or
none where none is needed.
"""

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, FormView, ObjectFormView, number_in
from orders.models import Order

from ..forms.pairs import CompleteForm, EndForm, ExtendForm, OrderForm, ReplaceForm
from ..models import Pairing
from ..selectors.choices import heirs_of
from ..selectors.people import mentors_in, signed_orders
from ..selectors.standing import BY_MENTOR, changeable, with_people
from ..services import changes, ordering
from ..services.pairs import DAY
from .common import PAIRS, PairMixin, crumb

MOST = 300


class ChosenPairs:
    """Pairs that were ticked, `?pk=1&pk=2`, as far as the order can name them; all of those when none was."""

    @cached_property
    def pairs(self) -> list[Pairing]:
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")[:MOST]} - {None}
        rows = self.choose_from(Pairing.objects.visible_to(self.request.user))
        rows = rows.filter(pk__in=numbers) if numbers else rows
        return list(with_people(rows).order_by(*BY_MENTOR)[:MOST])

    def choose_from(self, pairs):
        """Drafts, to be assigned."""
        return pairs.filter(state=Pairing.State.DRAFT, replaces=None)

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
    """Takes everything of pairs out of a draft order, which is deleted with it."""

    permission_required = "pairing.release_pairs"
    model = Order
    title = _("Take the pairs out of the draft order?")
    submit = _("Take out and delete the draft")
    success_message = _("The draft order is deleted; the pairs stand as they stood before it.")

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_context_data(self, **kwargs):
        consequences = [
            _("The draft is deleted with what was edited in its text: it has no number yet."),
            _("Pairs to be assigned wait for an order again; a change that it names is undone."),
        ]
        return super().get_context_data(
            text=f"«{self.object.title}»", consequences=consequences, danger=True, **kwargs
        )

    def perform(self) -> list[Pairing]:
        return ordering.release_pairs(self.object, **self.clock())

    def get_success_url(self):
        left = getattr(self, "result", ())
        if len(left) == 1:
            return left[0].get_absolute_url()
        return reverse(PAIRS[1]) if left or not self.object.pk else self.object.get_absolute_url()


class ChangeMixin:
    """What the forms of changes share: the signed orders to choose from, and the draft that is gone on with."""

    permission_required = "pairing.order_pairs"
    template_name = "pairing/change.html"

    @property
    def organization(self):
        return self.request.user.acting.organization

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "orders": signed_orders(self.organization, timezone.localdate())}

    def draft_or(self, url: str) -> str:
        """After drafting, the page of the draft: there it is checked and sent for signature."""
        order = self.order
        return order.get_absolute_url() if order and order.is_unsigned else url


class PairChangeView(ChangeMixin, PairMixin, ObjectFormView):
    """A change of one pair."""

    submit = _("Go on")

    def get_success_url(self):
        return self.draft_or(self.object.get_absolute_url())

    def get_cancel_url(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairs=[self.object], **kwargs)


class PairReplaceView(PairChangeView):
    form_class = ReplaceForm
    title = _("Replace the mentor")

    def get_initial(self):
        return {"first_day": timezone.localdate() + DAY}

    def get_form_kwargs(self):
        today = timezone.localdate()
        mentors = mentors_in(self.request.user, today, self.object.form).exclude(pk=self.object.mentor_id)
        choices = heirs_of(self.object, mentors, on=today, day=today + DAY)
        return {**super().get_form_kwargs(), "mentors": mentors, "choices": choices}

    def perform(self, form) -> Pairing:
        chosen = {name: form.cleaned_data[name] for name in ("mentor", *form.facts)}
        return changes.replace_mentor(self.object, issue=form.issue, **chosen, **self.clock())

    @property
    def order(self) -> Order:
        return self.result.order

    def get_success_url(self):
        return self.draft_or(self.result.get_absolute_url())


class PairEndView(PairChangeView):
    form_class = EndForm
    title = _("End the pair early")

    @cached_property
    def employment(self) -> bool:
        return changes.is_employment(self.object)

    def get_initial(self):
        """For employees the earliest day after a notice given today; the agreement as the card has it."""
        today = timezone.localdate()
        if not self.employment:
            return {"last_day": today}
        agreement = {name: getattr(self.object, name) for name in ("agreement_number", "agreement_on")}
        return {"last_day": changes.earliest_last_day(today), "notice_on": today, **agreement}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "employment": self.employment}

    def perform(self, form) -> Order | None:
        return changes.end_early(self.object, form.draft, issue=form.issue, **self.clock())

    @property
    def order(self) -> Order | None:
        return self.result


class PairsChangeView(ChangeMixin, ChosenPairs, FormView):
    """A change of the ticked pairs by one order."""

    submit = _("Go on")

    def choose_from(self, pairs):
        return changeable(pairs, timezone.localdate())

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairs=self.pairs, **kwargs)

    @property
    def order(self) -> Order | None:
        return self.result

    def get_cancel_url(self):
        return self.pairs[0].get_absolute_url() if len(self.pairs) == 1 else reverse(PAIRS[1])

    def get_success_url(self):
        return self.draft_or(self.get_cancel_url())


class PairsExtendView(PairsChangeView):
    form_class = ExtendForm
    title = _("Extend pairs")

    def perform(self, form) -> Order:
        return changes.extend_pairs(self.pairs, ends_on=form.cleaned_data["ends_on"], issue=form.issue, **self.clock())


class PairsCompleteView(PairsChangeView):
    form_class = CompleteForm
    title = _("Complete pairs")

    def get_initial(self):
        return {"last_day": min((pair.last_day for pair in self.pairs), default=timezone.localdate())}

    def perform(self, form) -> Order | None:
        last_day = form.cleaned_data["last_day"]
        return changes.complete_pairs(self.pairs, last_day=last_day, issue=form.issue, **self.clock())
