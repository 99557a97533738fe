"""Rounds of matching: run, look, run again, correct by hand, check, make pairs."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import ActionView, DetailView, FormView, ListView, ObjectFormView
from participants.models import Participation

from ..filters import RoundFilter
from ..forms.matching import GoalForm, MentorForm, PairsOfRoundForm, ReasonForm, RoundForm
from ..models import MatchRound
from ..selectors.cards import round_card
from ..selectors.choices import choices_for
from ..selectors.rounds import usual_period, with_numbers
from ..services import matching, pairs, rules
from ..tables import RoundTable
from .common import PAIRS, ROUNDS, ProposalMixin, RoundMixin, crumb


class RoundListView(ListView):
    permission_required = "pairing.match_people"
    model = MatchRound
    table_class = RoundTable
    filterset_class = RoundFilter
    template_name = "pairing/round_list.html"
    title = ROUNDS[0]

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("form"))


class RoundAddView(FormView):
    permission_required = "pairing.match_people"
    template_name = "pairing/round_form.html"
    form_class = RoundForm
    title = gettext_lazy("New matching")
    submit = gettext_lazy("Match")

    def get_breadcrumbs(self):
        return [crumb(ROUNDS)]

    def get_cancel_url(self):
        return reverse("pairing:rounds")

    def get_initial(self):
        return {"goal": MatchRound.Goal.FIT, **usual_period(timezone.localdate())}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.request.user.acting.organization}

    def perform(self, form) -> MatchRound:
        data = form.cleaned_data
        chosen = {name: data[name] for name in ("form", "goal", "starts_on", "ends_on")}
        organization = self.request.user.acting.organization
        return matching.start_round(organization=organization, weights=form.weights, **chosen, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class RoundView(RoundMixin, DetailView):
    """The mentees beside their proposed mentors, those without one, and what the last run changed."""

    permission_required = "pairing.match_people"
    template_name = "pairing/round_detail.html"

    def get_title(self):
        return _("Matching %(round)s") % {"round": self.object}

    def get_breadcrumbs(self):
        return [crumb(ROUNDS)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            card=round_card(self.object),
            goals=MatchRound.Goal.choices,
            pairs_made=self.object.pairings.exists(),
            **kwargs,
        )


class RoundRerunView(RoundMixin, ObjectFormView):
    permission_required = "pairing.match_people"
    template_name = "pairing/round_form.html"
    form_class = GoalForm
    title = gettext_lazy("Match again")
    submit = gettext_lazy("Match again")

    def get_initial(self):
        return {"goal": self.object.goal}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "weights": self.object.weights}

    def perform(self, form) -> None:
        matching.rerun(self.object, goal=form.cleaned_data["goal"], weights=form.weights, **self.clock())


class RoundChooseView(RoundMixin, ObjectFormView):
    """Another mentor for a mentee of the round: all of the form, with their fit, the forbidden with the reason."""

    permission_required = "pairing.match_people"
    template_name = "pairing/round_choose.html"
    form_class = MentorForm
    submit = gettext_lazy("Choose this mentor")
    success_message = gettext_lazy("The mentor is chosen; the others were matched around the two.")

    @cached_property
    def mentee(self) -> Participation:
        rows = Participation.objects.visible_to(self.request.user).kept().mentees().select_related("person", "form")
        found = rows.filter(pk=self.kwargs["other"]).first()
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return _("A mentor for: %(mentee)s") % {"mentee": self.mentee.person}

    def get_form_kwargs(self):
        choices = choices_for(self.object, self.mentee, timezone.localdate())
        return {**super().get_form_kwargs(), "choices": choices}

    def get_context_data(self, **kwargs):
        return super().get_context_data(mentee=self.mentee, **kwargs)

    def perform(self, form) -> None:
        matching.choose_mentor(self.object, mentee=self.mentee, **form.cleaned_data, **self.clock())

    def get_success_url(self):
        return f"{self.object.get_absolute_url()}#mentee-{self.mentee.pk}"


class ProposalFormView(ProposalMixin, ObjectFormView):
    permission_required = "pairing.match_people"
    template_name = "pairing/reason.html"
    form_class = ReasonForm


class TakeOutView(ProposalFormView):
    title = gettext_lazy("Take the pair out")
    submit = gettext_lazy("Take out")
    success_message = gettext_lazy("The pair is taken out; the mentee waits on.")
    consequences = [gettext_lazy("The two are not proposed again in this matching; you can put the pair back.")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(consequences=self.consequences, **kwargs)

    def perform(self, form) -> None:
        matching.take_out(self.object, reason=form.cleaned_data["reason"], **self.clock())


class PinView(ProposalFormView):
    title = gettext_lazy("Keep the two together")
    submit = gettext_lazy("Pin")
    success_message = gettext_lazy("The two stay together in every matching to come.")

    def perform(self, form) -> None:
        rules.pin(self.object, reason=form.cleaned_data["reason"], **self.clock())


class BanView(ProposalFormView):
    title = gettext_lazy("Never propose the two to each other")
    submit = gettext_lazy("Forbid")
    success_message = gettext_lazy("The two are not proposed to each other again; the others were matched anew.")

    def perform(self, form) -> None:
        rules.ban(self.object, reason=form.cleaned_data["reason"], **self.clock())


class PutBackView(ProposalMixin, ActionView):
    permission_required = "pairing.match_people"
    title = gettext_lazy("Put the pair back?")
    submit = gettext_lazy("Put back and match again")

    def perform(self) -> None:
        matching.put_back(self.object, **self.clock())


class RoundActionView(RoundMixin, ActionView):
    permission_required = "pairing.match_people"


class RoundCheckView(RoundActionView):
    title = gettext_lazy("Is the set checked?")
    submit = gettext_lazy("Checked")
    success_message = gettext_lazy("The set is checked: make the pairs for the order.")

    def get_context_data(self, **kwargs):
        consequences = [_("Proposals cannot be changed then, unless you open the matching again.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self) -> None:
        matching.check_round(self.object, **self.clock())


class RoundReopenView(RoundActionView):
    title = gettext_lazy("Open the matching again?")
    submit = gettext_lazy("Open again")

    def perform(self) -> None:
        matching.reopen_round(self.object, **self.clock())


class RoundDiscardView(RoundActionView):
    title = gettext_lazy("Give the matching up?")
    submit = gettext_lazy("Give up")
    success_message = gettext_lazy("The matching is given up; it stays in the list.")

    def perform(self) -> None:
        matching.discard_round(self.object, **self.clock())


class RoundPairsView(RoundMixin, ObjectFormView):
    permission_required = "pairing.change_pair"
    form_class = PairsOfRoundForm
    title = gettext_lazy("Make pairs for the order")
    submit = gettext_lazy("Make pairs")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.object.organization}

    def perform(self, form) -> list:
        in_groups = form.cleaned_data["together"] == "groups"
        return pairs.make_pairs_of(self.object, in_groups=in_groups, kind=form.cleaned_data["kind"], **self.clock())

    @property
    def success_message(self) -> str:
        number = len(self.result)
        return ngettext("%(n)d pair made. Now the order.", "%(n)d pairs made. Now the order.", number) % {"n": number}

    def get_success_url(self):
        return f"{reverse(PAIRS[1])}?standing=draft"

    def get_cancel_url(self):
        return self.object.get_absolute_url()
