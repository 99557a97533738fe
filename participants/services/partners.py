"""Partners and agreements with them."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import store_upload
from core.revisions import save_revised
from organizations.models import Organization

from ..models import Agreement, Partner
from ..taxpayers import is_inn

FIELDS = ("name", "kind", "inn", "contact", "site", "since")
NAMES_PEOPLE = ("contact",)


class PartnerRefused(Refused):
    """The partner or the agreement cannot be kept so."""


@transaction.atomic
def add_partner(partner: Partner, *, organization: Organization, by, at: datetime) -> Partner:
    """Enters a partner. Raises PartnerRefused."""
    partner.organization = organization
    _check(partner, on=timezone.localdate(at))
    _save(partner)
    _record("partner.added", partner, {"name": [None, partner.name]}, by=by, at=at)
    return partner


@transaction.atomic
def change_partner(partner: Partner, *, seen: int, by, at: datetime) -> None:
    """Writes a changed partner. Raises PartnerRefused, StaleRevision."""
    before = Partner.objects.get(pk=partner.pk)
    _check(partner, on=timezone.localdate(at))
    _save(partner, seen=seen)
    changes = audit.differences(_said(before), _said(partner))
    changes = {name: audit.MASKED if name in NAMES_PEOPLE else change for name, change in changes.items()}
    if changes:
        _record("partner.changed", partner, changes, by=by, at=at)


@transaction.atomic
def end_partnership(partner: Partner, *, on: date, by, at: datetime) -> None:
    """The partnership ends: `on` is the first day without it. Raises PartnerRefused."""
    if not partner.since < on <= timezone.localdate(at):
        raise PartnerRefused(_("The partnership ends after it began and not in the future. Correct the date."))
    _set_end(partner, on, "partner.ended", by=by, at=at)


@transaction.atomic
def resume_partnership(partner: Partner, *, by, at: datetime) -> None:
    """Takes the end back. Raises PartnerRefused."""
    _set_end(partner, None, "partner.resumed", by=by, at=at)


@transaction.atomic
def add_agreement(partner: Partner, agreement: Agreement, *, scan: UploadedFile | None = None, by, at: datetime):
    """Enters an agreement with its scan. Raises PartnerRefused, FileRefused."""
    agreement.partner = partner
    _check_agreement(agreement, on=timezone.localdate(at))
    agreement.scan = _stored(scan, partner, by=by, at=at)
    agreement.save(force_insert=True)
    changes = {"number": [None, agreement.number], "signed_on": [None, agreement.signed_on.isoformat()]}
    _record("agreement.added", partner, changes, by=by, at=at)
    return agreement


@transaction.atomic
def change_agreement(agreement: Agreement, *, scan: UploadedFile | None = None, by, at: datetime) -> None:
    """Writes a corrected agreement; a new scan takes the place of the old. Raises PartnerRefused, FileRefused."""
    _check_agreement(agreement, on=timezone.localdate(at))
    if scan:
        agreement.scan = _stored(scan, agreement.partner, by=by, at=at)
    agreement.save()
    changes = {"number": agreement.number, "scan": scan is not None}
    _record("agreement.changed", agreement.partner, changes, by=by, at=at)


def _check(partner: Partner, *, on: date) -> None:
    partner.inn = partner.inn.strip()
    if partner.inn and not is_inn(partner.inn):
        raise PartnerRefused(_("There is a mistake in the taxpayer number: its control digits do not agree."))
    if partner.since > on:
        raise PartnerRefused(_("The partnership begins in the future. Enter it when it has begun."))
    if partner.ended_on and partner.since >= partner.ended_on:
        raise PartnerRefused(_("The partnership ends after it began and not in the future. Correct the date."))


def _save(partner: Partner, seen: int | None = None) -> None:
    try:
        with transaction.atomic():
            if seen is None:
                partner.save(force_insert=True)
            else:
                save_revised(partner, seen=seen, fields=list(FIELDS))
    except IntegrityError as error:
        raise PartnerRefused(_("A partner with this taxpayer number is in the list already.")) from error


def _set_end(partner: Partner, day: date | None, verb: str, *, by, at: datetime) -> None:
    if not Partner.objects.filter(pk=partner.pk, ended_on__isnull=day is not None).update(ended_on=day):
        raise PartnerRefused(_("Somebody has just done this. Reload the page."))
    partner.ended_on = day
    _record(verb, partner, {"ended_on": day and day.isoformat()}, by=by, at=at)


def _check_agreement(agreement: Agreement, *, on: date) -> None:
    if agreement.signed_on > on:
        raise PartnerRefused(_("The agreement cannot be signed in the future. Correct the date."))
    ends = [day for day in (agreement.valid_until, agreement.terminated_on) if day]
    if any(day < agreement.signed_on for day in ends):
        raise PartnerRefused(_("The agreement ends before it is signed. Check the dates."))


def _stored(scan: UploadedFile | None, partner: Partner, *, by, at: datetime):
    return store_upload(scan, scope=partner.organization.path, by=by, at=at) if scan else None


def _said(partner: Partner) -> dict:
    return {name: str(getattr(partner, name)) for name in FIELDS}


def _record(verb: str, partner: Partner, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, partner, by=by, at=at, scope=partner.organization.path, changes=changes)
