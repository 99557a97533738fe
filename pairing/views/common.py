"""What the pages of pairs share: the way to them, the rows and who they are about."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Participation, Person
from participants.services.people import record_export

from ..models import MatchRound, Membership, Pairing, Proposal
from ..selectors.standing import with_people, with_standing

PAIRS = (_("Pairs and groups"), "pairing:pairs")
MEETINGS = (_("Meetings"), "pairing:meetings")
ROUNDS = (_("Matching"), "pairing:rounds")


def crumb(page: tuple) -> tuple:
    label, name = page
    return label, reverse(name)


def named(pairing: Pairing) -> str:
    """«Пара № 5», and with several mentees «Группа № 5»; the pages of pairs have their `members` at hand."""
    members = getattr(pairing, "members", None) or pairing.memberships.all()
    words = _("Group %(pair)s") if len(members) > 1 else _("Pair %(pair)s")
    return words % {"pair": pairing}


def pair_crumb(pairing: Pairing) -> tuple:
    return named(pairing), pairing.get_absolute_url()


def round_crumb(round: MatchRound) -> tuple:
    return _("Matching %(round)s") % {"round": round}, round.get_absolute_url()


def record_leaving(view, pairs: QuerySet[Pairing], what: dict[str, str]) -> None:
    """The names of these pairs leave the product as a file: that stands in the trail."""
    numbers = pairs.order_by().values("pk")
    mentors = Participation.objects.filter(pairings__in=numbers)
    mentees = Participation.objects.filter(memberships__pairing__in=numbers)
    people = Person.objects.filter(participations__in=(mentors | mentees).values("pk"))
    record_export(people, organization=view.request.user.acting.organization, what=what, **view.clock())


class PairMixin:
    """A page about one pair, with its people and its standing today."""

    model = Pairing

    def get_queryset(self):
        return with_people(with_standing(super().get_queryset(), timezone.localdate()))

    def get_breadcrumbs(self):
        return [crumb(PAIRS), pair_crumb(self.object)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairing=self.object, **kwargs)


class WithinPair:
    """A page about a row of a pair, whose right is asked for the pair; the way to it and back."""

    def get_permission_object(self) -> Pairing:
        return self.object.pairing

    def get_breadcrumbs(self):
        return [crumb(PAIRS), pair_crumb(self.object.pairing)]

    def get_success_url(self) -> str:
        return self.object.pairing.get_absolute_url()


class MembershipMixin(WithinPair):
    model = Membership

    def get_queryset(self):
        return super().get_queryset().select_related("pairing__organization", "mentee__person")


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
