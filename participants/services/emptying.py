"""What is left of a person after destruction: rows without words, files and names, for the counts of past days.

Records that were merged into the person speak of the same human: they are emptied with them.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from core import audit
from core.files import discard
from core.states import move
from orders.services import forget_names

from ..models import (
    Assessment,
    BankImport,
    BankImportRow,
    Certificate,
    MentorOffer,
    OfferRequest,
    Participation,
    Person,
    QuestionnaireLink,
    Representative,
    SubjectRequest,
)
from .imports.beginning import let_go
from .sharing import withdraw_offer

State = BankImport.State
UNFINISHED = (State.WAITING, State.READ, State.REFUSED)


def empty_person(person: Person, *, by, at: datetime) -> None:
    """Destroys what the app holds of a person, within the caller's transaction."""
    people = list(Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)))
    participations = Participation.objects.filter(person__in=people)
    _destroy_uploads(people, by=by, at=at)
    _destroy_offers(participations, by=by, at=at)
    _destroy_participations(participations)
    _destroy_requests(people)
    Representative.objects.filter(person__in=people).delete()
    forget_names(person.organization, [record.get_full_name() for record in people])
    for record in people:
        _empty(record, at)
    person.refresh_from_db()


def _destroy_uploads(people: list[Person], *, by, at: datetime) -> None:
    """The rows of uploads that speak of the person, and the files that name everybody they held.

    An upload that is not accepted yet cannot do without either: it is given up. Rows that belong to nobody go too, as
    nobody can tell that they do not name the person.
    """
    for batch in _uploads_naming(people):
        if batch.state in UNFINISHED:
            move(batch, State.ABANDONED)
            let_go(batch)
            audit.record("bankimport.abandoned", batch, by=by, at=at, scope=batch.organization.path)
        else:
            batch.rows.filter(Q(person__in=people) | Q(person=None)).delete()
            _discard_files(BankImport.objects.filter(pk=batch.pk), "file")


def _uploads_naming(people: list[Person]) -> list[BankImport]:
    uploads = BankImport.objects.filter(organization=people[0].organization)
    rows = BankImportRow.objects.filter(batch__in=uploads)
    found = set(rows.filter(person__in=people).values_list("batch", flat=True))
    for batch, raw in rows.filter(person=None).exclude(batch__in=found).values_list("batch", "raw").iterator():
        if any(_names(raw, person) for person in people):
            found.add(batch)
    return list(uploads.filter(pk__in=found).select_related("file", "organization").order_by("pk"))


def _names(raw: list, person: Person) -> bool:
    """Whether the cells of a row hold the last and the first name."""
    said = " ".join(map(str, raw)).casefold()
    return bool(person.last_name) and person.last_name.casefold() in said and person.first_name.casefold() in said


def _destroy_offers(participations: QuerySet[Participation], *, by, at: datetime) -> None:
    """Offers end as if the permission were withdrawn; then no word of them is left."""
    offers = MentorOffer.objects.filter(participation__in=participations)
    for offer in offers.standing().select_related("participation__person__organization"):
        withdraw_offer(offer, by=by, at=at)
    asked = OfferRequest.objects.filter(offer__in=offers)
    for request in asked.filter(state__in=(OfferRequest.State.ASKED, OfferRequest.State.AGREED)):
        move(request, OfferRequest.State.WITHDRAWN, answered_at=at)
    asked.update(message="", answer="")
    offers.update(summary="")
    _discard_files(offers, "permission")


def _destroy_participations(participations: QuerySet[Participation]) -> None:
    QuestionnaireLink.objects.filter(participation__in=participations).delete()
    Assessment.objects.filter(participation__in=participations).delete()
    _discard_files(Certificate.objects.filter(participation__in=participations), "scan")
    for participation in participations:
        participation.areas.clear()
        participation.interests.clear()
    participations.update(
        leaving_note="", request="", achievements="", interests_text="", results="", case_url="", completed_mark=""
    )


def _destroy_requests(people: Iterable[Person]) -> None:
    requests = SubjectRequest.objects.filter(person__in=people)
    requests.update(received_from="", answer="", extended_reason="")
    _discard_files(requests, "document")


def _discard_files(rows: QuerySet[Model], field: str) -> None:
    """Takes the files of these rows out of their column and deletes them."""
    stored = [getattr(row, field) for row in rows.exclude(**{field: None}).select_related(field)]
    rows.update(**{field: None})
    for file in stored:
        discard(file)


def _empty(person: Person, at: datetime) -> None:
    month_of_birth = person.birth_on and person.birth_on.replace(day=1)
    for field in Person.PERSONAL_FIELDS:
        setattr(person, field, Person._meta.get_field(field).get_default())
    person.birth_on, person.experience_since = month_of_birth, None
    person.partner, person.erased_at = None, at
    person.archived_on = person.archived_on or timezone.localdate(at)
    person.revision += 1
    person.save()
