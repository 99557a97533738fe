"""Destruction of a person's data: the paper first, then the data, in one transaction (152-FZ article 21; domain.md 5).

What stays: the row without a name, with the month of birth, so that counts of past dates do not change; the consents
and their scans for three years after their end, as the proof of lawfulness; signed orders, which belong to the
archive.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import audit
from core.documents import content_type, render
from core.files import discard, store_bytes
from core.models import StoredFile
from core.states import move
from organizations.models import Organization

from ..erasure import erase_elsewhere
from ..models import (
    Assessment,
    BankImport,
    BankImportRow,
    DestructionAct,
    MentorOffer,
    Participation,
    Person,
    QuestionnaireLink,
    SubjectRequest,
)
from ..papers.destruction import act_document, log_document
from ..terms import ACT_KEPT, DESTROYS
from .desk import DeskRefused

CATEGORIES = (
    "фамилия, имя, отчество",
    "пол, дата рождения",
    "класс (группа), должность, место работы или учёбы",
    "контактные данные",
    "сведения о законных представителях",
    "ответы анкет: запросы, интересы, достижения, результаты",
    "результаты входящей и итоговой диагностики",
)


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
    _check(person, request, reason, commission)
    organization = Organization.objects.select_for_update().get(pk=person.organization_id)
    number = 1 + (organization.destruction_acts.aggregate(last=Max("number"))["last"] or 0)
    act = DestructionAct(
        organization=organization,
        person=person,
        request=request,
        number=number,
        on=at.date(),
        reason=reason or capfirst(request),
        commission=list(commission),
        keep_until=at.date() + ACT_KEPT,
        made_by=by,
    )
    for participation in person.participations.filter(left_on=None):
        _leave(participation, at.date())
    act.categories = [*CATEGORIES, *erase_elsewhere(person, at)]
    act.paper = _freeze(act_document(act, at), "pdf", organization, by, at)
    audit.record(
        "person.erased", person, by=by, at=at, scope=organization.path, changes={"act": number, "reason": act.reason}
    )
    act.log = _freeze(log_document(act, at), "xlsx", organization, by, at)
    act.save()
    _destroy(person, at)
    if request:
        move(request, SubjectRequest.State.DONE, closed_on=at.date(), received_from="")
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


def _leave(participation: Participation, on: date) -> None:
    left_on = max(on, participation.joined_on)
    Participation.objects.filter(pk=participation.pk, left_on=None).update(
        left_on=left_on, leaving=Participation.Leaving.CONSENT
    )


def _freeze(document, format: str, organization: Organization, by, at: datetime) -> StoredFile:
    return store_bytes(
        render(document, format),
        name=document.download_name(format),
        content_type=content_type(format),
        scope=organization.path,
        by=by,
        at=at,
    )


def _destroy(person: Person, at: datetime) -> None:
    _destroy_uploads(person)
    participations = person.participations.all()
    QuestionnaireLink.objects.filter(participation__in=participations).delete()
    Assessment.objects.filter(participation__in=participations).delete()
    MentorOffer.objects.filter(participation__in=participations).update(summary="", withdrawn_on=at.date())
    for participation in participations:
        participation.areas.clear()
        participation.interests.clear()
    participations.update(
        leaving_note="", request="", achievements="", interests_text="", results="", case_url="", completed_mark=""
    )
    person.representatives.all().delete()
    _empty(person, at)


def _destroy_uploads(person: Person) -> None:
    """The rows of uploads that speak of the person, and the files that name everybody they held."""
    rows = BankImportRow.objects.filter(person=person)
    for batch in BankImport.objects.filter(rows__in=rows).exclude(file=None).select_related("file").distinct():
        stored = batch.file
        BankImport.objects.filter(pk=batch.pk).update(file=None)
        discard(stored)
    rows.delete()


def _empty(person: Person, at: datetime) -> None:
    month_of_birth = person.birth_on and person.birth_on.replace(day=1)
    for field in Person.PERSONAL_FIELDS:
        setattr(person, field, Person._meta.get_field(field).get_default())
    person.birth_on, person.experience_since = month_of_birth, None
    person.partner, person.erased_at = None, at
    person.archived_on = person.archived_on or at.date()
    person.revision += 1
    person.save()
