"""Who is asked, who has answered, what stands in the way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from organizations.models import Organization
from organizations.selectors import natural_key

from ..models import Extension, ReportingPeriod, Submission

State = Submission.State


def asked_by(period: ReportingPeriod) -> list[Organization]:
    """The direct children of who asks that worked on the reporting date: institutions, or municipalities.

    In the order of their names, № 2 before № 10.
    """
    working = Q(closed_on=None) | Q(closed_on__gt=period.as_of)
    return in_order(Organization.objects.filter(working, parent=period.organization))


def in_order(organizations: QuerySet[Organization]) -> list[Organization]:
    """By their names, № 2 before № 10."""
    return sorted(organizations.order_by("pk"), key=lambda each: natural_key(each.short_name))


def periods_for(organization: Organization) -> QuerySet[ReportingPeriod]:
    """The periods that an organisation answers: those of the node it belongs to."""
    return ReportingPeriod.objects.filter(organization=organization.parent_id)


def last_day_for(period: ReportingPeriod, organization: Organization) -> date | None:
    """The last day on which the organisation may hand in; None: at any time. An extension moves it on."""
    if period.closes_on is None:
        return None
    extended = Extension.objects.filter(period=period, organization=organization).order_by("-until").first()
    return max(period.closes_on, extended.until) if extended else period.closes_on


def is_unlocked(period: ReportingPeriod, organization: Organization, on: date) -> bool:
    """Whether an accepted answer may be corrected on the day: only by an extension."""
    return Extension.objects.filter(period=period, organization=organization, until__gte=on).exists()


def opened_until(period: ReportingPeriod, on: date) -> dict[int, date]:
    """By number of the organisation: until when it may still hand in or correct by an extension."""
    rows = Extension.objects.filter(period=period, until__gte=on).order_by("until")
    return dict(rows.values_list("organization", "until"))


def latest_submission(period: ReportingPeriod, organization: Organization) -> Submission | None:
    return Submission.objects.filter(period=period, organization=organization).order_by("-version").first()


def previous_accepted(submission: Submission) -> Submission | None:
    """The last accepted answer of the organisation to an earlier period of the same kind."""
    earlier = Submission.objects.accepted().filter(
        organization=submission.organization_id,
        period__kind=submission.period.kind,
        period__as_of__lt=submission.period.as_of,
    )
    return earlier.order_by("-period__as_of", "-version").first()


@dataclass(frozen=True)
class Standing:
    """How an organisation stands in a period: its newest answer, the newest handed in and not returned, the newest
    that was signed at all, when the first one came."""

    organization: Organization
    submission: Submission | None = None
    handed_in: Submission | None = None
    signed: Submission | None = None
    first_at: datetime | None = None

    @property
    def state(self) -> str:
        """A state of Submission, or "none" while nothing was begun."""
        return self.submission.state if self.submission else "none"

    @property
    def by_name(self) -> list:
        """Sorts by the name of the organisation as people do."""
        return natural_key(self.organization.short_name)

    @property
    def is_accepted(self) -> bool:
        return self.handed_in is not None and self.handed_in.state == State.ACCEPTED

    def is_late(self, period: ReportingPeriod, on: date) -> bool:
        """By the first version: a correction does not make an answer late."""
        came_on = timezone.localdate(self.first_at) if self.first_at else on
        return came_on > period.late_after


def standings(period: ReportingPeriod) -> list[Standing]:
    """Every organisation that is asked; two queries."""
    return standings_of_each([period])[period.pk]


def standings_of_each(periods: Sequence[ReportingPeriod]) -> dict[int, list[Standing]]:
    """By number of the period; two queries, whatever the number of periods."""
    versions, children = _answers(periods), defaultdict(list)
    for child in in_order(Organization.objects.filter(parent__in={each.organization_id for each in periods})):
        children[child.parent_id].append(child)
    return {
        period.pk: [
            _standing(child, versions[period.pk, child.pk])
            for child in children[period.organization_id]
            if child.closed_on is None or child.closed_on > period.as_of
        ]
        for period in periods
    }


def own_standings(periods: Sequence[ReportingPeriod], organization: Organization) -> dict[int, Standing]:
    """By number of the period how one organisation stands; one query."""
    versions = _answers(periods, organization=organization)
    return {period.pk: _standing(organization, versions[period.pk, organization.pk]) for period in periods}


def _answers(periods: Sequence[ReportingPeriod], **whose) -> dict[tuple[int, int], list[Submission]]:
    """By period and organisation every version, the newest last, without the figures as they were signed."""
    found = defaultdict(list)
    for submission in Submission.objects.filter(period__in=periods, **whose).defer("frozen").order_by("version"):
        found[submission.period_id, submission.organization_id].append(submission)
    return found


def _standing(organization: Organization, versions: list[Submission]) -> Standing:
    if not versions:
        return Standing(organization)
    handed_in = [each for each in versions if each.state in Submission.FROZEN]
    signed = [each for each in versions if each.submitted_at]
    return Standing(
        organization,
        submission=versions[-1],
        handed_in=handed_in[-1] if handed_in else None,
        signed=signed[-1] if signed else None,
        first_at=min((each.submitted_at for each in signed), default=None),
    )


@dataclass(frozen=True)
class Completeness:
    """Expected, submitted, on time, accepted: the four numbers of a period."""

    expected: int
    submitted: int
    on_time: int
    accepted: int


def completeness(period: ReportingPeriod, each: Iterable[Standing]) -> Completeness:
    each = list(each)
    return Completeness(
        expected=len(each),
        submitted=sum(standing.handed_in is not None for standing in each),
        on_time=sum(
            standing.handed_in is not None and not standing.is_late(period, period.as_of) for standing in each
        ),
        accepted=sum(standing.is_accepted for standing in each),
    )


def how_each_stands(
    periods: Sequence[ReportingPeriod], organization: Organization | None
) -> dict[int, Standing | Completeness]:
    """By number of the period: how the organisation's own answer stands, or, of a period that it does not answer
    itself, how complete the answers are. Three queries, whatever the number of periods."""
    parent = organization.parent_id if organization else None
    answered = [each for each in periods if parent is not None and each.organization_id == parent]
    others = [each for each in periods if each not in answered]
    below = standings_of_each(others)
    return {
        **(own_standings(answered, organization) if organization else {}),
        **{each.pk: completeness(each, below[each.pk]) for each in others},
    }


def missing_below(period: ReportingPeriod, organization: Organization) -> list[Organization]:
    """Whose answers to the same question a municipality still has not accepted, when it answers to the region."""
    own = ReportingPeriod.objects.filter(organization=organization, kind=period.kind, as_of=period.as_of).first()
    if own is None:
        return list(Organization.objects.filter(parent=organization, closed_on=None))
    return [standing.organization for standing in standings(own) if not standing.is_accepted]
