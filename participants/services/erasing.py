"""Destruction of a person's data: the paper first, then the data, in one transaction (152-FZ article 21; domain.md 5).

What stays: the row without a name, with the month of birth, so that counts of past dates do not change; the consents
and their scans for three years after their end, as the proof of lawfulness; signed orders, which belong to the
archive.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import audit
from core.documents import content_type, render
from core.files import store_bytes
from core.models import StoredFile
from core.states import move
from organizations.models import Organization

from ..erasure import erase_elsewhere
from ..models import DestructionAct, Participation, Person, SubjectRequest
from ..papers.destruction import act_document, log_document
from ..terms import ACT_KEPT, DESTROYS
from .desk import DeskRefused
from .emptying import empty_person
from .participation import leave

CATEGORIES = (
    "фамилия, имя, отчество",
    "пол, дата рождения",
    "класс (группа), должность, место работы или учёбы",
    "контактные данные",
    "сведения о законных представителях",
    "ответы анкет: запросы, интересы, достижения, результаты",
    "результаты входящей и итоговой диагностики",
)


LEAVING = {
    SubjectRequest.Kind.WITHDRAWAL: Participation.Leaving.CONSENT,
    SubjectRequest.Kind.PURPOSE_REACHED: Participation.Leaving.COMPLETED,
}


@transaction.atomic
def erase_person(
    person: Person,
    *,
    request: SubjectRequest | None = None,
    reason: str = "",
    commission: Sequence[dict[str, str]],
    by,
    at: datetime,
) -> DestructionAct:
    """Destroys the personal data of a person and makes the act with the export of the log.

    `commission` names who destroys: [{"name": ..., "position": ...}], at least one. The ground is an open request that
    leads to destruction, or `reason` in words. Raises DeskRefused.
    """
    organization = Organization.objects.select_for_update().get(pk=person.organization_id)
    person.refresh_from_db()
    if request:
        request.refresh_from_db()
    _check(person, request, reason, commission)
    number = 1 + (organization.destruction_acts.aggregate(last=Max("number"))["last"] or 0)
    act = DestructionAct(
        organization=organization,
        person=person,
        request=request,
        number=number,
        on=timezone.localdate(at),
        reason=reason or capfirst(request),
        commission=list(commission),
        keep_until=timezone.localdate(at) + ACT_KEPT,
        made_by=by,
    )
    _leave_all(person, request, by=by, at=at)
    act.categories = [*CATEGORIES, *erase_elsewhere(person, at)]
    act.paper = _freeze(act_document(act, at), "pdf", organization, by, at)
    audit.record(
        "person.erased", person, by=by, at=at, scope=organization.path, changes={"act": number, "reason": act.reason}
    )
    act.log = _freeze(log_document(act, at), "xlsx", organization, by, at)
    act.save()
    empty_person(person, by=by, at=at)
    _close_requests(act, by=by, at=at)
    if request:
        request.refresh_from_db()
    return act


def _check(person: Person, request: SubjectRequest | None, reason: str, commission: Sequence[dict]) -> None:
    if person.erased_at:
        raise DeskRefused(_("The data of this participant has already been destroyed."))
    if not commission:
        raise DeskRefused(_("Name at least one person who destroys the data: they sign the act."))
    if request is None and not reason.strip():
        raise DeskRefused(_("Write the reason of the destruction: it goes into the act."))
    if request and (request.person_id != person.pk or request.kind not in DESTROYS):
        raise DeskRefused(_("This request does not lead to destruction of the data."))
    if request and request.state != SubjectRequest.State.OPEN:
        raise DeskRefused(_("This request is closed already."))


def _leave_all(person: Person, request: SubjectRequest | None, *, by, at: datetime) -> None:
    """The person leaves every role on the day of the destruction, for the reason that its ground gives."""
    leaving = LEAVING.get(request.kind if request else "", Participation.Leaving.OTHER)
    for participation in person.participations.filter(left_on=None):
        leave(participation, on=timezone.localdate(at), leaving=leaving, by=by, at=at)


def _close_requests(act: DestructionAct, *, by, at: datetime) -> None:
    """Nothing is left to be asked about: whatever was in work is done with the act."""
    day = timezone.localdate(at)
    for request in act.person.subject_requests.filter(state=SubjectRequest.State.OPEN):
        answer = "" if request.pk == act.request_id else f"Персональные данные уничтожены: акт № {act.number}"
        move(request, SubjectRequest.State.DONE, closed_on=day, answer=answer)
        audit.record("subjectrequest.answered", request, by=by, at=at, scope=act.organization.path)


def _freeze(document, format: str, organization: Organization, by, at: datetime) -> StoredFile:
    return store_bytes(
        render(document, format),
        name=document.download_name(format),
        content_type=content_type(format),
        scope=organization.path,
        by=by,
        at=at,
    )
