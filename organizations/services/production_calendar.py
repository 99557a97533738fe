"""The production calendar is kept: the days that depart from five days of work and two of rest.

It belongs to the whole system, so its entries in the audit trail are read where nothing is hidden.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import differences, record
from core.errors import Refused
from core.models import CalendarDay
from core.revisions import save_revised

from ..models import User

SCOPE = ""
EDITABLE = ["kind", "title"]
LONGEST = 31
YEARS = range(2000, 2100)


class CalendarRefused(Refused):
    """The calendar cannot hold these days so."""


@transaction.atomic
def add_calendar_days(*, starts: date, ends: date, kind: str, title: str, by: User, at: datetime) -> list[CalendarDay]:
    """Enters every day from one to another, both included, as of one kind and name. Raises CalendarRefused."""
    if starts.year not in YEARS or ends.year not in YEARS:
        raise CalendarRefused(_("The calendar is kept for the years 2000–2099. Correct the year."))
    if ends < starts:
        raise CalendarRefused(_("The last day is before the first one. Correct one of them."))
    days = [starts + timedelta(days=number) for number in range((ends - starts).days + 1)]
    if len(days) > LONGEST:
        raise CalendarRefused(_("At most %(days)d days at once. Enter them in parts.") % {"days": LONGEST})
    _check_free(days)
    for day in days:
        _check_kind(day, kind)
    try:
        with transaction.atomic():
            added = [CalendarDay.objects.create(date=day, kind=kind, title=title) for day in days]
    except IntegrityError as clash:
        raise CalendarRefused(_("Somebody has just entered one of these days. Look at the calendar again.")) from clash
    for day in added:
        record("calendarday.added", day, by=by, at=at, scope=SCOPE, changes=differences({}, _values(day)))
    return added


@transaction.atomic
def edit_calendar_day(day: CalendarDay, *, seen: int, by: User, at: datetime) -> None:
    """Writes another kind or name of a day. Raises CalendarRefused, StaleRevision."""
    _check_kind(day.date, day.kind)
    changes = differences(_values(CalendarDay.objects.get(pk=day.pk)), _values(day))
    if not changes:
        return
    save_revised(day, seen=seen, fields=EDITABLE)
    record("calendarday.changed", day, by=by, at=at, scope=SCOPE, changes=changes)


@transaction.atomic
def remove_calendar_day(day: CalendarDay, *, by: User, at: datetime) -> None:
    """Takes a day out: it is again what its weekday makes it."""
    record("calendarday.removed", day, by=by, at=at, scope=SCOPE, changes={"kind": [day.kind, ""]})
    day.delete()


def _check_kind(day: date, kind: str) -> None:
    """A weekday is worked anyway. Raises CalendarRefused."""
    if kind == CalendarDay.Kind.WORKING and day.weekday() < 5:
        raise CalendarRefused(
            _("%(day)s is no Saturday or Sunday, so it is worked anyway. Choose another kind or another day.")
            % {"day": f"{day:%d.%m.%Y}"}
        )


def _check_free(days: list[date]) -> None:
    taken = CalendarDay.objects.filter(date__in=days).values_list("date", flat=True)
    if taken:
        said = ", ".join(f"{day:%d.%m.%Y}" for day in taken)
        raise CalendarRefused(_("Already in the calendar: %(days)s. Change them there.") % {"days": said})


def _values(day: CalendarDay) -> dict[str, str]:
    return {name: str(getattr(day, name)) for name in EDITABLE}
