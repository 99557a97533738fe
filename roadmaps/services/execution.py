"""Execution: marking occurrences started, done, not required, open again; the evidence that shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused
from core.files import fingerprint, store_upload
from core.models import AuditEntry
from core.states import StateConflict, move
from orders.models import Order

from ..models import Evidence, Occurrence, Roadmap
from ..selectors.events import waiting_for
from .events import notice_events
from .occurrences import generate_occurrences, set_dates

__all__ = [
    "EvidenceDraft",
    "ExecutionRefused",
    "add_evidence",
    "attach_all",
    "generate_occurrences",
    "mark_done",
    "remove_evidence",
    "reopen_occurrence",
    "set_dates",
    "start_occurrence",
    "waive_occurrence",
]


class ExecutionRefused(Refused):
    """The occurrence cannot be marked so; the message says why."""


@dataclass(frozen=True)
class EvidenceDraft:
    """What a person attaches: one of an order of the register, a file or a link, with or without a note; or a note."""

    order: Order | None = None
    upload: UploadedFile | None = None
    link: str = ""
    note: str = ""

    def __str__(self):
        return str(self.order or self.upload or self.link or self.note)


@transaction.atomic
def start_occurrence(occurrence: Occurrence, *, by, at: datetime) -> None:
    """не начато → в работе."""
    require_approved(occurrence)
    move(occurrence, Occurrence.State.IN_PROGRESS)
    _record("occurrence.started", occurrence, by=by, at=at)


@transaction.atomic
def mark_done(
    occurrence: Occurrence,
    *,
    done_on: date,
    by,
    at: datetime,
    evidence: Iterable[EvidenceDraft] = (),
    seen: int | None = None,
) -> None:
    """Marks it done once; it is done when the needed number of times is reached, in progress until then.

    `seen` is how many times it had been marked as far as the person knew, so that a form sent twice counts once;
    what the records count (services.counting) is added to the marks.
    Raises ExecutionRefused for a date in the future or before the plan, and what `add_evidence` raises.
    """
    require_approved(occurrence)
    if seen is not None and seen != occurrence.times_done:
        raise ExecutionRefused(_("This has been marked meanwhile. Look at what is marked before you mark it again."))
    check_done_on(occurrence, done_on, today=timezone.localdate(at))
    times = occurrence.times_done + 1
    if times + occurrence.times_counted >= occurrence.needed:
        move(
            occurrence,
            Occurrence.State.DONE,
            times_done=times,
            done_on=done_on,
            closed_by=by,
            closed_by_name=str(by or ""),
            closed_at=at,
        )
    else:
        _count_once_more(occurrence, times)
    for draft in evidence:
        add_evidence(occurrence, draft, by=by, at=at)
    changes = {"done_on": done_on.isoformat(), "times": [times - 1, times]}
    _record("occurrence.done", occurrence, by=by, at=at, changes=changes)
    notice_events(waiting_for(occurrence.activity), at=at)


@transaction.atomic
def waive_occurrence(occurrence: Occurrence, *, reason: str, by, at: datetime) -> None:
    """не требуется, with the reason. Raises ExecutionRefused without one."""
    require_approved(occurrence)
    reason = reason.strip()
    if not reason:
        raise ExecutionRefused(_("Say why this is not required: the reason goes into the report."))
    move(
        occurrence,
        Occurrence.State.NOT_REQUIRED,
        reason=reason,
        closed_by=by,
        closed_by_name=str(by or ""),
        closed_at=at,
    )
    _record("occurrence.waived", occurrence, by=by, at=at, changes={"reason": reason})


@transaction.atomic
def reopen_occurrence(occurrence: Occurrence, *, by, at: datetime) -> None:
    """готово or не требуется → open again; evidence stays.

    The last mark is taken back, with every time that was counted in it (closing.py marks several at once).
    Raises ExecutionRefused for what the records show.
    """
    require_approved(occurrence)
    done = occurrence.state == Occurrence.State.DONE
    if done and occurrence.times_done < occurrence.needed <= occurrence.times_counted:
        raise ExecutionRefused(_("The records show that it is done. Change what is counted towards the activity."))
    move(
        occurrence,
        Occurrence.State.IN_PROGRESS if done else Occurrence.State.NOT_STARTED,
        times_done=_times_before(occurrence),
        done_on=None,
        reason="",
        closed_by=None,
        closed_by_name="",
        closed_at=None,
    )
    _record("occurrence.reopened", occurrence, by=by, at=at)
    notice_events(waiting_for(occurrence.activity), at=at)


@transaction.atomic
def attach_all(occurrence: Occurrence, drafts: Iterable[EvidenceDraft], *, by, at: datetime) -> list[Evidence]:
    """Attaches several pieces, all or none."""
    return [add_evidence(occurrence, draft, by=by, at=at) for draft in drafts]


@transaction.atomic
def add_evidence(occurrence: Occurrence, draft: EvidenceDraft, *, by, at: datetime) -> Evidence:
    """Attaches what shows that it was done.

    Raises ExecutionRefused for nothing, what is attached already and a foreign order; FileRefused for a bad file.
    """
    roadmap = occurrence.activity.roadmap
    require_approved(occurrence)
    _refuse_twice(occurrence, draft)
    kept = {
        "occurrence": occurrence,
        "added_by": by,
        "added_by_name": str(by or ""),
        "added_at": at,
        "note": draft.note,
    }
    if draft.order:
        if draft.order.organization_id != roadmap.organization_id:
            raise ExecutionRefused(_("This order belongs to another organisation. Choose one of your own register."))
        evidence = Evidence(kind=Evidence.Kind.ORDER, order=draft.order, **kept)
    elif draft.upload:
        stored = store_upload(draft.upload, scope=roadmap.organization.path, by=by, at=at)
        evidence = Evidence(kind=Evidence.Kind.FILE, file=stored, **kept)
    elif draft.link:
        evidence = Evidence(kind=Evidence.Kind.LINK, link=draft.link, **kept)
    elif draft.note.strip():
        evidence = Evidence(kind=Evidence.Kind.NOTE, **kept)
    else:
        raise ExecutionRefused(_("Attach something: an order, a file, a link or a note."))
    evidence.save()
    _record("evidence.added", occurrence, by=by, at=at, changes={"kind": evidence.kind})
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by, at: datetime) -> None:
    """Takes evidence off an open occurrence; the file itself is kept. Raises ExecutionRefused on a closed one."""
    occurrence = evidence.occurrence
    if not occurrence.is_open:
        raise ExecutionRefused(_("The activity is already closed. Open it again first, then remove the document."))
    _record("evidence.removed", occurrence, by=by, at=at, changes={"kind": evidence.kind, "number": evidence.pk})
    evidence.delete()


def _refuse_twice(occurrence: Occurrence, draft: EvidenceDraft) -> None:
    if draft.order:
        same = {"order": draft.order}
    elif draft.upload:
        same = {"file__sha256": fingerprint(draft.upload)}
    elif draft.link:
        same = {"link": draft.link}
    else:
        return
    if occurrence.evidence.filter(**same).exists():
        raise ExecutionRefused(_("«%(what)s» is attached here already.") % {"what": draft})


def require_approved(occurrence: Occurrence) -> None:
    """Raises ExecutionRefused for an activity of a roadmap that is not in force."""
    if occurrence.activity.roadmap.state != Roadmap.State.APPROVED:
        raise ExecutionRefused(_("Only the activities of an approved roadmap in force can be marked."))


def check_done_on(occurrence: Occurrence, done_on: date, *, today: date) -> None:
    """Raises ExecutionRefused for a day in the future or long before the roadmap."""
    if done_on > today:
        raise ExecutionRefused(_("The date of completion lies in the future. Enter the day when it was really done."))
    if done_on.year < occurrence.activity.roadmap.period_from.year - 1:
        raise ExecutionRefused(_("The date of completion lies long before the roadmap. Check the year."))


def _count_once_more(occurrence: Occurrence, times: int) -> None:
    """One of several times: a conditional UPDATE on the number seen, so that a double click counts once."""
    updated = Occurrence.objects.filter(
        pk=occurrence.pk, times_done=occurrence.times_done, state__in=Occurrence.OPEN_STATES
    ).update(times_done=times, state=Occurrence.State.IN_PROGRESS)
    if not updated:
        raise StateConflict(_("Somebody has just changed this. Reload the page and look at the present state."))
    occurrence.times_done, occurrence.state = times, Occurrence.State.IN_PROGRESS


def _times_before(occurrence: Occurrence) -> int:
    """How many times people had marked it before the last mark, by the trail, which keeps both numbers."""
    about = {"subject_type": occurrence._meta.label_lower, "subject_id": str(occurrence.pk)}
    last = AuditEntry.objects.filter(verb="occurrence.done", **about).order_by("pk").last()
    match last and last.changes.get("times"):
        case [before, after] if after == occurrence.times_done:
            return before
    return max(occurrence.times_done - 1, 0)


def _record(verb: str, occurrence: Occurrence, *, by, at: datetime, changes: dict | None = None) -> None:
    scope = occurrence.activity.roadmap.organization.path
    record(verb, occurrence, by=by, at=at, scope=scope, changes=changes)
