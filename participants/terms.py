"""The days that the law gives (152-FZ articles 14, 20, 21; domain.md 5.5), without a database."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from core.workdays import WorkCalendar

from .models import SubjectRequest

Kind = SubjectRequest.Kind

WORKING_DAYS = {
    Kind.ACCESS: 10,
    Kind.STOP_PROCESSING: 10,
    Kind.STOP_DISSEMINATION: 3,
    Kind.RECTIFICATION: 7,
}
CALENDAR_DAYS = {Kind.WITHDRAWAL: 30, Kind.PURPOSE_REACHED: 30}
EXTENSION = {Kind.ACCESS: 5, Kind.STOP_PROCESSING: 5}  # working days, once, with a notice that gives the reason
BLOCKED_FOR = relativedelta(months=6)  # when data cannot be destroyed in time: blocked, and destroyed within this
DESTROYS = (Kind.WITHDRAWAL, Kind.STOP_PROCESSING, Kind.PURPOSE_REACHED)

NOTICE_AFTER = timedelta(hours=24)
RESULTS_AFTER = timedelta(hours=72)
PURPOSE_REACHED_AFTER = timedelta(days=30)  # nobody takes part for so long without coming back
ACT_KEPT = relativedelta(years=3)  # order of Roskomnadzor 179 of 28.10.2022
CONSENT_KEPT = relativedelta(years=3)  # after its end


def due_on(kind: str, received_on: date, calendar: WorkCalendar) -> date:
    """The last day for a request received on that day; the day of receipt is not counted."""
    if kind in CALENDAR_DAYS:
        return received_on + timedelta(days=CALENDAR_DAYS[kind])
    return calendar.add_workdays(received_on, WORKING_DAYS[kind])


def extended(kind: str, due: date, calendar: WorkCalendar) -> date | None:
    """The day to which a notice with reasons puts it off; None when the law knows no extension."""
    return calendar.add_workdays(due, EXTENSION[kind]) if kind in EXTENSION else None


def incident_deadlines(found_at: datetime) -> tuple[datetime, datetime]:
    """By when the notice of a leak goes out, and the results of its investigation (article 21 part 3.1)."""
    return found_at + NOTICE_AFTER, found_at + RESULTS_AFTER
