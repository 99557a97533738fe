"""Consents that do not last through the new school year: by their term, at the 14th or 18th birthday, or not there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.calendar import SchoolYear, long_date
from organizations.models import Organization
from participants.consenting import OWN_SIGNATURE_FROM, asks_again_on, birthday, needed_kinds
from participants.models import Consent, Participation, Person
from participants.models.consents import ConsentKind
from participants.selectors.blocking import unblocked

from ..models import RollOver
from .year_classes import graduating


@dataclass(frozen=True)
class Paper:
    """A consent to be asked for. `sign_on` is the day from which it makes sense, `reason` says why in words."""

    kind: ConsentKind
    sign_on: date
    reason: str


@dataclass(frozen=True)
class Renewal:
    """A person who is to sign, with everything in one go."""

    person: Person
    papers: list[Paper]


def consents_to_renew(
    organization: Organization, year: SchoolYear, roll_over: RollOver | None, on: date
) -> list[Renewal]:
    """Who of those that take part is to sign what before the new year is over, by name; graduates are left out."""
    needed = _needed(organization, roll_over, on)
    held: dict[tuple[int, str], list[Consent]] = defaultdict(list)
    for consent in Consent.objects.valid_on(on).filter(person__in=needed):
        held[consent.person_id, consent.kind].append(consent)
    renewals = []
    for person, kinds in needed.items():
        if held[person.pk, ConsentKind.DISSEMINATION]:
            kinds = {*kinds, ConsentKind.DISSEMINATION}
        papers = [_paper(person, kind, held[person.pk, kind], on) for kind in ConsentKind if kind in kinds]
        papers = [paper for paper in papers if paper is not None and paper.sign_on <= year.ends]
        if papers:
            renewals.append(Renewal(person, papers))
    return renewals


def _needed(organization: Organization, roll_over: RollOver | None, on: date) -> dict[Person, set[str]]:
    rows = Participation.objects.within(organization.path).kept().in_force(on).filter(person__archived_on=None)
    rows = unblocked(rows).select_related("person__organization").prefetch_related("person__representatives")
    needed: dict[Person, set[str]] = defaultdict(set)
    for row in rows:
        needed[row.person].update(needed_kinds(row.role, row.person.kind))
    leaving = graduating({person.pk: person.class_group for person in needed}, roll_over)
    return {person: kinds for person, kinds in needed.items() if person.pk not in leaving}


def _paper(person: Person, kind: ConsentKind, held: list[Consent], on: date) -> Paper | None:
    """The paper that replaces the longest lasting of the consents that are held; None when one has no end."""
    if not held:
        return Paper(kind, on, _("there is none in force"))
    ends = [_end_of(consent, person, on) for consent in held]
    return None if None in ends else max(ends, key=lambda paper: paper.sign_on)


def _end_of(consent: Consent, person: Person, on: date) -> Paper | None:
    """When and why a consent must be replaced; None when it lasts for good."""
    kind, papers = ConsentKind(consent.kind), []
    if consent.valid_until:
        reason = _("ends on %(day)s") % {"day": long_date(consent.valid_until)}
        papers.append(Paper(kind, consent.valid_until, reason))
    if person.birth_on and kind != ConsentKind.MENTOR_DUTY:
        day = asks_again_on(person.birth_on, consent.signed_on, consent.signer)
        if day:
            is_fourteen = day == birthday(person.birth_on, OWN_SIGNATURE_FROM)
            words = _("14 on %(day)s: signs too") if is_fourteen else _("18 on %(day)s: signs alone")
            papers.append(Paper(kind, day, words % {"day": long_date(day)}))
    return min(papers, key=lambda paper: paper.sign_on, default=None)
