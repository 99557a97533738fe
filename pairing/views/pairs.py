"""Pairs and groups: the list, the card, making one by hand, members of a group."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, EditView, FormView, ListView, ObjectFormView

from ..filters import PairFilter
from ..forms.pairs import JoinForm, LeaveForm, PairFactsForm, PairForm
from ..models import Membership, Pairing
from ..selectors.cards import card_of
from ..selectors.choices import against_joining
from ..selectors.people import mentors_in, waiting_in
from ..selectors.pool import hindered
from ..selectors.rhythm import silent, with_silence
from ..selectors.rounds import usual_period
from ..selectors.standing import ENDED, IN_FORCE, Standing, count_by_standing, with_people
from ..services import facts, pairs
from ..services.changes import is_employment
from ..tables import PairTable
from .common import PAIRS, MembershipMixin, PairMixin, crumb, named, record_leaving
from .pair_meetings import quick_entry


class PairListView(ListView):
    permission_required = "pairing.list_pairs"
    model = Pairing
    table_class = PairTable
    filterset_class = PairFilter
    template_name = "pairing/pair_list.html"
    partial_template_name = "pairing/_pair_results.html"
    title = PAIRS[0]
    names_leave = True

    def get_queryset(self):
        return with_silence(with_people(super().get_queryset()), timezone.localdate())

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate()}

    @cached_property
    def counts(self) -> dict[str, int]:
        return count_by_standing(self.filterset.counted)

    @property
    def in_force(self) -> int:
        return sum(self.counts[standing] for standing in IN_FORCE)

    def get_table_kwargs(self):
        """There is nothing to tick where no order can name a pair."""
        hidden = [] if self.counts[Standing.DRAFT] or self.in_force else ["chosen"]
        return {**super().get_table_kwargs(), "exclude": hidden}

    def before_download(self, format: str, rows: int) -> None:
        record_leaving(self, self.get_table_data(), {"list": "pairs", "format": format})

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            strip=[(standing, self.counts[standing]) for standing in Standing if self.counts[standing]],
            not_ended=sum(number for standing, number in self.counts.items() if standing not in ENDED),
            silent=silent(self.filterset.counted, timezone.localdate()).count(),
            chosen_silent=self.filterset.form.cleaned_data.get("silent"),
            drafts=self.counts[Standing.DRAFT],
            in_force=self.in_force,
            chosen_standing=self.filterset.form.cleaned_data.get("standing", ""),
            **kwargs,
        )


class PairView(PairMixin, DetailView):
    """The card of a pair; looking at it is looking at its people."""

    permission_required = "pairing.view_pair"
    template_name = "pairing/pair_detail.html"

    def get_title(self):
        return named(self.object)

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            card=card_of(self.object, today),
            today=today,
            is_open=not self.object.ending,
            pending=self.object.pending_change,
            continued=list(self.object.replacements.all()),
            **quick_entry(self.object, self.request.user, today),
            **kwargs,
        )


class PairAddView(FormView):
    permission_required = "pairing.change_pair"
    template_name = "pairing/grouped_form.html"
    form_class = PairForm
    title = gettext_lazy("New pair or group")
    success_message = gettext_lazy("The pair is made. It begins to work by an order.")

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_cancel_url(self):
        return reverse(PAIRS[1])

    def get_initial(self):
        return usual_period(timezone.localdate())

    def get_form_kwargs(self):
        user, today = self.request.user, timezone.localdate()
        mentors, mentees = mentors_in(user, today), waiting_in(user, today)
        organization = user.acting.organization
        return {
            **super().get_form_kwargs(),
            "organization": organization,
            "mentors": mentors,
            "mentees": mentees,
            "hindrances": hindered([*mentors, *mentees], organization=organization, on=today),
        }

    def perform(self, form) -> Pairing:
        return pairs.make_pair(form.draft, organization=self.request.user.acting.organization, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class PairEditView(PairMixin, EditView):
    permission_required = "pairing.change_pair"
    template_name = "pairing/grouped_form.html"
    form_class = PairFactsForm
    title = gettext_lazy("About the pair")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "employment": is_employment(self.object)}

    def perform(self, form) -> None:
        facts.change_facts(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class PairDiscardView(PairMixin, ActionView):
    permission_required = "pairing.change_pair"
    title = gettext_lazy("Throw the draft of the pair away?")
    submit = gettext_lazy("Throw away")
    success_message = gettext_lazy("The draft is thrown away; the mentees wait on.")

    def perform(self) -> None:
        self.is_gone = False
        pairs.discard_pair(self.object, **self.clock())
        self.is_gone = True

    def get_success_url(self):
        return reverse(PAIRS[1]) if getattr(self, "is_gone", False) else self.object.get_absolute_url()


class MemberAddView(PairMixin, ObjectFormView):
    permission_required = "pairing.change_pair"
    form_class = JoinForm
    title = gettext_lazy("Add a mentee")
    success_message = gettext_lazy("The mentee is in the group.")

    def get_initial(self):
        return {"on": max(timezone.localdate(), self.object.starts_on)}

    def get_form_kwargs(self):
        today = timezone.localdate()
        waiting = waiting_in(self.request.user, today, self.object.form)
        hindrances = against_joining(self.object, waiting, on=today)
        return {**super().get_form_kwargs(), "mentees": waiting, "hindrances": hindrances}

    def perform(self, form) -> Membership:
        return pairs.join_group(self.object, **form.cleaned_data, **self.clock())


class MemberLeaveView(MembershipMixin, ObjectFormView):
    permission_required = "pairing.change_pair"
    form_class = LeaveForm
    submit = gettext_lazy("Record the leaving")
    success_message = gettext_lazy("The leaving is recorded.")

    def get_title(self):
        return _("%(mentee)s leaves the group") % {"mentee": self.object.mentee.person}

    def get_initial(self):
        return {"last_day": timezone.localdate()}

    def perform(self, form) -> None:
        pairs.leave_group(self.object, **form.cleaned_data, **self.clock())
