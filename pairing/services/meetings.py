"""Meetings: planned, held, missed, put right (domain.md 1.6).

`author` is the user, or the name of the mentor who writes by a personal link; the trail keeps no such name. A meeting
is held on a day on which the pair works (`PairingQuerySet.active`). Every service raises MeetingRefused. Many meetings
at once: services.many_meetings.
"""

from collections.abc import Set
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import long_date
from core.errors import Refused
from core.revisions import save_revised
from core.states import move
from organizations.models import User

from ..models import Attendance, Meeting, Membership, Pairing

PLAN = ["kind", "planned_on", "planned_time", "minutes", "mode", "place", "topic"]
RECORD = [
    "kind", "held_on", "minutes", "mode", "place", "topic", "next_step", "result", "mentor_mark", "mentee_mark",
    "private_note",
]  # fmt: skip

Author = User | str


class MeetingRefused(Refused):
    """The meeting cannot be of this pair, on this day or in this state."""


@transaction.atomic
def plan_meeting(
    pairing: Pairing,
    *,
    kind: str,
    planned_on: date,
    author: Author,
    at: datetime,
    planned_time: time | None = None,
    minutes: int | None = None,
    mode: str = Meeting.Mode.IN_PERSON,
    place: str = "",
    topic: str = "",
) -> Meeting:
    """A meeting that is to be."""
    _check_plan(pairing, planned_on, on=timezone.localdate(at))
    meeting = Meeting(
        pairing=pairing, kind=kind, planned_on=planned_on, planned_time=planned_time, minutes=minutes, mode=mode,
        place=place, topic=topic, recorded_by=str(author), recorded_at=at,
    )  # fmt: skip
    _check_numbers(meeting)
    meeting.save()
    _trail("meeting.planned", meeting, {"on": planned_on.isoformat()}, author=author, at=at)
    return meeting


@transaction.atomic
def record_meeting(
    pairing: Pairing,
    *,
    entry: UUID,
    kind: str,
    held_on: date,
    author: Author,
    at: datetime,
    minutes: int | None = None,
    mode: str = Meeting.Mode.IN_PERSON,
    place: str = "",
    topic: str = "",
    next_step: str = "",
    result: str = "",
    mentor_mark: int | None = None,
    mentee_mark: int | None = None,
    private_note: str = "",
    present: Set[int] | None = None,
) -> Meeting:
    """A meeting that was held. The same `entry` once more gives the same row, unchanged.

    The entry of a planned meeting records that one; so does any entry for the day that one was planned for. `present`
    are the memberships that were there, None when everybody was.
    """
    Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    known = Meeting.objects.filter(entry=entry).first()
    if known and known.pairing_id != pairing.pk:
        raise MeetingRefused(_("This entry belongs to another pair. Reload the page and enter the meeting again."))
    if known and known.state == Meeting.State.HELD:
        return known
    meeting = known or _planned_for(pairing, held_on) or Meeting(pairing=pairing, planned_on=None, recorded_at=at)
    said = {
        "kind": kind, "held_on": held_on, "minutes": minutes, "mode": mode, "place": place or meeting.place,
        "topic": topic or meeting.topic, "next_step": next_step, "result": result, "mentor_mark": mentor_mark,
        "mentee_mark": mentee_mark, "private_note": private_note,
    }  # fmt: skip
    _hold(meeting, said, entry=entry, present=present, author=author, at=at)
    _trail("meeting.recorded", meeting, {"on": held_on.isoformat()}, author=author, at=at)
    return meeting


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, author: Author, at: datetime) -> Meeting:
    """A planned meeting was held as planned; confirmed twice, it is held once."""
    meeting = _held_fast(meeting)
    if meeting.state == Meeting.State.HELD:
        return meeting
    if meeting.planned_on > timezone.localdate(at):
        raise MeetingRefused(
            _("The meeting is planned for %(day)s. If it was held earlier, enter it with its own day.")
            % {"day": long_date(meeting.planned_on)}
        )
    said = {"held_on": meeting.planned_on}
    _hold(meeting, said, entry=meeting.entry, present=None, author=author, at=at)
    _trail("meeting.confirmed", meeting, {"on": meeting.held_on.isoformat()}, author=author, at=at)
    return meeting


@transaction.atomic
def miss_meeting(meeting: Meeting, *, author: Author, at: datetime, reason: str = "") -> Meeting:
    """A planned meeting did not take place; said twice, it is written once."""
    meeting = _held_fast(meeting)
    if meeting.state != Meeting.State.MISSED:
        said = {"result": reason.strip()[:500], "recorded_by": str(author), "recorded_at": at}
        move(meeting, Meeting.State.MISSED, revision=meeting.revision + 1, **said)
        _trail("meeting.missed", meeting, {}, author=author, at=at)
    return meeting


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, author: Author, at: datetime) -> Meeting:
    """Takes back what was said of a meeting: it is planned again, for the day on which it was said to be held."""
    meeting = _held_fast(meeting)
    planned_on = meeting.planned_on or meeting.held_on
    move(meeting, Meeting.State.PLANNED, planned_on=planned_on, held_on=None, revision=meeting.revision + 1)
    meeting.attendance.all().delete()
    _trail("meeting.reopened", meeting, {}, author=author, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, seen: int, author: Author, at: datetime, present: Set[int] | None = None
) -> Meeting:
    """Writes the fields of `meeting` over the revision that was seen; `present` as in record_meeting.

    Raises StaleRevision as well.
    """
    before = Meeting.objects.select_related("pairing__organization").get(pk=meeting.pk)
    fields = RECORD if before.state == Meeting.State.HELD else PLAN
    if before.state == Meeting.State.HELD:
        _check_held(before.pairing, meeting.held_on, on=timezone.localdate(at))
    elif meeting.planned_on != before.planned_on:
        _check_plan(before.pairing, meeting.planned_on, on=timezone.localdate(at))
    _check_numbers(meeting)
    save_revised(meeting, seen=seen, fields=fields)
    if before.state == Meeting.State.HELD:
        _note_attendance(meeting, present)
    changed = [name for name in fields if getattr(before, name) != getattr(meeting, name)]
    if changed:
        _trail("meeting.changed", meeting, dict.fromkeys(changed, audit.MASKED), author=author, at=at)
    return meeting


@transaction.atomic
def delete_meeting(meeting: Meeting, *, author: Author, at: datetime) -> None:
    """Deletes a meeting that was not held; what was held by mistake is taken back first (reopen_meeting)."""
    meeting = _held_fast(meeting)
    if meeting.state == Meeting.State.HELD:
        raise MeetingRefused(_("This meeting was held. Take the mark back first if it was made by mistake."))
    _trail("meeting.deleted", meeting, {"on": meeting.planned_on.isoformat()}, author=author, at=at)
    meeting.delete()


def _hold(
    meeting: Meeting, said: dict, *, entry: UUID, present: Set[int] | None, author: Author, at: datetime
) -> None:
    for name, value in said.items():
        setattr(meeting, name, value)
    _check_numbers(meeting)
    _check_held(meeting.pairing, meeting.held_on, on=timezone.localdate(at))
    said = {**said, "entry": entry, "recorded_by": str(author), "recorded_at": at}
    if meeting.pk:
        move(meeting, Meeting.State.HELD, revision=meeting.revision + 1, **said)
    else:
        meeting.state = Meeting.State.HELD
        meeting.entry, meeting.recorded_by = entry, str(author)
        meeting.save()
    _note_attendance(meeting, present)


def _planned_for(pairing: Pairing, day: date) -> Meeting | None:
    planned = pairing.meetings.filter(state=Meeting.State.PLANNED, planned_on=day)
    return planned.select_related("pairing__organization").order_by("pk").first()


def _held_fast(meeting: Meeting) -> Meeting:
    """The meeting as it is now, kept so until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("pairing__organization")
    return rows.get(pk=meeting.pk)


def _check_held(pairing: Pairing, day: date, *, on: date) -> None:
    if day > on:
        raise MeetingRefused(_("This day has not come yet. Plan the meeting instead."))
    _check_ordered(pairing)
    if not pairing.starts_on <= day <= pairing.last_day:
        raise _outside(pairing)
    if not Pairing.objects.active(day).filter(pk=pairing.pk).exists():
        raise MeetingRefused(
            _("On that day the pair did not work: its order or the consents were not in force. Check them first.")
        )


def _check_plan(pairing: Pairing, day: date, *, on: date) -> None:
    _check_ordered(pairing)
    if day < on:
        raise MeetingRefused(_("This day is past. Enter the meeting as held."))
    if not pairing.starts_on <= day <= pairing.last_day:
        raise _outside(pairing)


def _check_ordered(pairing: Pairing) -> None:
    if pairing.state == Pairing.State.DRAFT:
        raise MeetingRefused(_("This pair waits for its order of assignment. It meets once the order is signed."))


def _outside(pairing: Pairing) -> MeetingRefused:
    said = {"first": long_date(pairing.starts_on), "last": long_date(pairing.last_day)}
    return MeetingRefused(_("The pair works from %(first)s to %(last)s: choose a day within.") % said)


def _check_numbers(meeting: Meeting) -> None:
    if any(mark is not None and mark not in Meeting.MARKS for mark in (meeting.mentor_mark, meeting.mentee_mark)):
        raise MeetingRefused(_("A mark is a number from 1 to 5."))
    if meeting.minutes is not None and not 1 <= meeting.minutes <= Meeting.LONGEST:
        raise MeetingRefused(_("A meeting lasts from 1 minute to %(most)d minutes.") % {"most": Meeting.LONGEST})


def _note_attendance(meeting: Meeting, present: Set[int] | None) -> None:
    """Who of a group was there; a pair of two needs no rows."""
    members = set(
        Membership.objects.in_force(meeting.held_on).filter(pairing=meeting.pairing_id).values_list("pk", flat=True)
    )
    there = members if present is None else members & set(present)
    if not there:
        raise MeetingRefused(_("Nobody of the mentees was there: mark the meeting as one that did not take place."))
    meeting.attendance.all().delete()
    if len(members) > 1:
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, membership_id=member, was_there=member in there) for member in sorted(members)
        )


def _trail(verb: str, meeting: Meeting, changes: dict, *, author: Author, at: datetime) -> None:
    by = author if isinstance(author, User) else None
    changes = changes if by else {**changes, "by_link": True}
    audit.record(verb, meeting, by=by, at=at, scope=meeting.pairing.organization.path, changes=changes)
