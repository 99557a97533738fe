"""Many occurrences closed in one step: the past of a roadmap approved on paper; what a person ticked as done."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.states import move
from organizations.models import Organization, User

from ..models import Activity, Evidence, Occurrence, Roadmap
from ..selectors.events import with_events
from ..selectors.on_paper import past_of
from .events import notice_events
from .execution import ExecutionRefused, check_done_on, require_approved


@transaction.atomic
def close_past(roadmap: Roadmap, *, reason: str, by: User, at: datetime) -> int:
    """Marks each such occurrence as done on the day it was due, with `reason` as its note; returns how many.

    Raises ExecutionRefused without a reason, and where nothing of the kind is open.
    """
    past = list(past_of(roadmap).select_related("activity"))
    if not past:
        raise ExecutionRefused(_("Nothing is open that fell due before the roadmap was entered here."))
    reason = _close(past, roadmap.organization, done_on=None, reason=reason, by=by, at=at)
    changes = {"closed": len(past), "reason": reason}
    audit.record("roadmap.past_closed", roadmap, by=by, at=at, scope=roadmap.organization.path, changes=changes)
    _notice_events([roadmap], at=at)
    return len(past)


@transaction.atomic
def close_overdue(
    occurrences: Collection[Occurrence], *, done_on: date | None, reason: str, by: User, at: datetime
) -> int:
    """Marks each as done as often as needed, with `reason` as its note, all or none; returns how many.

    They are of one organisation, and each has a last day. `done_on` is the day of all; without it each was done on the
    day it was due.
    Raises ExecutionRefused without a reason, for a roadmap that is not in force and for a day in the future or long
    before the plan; StateConflict where somebody has marked one meanwhile.
    """
    today = timezone.localdate(at)
    for each in occurrences:
        require_approved(each)
        check_done_on(each, done_on or each.due, today=today)
    roadmaps = {each.activity.roadmap for each in occurrences}
    [owner] = {each.organization for each in roadmaps}
    _close(occurrences, owner, done_on=done_on, reason=reason, by=by, at=at)
    _notice_events(roadmaps, at=at)
    return len(occurrences)


def _close(
    occurrences: Collection[Occurrence],
    owner: Organization,
    *,
    done_on: date | None,
    reason: str,
    by: User,
    at: datetime,
) -> str:
    """Moves them and notes the reason beside each, both in the trail of the owner; returns it as it was kept."""
    reason = reason.strip()
    if not reason:
        raise ExecutionRefused(_("Say by which papers this was done and where they are kept."))
    who = {"closed_by": by, "closed_by_name": str(by), "closed_at": at}
    times_before = [each.times_done for each in occurrences]
    for each in occurrences:
        done = {"times_done": each.needed - each.times_counted, "done_on": done_on or each.due}
        move(each, Occurrence.State.DONE, repeats=["times_done", "times_counted"], **done, **who)
    Evidence.objects.bulk_create(_note(each, reason, by=by, at=at) for each in occurrences)
    where = {"by": by, "at": at, "scope": owner.path}
    marks = zip(occurrences, times_before, strict=True)
    audit.record_pairs("occurrence.done", ((each, _marked(each, times)) for each, times in marks), **where)
    audit.record_each("evidence.added", occurrences, changes={"kind": Evidence.Kind.NOTE}, **where)
    return reason


def _marked(occurrence: Occurrence, times_before: int) -> dict[str, Any]:
    return {"done_on": occurrence.done_on.isoformat(), "times": [times_before, occurrence.times_done]}


def _notice_events(roadmaps: Iterable[Roadmap], *, at: datetime) -> None:
    """What of the same roadmaps waited for these activities to be done."""
    waiting = Activity.objects.filter(section__roadmap__in=roadmaps, events__source="activity").distinct()
    notice_events(with_events(waiting), at=at)


def _note(occurrence: Occurrence, reason: str, *, by: User, at: datetime) -> Evidence:
    return Evidence(
        occurrence=occurrence,
        kind=Evidence.Kind.NOTE,
        note=reason,
        added_by=by,
        added_by_name=str(by),
        added_at=at,
    )
