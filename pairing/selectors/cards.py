"""What the page of a pair and the page of a round show, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from core.models import AuditEntry
from participants.models import Participation, Person
from participants.models.consents import ConsentKind
from participants.selectors.consents import missing_kinds, with_missing

from ..models import IndividualPlan, MatchRound, Pairing, Proposal, Unmatched

LATEST = 50


@dataclass(frozen=True)
class PairCard:
    """`lacking` are the people of the pair with the kinds of consent that do not hold today."""

    lacking: list[tuple[Person, list[ConsentKind]]]
    plan: IndividualPlan | None
    trail: list[AuditEntry]
    employment: bool


def card_of(pairing: Pairing, on: date) -> PairCard:
    """The card of a pair with `members` (selectors.standing.with_people)."""
    present = [member.mentee for member in pairing.members if member.left_on is None or member.left_on > on]
    numbers = [pairing.mentor_id, *(mentee.pk for mentee in present)]
    rows = with_missing(Participation.objects.filter(pk__in=numbers).select_related("person"), on)
    people = [pairing.mentor.person, *(member.mentee.person for member in pairing.members)]
    about = AuditEntry.objects.filter(subject_type=Pairing._meta.label_lower, subject_id=str(pairing.pk))
    return PairCard(
        plan=IndividualPlan.objects.with_fulfilment(on).select_related("order").filter(pairing=pairing).first(),
        lacking=[(row.person, kinds) for row in rows if (kinds := missing_kinds(row))],
        trail=list(about.within(pairing.organization.path).order_by("-at", "-pk")[:LATEST]),
        employment=all(person.kind == Person.Kind.EMPLOYEE for person in people),
    )


@dataclass(frozen=True)
class RoundCard:
    """`kept` are the proposals that stand, `removed` those taken out by hand."""

    kept: list[Proposal]
    removed: list[Proposal]
    unmatched: list[Unmatched]
    moved: set[int]
    gained: set[int]
    lost: set[int]


def round_card(round: MatchRound) -> RoundCard:
    rows = list(
        round.proposals.select_related("mentor__person", "mentee__person", "mentee__form").order_by(
            "mentee__form", "mentee__person__last_name", "mentee__person__first_name", "pk"
        )
    )
    unmatched = round.unmatched.select_related("mentee__person", "mentee__form")
    return RoundCard(
        kept=[row for row in rows if not row.is_removed],
        removed=[row for row in rows if row.is_removed],
        unmatched=list(unmatched.order_by("mentee__person__last_name", "mentee__person__first_name", "pk")),
        moved=set(round.change.get("moved", ())),
        gained=set(round.change.get("gained", ())),
        lost=set(round.change.get("lost", ())),
    )
