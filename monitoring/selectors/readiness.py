"""Which of the nineteen documents an institution has (domain.md 1.10): derived from its work, or marked by hand.

Never a name: requisites of orders, how many, when. A mark by hand holds where the product knows of nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import SchoolYear
from orders.models import Order
from organizations.models import Organization
from pairing.models import CaseStory, IndividualPlan, Meeting, Pairing
from participants.models import Agreement, Consent, Participation, Programme
from roadmaps.models import Roadmap
from roadmaps.selectors.as_of import in_force_on

from ..models import DocumentMark, PublishedAct, RequiredDocument, Submission, SurveyResponse, SwotCard, Target
from .sites import latest_checks

Document = RequiredDocument

PRESENT, PARTIAL, MISSING = "present", "partial", "missing"


@dataclass(frozen=True)
class Standing:
    """How an institution stands with one document: `state` is present, partial, missing or a state of DocumentMark;
    `ground` says by what («№ 12-од от 01.09.2026», «24 of 30 people»)."""

    state: str = MISSING
    ground: str = ""

    @property
    def is_ready(self) -> bool:
        return self.state not in (MISSING, PARTIAL)


YEAR = timedelta(days=365)
Found = Iterator[tuple[int, RequiredDocument, Standing]]

ORDERS = {
    Order.Kind.IMPLEMENT: Document.IMPLEMENT_ORDER,
    Order.Kind.WORKING_GROUP: Document.WORKING_GROUP_ORDER,
    Order.Kind.APPROVE_REGULATION: Document.REGULATION,
    Order.Kind.APPOINT_CURATOR: Document.CURATOR_ORDER,
    Order.Kind.APPROVE_PROGRAMME: Document.PROGRAMME,
    Order.Kind.ASSIGN_PAIRS: Document.PAIRS_ORDER,
    Order.Kind.MENTOR_SCHOOL: Document.MENTOR_SCHOOL_ORDER,
    Order.Kind.RESULTS: Document.RESULTS_ORDER,
    Order.Kind.REWARD: Document.RESULTS_ORDER,
}


def readiness(organizations: Iterable[Organization], on: date) -> dict[int, dict[RequiredDocument, Standing]]:
    """By number of the organisation every document on the day; a fixed number of queries."""
    owners = [each.pk for each in organizations]
    found = {owner: {document: Standing() for document in Document} for owner in owners}
    for source in SOURCES:
        for owner, document, standing in source(owners, on):
            found[owner][document] = standing
    for mark in DocumentMark.objects.filter(organization__in=owners):
        if not found[mark.organization_id][Document(mark.document)].is_ready:
            found[mark.organization_id][Document(mark.document)] = Standing(mark.standing, mark.requisites)
    return found


def _orders(owners: list[int], on: date) -> Found:
    """The latest of each kind that stands on the day."""
    rows = Order.objects.filter(
        Q(cancelled_on=None) | Q(cancelled_on__gt=on), organization__in=owners, kind__in=ORDERS, signed_on__lte=on,
        state__in=(Order.State.SIGNED, Order.State.CANCELLED),
    )  # fmt: skip
    for owner, kind, number, signed_on in rows.order_by("signed_on", "pk").values_list(
        "organization", "kind", "number", "signed_on"
    ):
        yield owner, ORDERS[Order.Kind(kind)], Standing(PRESENT, _requisites(number, signed_on))


def _roadmaps(owners: list[int], on: date) -> Found:
    rows = in_force_on(Roadmap.objects.filter(organization__in=owners), on).order_by("period_from", "pk")
    for owner, number, signed_on in rows.values_list("organization", "order__number", "order__signed_on"):
        ground = _requisites(number, signed_on) if number else _("approved")
        yield owner, Document.ROADMAP, Standing(PRESENT, ground)


def _planned_results(owners: list[int], on: date) -> Found:
    rows = Target.objects.filter(organization__in=owners, year=on.year).values_list("organization")
    for owner, number in rows.annotate(number=Count("pk")).order_by():
        ground = ngettext("%(number)d indicator", "%(number)d indicators", number) % {"number": number}
        yield owner, Document.PLANNED_RESULTS, Standing(PRESENT, ground)


def _banks(owners: list[int], on: date) -> Found:
    """Present once all four are begun: mentees, mentors, programmes, cases."""
    people = Participation.objects.kept().in_force(on).filter(person__organization__in=owners)
    mentees = _numbers(people.mentees(), "person__organization")
    mentors = _numbers(people.mentors(), "person__organization")
    programmes = _numbers(Programme.objects.filter(organization__in=owners), "organization")
    cases = _numbers(CaseStory.objects.filter(organization__in=owners, created_at__date__lte=on), "organization")
    for owner in owners:
        numbers = [each.get(owner, 0) for each in (mentees, mentors, programmes, cases)]
        if any(numbers):
            words = _("mentees %(mentees)d, mentors %(mentors)d, programmes %(programmes)d, cases %(cases)d")
            names = ("mentees", "mentors", "programmes", "cases")
            state = PRESENT if all(numbers) else PARTIAL
            yield owner, Document.BANKS, Standing(state, words % dict(zip(names, numbers, strict=True)))


def _consents(owners: list[int], on: date) -> Found:
    """Of the people of the programme, those with a valid consent; of the pairs' people, the consents to take part."""
    inside = Participation.objects.kept().in_force(on).filter(person__organization__in=owners)
    people = _numbers(inside, "person__organization", "person")
    valid = Consent.objects.valid_on(on).filter(person__organization__in=owners)
    agreed = valid.filter(kind="processing", person__in=inside.values("person"))
    agreed = _numbers(agreed, "person__organization", "person")
    for owner, number in people.items():
        yield owner, Document.CONSENTS, _part(agreed.get(owner, 0), number)
    written = _numbers(valid.filter(kind__in=("participation", "mentor_duty")), "person__organization", "person")
    for owner, number in written.items():
        ground = ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
        yield owner, Document.PAIR_CONSENTS, Standing(PRESENT, ground)


def _plans(owners: list[int], on: date) -> Found:
    """Of the pairs at work, those with a personalised programme."""
    pairs = Pairing.objects.filter(organization__in=owners).active(on)
    planned = IndividualPlan.objects.filter(pairing__in=pairs, created_at__date__lte=on)
    written = _numbers(planned, "pairing__organization")
    for owner, number in _numbers(pairs, "organization").items():
        yield owner, Document.PLANS, _part(written.get(owner, 0), number)


def _agreements(owners: list[int], on: date) -> Found:
    rows = Agreement.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on),
        Q(terminated_on=None) | Q(terminated_on__gt=on),
        partner__organization__in=owners,
        signed_on__lte=on,
    )
    for owner, number in _numbers(rows, "partner__organization").items():
        ground = ngettext("%(number)d in force", "%(number)d in force", number) % {"number": number}
        yield owner, Document.AGREEMENTS, Standing(PRESENT, ground)


def _journal(owners: list[int], on: date) -> Found:
    rows = Meeting.objects.filter(pairing__organization__in=owners).held_between(SchoolYear.of(on).starts, on)
    for owner, number in _numbers(rows, "pairing__organization").items():
        ground = ngettext("%(number)d meeting in the year", "%(number)d meetings in the year", number)
        yield owner, Document.JOURNAL, Standing(PRESENT, ground % {"number": number})


def _surveys(owners: list[int], on: date) -> Found:
    """Answers and the SWOT card of the school year; without either of them only in part."""
    year = (SchoolYear.of(on).starts, on)
    answers = _numbers(
        SurveyResponse.objects.filter(survey__organization__in=owners, answered_on__range=year), "survey__organization"
    )
    cards = _numbers(SwotCard.objects.filter(organization__in=owners, on__range=year), "organization")
    for owner in answers.keys() | cards.keys():
        number = answers.get(owner, 0)
        ground = ngettext("%(number)d answer", "%(number)d answers", number) % {"number": number}
        ground += ", SWOT" if owner in cards else ""
        yield owner, Document.SURVEYS, Standing(PRESENT if number and owner in cards else PARTIAL, ground)


def _reports(owners: list[int], on: date) -> Found:
    rows = Submission.objects.filter(
        organization__in=owners, state__in=Submission.FROZEN, submitted_at__date__lte=on
    ).values_list("organization")
    for owner, last in rows.annotate(last=Max("submitted_at__date")).order_by():
        yield owner, Document.REPORTS, Standing(PRESENT, _("the latest %(day)s") % {"day": _day(last)})


def _site(owners: list[int], on: date) -> Found:
    """In part while something that was found wanting at the latest checks is not mended."""
    acts = _numbers(PublishedAct.objects.filter(organization__in=owners), "organization")
    checks = latest_checks(owners, on, first=SchoolYear.of(on - YEAR).starts)
    for owner, number in acts.items():
        ground = ngettext("%(number)d act", "%(number)d acts", number) % {"number": number}
        if found := checks.get(owner, {}).values():
            ground += ", " + _("checked %(day)s") % {"day": _day(max(check.on for check in found))}
        yield owner, Document.SITE, Standing(PARTIAL if any(check.is_open for check in found) else PRESENT, ground)


SOURCES: tuple[Callable[[list[int], date], Found], ...] = (
    _orders, _roadmaps, _planned_results, _banks, _consents, _plans, _agreements, _journal, _surveys, _reports, _site,
)  # fmt: skip


def _numbers(rows, owner: str, what: str = "pk") -> dict[int, int]:
    """By organisation how many different ones."""
    return dict(rows.order_by().values_list(owner).annotate(number=Count(what, distinct=True)))


def _part(done: int, whole: int) -> Standing:
    ground = _("%(done)d of %(whole)d") % {"done": done, "whole": whole}
    return Standing(PRESENT if done >= whole else PARTIAL if done else MISSING, ground)


def _requisites(number: str, signed_on: date) -> str:
    return f"№ {number} от {_day(signed_on)}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
