"""The catalogue of offered mentors: competences without names, and who may read the contacts of whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from core.tenancy import below
from organizations.models import Organization

from ..models import MentorOffer, OfferRequest

State = OfferRequest.State


@dataclass(frozen=True)
class OfferCard:
    """What the others read of an offer: nothing of it says who the mentor is."""

    pk: int
    institution: str
    is_own: bool
    form: str
    areas: list[str]
    summary: str
    hours_a_week: object
    mode: str
    state: str
    request: OfferRequest | None


def standing_offers(user, on: date) -> QuerySet[MentorOffer]:
    """Offers of the municipality whose mentors still take part, their data still processed with consent."""
    offers = MentorOffer.objects.visible_to(user).standing().consented(on)
    offers = offers.filter(participation__left_on=None, participation__person__erased_at=None)
    return offers.filter(participation__person__archived_on=None, permitted_on__lte=on)


def catalogue(user, on: date, *, area: str = "") -> list[OfferCard]:
    """The offers as cards, those of others first. Three queries."""
    organization = user.acting.organization
    offers = standing_offers(user, on).select_related("participation__person__organization", "participation__form")
    if area:
        offers = offers.filter(participation__areas=area)
    offers = offers.prefetch_related("participation__areas")
    own = OfferRequest.objects.filter(organization=organization, offer__in=offers).order_by("asked_at")
    asked = {request.offer_id: request for request in own}
    cards = [_card(offer, organization, asked.get(offer.pk)) for offer in offers]
    return sorted(cards, key=lambda card: card.is_own)


def requests_received(user) -> QuerySet[OfferRequest]:
    """What others ask for of the mentors of the institution."""
    rows = OfferRequest.objects.visible_to(user).select_related("organization", "offer__participation__person")
    return rows.filter(below("offer__participation__person__organization__path", user.acting.organization.path))


def is_lent(request: OfferRequest, on: date) -> bool:
    """Whether the contacts are open to who asked: agreed, the permission stands, and so does the consent."""
    offers = MentorOffer.objects.standing().consented(on).filter(pk=OuterRef("offer"), participation__left_on=None)
    agreed = OfferRequest.objects.filter(pk=request.pk, state=State.AGREED)
    return agreed.filter(Exists(offers)).exists()


def _card(offer: MentorOffer, organization: Organization, request: OfferRequest | None) -> OfferCard:
    participation = offer.participation
    owner = participation.person.organization
    return OfferCard(
        pk=offer.pk,
        institution=owner.short_name,
        is_own=owner.path.startswith(organization.path),
        form=str(participation.form or participation.get_track_display()),
        areas=[str(area) for area in participation.areas.all()],
        summary=offer.summary,
        hours_a_week=participation.hours_a_week,
        mode=participation.get_mode_display() if participation.mode != "any" else "",
        state=request.state if request else "",
        request=request,
    )
