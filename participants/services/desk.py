"""Verbs of the personal-data desk: what subjects ask is entered, put off, blocked, answered; incidents."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.states import move
from core.workdays import work_calendar
from organizations.models import Organization

from ..models import Incident, Person, SubjectRequest
from ..terms import BLOCKED_FOR, DESTROYS, due_on, extended
from .withdrawing import carry_out

LOOK_AHEAD = timedelta(days=60)  # longer than the longest term with every holiday in it


class DeskRefused(Refused):
    """The request cannot be handled so."""


@transaction.atomic
def open_request(
    person: Person, *, kind: str, received_on: date, received_from: str = "", by, at: datetime
) -> SubjectRequest:
    """Enters what a subject asks; the law's days run from the day it was received.

    What the request ends at once (services/withdrawing.py) ends with it: consents fall, participations are left.
    Raises DeskRefused for a day in the future, for an erased person and when the same is already in work.
    """
    if person.erased_at:
        raise DeskRefused(_("The data of this participant has been destroyed: there is nothing left to ask about."))
    if received_on > timezone.localdate(at):
        raise DeskRefused(_("A request cannot be received in the future. Correct the date."))
    if person.subject_requests.filter(kind=kind, state=SubjectRequest.State.OPEN).exists():
        raise DeskRefused(_("The same request of this participant is already in work."))
    request = SubjectRequest.objects.create(
        organization=person.organization,
        person=person,
        kind=kind,
        received_on=received_on,
        received_from=received_from,
        due_on=due_on(kind, received_on, work_calendar(received_on, received_on + LOOK_AHEAD)),
        created_at=at,
    )
    _record("opened", request, by=by, at=at, kind=kind, due_on=request.due_on.isoformat())
    carry_out(person, kind=kind, received_on=received_on, by=by, at=at)
    return request


@transaction.atomic
def extend_request(request: SubjectRequest, *, reason: str, by, at: datetime) -> None:
    """Puts the day off once, with a notice that gives the reason (articles 20 part 1, 21 part 5.1).

    Raises DeskRefused when the law knows no extension, it was used, or the reason is missing.
    """
    until = extended(request.kind, request.due_on, work_calendar(request.due_on, request.due_on + LOOK_AHEAD))
    if until is None:
        raise DeskRefused(_("The law allows no extension of this request."))
    if not reason.strip():
        raise DeskRefused(_("Write the reason: it goes into the notice to the subject."))
    changed = SubjectRequest.objects.filter(pk=request.pk, state=SubjectRequest.State.OPEN, extended_reason="").update(
        due_on=until, extended_reason=reason.strip()
    )
    if not changed:
        raise DeskRefused(_("This request has already been extended or closed."))
    request.refresh_from_db()
    _record("extended", request, by=by, at=at, due_on=until.isoformat())


@transaction.atomic
def block_data(request: SubjectRequest, *, reason: str, by, at: datetime) -> None:
    """The data cannot be destroyed in time: it is blocked, and destroyed within six months (article 21 part 6).

    Raises DeskRefused when the request does not lead to destruction, is closed, or the reason is missing.
    """
    if request.kind not in DESTROYS:
        raise DeskRefused(_("Only data that is to be destroyed is blocked."))
    if not reason.strip():
        raise DeskRefused(_("Write why the data cannot be destroyed in time."))
    until = request.received_on + BLOCKED_FOR
    changed = SubjectRequest.objects.filter(pk=request.pk, state=SubjectRequest.State.OPEN, blocked_on=None).update(
        blocked_on=timezone.localdate(at), due_on=until, extended_reason=reason.strip()
    )
    if not changed:
        raise DeskRefused(_("The data is blocked already, or the request is closed."))
    request.refresh_from_db()
    _record("blocked", request, by=by, at=at, due_on=until.isoformat())


@transaction.atomic
def answer_request(request: SubjectRequest, *, answer: str, refused: bool = False, by, at: datetime) -> None:
    """Closes a request with the answer given to the subject.

    What leads to destruction is closed as done by the destruction itself (services/erasing.py), here only refused.
    Raises DeskRefused; ForbiddenMove when it is closed already.
    """
    if not answer.strip():
        raise DeskRefused(_("Write what was answered to the subject."))
    if request.kind in DESTROYS and not refused:
        raise DeskRefused(_("This request is done by destroying the data. Use «Destroy the data»."))
    state = SubjectRequest.State.REFUSED if refused else SubjectRequest.State.DONE
    move(request, state, answer=answer.strip(), closed_on=timezone.localdate(at))
    _record("refused" if refused else "answered", request, by=by, at=at)


@transaction.atomic
def report_incident(organization: Organization, *, values: dict, by, at: datetime) -> Incident:
    """Enters a leak: from `found_at` the law gives 24 hours for the notice and 72 for the results.

    `values` are fields of Incident. Raises DeskRefused when it was found in the future.
    """
    if values["found_at"] > at:
        raise DeskRefused(_("An incident cannot be found in the future. Correct the time."))
    incident = Incident.objects.create(organization=organization, recorded_by=by, **values)
    audit.record("incident.reported", incident, by=by, at=at, scope=organization.path)
    return incident


@transaction.atomic
def follow_incident(incident: Incident, *, values: dict, by, at: datetime) -> None:
    """Adds what became known: notices sent, measures, the end. Raises DeskRefused when a notice precedes the find."""
    for field in ("first_notice_at", "results_notice_at"):
        moment = values.get(field)
        if moment and not incident.found_at <= moment <= at:
            raise DeskRefused(_("A notice goes out after the incident was found and not in the future."))
    changed = {name: value for name, value in values.items() if getattr(incident, name) != value}
    Incident.objects.filter(pk=incident.pk).update(**changed)
    incident.refresh_from_db()
    changes = {"fields": ", ".join(sorted(changed))}
    audit.record("incident.followed", incident, by=by, at=at, scope=incident.organization.path, changes=changes)


def _record(what: str, request: SubjectRequest, *, by, at: datetime, **changes) -> None:
    scope = request.organization.path
    audit.record(f"subjectrequest.{what}", request, by=by, at=at, scope=scope, changes=changes)
