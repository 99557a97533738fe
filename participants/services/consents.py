"""Verbs of the consent register: record, one or many in one pass, attach the scan, withdraw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import store_upload

from ..consenting import last_valid_day, signer_at
from ..drafts import RepresentativeDraft
from ..models import Consent, ConsentText, Person, Representative, SubjectRequest
from ..models.consents import ConsentKind
from ..selectors.consents import SOON
from .desk import open_request
from .representatives import add_representative
from .withdrawing import carry_out, falling_on, leave_without, let_fall

Signer = Consent.Signer


class ConsentRefused(Refused):
    """The consent cannot be recorded so."""


@transaction.atomic
def record_consent(
    person: Person,
    *,
    text: ConsentText,
    signed_on: date,
    signer: str,
    representative: Representative | RepresentativeDraft | None = None,
    banned_data: list[str] | None = None,
    conditions: str = "",
    scan: UploadedFile | None = None,
    by,
    at: datetime,
) -> Consent:
    """Enters a signed consent of the text's kind; a representative given as a draft is added to the card.

    Raises ConsentRefused when the day is impossible, when the wrong people signed for the age of that day
    (domain.md 5.3), nobody is named as representative or the same is in force already; FileRefused for a bad scan.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("organization").get(pk=person.pk)
    _check_day(person, signed_on, at)
    _check_signer(person, text.kind, signed_on, signer, representative)
    _check_new(person, text, signed_on, signer, (banned_data or [], conditions))
    if isinstance(representative, RepresentativeDraft):
        representative = _on_the_card(person, representative, by=by, at=at)
    consent = Consent.objects.create(
        person=person,
        kind=text.kind,
        text=text,
        signed_on=signed_on,
        valid_until=last_valid_day(signed_on, term_months=text.term_months, signer=signer, birth_on=person.birth_on),
        signer=signer,
        age_at_signing=person.age_on(signed_on),
        representative_name=representative.full_name if representative and signer != Signer.SELF else "",
        representative_basis=representative.basis if representative and signer != Signer.SELF else "",
        banned_data=banned_data or [],
        conditions=conditions,
        scan=store_upload(scan, scope=person.organization.path, by=by, at=at) if scan else None,
        recorded_at=at,
        recorded_by=by,
    )
    changes = {"kind": consent.kind, "signed_on": signed_on.isoformat(), "signer": signer, "scan": scan is not None}
    audit.record("consent.recorded", consent, by=by, at=at, scope=person.organization.path, changes=changes)
    return consent


def _on_the_card(person: Person, draft: RepresentativeDraft, *, by, at: datetime) -> Representative:
    """The representative of that name, who may have been added with another sheet a moment ago, or a new one."""
    known = person.representatives.filter(full_name=draft.full_name, relation=draft.relation).first()
    return known or add_representative(person, draft, by=by, at=at)


def _check_day(person: Person, signed_on: date, at: datetime) -> None:
    if person.erased_at or person.merged_into_id:
        raise ConsentRefused(_("This record is closed: a consent cannot be added to it."))
    if signed_on > timezone.localdate(at):
        raise ConsentRefused(_("The consent cannot be signed in the future. Correct the date."))
    if person.birth_on and signed_on < person.birth_on:
        raise ConsentRefused(_("The consent is signed before the birth of the participant. Correct one of the dates."))


def _check_signer(
    person: Person,
    kind: str,
    signed_on: date,
    signer: str,
    representative: Representative | RepresentativeDraft | None,
) -> None:
    if kind == ConsentKind.MENTOR_DUTY and person.kind != Person.Kind.EMPLOYEE:
        raise ConsentRefused(
            _("Only an employee of the institution signs the mentor's consent to the additional duty.")
        )
    expected = expected_signer(person, kind, signed_on)
    if expected == Signer.REPRESENTATIVE and signer == Signer.SELF:
        raise ConsentRefused(
            _("Under 14 the legal representative signs. Choose who signed, or correct the birth date.")
        )
    if expected == Signer.BOTH and signer != Signer.BOTH:
        raise ConsentRefused(_("From 14 to 17 both sign: the participant and the legal representative."))
    if expected == Signer.SELF and signer != Signer.SELF:
        raise ConsentRefused(_("From the age of 18 the participant signs alone."))
    if signer != Signer.SELF and representative is None:
        raise ConsentRefused(_("Name the legal representative: add them to the card of the participant first."))


def _check_new(person: Person, text: ConsentText, signed_on: date, signer: str, terms: tuple[list[str], str]) -> None:
    """The same consent is not entered twice; one that ends soon may be signed anew, so may one with other bans."""
    held = Consent.objects.valid_on(signed_on).filter(person=person, text=text, signer=signer)
    lasting = held.filter(Q(valid_until=None) | Q(valid_until__gt=signed_on + SOON))
    for consent in lasting:
        if (consent.banned_data, consent.conditions) == terms:
            raise ConsentRefused(
                _(
                    "The same consent, signed on %(day)s, is in force: it is not entered twice. "
                    "The scan of a signed sheet is attached to it on the card."
                )
                % {"day": f"{consent.signed_on:%d.%m.%Y}"}
            )


@dataclass(frozen=True)
class Signing:
    """Which sheets of one of many are signed; the representative is needed where the age asks for one."""

    person: Person
    kinds: Sequence[str]
    representative: Representative | RepresentativeDraft | None = None


@dataclass
class Pass:
    """What became of many: how many are recorded, who is in doubt and why."""

    recorded: int = 0
    doubts: list[tuple[Person, str]] = field(default_factory=list)


@transaction.atomic
def record_consents(
    signings: Iterable[Signing], *, texts: Mapping[str, ConsentText], signed_on: date, by, at: datetime
) -> Pass:
    """Enters the consents of many of one day, each signed by whom the age asks for; what is refused is in doubt."""
    outcome = Pass()
    for signing in signings:
        for kind in signing.kinds:
            try:
                _record_one(signing, texts[kind], signed_on, by=by, at=at)
                outcome.recorded += 1
            except Refused as refusal:
                doubt = (signing.person, str(refusal))
                if doubt not in outcome.doubts:
                    outcome.doubts.append(doubt)
    return outcome


@transaction.atomic
def _record_one(signing: Signing, text: ConsentText, signed_on: date, *, by, at: datetime) -> None:
    person, signer = signing.person, expected_signer(signing.person, text.kind, signed_on)
    if Consent.objects.valid_on(signed_on).filter(person=person, kind=text.kind).exists():
        raise ConsentRefused(_("A consent of this kind is in force on that day already."))
    representative = None if signer == Signer.SELF else signing.representative
    signed = {"signed_on": signed_on, "signer": signer, "representative": representative}
    record_consent(person, text=text, **signed, by=by, at=at)


def expected_signer(person: Person, kind: str, signed_on: date) -> str:
    """Who signs a consent of the kind on that day; an employee always signs for themselves."""
    if kind == ConsentKind.MENTOR_DUTY:
        return Signer.SELF
    return signer_at(person.age_on(signed_on), person.kind)


@transaction.atomic
def attach_scan(consent: Consent, *, scan: UploadedFile, by, at: datetime) -> None:
    """Adds the scan of the signed sheet. Raises ConsentRefused when there is one already, FileRefused."""
    scope = consent.organization.path
    stored = store_upload(scan, scope=scope, by=by, at=at)
    if not Consent.objects.filter(pk=consent.pk, scan=None).update(scan=stored):
        raise ConsentRefused(_("The scan of this consent is already there."))
    consent.scan = stored
    audit.record("consent.scan_attached", consent, by=by, at=at, scope=scope)


@transaction.atomic
def withdraw_consent(
    consent: Consent, *, received_on: date, received_from: str = "", by, at: datetime
) -> SubjectRequest | None:
    """Enters a withdrawal received on that day; the request with its legal clock, if the kind sets one.

    Every consent of the kind that was signed by then falls. Of processing: all consents of the person fall, they leave
    the programme, thirty days run (article 21 part 5). Of dissemination: three working days run to take down what was
    published. Of participation or of the mentor's duty: the person leaves in that role. A request of the kind that is
    in work already goes on. Raises ConsentRefused when the consent is not in force or the day is impossible.
    """
    if received_on > timezone.localdate(at):
        raise ConsentRefused(_("A withdrawal cannot be received in the future. Correct the date."))
    if received_on < consent.signed_on:
        said = _("The consent was signed on %(day)s: its withdrawal cannot come earlier. Correct the date.")
        raise ConsentRefused(said % {"day": f"{consent.signed_on:%d.%m.%Y}"})
    person = consent.person
    falling = falling_on(person, received_on).filter(kind=consent.kind)
    if not falling.filter(pk=consent.pk).exists():
        raise ConsentRefused(_("This consent is no longer in force: it was withdrawn or has run out."))
    kind = REQUEST_OF.get(consent.kind)
    if kind is None:
        let_fall(falling, received_on, by=by, at=at)
        leave_without(person, consent.kind, received_on, by=by, at=at)
        return None
    in_work = person.subject_requests.filter(kind=kind, state=SubjectRequest.State.OPEN).first()
    if in_work:
        carry_out(person, kind=kind, received_on=received_on, by=by, at=at)
        return in_work
    return open_request(person, kind=kind, received_on=received_on, received_from=received_from, by=by, at=at)


REQUEST_OF = {
    ConsentKind.PROCESSING: SubjectRequest.Kind.WITHDRAWAL,
    ConsentKind.DISSEMINATION: SubjectRequest.Kind.STOP_DISSEMINATION,
}
