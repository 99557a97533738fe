"""Many meetings at once: a series of one pair, one log for many pairs. Both are of the services of one meeting."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Meeting, Pairing
from .meetings import Author, MeetingRefused, plan_meeting, record_meeting

LONGEST_SERIES = 100


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
