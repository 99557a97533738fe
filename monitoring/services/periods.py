"""A municipality or region opens a period: what it asks, by when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import Quarter
from core.errors import Refused
from organizations.models import Organization, User

from ..models import Extension, Indicator, ReportingPeriod
from ..selectors.indicators import indicators_of

DUE_IN, CLOSES_IN = timedelta(days=10), timedelta(days=30)


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
