"""A municipality or region opens a period: what it asks, by when."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import Quarter
from core.errors import Refused
from core.revisions import save_revised
from notifications.services import Reminder, announce
from organizations.models import Membership, Organization, Role, User

from ..kinds import PERIOD_DAYS
from ..models import Extension, Indicator, ReportingPeriod
from ..selectors.indicators import indicators_of
from ..selectors.periods import standings

DUE_IN, CLOSES_IN = timedelta(days=10), timedelta(days=30)

ANSWERERS = (Role.CURATOR, Role.DIRECTOR, Role.METHODOLOGIST)


class PeriodRefused(Refused):
    """The period cannot be opened or changed so; the message says what to correct."""


def quarter_of(organization: Organization, quarter: Quarter) -> ReportingPeriod:
    """A quarter as it is usually asked for, not yet saved: as of the day after it (order № 344, section 5)."""
    as_of = quarter.ends + timedelta(days=1)
    return ReportingPeriod(
        organization=organization,
        kind=ReportingPeriod.Kind.QUARTER,
        title=_("Quarter %(number)d of %(year)d") % {"number": quarter.number, "year": quarter.year},
        starts_on=quarter.starts,
        as_of=as_of,
        opens_on=as_of,
        due_on=as_of + DUE_IN,
        late_after=as_of + DUE_IN,
        closes_on=as_of + CLOSES_IN,
    )


def next_quarter(organization: Organization, on: date) -> ReportingPeriod:
    """The latest quarter that has ended and was not asked for, else the running one; its days are still to come."""
    ended = Quarter.of(on).previous
    usual = quarter_of(organization, ended)
    asked = ReportingPeriod.objects.filter(organization=organization, kind=usual.kind, as_of=usual.as_of)
    if asked.exists():
        return quarter_of(organization, Quarter.of(on))
    if usual.due_on < on:
        usual.due_on = usual.late_after = on + DUE_IN
        usual.closes_on = on + CLOSES_IN
    return usual


@transaction.atomic
def open_period(
    period: ReportingPeriod, *, indicators: Iterable[Indicator] | None = None, by: User, at: datetime
) -> ReportingPeriod:
    """Saves a new period; without `indicators` it asks for all in force on its date. Raises PeriodRefused."""
    period.created_at = at
    check_dates(period)
    try:
        with transaction.atomic():
            period.save()
    except IntegrityError as error:
        raise PeriodRefused(_("Such a period as of this date is there already. Open it in the list.")) from error
    period.indicators.set(indicators_of(period.organization, period.as_of) if indicators is None else indicators)
    if not period.indicators.exists():
        raise PeriodRefused(_("Choose at least one indicator: there is nothing to ask for."))
    audit.record("reportingperiod.opened", period, by=by, at=at, scope=period.organization.path)
    return period


def check_dates(period: ReportingPeriod) -> None:
    """Raises PeriodRefused when the days do not follow each other."""
    days = (
        (period.starts_on, period.as_of, _("The reporting date is earlier than the first day of the period.")),
        (period.opens_on, period.due_on, _("The period would open after it is due.")),
        (period.due_on, period.late_after, _("It cannot be late before it is due.")),
        (period.late_after, period.closes_on, _("The period would close before answers are late.")),
    )
    for earlier, later, message in days:
        if later is not None and earlier > later:
            raise PeriodRefused(message)


@transaction.atomic
def extend_for(
    period: ReportingPeriod, organization: Organization, *, until: date, reason: str, by: User, at: datetime
) -> Extension:
    """Lets one organisation hand in or correct until a day, closed or accepted. Raises PeriodRefused."""
    if not reason.strip():
        raise PeriodRefused(_("Say why the period is opened for the institution: the reason is kept."))
    if until < timezone.localdate(at):
        raise PeriodRefused(_("The day is past. Choose today or a later day."))
    extension = Extension.objects.create(
        period=period, organization=organization, until=until, reason=reason.strip(), by=by, at=at
    )
    audit.record(
        "reportingperiod.extended",
        period,
        by=by,
        at=at,
        scope=organization.path,
        changes={"until": until.isoformat(), "reason": extension.reason},
    )
    return extension


@transaction.atomic
def change_days(
    period: ReportingPeriod,
    *,
    due_on: date,
    late_after: date,
    closes_on: date | None,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
) -> None:
    """Moves the days of an opened period, each to today or later, so that no answer that came in time becomes late;
    those whose answer is not accepted yet are told. Raises PeriodRefused, StaleRevision."""
    days = {"due_on": due_on, "late_after": late_after, "closes_on": closes_on}
    before = {name: getattr(period, name) for name in days}
    moved = {name: day for name, day in days.items() if day != before[name]}
    if not reason.strip():
        raise PeriodRefused(_("Say why the days are moved: the institutions will read it."))
    if not moved:
        raise PeriodRefused(_("The days are the same as before. Change at least one."))
    if any(day is not None and day < timezone.localdate(at) for day in moved.values()):
        raise PeriodRefused(_("A day can be moved only to today or later: what has passed stays as it was."))
    changed = copy(period)
    for name, day in moved.items():
        setattr(changed, name, day)
    check_dates(changed)
    save_revised(changed, seen=seen, fields=list(moved))
    audit.record(
        "reportingperiod.days_changed",
        changed,
        by=by,
        at=at,
        scope=period.organization.path,
        changes={name: [_said(before[name]), _said(day)] for name, day in moved.items()} | {"reason": reason.strip()},
    )
    _tell_of_days(changed, reason.strip(), by=by, at=at)


def _tell_of_days(period: ReportingPeriod, reason: str, *, by: User, at: datetime) -> None:
    """Everybody who still has to answer, except who moved the days."""
    waiting = [each.organization for each in standings(period) if not each.is_accepted]
    holders = Membership.objects.filter(organization__in=waiting).current().with_role(*ANSWERERS).exclude(user=by)
    taken = _("taken until %(day)s") % {"day": _day(period.closes_on)} if period.closes_on else _("taken at any time")
    text = _("Due on %(due)s, late after %(late)s, %(taken)s. Reason: %(reason)s") % {
        "due": _day(period.due_on),
        "late": _day(period.late_after),
        "taken": taken,
        "reason": reason,
    }
    announce(
        [
            Reminder(
                kind=PERIOD_DAYS.code,
                subject=f"period:{period.pk}:days:{period.revision}",
                recipient_id=recipient,
                organization_id=organization,
                moment=timezone.localdate(at),
                title=_("The days have changed: %(period)s") % {"period": period.title},
                text=text,
                url=period.get_absolute_url(),
            )
            for organization, recipient in holders.values_list("organization", "user").distinct()
        ],
        at=at,
    )


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
