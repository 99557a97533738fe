"""The period within which deadlines are read, its working days those of the production calendar."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from django.db import DatabaseError

from core.workdays import StoredCalendar, WorkCalendar

from .deadlines import Period

AROUND = timedelta(days=366)  # where events happen and terms run out


class CalendarAtHand(StoredCalendar):
    """Weekends alone where there is no database to ask: a phrase may be explained before one is set up."""

    @cached_property
    def _calendar(self) -> WorkCalendar:
        try:
            return super()._calendar
        except DatabaseError:
            return WorkCalendar()


def stored_period(starts: date, ends: date, calendar: type[StoredCalendar] = StoredCalendar) -> Period:
    """Phrases that count working days ask the calendar, once; the others cost no query. Raises ValueError."""
    within = Period(starts, ends)  # refuses what is no period, before its surroundings are counted
    return replace(within, workdays=calendar(starts - AROUND, ends + AROUND))
