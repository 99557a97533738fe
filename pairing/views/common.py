"""What the pages of pairs share: the way to them, the rows and who they are about."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import MatchRound, Membership, Pairing, Proposal
from ..selectors.standing import with_people, with_standing

PAIRS = (_("Pairs and groups"), "pairing:pairs")
ROUNDS = (_("Matching"), "pairing:rounds")


def crumb(page: tuple) -> tuple:
    label, name = page
    return label, reverse(name)


def round_crumb(round: MatchRound) -> tuple:
    return _("Matching %(round)s") % {"round": round}, round.get_absolute_url()


class PairMixin:
    """A page about one pair, with its people and its standing today."""

    model = Pairing

    def get_queryset(self):
        return with_people(with_standing(super().get_queryset(), timezone.localdate()))

    def get_breadcrumbs(self):
        return [crumb(PAIRS), (_("Pair %(pair)s") % {"pair": self.object}, self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairing=self.object, **kwargs)


class MembershipMixin:
    model = Membership

    def get_queryset(self):
        return super().get_queryset().select_related("pairing__organization", "mentee__person")

    def get_permission_object(self) -> Pairing:
        return self.object.pairing

    def get_breadcrumbs(self):
        pairing = self.object.pairing
        return [crumb(PAIRS), (_("Pair %(pair)s") % {"pair": pairing}, pairing.get_absolute_url())]

    def get_success_url(self) -> str:
        return self.object.pairing.get_absolute_url()


class RoundMixin:
    model = MatchRound

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "form")

    def get_breadcrumbs(self):
        return [crumb(ROUNDS), round_crumb(self.object)]


class ProposalMixin:
    """A proposal of a round; the way back leads to its row on the page of the round."""

    model = Proposal

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related(
                "round__organization", "round__form", "mentor__person__organization", "mentee__person__organization"
            )
        )

    def get_permission_object(self) -> MatchRound:
        return self.object.round

    def get_breadcrumbs(self):
        return [crumb(ROUNDS), round_crumb(self.object.round)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=f"{self.object.mentor.person} — {self.object.mentee.person}", **kwargs)

    def get_success_url(self) -> str:
        return f"{self.object.round.get_absolute_url()}#mentee-{self.object.mentee_id}"
