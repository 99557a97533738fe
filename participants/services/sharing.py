"""Mentors offered to the other institutions of the municipality («Хибины», stage 3).

Without the mentor's written permission there is no offer, without the owner's agreement no contact; when the
permission is withdrawn, everything closes at once.
"""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import store_upload
from core.states import move
from organizations.models import Organization

from ..kinds import OFFER
from ..models import MentorOffer, OfferRequest, Participation
from ..notices import tell_curators
from ..selectors.naming import giveaway_in
from .people import check_kept, record_look

State = OfferRequest.State


class OfferRefused(Refused):
    """The mentor cannot be offered, asked for or lent so."""


@transaction.atomic
def offer_mentor(
    participation: Participation, *, permitted_on: date, permission: UploadedFile, summary: str, by, at: datetime
) -> MentorOffer:
    """Offers a mentor by the scan of the written permission. Raises OfferRefused, PersonRefused, FileRefused."""
    person = participation.person
    check_kept(person)
    if participation.role != Participation.Role.MENTOR or participation.left_on:
        raise OfferRefused(_("Only a mentor who takes part can be offered."))
    if permitted_on > timezone.localdate(at):
        raise OfferRefused(_("The permission cannot be given in the future. Correct the date."))
    _check_text(summary, person.organization)
    offer = MentorOffer(
        participation=participation,
        permitted_on=permitted_on,
        permission=store_upload(permission, scope=person.organization.path, by=by, at=at),
        summary=summary.strip(),
        offered_on=timezone.localdate(at),
    )
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError as error:
        raise OfferRefused(_("This mentor is offered already.")) from error
    _record("mentoroffer.made", offer, person.organization, by=by, at=at)
    return offer


@transaction.atomic
def withdraw_offer(offer: MentorOffer, *, by, at: datetime) -> None:
    """The permission is withdrawn: the offer goes, requests end, contacts close. Raises OfferRefused."""
    standing = MentorOffer.objects.standing().filter(pk=offer.pk)
    if not standing.update(withdrawn_on=timezone.localdate(at)):
        raise OfferRefused(_("Somebody has just done this. Reload the page."))
    owner = offer.participation.organization
    _record("mentoroffer.withdrawn", offer, owner, by=by, at=at)
    open_ones = OfferRequest.objects.filter(offer=offer, state__in=(State.ASKED, State.AGREED))
    for request in open_ones.select_related("organization"):
        move(request, State.WITHDRAWN, answered_at=at)
        _record("offerrequest.withdrawn", request, request.organization, by=by, at=at)
        _tell(request, request.organization, _("Offer No. %(number)d is taken back: its contacts are closed"), at)


def withdraw_offers(participation: Participation, *, by, at: datetime) -> None:
    """What the end of the consent does to the offers of a mentor."""
    for offer in MentorOffer.objects.standing().filter(participation=participation):
        withdraw_offer(offer, by=by, at=at)


@transaction.atomic
def ask_for_mentor(offer: MentorOffer, *, organization: Organization, message: str, by, at: datetime) -> OfferRequest:
    """Another institution asks the owner. Raises OfferRefused."""
    owner = offer.participation.organization
    if owner.path.startswith(organization.path):
        raise OfferRefused(_("This is a mentor of your own institution."))
    standing = MentorOffer.objects.standing().consented(timezone.localdate(at))
    if not standing.filter(pk=offer.pk, participation__left_on=None).exists():
        raise OfferRefused(_("This mentor is no longer offered."))
    _check_text(message, organization)
    asked = OfferRequest.objects.filter(offer=offer, organization=organization)
    if asked.filter(state__in=(State.ASKED, State.AGREED)).exists():
        raise OfferRefused(_("Your institution has asked for this mentor already."))
    request = OfferRequest.objects.create(
        offer=offer, organization=organization, asked_by=by, asked_at=at, message=message.strip()
    )
    _record("offerrequest.asked", request, organization, by=by, at=at)
    _record("offerrequest.asked", request, owner, by=by, at=at)
    _tell(request, owner, _("Another institution asks for the mentor of offer No. %(number)d"), at)
    return request


@transaction.atomic
def agree(request: OfferRequest, *, answer: str = "", by, at: datetime) -> None:
    """The owner lends the mentor: the contacts open to who asked. Raises OfferRefused, ForbiddenMove."""
    if request.offer.withdrawn_on:
        raise OfferRefused(_("This mentor is no longer offered."))
    _answer(request, State.AGREED, "offerrequest.agreed", answer, by=by, at=at)
    _tell(request, request.organization, _("Agreed: the contacts of the mentor of offer No. %(number)d are open"), at)


@transaction.atomic
def decline(request: OfferRequest, *, answer: str = "", by, at: datetime) -> None:
    """The owner does not lend the mentor. Raises OfferRefused, ForbiddenMove."""
    _check_text(answer, request.offer.participation.organization)
    _answer(request, State.DECLINED, "offerrequest.declined", answer, by=by, at=at)
    _tell(request, request.organization, _("Declined: the request for the mentor of offer No. %(number)d"), at)


@transaction.atomic
def take_request_back(request: OfferRequest, *, by, at: datetime) -> None:
    """Who asked needs the mentor no longer; contacts that were open close. Raises ForbiddenMove."""
    move(request, State.WITHDRAWN, answered_at=at)
    _record("offerrequest.withdrawn", request, request.organization, by=by, at=at)
    owner = request.offer.participation.organization
    _tell(request, owner, _("The request for the mentor of offer No. %(number)d is taken back"), at)


def record_contacts_read(request: OfferRequest, *, by, at: datetime) -> None:
    """Writes the look into both trails: of who looked, and of the person in their own institution."""
    _record("offerrequest.contacts_read", request, request.organization, by=by, at=at)
    record_look(request.offer.participation.person, by=by, at=at)


def record_permission_read(offer: MentorOffer, *, by, at: datetime) -> None:
    """Writes that the scan with the mentor's signature has left the product."""
    _record("mentoroffer.permission_read", offer, offer.participation.organization, by=by, at=at)


def _check_text(text: str, organization: Organization) -> None:
    """What another institution reads names nobody of the bank from which it comes."""
    words = giveaway_in(text, organization)
    if words:
        raise OfferRefused(
            _(
                "Others read this text, and it gives somebody away: «%(words)s». "
                "Leave out names, telephones and e-mails."
            )
            % {"words": words}
        )


def _answer(request: OfferRequest, state: str, verb: str, answer: str, *, by, at: datetime) -> None:
    move(request, state, answer=answer.strip(), answered_at=at)
    for organization in (request.organization, request.offer.participation.organization):
        _record(verb, request, organization, by=by, at=at)


def _tell(request: OfferRequest, organization: Organization, title: str, at: datetime) -> None:
    tell_curators(
        organization,
        kind=OFFER.code,
        subject=f"offerrequest:{request.pk}:{request.state}",
        title=title % {"number": request.offer_id},
        text=_("Look at the page of shared mentors."),
        url=reverse("participants:offers"),
        at=at,
    )


def _record(verb: str, subject, organization: Organization, *, by, at: datetime) -> None:
    audit.record(verb, subject, by=by, at=at, scope=organization.path)
