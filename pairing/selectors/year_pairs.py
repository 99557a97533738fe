"""The pairs of an institution as the school year changes: which would finish, which would go on, and why."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import SchoolYear, long_date
from organizations.models import Organization
from participants.models import Participation

from ..models import PairDecision, Pairing, RollOver
from .closing import Continuing, who_goes_on
from .standing import BY_MENTOR, changeable, with_people
from .year_classes import graduating

Outcome = PairDecision.Outcome


@dataclass(frozen=True)
class PairRow:
    """A pair with `members`, what is proposed for it and why, and what was decided (empty: nothing yet)."""

    pairing: Pairing
    proposed: str
    reason: str
    decided: str = ""

    @property
    def outcome(self) -> str:
        return self.decided or self.proposed


def pairs_to_decide(
    organization: Organization, year: SchoolYear, roll_over: RollOver | None, on: date
) -> list[PairRow]:
    """Every pair that works by a signed order and began before the new year, in a fixed number of queries."""
    pairs = list(with_people(_at_work(organization, on).filter(starts_on__lt=year.starts)).order_by(*BY_MENTOR))
    decided = dict(roll_over.decisions.values_list("pairing", "outcome")) if roll_over else {}
    said = who_goes_on(organization)
    people = (side.person for pair in pairs for side in (pair.mentor, *_present(pair, on)))
    leaving = graduating({person.pk: person.class_group for person in people}, roll_over)
    return [
        PairRow(pair, *_proposal(pair, year, said.get(pair.pk), leaving, on), decided.get(pair.pk, ""))
        for pair in pairs
    ]


def waiting_for(roll_over: RollOver, outcome: str, on: date) -> QuerySet[Pairing]:
    """The pairs whose decision is not carried out: still to be completed, or still ending with the old year; those
    that a draft order names wait for its signing only."""
    pairs = changeable(_at_work(roll_over.organization, on), on).filter(
        roll_over_decisions__roll_over=roll_over, roll_over_decisions__outcome=outcome
    )
    if outcome == Outcome.FINISH:
        return pairs
    return pairs.exclude(pk__in=Pairing.objects.lasting(roll_over.year.starts, on=on).values("pk"))


def _at_work(organization: Organization, on: date) -> QuerySet[Pairing]:
    return Pairing.objects.within(organization.path).ordered(on).open()


def _present(pair: Pairing, on: date) -> list[Participation]:
    return [member.mentee for member in pair.members if member.left_on is None or member.left_on > on]


def _proposal(
    pair: Pairing, year: SchoolYear, said: Continuing | None, leaving: set[int], on: date
) -> tuple[str, str]:
    """What is proposed and why, the strongest reason first."""
    mentees, goes_on = _present(pair, on), said.goes_on if said else None
    if pair.mentor.person_id in leaving:
        return Outcome.FINISH, _("the mentor finishes school")
    if mentees and all(mentee.person_id in leaving for mentee in mentees):
        return Outcome.FINISH, ngettext("the mentee finishes school", "the mentees finish school", len(mentees))
    if goes_on is False and pair.mentor_id in said.unwilling:
        return Outcome.FINISH, _("the mentor is not ready to go on")
    if goes_on is False:
        return Outcome.FINISH, ngettext("the mentee is not ready", "the mentees are not ready", len(mentees))
    if goes_on:
        return Outcome.GO_ON, _("both sides are ready to go on")
    last = {"day": long_date(pair.last_day)}
    if pair.last_day >= year.starts:
        return Outcome.GO_ON, _("the order names the pair until %(day)s") % last
    if mentees and all(mentee.results for mentee in mentees):
        return Outcome.FINISH, _("results are written, the period ends on %(day)s") % last
    return Outcome.FINISH, _("the period ends on %(day)s") % last
