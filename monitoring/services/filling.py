"""The figures of an answer: counted, looked through, typed over with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization, User

from ..models import Figure, ReportingPeriod, Submission
from ..selectors.indicators import Value
from ..selectors.periods import last_day_for, latest_submission
from ..selectors.submissions import counted_now, figures_of
from .facts import catch_up


class SubmissionRefused(Refused):
    """The step cannot be taken; the message says what is missing."""


@dataclass(frozen=True)
class Entry:
    """What was typed into a line; None for a number means «as counted»."""

    figure: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    override_reason: str = ""
    comment: str = ""


@transaction.atomic
def begin(period: ReportingPeriod, organization: Organization, *, by: User | None, at: datetime) -> Submission:
    """The organisation's answer, counted and ready to be looked through; the one begun before, if there is one."""
    begun = latest_submission(period, organization)
    if begun is not None:
        return begun
    check_open(period, organization, at)
    submission, made = Submission.objects.get_or_create(
        period=period, organization=organization, version=1, defaults={"created_at": at}
    )
    if made:
        _count(submission, at)
        audit.record("submission.begun", submission, by=by, at=at, scope=organization.path)
    return submission


@transaction.atomic
def count_again(submission: Submission, *, by: User, at: datetime) -> None:
    """Counts the figures anew; what was typed instead of a count stays.

    Raises SubmissionRefused once frozen, StaleRevision if somebody else wrote meanwhile.
    """
    check_editable(submission)
    save_revised(submission, seen=submission.revision, fields=[])  # whoever types or sends it meanwhile is told
    _count(submission, at)
    audit.record("submission.counted", submission, by=by, at=at, scope=submission.organization.path)


@transaction.atomic
def enter(
    submission: Submission, *, entries: Iterable[Entry], problems: str, seen: int, by: User, at: datetime
) -> None:
    """Writes what was typed. Raises StaleRevision if somebody else wrote meanwhile, SubmissionRefused once frozen."""
    check_editable(submission)
    submission.problems = problems.strip()
    save_revised(submission, seen=seen, fields=["problems"])
    figures = {each.pk: each for each in figures_of(submission)}
    for entry in entries:
        _type(figures[entry.figure], entry, at)
    audit.record("submission.filled_in", submission, by=by, at=at, scope=submission.organization.path)


def check_open(period: ReportingPeriod, organization: Organization, at: datetime) -> None:
    """Raises SubmissionRefused before the first and after the last day on which the organisation may hand in."""
    today, last = timezone.localdate(at), last_day_for(period, organization)
    if today < period.opens_on:
        raise SubmissionRefused(_("The period opens on %(day)s.") % {"day": _day(period.opens_on)})
    if last is not None and today > last:
        raise SubmissionRefused(
            _("The period was closed on %(day)s. Ask the methodologist to open it for the institution.")
            % {"day": _day(last)}
        )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def check_editable(submission: Submission) -> None:
    """Raises SubmissionRefused for what was handed in, and for what awaits the signature."""
    if not submission.is_editable:
        raise SubmissionRefused(_("The figures are frozen. Take the submission back, or begin a correction."))


def _count(submission: Submission, at: datetime) -> None:
    """Brings the counted numbers up to date; a typed number stays where one was typed."""
    catch_up(submission.organization, at=at, most=None)
    present = {each.indicator_id: each for each in figures_of(submission)}
    for value in counted_now(submission):
        figure = present.get(value.indicator.pk) or Figure(submission=submission, indicator=value.indicator)
        _take_counted(figure, value)
        figure.save()
    Submission.objects.filter(pk=submission.pk).update(counted_at=at)
    submission.counted_at = at


def _take_counted(figure: Figure, value: Value) -> None:
    was_overridden = figure.pk is not None and figure.is_overridden
    figure.counted_numerator, figure.counted_denominator = value.numerator, value.denominator
    figure.target = value.target
    if not was_overridden:
        figure.numerator, figure.denominator = value.numerator, value.denominator


def _type(figure: Figure, entry: Entry, at: datetime) -> None:
    figure.numerator = figure.counted_numerator if entry.numerator is None else entry.numerator
    figure.denominator = figure.counted_denominator if entry.denominator is None else entry.denominator
    figure.override_reason = entry.override_reason.strip() if figure.is_overridden else ""
    figure.comment = entry.comment.strip()
    figure.save(update_fields=["numerator", "denominator", "override_reason", "comment"])
