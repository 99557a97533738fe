"""Many meetings at once: a series of one pair, one log for many pairs. Both are of the services of one meeting."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from core.workdays import work_calendar

from ..models import Meeting, Pairing
from .meetings import Author, MeetingRefused, confirm_meeting, plan_meeting, record_meeting

LONGEST_SERIES = 100
SATURDAY = 5


def series(first: date, until: date, *, every: int) -> list[date]:
    """The days from `first` to `until` in steps of `every` weeks, without the holidays that fall on working weekdays.

    One more than a series may have is given at most, so that a long one is refused rather than cut.
    """
    weekend = first.weekday() >= SATURDAY
    steps = range(min((until - first).days // (7 * every), LONGEST_SERIES) + 1)
    days = [first + timedelta(weeks=every * step) for step in steps]
    if not days or weekend:
        return days
    calendar = work_calendar(days[0], days[-1])
    return [day for day in days if calendar.is_workday(day)]


@transaction.atomic
def plan_series(
    pairing: Pairing, *, days: Collection[date], kind: str, author: Author, at: datetime, **how
) -> list[Meeting]:
    """Meetings of one kind on several days; a day that has a meeting already is passed over.

    `how` is as in plan_meeting. Raises MeetingRefused.
    """
    if not 1 <= len(days) <= LONGEST_SERIES:
        raise MeetingRefused(
            _("A series has from 1 to %(most)d meetings. Choose other days.") % {"most": LONGEST_SERIES}
        )
    taken = set(pairing.meetings.filter(planned_on__in=days).values_list("planned_on", flat=True))
    free = [day for day in sorted(days) if day not in taken]
    if not free:
        raise MeetingRefused(_("Every one of these days has a meeting already."))
    return [plan_meeting(pairing, kind=kind, planned_on=day, author=author, at=at, **how) for day in free]


@transaction.atomic
def record_for_many(
    pairings: Iterable[Pairing], *, entry: UUID, kind: str, held_on: date, author: Author, at: datetime, **said
) -> list[Meeting]:
    """One log for many pairs, everybody present; sent twice, it is written once.

    `said` is as in record_meeting. Raises MeetingRefused, and then nothing is written.
    """
    pairings = list(pairings)
    if not pairings:
        raise MeetingRefused(_("Tick the pairs that met."))
    return [
        record_meeting(
            pairing, entry=uuid5(entry, str(pairing.pk)), kind=kind, held_on=held_on, author=author, at=at, **said
        )
        for pairing in pairings
    ]


@transaction.atomic
def confirm_many(meetings: Iterable[Meeting], *, author: Author, at: datetime) -> int:
    """Planned meetings that were all held as planned. Raises MeetingRefused, and then none is confirmed."""
    meetings = list(meetings)
    if not meetings:
        raise MeetingRefused(_("Tick the meetings that were held."))
    return len([confirm_meeting(meeting, author=author, at=at) for meeting in meetings])
