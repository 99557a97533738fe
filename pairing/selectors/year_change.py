"""What the change of the school year still needs: orders to be made, and everything else with its number."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.calendar import SchoolYear
from orders.models import Order
from organizations.models import Organization
from participants.classes import Turn
from roadmaps.models import Roadmap

from ..models import PairDecision, Pairing, RollOver
from .year_classes import ClassRow, classes_to_move
from .year_consents import Renewal, consents_to_renew
from .year_pairs import PairRow, pairs_to_decide, waiting_for

Outcome = PairDecision.Outcome


@dataclass(frozen=True)
class Rest:
    """Something to be done, how many there are of it, where it is done."""

    words: str
    url: str
    number: int | None = None


@dataclass(frozen=True)
class YearChange:
    """All that the pages of the change of the year show of an institution; each part is asked for once."""

    organization: Organization
    year: SchoolYear
    roll_over: RollOver | None
    on: date

    @cached_property
    def pairs(self) -> list[PairRow]:
        return pairs_to_decide(self.organization, self.year, self.roll_over, self.on)

    @cached_property
    def classes(self) -> list[ClassRow]:
        return classes_to_move(self.organization, self.roll_over)

    @cached_property
    def renewals(self) -> list[Renewal]:
        return consents_to_renew(self.organization, self.year, self.roll_over, self.on)

    @cached_property
    def roadmaps(self) -> list[Roadmap]:
        """The own roadmaps that hold in the new year: in the middle of it."""
        middle = date(self.year.start_year + 1, 1, 1)
        own = self._own_roadmaps.filter(period_from__lte=middle, period_to__gte=middle)
        return list(own.exclude(state=Roadmap.State.ARCHIVED))

    @cached_property
    def earlier_roadmaps(self) -> list[Roadmap]:
        """Those of the year that ends, of which the next one is made."""
        old = SchoolYear(self.year.start_year - 1)
        own = self._own_roadmaps.filter(period_to__gte=old.starts, period_from__lte=old.ends)
        later = [roadmap.pk for roadmap in self.roadmaps]
        return list(own.filter(state__in=(Roadmap.State.APPROVED, Roadmap.State.ARCHIVED)).exclude(pk__in=later))

    @property
    def _own_roadmaps(self):
        return Roadmap.objects.filter(organization=self.organization).select_related("organization")

    def waiting(self, outcome: str) -> int:
        """How many pairs their decision is not carried out for."""
        return waiting_for(self.roll_over, outcome, self.on).count() if self.roll_over else 0

    @cached_property
    def orders(self) -> list[Rest]:
        """What needs an order, or a signature on one."""
        finishing, going_on = self.waiting(Outcome.FINISH), self.waiting(Outcome.GO_ON)
        drafts = Pairing.objects.within(self.organization.path).filter(state=Pairing.State.DRAFT, replaces=None)
        unsigned = Order.objects.filter(organization=self.organization, state__in=Order.UNSIGNED)
        pairs = reverse("pairing:roll_over_pairs")
        found = [
            Rest(_("order on the results of the year: pairs that finish"), pairs, finishing),
            Rest(_("order of extension: pairs that go on"), pairs, going_on),
            Rest(_("order of assignment: pairs without one"), reverse("pairing:assign"), drafts.count()),
            Rest(_("drafts of orders not signed yet"), reverse("orders:list"), unsigned.count()),
        ]
        return _with_numbers(found)

    @cached_property
    def rest(self) -> list[Rest]:
        """Everything else that remains."""
        undecided = sum(not row.decided for row in self.pairs)
        held = sum(len(row.held) for row in self.classes if row.next.turn == Turn.GRADUATES)
        learners = sum(len(row.people) for row in self.classes)
        pairs, classes = reverse("pairing:roll_over_pairs"), reverse("pairing:roll_over_classes")
        found = [
            Rest(_("pairs that nothing is decided for"), pairs, undecided),
            Rest(_("learners still in the class of the old year"), classes, learners - held),
            Rest(_("graduates whom a pair holds"), pairs, held),
            Rest(_("people who are to sign consents"), reverse("pairing:roll_over_consents"), len(self.renewals)),
        ]
        if not any(roadmap.state == Roadmap.State.APPROVED for roadmap in self.roadmaps):
            found.append(Rest(_("an approved roadmap of the new year"), reverse("roadmaps:list"), 1))
        return _with_numbers(found)


def _with_numbers(found: list[Rest]) -> list[Rest]:
    return [rest for rest in found if rest.number]
