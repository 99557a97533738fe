"""The past of a roadmap approved on paper: what fell due before it was entered here, closed in one step."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.states import move
from organizations.models import User

from ..models import Activity, Evidence, Occurrence, Roadmap
from ..selectors.events import with_events
from ..selectors.on_paper import past_of
from .events import notice_events
from .execution import ExecutionRefused


@transaction.atomic
def close_past(roadmap: Roadmap, *, reason: str, by: User, at: datetime) -> int:
    """Marks each such occurrence as done on the day it was due, with `reason` as its note; returns how many.

    Raises ExecutionRefused without a reason, and where nothing of the kind is open.
    """
    reason = reason.strip()
    if not reason:
        raise ExecutionRefused(_("Say by which papers this was done and where they are kept."))
    past = list(past_of(roadmap))
    if not past:
        raise ExecutionRefused(_("Nothing is open that fell due before the roadmap was entered here."))
    who = {"closed_by": by, "closed_by_name": str(by), "closed_at": at}
    for occurrence in past:
        done = {"times_done": occurrence.needed, "done_on": occurrence.due}
        move(occurrence, Occurrence.State.DONE, **done, **who)
    Evidence.objects.bulk_create(_note(each, reason, by=by, at=at) for each in past)
    changes = {"closed": len(past), "reason": reason}
    audit.record("roadmap.past_closed", roadmap, by=by, at=at, scope=roadmap.organization.path, changes=changes)
    waiting = Activity.objects.filter(section__roadmap=roadmap, events__source="activity").distinct()
    notice_events(with_events(waiting), at=at)
    return len(past)


def _note(occurrence: Occurrence, reason: str, *, by: User, at: datetime) -> Evidence:
    return Evidence(
        occurrence=occurrence,
        kind=Evidence.Kind.NOTE,
        note=reason,
        added_by=by,
        added_by_name=str(by),
        added_at=at,
    )
