"""Everything that the card of a person shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from ..consenting import needed_kinds
from ..models import Certificate, Consent, Participation, Person, QuestionnaireLink, Representative, SubjectRequest
from ..models.consents import ConsentKind
from .blocking import destruction_of
from .stages import with_stage


@dataclass(frozen=True)
class Card:
    """`missing` holds the needed kinds of consent that do not hold today.

    `destruction` is the request in work by which the data is to be destroyed: until then it is only kept.
    """

    participations: list[Participation]
    representatives: list[Representative]
    consents: list[Consent]
    missing: list[ConsentKind]
    certificates: list[Certificate]
    links: list[QuestionnaireLink]
    destruction: SubjectRequest | None


def card_of(person: Person, on: date) -> Card:
    """The card as of a day: the participations in force first, the latest first."""
    rows = with_stage(person.participations.exclude(leaving=Participation.Leaving.MERGED), on).select_related(
        "form", "programme"
    )
    participations = list(
        rows.prefetch_related("areas", "interests", "assessments__scores__parameter").order_by("left_on", "-joined_on")
    )
    for row in participations:
        row.wants_clearance = _wants_clearance(row, person)
    participations.sort(key=lambda row: row.left_on is not None and row.left_on <= on)
    consents = list(person.consents.select_related("text", "scan"))
    for consent in consents:
        consent.holds = consent.is_valid_on(on)
    held = {consent.kind for consent in consents if consent.holds}
    roles = {row.role for row in participations if row.left_on is None or row.left_on > on}
    needed = {kind for role in roles for kind in needed_kinds(role, person.kind)}
    return Card(
        participations=participations,
        representatives=list(person.representatives.all()),
        consents=consents,
        missing=[kind for kind in ConsentKind if kind in needed and kind not in held],
        certificates=list(Certificate.objects.filter(participation__person=person)),
        links=list(QuestionnaireLink.objects.filter(participation__person=person)),
        destruction=destruction_of(person),
    )


def _wants_clearance(row: Participation, person: Person) -> bool:
    """A mentor from outside shows the certificate of no criminal record (Labour Code, article 351.1)."""
    outside = person.kind == Person.Kind.EXTERNAL and row.role == Participation.Role.MENTOR
    return outside and row.left_on is None and row.certificate_seen_on is None
